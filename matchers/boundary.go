package matchers

import (
	"unicode"
	"unicode/utf8"
)

// boundary says whether a word may begin or end at this offset of a folded text: not inside a letter with its
// marks, and not between two letters or digits of scripts that put spaces between words.
func boundary(text string, at int) bool {
	after, _ := utf8.DecodeRuneInString(text[at:])
	if at == len(text) || at == 0 {
		return at != 0 || !extends(after)
	}
	if extends(after) {
		return false
	}
	before := lastBase(text[:at])
	return !wordRune(before) || !wordRune(after) || unspaced(before) || unspaced(after)
}

// lastBase is the last rune that is not a mark.
func lastBase(text string) rune {
	for len(text) > 0 {
		r, size := utf8.DecodeLastRuneInString(text)
		if !unicode.IsMark(r) {
			return r
		}
		text = text[:len(text)-size]
	}
	return separator
}

// extends says whether a rune belongs to the one before it: a mark, or the second or third part of a Hangul syllable.
func extends(r rune) bool {
	return unicode.IsMark(r) || r >= 0x1160 && r <= 0x11FF
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// unspaced says whether a rune is of a script that puts no spaces between words; Korean does, but glues particles to
// its words.
func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo,
		unicode.Yi, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}

// ideographic says whether a rune is of a script whose lines are wrapped anywhere without a space being lost.
func ideographic(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// losesMark says whether a mark above or below a letter is dropped: accents are often left out in these scripts. In
// others they make another letter, but for the Russian ё, which is mostly written е.
func losesMark(base, mark rune) bool {
	return 'a' <= base && base <= 'z' || base == 'е' && mark == '\u0308' ||
		base >= utf8.RuneSelf && unicode.In(base, unicode.Latin, unicode.Greek, unicode.Arabic, unicode.Hebrew)
}
