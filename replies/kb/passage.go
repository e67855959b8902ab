package kb

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of a passage: it is quoted in a mail that must fit a screen.
const (
	MaxSentences = 3
	MaxRunes     = 400
)

// Passage is the beginning of a paragraph that a reply quotes: its first whole sentences, at most [MaxSentences] and at
// most [MaxRunes] runes. A first sentence that is longer is cut between words and ends in "…".
func Passage(paragraph string) string {
	end, count, runes := 0, 0, 0
	for _, sentence := range Sentences(paragraph) {
		runes += utf8.RuneCountInString(sentence)
		if count == MaxSentences || utf8.RuneCountInString(strings.TrimSpace(sentence)) == 0 {
			break
		}
		if runes-trailingSpace(sentence) > MaxRunes {
			break
		}
		end += len(sentence)
		count++
	}
	if count == 0 {
		return shorten(strings.TrimSpace(paragraph))
	}
	return strings.TrimSpace(paragraph[:end])
}

func trailingSpace(s string) int {
	return utf8.RuneCountInString(s) - utf8.RuneCountInString(strings.TrimRightFunc(s, unicode.IsSpace))
}

// shorten cuts a text at the last space or clause mark before MaxRunes.
func shorten(s string) string {
	if utf8.RuneCountInString(s) <= MaxRunes {
		return s
	}
	head := []rune(s)[:MaxRunes-1]
	for i := len(head) - 1; i > MaxRunes/2; i-- {
		if unicode.IsSpace(head[i]) || strings.ContainsRune("，、；：,;:", head[i]) {
			head = head[:i]
			break
		}
	}
	return strings.TrimRightFunc(string(head), unicode.IsSpace) + "…"
}

// Sentences cuts a text into its sentences, each with the space that follows it, so that joined they are the text.
//
// The rule is our own and small. Chinese, Japanese, Hindi and Arabic marks end a sentence wherever they stand. A Latin
// mark ends one where, after closing quotes and brackets, a space follows and the next word does not begin with a small
// letter; a full stop does not where it belongs to an abbreviation, an initial or a number of up to two digits ("am 3. März").
func Sentences(text string) []string {
	var out []string
	start := 0
	for i, r := range text {
		if i < start || !strings.ContainsRune(latinEnds+wideEnds, r) {
			continue
		}
		end := i + utf8.RuneLen(r)
		end += closers(text[end:])
		space := len(text[end:]) - len(strings.TrimLeftFunc(text[end:], unicode.IsSpace))
		rest := text[end+space:]
		if rest == "" {
			break
		}
		if strings.ContainsRune(latinEnds, r) && (space == 0 || !opens(rest)) || r == '.' && pointInside(text[start:i]) {
			continue
		}
		out = append(out, text[start:end+space])
		start = end + space
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return out
}

const (
	latinEnds = ".!?…"
	wideEnds  = "。！？｡।؟۔"
)

// closers is the length of the marks that still belong to a sentence after its end: more end marks, quotes, brackets.
func closers(s string) int {
	rest := strings.TrimLeftFunc(s, func(r rune) bool {
		return strings.ContainsRune(latinEnds+wideEnds+`"'”’»）)]」』】》`, r)
	})
	return len(s) - len(rest)
}

// opens says whether a sentence may begin with this text.
func opens(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return !unicode.IsLower(r)
}

// shortForms are words that a full stop follows within a sentence.
var shortForms = regexp.MustCompile(`(?i)(^|[\s("'„“(])(e\.g|i\.e|mr|mrs|ms|dr|prof|st|nr|abs|tel|vs|approx|ca|bzw|evtl|ggf|inkl|z\. ?b|d\. ?h|u\. ?a|p\. ?ex|incl|min|max|fig|sra?|mme|[zdupei]|(?-i:\p{Lu})|\d{1,2})$`)

// pointInside says whether the full stop after head ends no sentence.
func pointInside(head string) bool {
	if len(head) > 16 { // no short form is longer
		cut := len(head) - 16
		for !utf8.RuneStart(head[cut]) {
			cut++
		}
		head = head[cut:]
	}
	return shortForms.MatchString(head)
}
