package matchers

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// folded is a text in the form in which words are compared: compatibility forms, width, case, accents, kinds of
// white space, hyphens and apostrophes do not matter in it. Each byte knows where it comes from.
//
// Folding goes rune by rune, and what it does to a rune depends on its left neighbour at most where the rune is a mark
// or white space. So the folded form of a part of a text is part of the folded form of the text, once marks and
// white space at its ends are off: literals.go stands on this.
type folded struct {
	text   string
	source []int32 // for each byte of text, and for its end, the offset in the original
}

// separator stands between two texts that are searched together. Folding never yields it.
const separator = 0

// folder builds folded texts. The zero value is not ready, newFolder is; it is for one goroutine.
type folder struct {
	out    []byte
	source []int32
	base   rune // the last rune written that is not a mark
	space  int32
	breaks int
	caser  cases.Caser
	memo   map[rune]string // of runes beyond ASCII
}

func newFolder(size int) *folder {
	return &folder{
		out:    make([]byte, 0, size+size/4),
		source: make([]int32, 0, size+size/4+1),
		space:  -1,
		caser:  cases.Fold(),
		memo:   map[rune]string{},
	}
}

// empty makes it ready for another text, in the same room.
func (f *folder) empty() {
	f.out, f.source, f.base, f.space, f.breaks = f.out[:0], f.source[:0], 0, -1, 0
}

// fold returns the folded form of one text.
func fold(s string) folded {
	f := newFolder(len(s))
	f.add(s, 0)
	return f.done(len(s))
}

// foldLiteral folds a text of a config to what is searched for: without marks and white space at its start and without
// white space at its end, since what becomes of these depends on what is before and after.
func foldLiteral(s string) string {
	t := strings.TrimRight(fold(s).text, " ")
	return strings.TrimLeftFunc(t, func(r rune) bool { return r == ' ' || unicode.IsMark(r) })
}

// add folds s, which begins at this offset of the original.
func (f *folder) add(s string, offset int) {
	for i := 0; i < len(s); {
		if c := s[i]; c > ' ' && c < 0x7F && c != '`' { // most of most texts
			f.sign(c, int32(offset+i))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		f.rune(r, int32(offset+i))
		i += size
	}
}

// separate ends one text; what follows is another.
func (f *folder) separate(offset int) {
	f.flush(separator)
	f.out = append(f.out, separator)
	f.source = append(f.source, int32(offset))
	f.base = separator
}

func (f *folder) done(end int) folded {
	f.flush(separator)
	f.source = append(f.source, int32(end))
	return folded{text: string(f.out), source: f.source}
}

func (f *folder) rune(r rune, at int32) {
	switch {
	case r == '`':
		f.write('\'', at)
	case r < utf8.RuneSelf: // what is left of it: white space, controls
		f.white(r, at)
	case r >= 0x3400 && r <= 0x9FFF: // ideographs, which fold to themselves
		f.write(r, at)
	default:
		for _, c := range f.expand(r) {
			if c == ' ' {
				f.white(r, at)
			} else {
				f.write(c, at)
			}
		}
	}
}

// sign writes a letter, digit or sign of ASCII.
func (f *folder) sign(c byte, at int32) {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	if f.space >= 0 {
		f.flush(rune(c))
	}
	f.out, f.source, f.base = append(f.out, c), append(f.source, at), rune(c)
}

// white notes white space; it is written when it is known what follows.
func (f *folder) white(r rune, at int32) {
	if f.space < 0 {
		f.space, f.breaks = at, 0
	}
	switch r {
	case '\n':
		f.breaks++
	case '\r':
	default:
		f.breaks = 2 // more than a line break
	}
}

// flush writes pending white space as one space. A lone line break between two ideographs is nothing: the lines of a
// mail are wrapped anywhere in these scripts.
func (f *folder) flush(next rune) {
	if f.space < 0 {
		return
	}
	if f.breaks != 1 || !ideographic(f.base) || !ideographic(next) {
		f.out = append(f.out, ' ')
		f.source = append(f.source, f.space)
		f.base = ' '
	}
	f.space = -1
}

// write appends one folded rune that came from this offset.
func (f *folder) write(r rune, at int32) {
	if unicode.Is(unicode.Mn, r) {
		if losesMark(f.base, r) {
			return
		}
		f.flush(r)
	} else {
		f.flush(r)
		f.base = r
	}
	n := len(f.out)
	f.out = utf8.AppendRune(f.out, r)
	for range len(f.out) - n {
		f.source = append(f.source, at)
	}
}

// expand is what a rune beyond ASCII folds to by itself, empty for an invisible one.
func (f *folder) expand(r rune) string {
	if s, ok := f.memo[r]; ok {
		return s
	}
	s := f.expansion(r)
	f.memo[r] = s
	return s
}

func (f *folder) expansion(r rune) string {
	if s, ok := likeness[r]; ok {
		return s
	}
	switch {
	case unicode.IsSpace(r) || unicode.Is(unicode.Z, r):
		return " "
	case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
		return ""
	case unicode.Is(unicode.Cc, r):
		return " "
	case unicode.Is(unicode.Cherokee, r):
		return string(unicode.ToUpper(r)) // cases.Fold swaps small and large letters of this script
	}
	s := norm.NFKD.String(f.caser.String(norm.NFKD.String(string(r))))
	return strings.Map(like, s)
}

// like maps the parts of a decomposed rune as they would be mapped alone.
func like(r rune) rune {
	if s, ok := likeness[r]; ok && utf8.RuneCountInString(s) == 1 {
		first, _ := utf8.DecodeRuneInString(s)
		return first
	}
	return r
}

// likeness are runes that people write for one another and that no Unicode folding makes alike: letters of the Latin
// script with a stroke through them, the dotless i (its capital is I), kinds of hyphens and apostrophes.
var likeness = map[rune]string{
	'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l", 'đ': "d", 'Đ': "d", 'ħ': "h", 'Ħ': "h", 'ŧ': "t", 'Ŧ': "t",
	'ı': "i", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe",
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-", '﹘': "-", '﹣': "-", '－': "-",
	'‘': "'", '’': "'", '‛': "'", 'ʼ': "'", 'ʹ': "'", '′': "'", '´': "'", '＇': "'", '｀': "'",
}
