package markdown

import (
	"strings"
	"unicode/utf16"
)

// ChatLength is the length of a message in the characters that chats count. Discord says code points
// (discord/discord-api-docs issue 1315), its programs count UTF-16 units: this is the latter, which is never less.
func ChatLength(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// atom is what is never cut.
type atom struct {
	text   string
	breaks bool   // the message may end before it: a space, the end of a line
	frame  bool   // it shows nothing by itself: the beginning of a line, a mark
	closes string // it opens what this closes
	closed bool   // it closes what was opened last
}

func (w *chatWriter) add(a atom) { w.atoms = append(w.atoms, a) }

// mark writes what shows nothing by itself.
func (w *chatWriter) mark(s string) {
	if s != "" {
		w.add(atom{text: s, frame: true})
	}
}

// open begins what close ends, also where the message is cut in between.
func (w *chatWriter) open(s, closes string) {
	w.gap(0)
	w.add(atom{text: s, frame: true, closes: closes})
}

func (w *chatWriter) close(s string) { w.add(atom{text: s, closed: true}) }

// write writes one thing that is seen, with the space that is due before it.
func (w *chatWriter) write(s string) {
	w.gap(firstRune(s))
	w.add(atom{text: s})
	w.started, w.last = true, lastRune(s)
}

// append adds to what was written last.
func (w *chatWriter) append(s string) {
	if last := &w.atoms[len(w.atoms)-1]; !last.frame {
		last.text += s
	}
}

// gap writes the space that is due before a rune; 0: before something else.
func (w *chatWriter) gap(next rune) {
	joined := w.soft && isWide(w.last) && (next == 0 || joinLines(string(w.last), string(next)))
	if w.space && w.started && !joined {
		w.add(atom{text: " ", breaks: true})
	}
	w.space, w.soft = false, false
}

// cut is the message, at most limit characters of it.
func (w *chatWriter) cut(limit int) (text string, whole bool) {
	total := 0
	for _, a := range w.atoms {
		total += ChatLength(a.text)
	}
	if end := len(w.atoms); limit <= 0 || total <= limit {
		text, _ = w.head(end)
		return text, true
	}
	text, closing := w.head(w.end(limit))
	if text = strings.TrimRight(text, " \n") + "…" + closing; ChatLength(text) > limit {
		return "", false
	}
	return text, false
}

// end is how many atoms fit into limit characters with "…" and all that must be closed: up to a space, unless that is far.
func (w *chatWriter) end(limit int) int {
	end, word, used, wordUsed, closing := 0, 0, 0, 0, []int{}
	left := limit - ChatLength("…")
	for i, a := range w.atoms {
		if used+sum(closing) <= left {
			end = i
			if a.breaks {
				word, wordUsed = i, used
			}
		}
		used += ChatLength(a.text)
		switch {
		case a.closes != "":
			closing = append(closing, ChatLength(a.closes))
		case a.closed && len(closing) > 0:
			closing = closing[:len(closing)-1]
		}
		if used > left {
			break
		}
	}
	if wordUsed > left/2 {
		end = word
	}
	for end > 0 && (w.atoms[end-1].frame || w.atoms[end-1].breaks) {
		end--
	}
	return end
}

// head is the text of the first n atoms, and what closes all that is open in it.
func (w *chatWriter) head(n int) (text, closing string) {
	var b strings.Builder
	var open []string
	for _, a := range w.atoms[:n] {
		b.WriteString(a.text)
		switch {
		case a.closes != "":
			open = append(open, a.closes)
		case a.closed && len(open) > 0:
			open = open[:len(open)-1]
		}
	}
	for i := len(open) - 1; i >= 0; i-- {
		closing += open[i]
	}
	return b.String(), closing
}

func sum(all []int) int {
	n := 0
	for _, one := range all {
		n += one
	}
	return n
}
