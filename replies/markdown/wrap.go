package markdown

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// bareURL finds addresses in running text. They end where the ASCII ends, since Chinese has no space after them.
var bareURL = regexp.MustCompile(`(?i)\b[a-z][a-z0-9+.-]*://[!-~]+`)

// word is what is never cut, and what stands before it.
type word struct {
	text   string
	before joint
}

type joint int

const (
	jointNone  joint = iota // a line may break here, and nothing is lost: between Chinese characters
	jointSpace              // a space, or the end of a line
	jointBreak              // the end of a line
)

// wrap sets running text in lines of at most width columns. Only a word that is longer stands out.
func wrap(pieces []piece, width int) []string {
	var lines []string
	var line strings.Builder
	used := 0
	for i, w := range words(pieces) {
		size := columns(w.text)
		space := 0
		if w.before == jointSpace {
			space = 1
		}
		switch {
		case i == 0:
		case w.before == jointBreak || used+space+size > width:
			lines = append(lines, line.String())
			line.Reset()
			used = 0
		case space > 0:
			line.WriteByte(' ')
			used++
		}
		line.WriteString(w.text)
		used += size
	}
	if line.Len() > 0 {
		lines = append(lines, line.String())
	}
	return lines
}

// columns is the width of a text; each printable character of ASCII has one.
func columns(s string) int {
	if strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0 {
		return len(s)
	}
	return uniseg.StringWidth(s)
}

// wordList collects words.
type wordList struct {
	words []word
	next  joint
	glue  bool // nothing stands between the last word and what comes: they are one
	soft  bool // a line of the source ended; it is a space unless Chinese stands on both sides
}

func words(pieces []piece) []word {
	l := &wordList{}
	var run strings.Builder // of text, however many pieces it came in
	for _, p := range pieces {
		if p.kind == pieceText {
			run.WriteString(p.text)
			continue
		}
		l.text(run.String())
		run.Reset()
		switch p.kind {
		case pieceBreak:
			l.next, l.glue = jointBreak, false
		case pieceSoft:
			l.soft, l.glue = true, false
		default:
			l.add(p.text)
		}
	}
	l.text(run.String())
	return l.words
}

func (l *wordList) text(s string) {
	for s != "" {
		i := strings.IndexFunc(s, breaks)
		if i < 0 {
			i = len(s)
		}
		if i > 0 {
			l.field(s[:i])
			s = s[i:]
			continue
		}
		s = strings.TrimLeftFunc(s, breaks)
		l.glue = false
		l.next = max(l.next, jointSpace)
	}
}

// breaks says whether a line may end at this white space: a no-break space holds its neighbours together, as in « oui ».
func breaks(r rune) bool { return unicode.IsSpace(r) && r != '\u00A0' && r != '\u202F' }

// field adds a stretch without spaces.
func (l *wordList) field(s string) {
	for {
		var at []int
		if strings.Contains(s, "://") {
			at = bareURL.FindStringIndex(s)
		}
		if at == nil {
			l.segments(s)
			return
		}
		l.segments(s[:at[0]])
		if before := lastRune(s[:at[0]]); isWide(before) && !strings.ContainsRune("（「『【《〈［｛", before) {
			l.glue = false
		}
		l.add(s[at[0]:at[1]])
		s = s[at[1]:]
	}
}

// segments cuts s where Unicode's line breaking (UAX #14) allows it and a wide character stands beside: so Chinese and
// Japanese wrap as they must, with their marks kept to their words, and "AB-123" stays whole.
func (l *wordList) segments(s string) {
	if isASCII(s) {
		l.add(s)
		return
	}
	state := -1
	held := ""
	for s != "" {
		var segment string
		segment, s, _, state = uniseg.FirstLineSegmentInString(s, state)
		held += segment
		if s != "" && (isWide(lastRune(held)) || isWide(firstRune(s))) {
			l.add(held)
			l.glue, held = false, ""
		}
	}
	l.add(held)
}

// add puts one word at the end, or onto the last word where nothing stands between.
func (l *wordList) add(s string) {
	if s == "" {
		return
	}
	last := len(l.words) - 1
	if l.glue && last >= 0 {
		l.words[last].text += s
		return
	}
	before := l.next
	if l.soft && before == jointNone && last >= 0 && !joinLines(l.words[last].text, s) {
		before = jointSpace
	}
	l.soft, l.next, l.glue = false, jointNone, true
	l.words = append(l.words, word{text: s, before: before})
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

func isWide(r rune) bool { return r >= 0x1100 && uniseg.StringWidth(string(r)) == 2 }

// joinLines says whether two texts belong to a script that writes no space where a line of the source ends.
func joinLines(before, after string) bool {
	l, f := lastRune(before), firstRune(after)
	return isWide(l) && isWide(f) && !unicode.Is(unicode.Hangul, l) && !unicode.Is(unicode.Hangul, f)
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
