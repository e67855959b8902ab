package matchers

import (
	"strings"
	"unicode/utf8"
)

// jointWords are words for "and" and "also" at which a sentence may go over from one request to another; what is given is
// the one language in which that is what the word means, empty: in all that have it.
var jointWords = map[string]string{
	"and": "", "also": "", "plus": "", "und": "", "sowie": "", "außerdem": "", "et": "", "oraz": "", "ook": "",
	"en": "nl", "i": "pl", "y": "", "e": "",
}

// jointSigns are the same of scripts without spaces.
var jointSigns = []string{"，", "：", "、", "另外", "还有", "以及", "それと", "あと"}

// maxJointWord is the length of the longest joint word in bytes.
const maxJointWord = len("außerdem")

// clauses are the parts of a sentence of a language (BCP 47; empty: unknown) that may ask for different things; nil where it
// has one. It is cut at commas, colons and joint words.
func clauses(sentence, language string) []string {
	var pieces []string
	start := 0
	for i := 0; i < len(sentence) && len(pieces) < maxUnits-1; {
		if n := joint(sentence[i:], language); n > 0 {
			pieces = append(pieces, sentence[start:i])
			i += n
			start = i
			continue
		}
		i++
	}
	if len(pieces) == 0 {
		return nil
	}
	var out []string
	for _, piece := range append(pieces, sentence[start:]) {
		if piece = strings.TrimSpace(piece); saysSomething(piece) {
			out = append(out, piece)
		}
	}
	return out
}

// joint is the length of the joint that a text begins with, 0 for none.
func joint(text, language string) int {
	switch c := text[0]; {
	case c == ',' || c == ':':
		return 1
	case isSpace(c):
		return jointWord(text[1:], language)
	case c < utf8.RuneSelf || !utf8.RuneStart(c):
		return 0
	}
	for _, sign := range jointSigns {
		if strings.HasPrefix(text, sign) {
			return len(sign)
		}
	}
	return 0
}

// jointWord is the length of a joint of which the text goes on behind the first space, 0 for none.
func jointWord(text, language string) int {
	end := 0
	for end < len(text) && !isSpace(text[end]) {
		if end++; end > maxJointWord {
			return 0
		}
	}
	if end == len(text) {
		return 0
	}
	word := text[:end]
	if end > 1 { // "I" and "E" are no small letters, and other words
		word = strings.ToLower(word)
	}
	if only, ok := jointWords[word]; !ok || only != "" && only != baseOf(language) {
		return 0
	}
	return end + 2
}

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// leastLetters is how many a text has at least that asks for something in a script without spaces.
const leastLetters = 4

// saysSomething says whether a text has enough words to ask for something; a lone word may be said of anything.
func saysSomething(text string) bool {
	words, letters, inside := 0, 0, false
	for _, r := range text {
		if r < utf8.RuneSelf && isSpace(byte(r)) {
			inside = false
			continue
		}
		if !inside {
			words, inside = words+1, true
		}
		if unspaced(r) {
			letters++
		}
		if words > 1 || letters >= leastLetters {
			return true
		}
	}
	return false
}
