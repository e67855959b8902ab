package rtftext

import (
	"strings"
	"unicode/utf16"
)

// Decode makes UTF-8 of bytes in a Windows code page.
type Decode func(b []byte, codepage int) string

// Text is the text of compressed RTF ([MS-OXRTFCP]), UTF-8, or where isHTML is set the page of HTML that it was made of
// ([MS-OXRTFEX]). It never fails: what is damaged gives what can be made out, and what is no RTF gives nothing.
func Text(stream []byte, decode Decode) (text string, isHTML bool) {
	rtf := expand(stream)
	if !strings.HasPrefix(string(rtf[:min(len(rtf), len(`{\rtf`))]), `{\rtf`) {
		return "", false
	}
	r := &reader{rtf: rtf, decode: decode, fontPages: map[int]int{}, codepage: 1252, group: group{skipped: 1}}
	r.read()
	return r.out.String(), r.html
}

// group is what holds within braces.
type group struct {
	silent  bool // its text is none to be read
	inFonts bool // it is the table of fonts
	tag     bool // it holds a tag of the page
	rtfOnly bool // its text is for readers that know no HTML
	font    int
	skipped int // characters behind \u that stand for it in older programs
}

// maxGroups bounds the depth.
const maxGroups = 500

// reader reads one text.
type reader struct {
	rtf []byte
	at  int

	group
	outer []group

	decode    Decode
	codepage  int         // of the text
	fontPages map[int]int // code pages of fonts

	out     strings.Builder
	pending []byte // bytes of the text that are not decoded yet
	half    rune   // the first half of a character beyond 16 bits
	skip    int    // characters that are yet to be skipped
	star    bool   // a destination follows that readers may not know
	html    bool
}

func (r *reader) read() {
	for len(r.outer) < maxGroups {
		switch t := r.next(); t.kind {
		case end:
			r.flush()
			return
		case open:
			r.flush()
			r.outer = append(r.outer, r.group)
			r.skip = 0
		case shut:
			r.flush()
			if len(r.outer) <= 1 {
				return
			}
			r.group, r.outer = r.outer[len(r.outer)-1], r.outer[:len(r.outer)-1]
			r.skip = 0
		case plainByte:
			r.byte(t.char)
		case control:
			r.word(t)
		}
	}
	r.flush()
}

// heard says whether text is to be read here.
func (r *reader) heard() bool {
	return !r.silent && !r.inFonts && (!r.html || r.tag || !r.rtfOnly)
}

func (r *reader) byte(c byte) {
	if r.skip > 0 {
		r.skip--
		return
	}
	if r.heard() {
		r.pending = append(r.pending, c)
	}
}

// write adds characters, behind the bytes that stand before them.
func (r *reader) write(s string) {
	if r.heard() {
		r.flush()
		r.out.WriteString(s)
	}
}

// flush decodes the bytes so far: characters of East Asia have two.
func (r *reader) flush() {
	if len(r.pending) == 0 {
		return
	}
	page, ok := r.fontPages[r.font]
	if !ok {
		page = r.codepage
	}
	r.out.WriteString(r.decode(r.pending, page))
	r.pending = r.pending[:0]
}

// unicode adds a UTF-16 unit, of which some characters have two.
func (r *reader) unicode(n int) {
	unit := rune(uint16(n))
	if utf16.IsSurrogate(unit) && r.half == 0 {
		r.half = unit
	} else {
		if r.half != 0 {
			unit, r.half = utf16.DecodeRune(r.half, unit), 0
		}
		r.write(string(unit))
	}
	r.skip = r.skipped
}
