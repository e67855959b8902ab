package demo

import (
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"
)

// noLineStart are signs that no line begins with.
const noLineStart = "，。、！？；：）」』】》,.!?;:)]}"

// wrap breaks a text into lines of at most width terminal cells, at spaces and between wide characters. Line ends of
// the text are kept; a word that is wider than a line is left whole.
func wrap(text string, width int) []string {
	var lines []string
	for line := range strings.SplitSeq(strings.TrimRight(text, " \n"), "\n") {
		lines = append(lines, wrapLine(strings.TrimRight(line, " "), width)...)
	}
	return lines
}

func wrapLine(line string, width int) []string {
	var lines []string
	for runewidth.StringWidth(line) > width {
		cut := breakAt([]rune(line), width)
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
func breakAt(line []rune, width int) int {
	last, cells, solid := 0, 0, 0 // solid: cells without spaces at the end
	for i, r := range line {
		if i > 0 && mayBreak(line[i-1], r) {
			if last > 0 && solid > width {
				return last
			}
			last = i
			if solid > width { // one word, wider than a line
				return last
			}
		}
		cells += runewidth.RuneWidth(r)
		if r != ' ' {
			solid = cells
		}
		if last > 0 && solid > width {
			return last
		}
	}
	return last
}

func mayBreak(before, after rune) bool {
	if before == ' ' {
		return after != ' '
	}
	wide := runewidth.RuneWidth(before) == 2 || runewidth.RuneWidth(after) == 2
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

// oneLine is a text as one clean line of at most width cells.
func oneLine(text string, width int) string {
	return runewidth.Truncate(strings.Join(strings.Fields(clean(text)), " "), width, "…")
}

// pad fills a line with spaces up to width cells.
func pad(text string, width int) string { return runewidth.FillRight(text, width) }

// cells is the width of a text on the terminal.
func cells(text string) int { return runewidth.StringWidth(text) }
