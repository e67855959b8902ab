package main

import (
	"bytes"
	"io"
	"regexp"
	"strings"

	"github.com/rivo/uniseg"
)

// leastRoom is how many columns a folded text has at least, however narrow the terminal is.
const leastRoom = 16

// fold breaks a text at words into lines of width columns; 0 is no limit. All but the first are indented, and the first is
// taken to begin at that column. A word that is longer than a line stays whole: it may be an address or a path.
func fold(text string, width, indent int) string {
	if width == 0 || indent+uniseg.StringWidth(text) <= width {
		return text
	}
	room, column := max(width-indent, leastRoom), 0
	var lines []string
	line := ""
	for _, word := range words(text) {
		n := uniseg.StringWidth(strings.TrimRight(word, " "))
		if column > 0 && column+n > room {
			lines, line, column = append(lines, strings.TrimRight(line, " ")), "", 0
		}
		line += word
		column += uniseg.StringWidth(word)
	}
	return strings.Join(append(lines, line), "\n"+strings.Repeat(" ", indent))
}

// words are the pieces of a text between which a line may end, each with the spaces behind it. Scripts without spaces may be
// broken by the rules of Unicode (UAX #14); other words only at spaces, since those rules break paths and flags.
func words(text string) []string {
	var out []string
	for text != "" {
		end := len(text)
		if i := strings.IndexByte(text, ' '); i >= 0 {
			end = i + len(text[i:]) - len(strings.TrimLeft(text[i:], " "))
		}
		word := text[:end]
		text = text[end:]
		if uniseg.StringWidth(word) == uniseg.GraphemeClusterCount(word) {
			out = append(out, word)
			continue
		}
		for state := -1; word != ""; {
			var piece string
			piece, word, _, state = uniseg.FirstLineSegmentInString(word, state)
			out = append(out, piece)
		}
	}
	return out
}

// folding is a writer whose lines are folded; what was written last must end a line.
type folding struct {
	to    io.Writer
	width int
	begun []byte
}

// folded writes to w in lines of width columns; 0 is no limit.
func folded(w io.Writer, width int) io.Writer {
	if width == 0 {
		return w
	}
	return &folding{to: w, width: width}
}

// Write implements [io.Writer].
func (f *folding) Write(p []byte) (int, error) {
	f.begun = append(f.begun, p...)
	end := bytes.LastIndexByte(f.begun, '\n') + 1
	if end == 0 {
		return len(p), nil
	}
	var out strings.Builder
	for line := range strings.Lines(string(f.begun[:end])) {
		out.WriteString(foldLine(strings.TrimSuffix(line, "\n"), f.width) + "\n")
	}
	f.begun = f.begun[end:]
	if _, err := io.WriteString(f.to, out.String()); err != nil {
		return 0, err
	}
	return len(p), nil
}

var (
	quotedLine = regexp.MustCompile(`^ *│ `)
	beforeText = regexp.MustCompile(`^ *\S+(?: \S+)*  +`)
)

// foldLine folds a line under its own beginning: below what stands behind a label, behind the mark of a quotation, else two
// columns further in.
func foldLine(line string, width int) string {
	if mark := quotedLine.FindString(line); mark != "" {
		text := fold(strings.TrimPrefix(line, mark), width-uniseg.StringWidth(mark), 0)
		return mark + strings.ReplaceAll(text, "\n", "\n"+mark)
	}
	label := beforeText.FindString(line)
	indent := uniseg.StringWidth(label)
	if label == "" || indent > width/3 {
		label = line[:len(line)-len(strings.TrimLeft(line, " "))]
		indent = len(label) + 2
		return label + fold(line[len(label):], width, indent)
	}
	return label + fold(line[len(label):], width, indent)
}
