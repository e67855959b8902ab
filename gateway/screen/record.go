package screen

import (
	"strings"
	"unicode/utf8"
)

// Bounds of what is looked at for a record.
const (
	recordLines = 4  // so many lines of a program at least, and three of five
	recordLabel = 48 // bytes of a label at most
	recordLooks = 60 // lines looked at
	columnLooks = 20 // lines among which columns begin
)

// isRecord: most of the text is laid out as programs lay out what they tell: labels with their values, columns, rules, moments
// of time. People fill in forms, under a shop's subject too. A mail that scripts sent, or that names who shall be answered, may
// be a web form's, and is a customer's; and small firms write as mail@.
func (l *letter) isRecord() bool {
	switch {
	case !laidOut(l.msg.NewText), l.idOfServer(), l.fromLibrary(), l.sender.Local() == "mail", l.hasSubject(shopForm):
		return false
	}
	return l.answerTo.Addr == "" || !strings.Contains(l.msg.Text, l.answerTo.Addr)
}

// isAligned: such a record whose labels or values stand below each other. Nobody writes so by hand, and who shows one to
// somebody greets or asks.
func (l *letter) isAligned() bool {
	begins := firstBytes(l.msg.NewText, maxLooks)
	return strings.Contains(begins, "  ") && aligned(begins) && !l.asks() && l.isRecord()
}

// aligned: three labels of several lengths in a row end in one column, or their values begin in one.
func aligned(text string) bool {
	lines, run, uneven := 0, 0, false
	var before columns
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if lines++; lines > columnLooks {
			return false
		}
		c := columnsOf(line)
		if run++; c.label == 0 || c.colon != before.colon && c.value != before.value {
			run, uneven = 1, false
		} else if c.label != before.label {
			uneven = true
		}
		if before = c; run >= 3 && uneven {
			return true
		}
	}
	return false
}

// columns of a labelled line, in characters: the length of its label, where its colon is and where its value begins.
type columns struct{ label, colon, value int }

// columnsOf finds them; no label where a line has none.
func columnsOf(line string) columns {
	label, rest, _ := strings.Cut(firstBytes(line, recordLabel), ":")
	words := strings.TrimLeft(rest, " ")
	if strings.TrimSpace(words) == "" || len(rest) == len(words) {
		return columns{}
	}
	colon := utf8.RuneCountInString(label)
	return columns{utf8.RuneCountInString(strings.TrimSpace(label)), colon, colon + len(rest) - len(words)}
}

func laidOut(text string) bool {
	lines, ofProgram := 0, 0
	for line := range strings.Lines(firstBytes(text, maxLooks)) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if lines == 0 && greets(line) {
			return false
		}
		if isLaidOut(line) {
			ofProgram++
		}
		if lines++; lines == recordLooks {
			break
		}
	}
	return ofProgram >= recordLines && ofProgram*5 >= lines*3
}

// greets: a first line that ends so is a greeting in most languages.
func greets(line string) bool {
	return strings.HasSuffix(line, ",") || strings.HasSuffix(line, "!") || strings.HasSuffix(line, "，")
}

func isLaidOut(line string) bool {
	return isLabelled(line) || isRule(line) || inColumns(line) || hasSeconds(line)
}

// isLabelled: a short label, a colon and a value that ends no sentence.
func isLabelled(line string) bool {
	label, value, found := strings.Cut(firstBytes(line, recordLabel), ":")
	wide := false
	if !found {
		label, value, wide = strings.Cut(label, "：")
	}
	if label == "" || value == "" || strings.Count(strings.TrimSpace(label), " ") > 4 {
		return false
	}
	return (wide || value[0] == ' ' || value[0] == '\t') && strings.IndexByte(".!?,", line[len(line)-1]) < 0
}

// isRule: nothing but strokes, perhaps with a heading between them.
func isRule(line string) bool {
	strokes := strings.IndexFunc(line, func(r rune) bool { return !isStroke(r) })
	return strokes < 0 && len(line) >= 5 || strokes >= 5
}

func isStroke(r rune) bool { return strings.ContainsRune("-=*#_+~.─━═", r) }

// inColumns: gaps of white space, or strokes between cells.
func inColumns(line string) bool {
	_, behind, _ := strings.Cut(line, "  ")
	behind = strings.TrimLeft(behind, " ")
	return strings.Contains(behind, "  ") || strings.Count(line, "\t") >= 2 || strings.Count(line, "|") >= 2
}

// hasSeconds: a time of day to the second, as programs tell it.
func hasSeconds(line string) bool {
	for at := 2; at+5 < len(line); at++ {
		if line[at] == ':' && line[at+3] == ':' && isDigit(line[at-1]) && isDigit(line[at+1]) && isDigit(line[at+2]) && isDigit(line[at+4]) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
