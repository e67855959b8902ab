package classify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Bounds of a text: more words say nothing new, and longer words are no words.
const (
	maxText  = 16 << 10 // bytes
	maxWords = 600
	maxWord  = 40 // runes
)

// word is a run of letters and digits, in the form in which texts are compared.
type word struct {
	text string
	cjk  bool // of a script without spaces between words
}

// words appends the words of a text to out, which is empty, folded: compatibility forms, case and kinds of apostrophes do
// not matter.
func words(out []word, text string) []word {
	text = fold(text)
	for i := 0; i < len(text) && len(out) < maxWords; {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			i += size
			continue
		}
		end := wordEnd(text, i, ideographic(r))
		out = append(out, word{text: shape(text[i:end]), cjk: ideographic(r)})
		i = end
	}
	return out
}

// wordEnd is where the word that begins at i ends. An apostrophe between two letters belongs to it.
func wordEnd(text string, i int, cjk bool) int {
	for n := 0; i < len(text) && (cjk || n < maxWord); n++ {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\'' && n > 0 && !cjk:
			next, _ := utf8.DecodeRuneInString(text[i+size:])
			if !unicode.IsLetter(next) {
				return i
			}
		case unicode.IsMark(r) && n > 0:
		case !unicode.IsLetter(r) && !unicode.IsNumber(r) || ideographic(r) != cjk:
			return i
		}
		i += size
	}
	return i
}

// shape replaces a long number by its length: which order is meant does not say what is asked.
func shape(s string) string {
	if len(s) < 3 {
		return s
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return s
		}
	}
	return strings.Repeat("0", len(s))
}

func fold(text string) string {
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "")
	}
	if ascii(text) {
		return strings.ToLower(text)
	}
	text = norm.NFKC.String(cases.Fold().String(norm.NFKC.String(text)))
	return apostrophes.Replace(text)
}

var apostrophes = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "`", "'", "´", "'")

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] == '`' {
			return false
		}
	}
	return true
}

// bare takes the accents off, which people often leave out.
func bare(s string) string {
	if ascii(s) {
		return s
	}
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s)))
}

func ideographic(r rune) bool {
	return r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai) || r == 'ー'
}
