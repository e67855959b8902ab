package email

import (
	"cmp"
	"slices"
	"unicode"
)

// detectBytes of a text are looked at.
const detectBytes = 4096

// detect names the charset of bytes that say nothing of it and are no UTF-8; empty where nothing speaks for one. East
// Asian charsets are known by the rows their common characters stand in, Cyrillic ones by how common the letters are.
func detect(b []byte) string {
	b = b[:min(len(b), detectBytes)]
	if label := detectPairs(countPairs(b)); label != "" {
		return cmp.Or(loudCyrillic(b), label)
	}
	if shiftJIS(b) {
		return "shift_jis"
	}
	return detectCyrillic(b)
}

// pairs are counts of characters of two bytes, the first of which is over 0x80.
type pairs struct {
	all    int // with those that are broken
	low    int // the second byte is ASCII: Big5
	kana   int // rows 4 and 5 of JIS X 0208
	common int // rows of common characters in GB 2312, and of punctuation
	late   int // of these, the rows behind those of KS X 1001's Hangul
	big5   int // rows of common characters in Big5
	upper  int // both bytes are letters in Cyrillic charsets
	cut    int // a first byte that no second one follows, but a blank or the end: no such charset
}

func countPairs(b []byte) pairs {
	var p pairs
	for i := 0; i < len(b); i++ {
		if b[i] < 0x80 {
			continue
		}
		p.all++
		if i+1 >= len(b) || b[i+1] < '0' {
			p.cut++
			continue
		}
		lead, trail := b[i], b[i+1]
		if lead >= 0xa1 && lead <= 0xc6 && (trail >= 0x40 && trail <= 0x7e || trail >= 0xa1) {
			p.big5++
		}
		if lead >= 0xc0 && trail >= 0xc0 {
			p.upper++
		}
		switch {
		case trail >= 0x40 && trail <= 0x7e && lead >= 0xa1 && lead <= 0xc6:
			p.low++
		case trail < 0xa1:
			continue // broken: the second byte may be a first
		case lead == 0xa4 || lead == 0xa5:
			p.kana++
		case lead >= 0xa1 && lead <= 0xa3, lead >= 0xb0 && lead <= 0xd7:
			p.common++
			if lead > 0xc8 {
				p.late++
			}
		}
		i++
	}
	return p
}

// leastPairs is how many characters it takes to know a charset.
const leastPairs = 4

func detectPairs(p pairs) string {
	switch {
	case p.all < leastPairs, p.upper == p.all, 10*p.cut > p.all+10:
		return ""
	case p.low == 0 && 4*p.kana >= p.all && 10*(p.kana+p.common) >= 9*p.all:
		return "euc-jp"
	case p.low == 0 && 10*p.common >= 9*p.all && 20*p.late < p.all:
		return "euc-kr"
	case p.low == 0 && 10*p.common >= 9*p.all:
		return "gb18030"
	case 6*p.low >= p.all && 10*p.big5 >= 9*p.all:
		return "big5"
	}
	return ""
}

// shiftJIS looks for kana, a quarter of all characters at least.
func shiftJIS(b []byte) bool {
	all, kana := 0, 0
	for i := 0; i < len(b); i++ {
		if b[i] < 0x80 {
			continue
		}
		all++
		if i+1 < len(b) && (b[i] == 0x82 && b[i+1] >= 0x9f && b[i+1] <= 0xf1 || b[i] == 0x83 && b[i+1] >= 0x40 && b[i+1] <= 0x96) {
			kana++
		}
		i++
	}
	return all >= leastPairs && 4*kana >= all
}

// cyrillicCharsets are those in use, the most common first; KOI8-U holds what KOI8-R does.
var cyrillicCharsets = []string{"windows-1251", "koi8-u", "cp866", "iso-8859-5"}

func isCyrillic(label string) bool { return slices.Contains(cyrillicCharsets, label) }

// detectCyrillic reads the bytes in each of the charsets, and takes the one in which they look most like words.
func detectCyrillic(b []byte) string {
	if high, latin := countLetters(b); latin > 2*high {
		return ""
	}
	best, label := 0, ""
	for _, name := range cyrillicCharsets {
		if score := lookOfCyrillic(b, name).score(); score > best {
			best, label = score, name
		}
	}
	return label
}

// loudCyrillic is the charset in which bytes are words of Cyrillic letters, beyond doubt: in capitals they look like
// common characters of two bytes. Empty where there is none.
func loudCyrillic(b []byte) string {
	for _, name := range cyrillicCharsets {
		if look := lookOfCyrillic(b, name); look.isText() && look.other == 0 {
			return name
		}
	}
	return ""
}

// otherCyrillic is another charset in which bytes look like Russian or its neighbours, where they don't in the one of the
// label: there the common letters are fewer, or capitals stand behind small letters.
func otherCyrillic(b []byte, label string) string {
	b = b[:min(len(b), detectBytes)]
	said := lookOfCyrillic(b, label)
	if said.letters+said.other < 3*leastPairs || said.flips == 0 && said.share() > 40 {
		return ""
	}
	for _, name := range cyrillicCharsets {
		if look := lookOfCyrillic(b, name); look.isText() && look.share() >= said.share()+10 {
			return name
		}
	}
	return ""
}

// countLetters counts bytes over 0x80 and ASCII letters.
func countLetters(b []byte) (high, latin int) {
	for _, c := range b {
		switch {
		case c >= 0x80:
			high++
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			latin++
		}
	}
	return high, latin
}

// cyrillicLook is what a text looks like, read in a Cyrillic charset.
type cyrillicLook struct {
	letters, latin, other int // Cyrillic letters, Latin ones, and what else is not ASCII
	common, rare          int // of the letters: the ten most common ones of Russian, and the least common
	flips                 int // capitals behind small letters, and Cyrillic letters beside Latin ones
}

// commonLetters and rareLetters have one for each of them, by the last byte of U+04xx, which is all that the charsets hold.
var commonLetters, rareLetters = lettersOf("оеаинтсрвлОЕАИНТСРВЛ"), lettersOf("фщъюхэцшФЩЪЮХЭЦШ")

func lettersOf(text string) (out [256]int) {
	for _, c := range text {
		out[c&0xff] = 1
	}
	return out
}

func lookOfCyrillic(b []byte, label string) (look cyrillicLook) {
	text, ok := convert(b, label)
	if !ok {
		return look
	}
	var before rune
	for _, c := range text {
		switch {
		case c < 0x80 && unicode.IsLetter(c):
			look.latin++
		case unicode.Is(unicode.Cyrillic, c):
			look.letters++
			look.common += commonLetters[c&0xff]
			look.rare += rareLetters[c&0xff]
		case c >= 0x80:
			look.other++
		}
		if flips(before, c) {
			look.flips++
		}
		before = c
	}
	return look
}

// flips says whether one letter stands behind another as in no word.
func flips(before, c rune) bool {
	if !unicode.IsLetter(before) || !unicode.IsLetter(c) || before < 0x80 && c < 0x80 {
		return false
	}
	return unicode.IsLower(before) && unicode.IsUpper(c) || before < 0x80 || c < 0x80
}

// share of the common letters in percent: it is about sixty in any text, whatever its case.
func (look cyrillicLook) share() int { return look.common * 100 / max(look.letters, 1) }

// isText is a look that is beyond doubt.
func (look cyrillicLook) isText() bool {
	return look.letters >= 3*leastPairs && look.flips == 0 && look.share() >= 50 && 4*look.other <= look.letters
}

// score is how much it looks like Russian and its neighbours. It is 0 where Latin letters prevail, as in Western texts
// with accents.
func (look cyrillicLook) score() int {
	if look.letters < leastPairs || look.share() < 25 || look.latin > 2*look.letters {
		return 0
	}
	return 4*(look.common-look.rare-look.other) + 2*look.letters - 12*look.flips
}
