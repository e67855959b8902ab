package demo

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// noLineStart are signs that no line begins with.
const noLineStart = "，。、！？；：）」』】》,.!?;:)]}"

// wrap breaks a text into lines of at most so many terminal cells, at spaces and between wide characters. Line ends of
// the text are kept; a word that is wider than a line is left whole.
func wrap(text string, most int) []string {
	var lines []string
	for line := range strings.SplitSeq(strings.TrimRight(text, " \n"), "\n") {
		lines = append(lines, wrapLine(strings.TrimRight(line, " "), most)...)
	}
	return lines
}

func wrapLine(line string, most int) []string {
	var lines []string
	for cells(line) > most {
		cut := breakAt([]rune(line), most)
		if cut == 0 {
			break
		}
		runes := []rune(line)
		lines = append(lines, strings.TrimRight(string(runes[:cut]), " "))
		line = strings.TrimLeft(string(runes[cut:]), " ")
	}
	return append(lines, line)
}

// breakAt is the index of the rune that begins the next line; 0 where there is no place to break. Spaces at the end of
// a line may stand out.
func breakAt(line []rune, most int) int {
	last, all, solid := 0, 0, 0 // solid: cells without spaces at the end
	for i, r := range line {
		if i > 0 && mayBreak(line[i-1], r) {
			if last > 0 && solid > most {
				return last
			}
			last = i
			if solid > most { // one word, wider than a line
				return last
			}
		}
		all += cellsOf(r)
		if r != ' ' {
			solid = all
		}
		if last > 0 && solid > most {
			return last
		}
	}
	return last
}

func mayBreak(before, after rune) bool {
	if before == ' ' {
		return after != ' '
	}
	wide := cellsOf(before) == 2 || cellsOf(after) == 2
	return wide && after != ' ' && !strings.ContainsRune(noLineStart, after)
}

// clean makes foreign text harmless for a terminal: tabs become spaces; control characters, and those that turn the
// direction of writing or cannot be seen, are left out.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return -1
		default:
			return r
		}
	}, text)
}

// oneLine is a text as one clean line of at most so many cells.
func oneLine(text string, most int) string {
	text = strings.Join(strings.Fields(clean(text)), " ")
	if cells(text) <= most {
		return text
	}
	used := 1 // of the ellipsis
	for i, r := range text {
		if used += cellsOf(r); used > most {
			return text[:i] + "…"
		}
	}
	return text
}

// pad fills a line with spaces up to a number of cells.
func pad(text string, to int) string { return text + strings.Repeat(" ", max(to-cells(text), 0)) }

// cells is the width of a text on the terminal.
func cells(text string) int {
	n := 0
	for _, r := range text {
		n += cellsOf(r)
	}
	return n
}

// cellsOf is the width of a character: two cells for the wide ones of UAX 11, none for marks on other characters.
func cellsOf(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	default:
		return 1
	}
}
