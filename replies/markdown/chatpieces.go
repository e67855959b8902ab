package markdown

import (
	"regexp"
	"strings"
)

// ChatText is somebody's text as messages of a chat, of at most limit characters each as [ChatLength] counts them; 0: one
// message. All of it is there, line by line: it is divided between paragraphs, else lines, else words, and nothing in it
// means anything but addresses of the web. There is always one message, which may be empty.
func ChatText(s string, limit int) []string {
	w := &chatWriter{}
	w.verbatim(strings.Trim(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"), "\n"))
	var pieces []string
	for {
		n := len(w.atoms)
		if limit > 0 {
			n = w.piece(limit - 1) // and one for what meansAtStart needs
		}
		text, _ := w.head(n)
		if text = strings.Trim(text, " \n"); text != "" {
			pieces = append(pieces, meansAtStart.ReplaceAllString(text, `$1\$2`))
		}
		if w.atoms = w.atoms[n:]; len(w.atoms) == 0 {
			break
		}
	}
	if len(pieces) == 0 {
		return []string{""}
	}
	return pieces
}

// meansAtStart is what would be markup at the start of a line; a message may begin within one.
var meansAtStart = regexp.MustCompile(`^(\d+)?([.)#>+-])`)

// verbatim writes lines as they are; of several empty ones only one.
func (w *chatWriter) verbatim(s string) {
	empty := false
	for i, line := range strings.Split(s, "\n") {
		text := strings.TrimLeft(line, " \t")
		if strings.TrimSpace(text) == "" {
			empty = true
			continue
		}
		if i > 0 {
			w.line(empty && len(w.atoms) > 0)
		}
		w.mark(strings.ReplaceAll(line[:len(line)-len(text)], "\t", "    "))
		w.text(visible(text))
		empty = false
	}
}

// piece is how many atoms the next message takes: all that are left, else up to the last good place, at least one.
func (w *chatWriter) piece(limit int) int {
	used, end, line, word := 0, 0, 0, 0
	for i, a := range w.atoms {
		used += ChatLength(a.text)
		if used > limit {
			break
		}
		end = i + 1
		if a.breaks {
			word = i
			if a.text != " " {
				line = i
			}
		}
	}
	switch {
	case end == len(w.atoms):
		return end
	case line > end/2:
		return line
	case word > end/2:
		return word
	}
	return max(end, 1)
}
