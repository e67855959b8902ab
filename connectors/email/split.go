package email

import (
	"bytes"
	"strings"
)

// splitHeader cuts raw where its header ends. Where the empty line is missing, that is before the first line that is no
// field and has none below it. whole is false where the header is over its limit.
func splitHeader(raw []byte) (h header, body []byte, whole bool) {
	h, body, text, whole := scanHeader(raw)
	if text != nil {
		body = text
	}
	return h, body, whole
}

// scanHeader cuts raw at the first empty line. It takes what others refuse: an mbox "From " line at the top, lines
// without a colon (skipped), empty lines before the header. text begins at lines between the last field and the empty line
// that are none; it is nil where there are none.
func scanHeader(raw []byte) (h header, body, text []byte, whole bool) {
	rest := bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\ufeff")), " \t\r\n")
	if len(rest) < len(raw) && !startsField(rest) && !isEnvelopeLine(rest) {
		rest = raw // an empty header is an empty header
	}
	u := newUnfolder(rest)
	left := maxHeader
	for len(rest) > 0 {
		line, next := cutLine(rest)
		if left -= len(rest) - len(next); left < 0 {
			return u.fields, rest, nil, false
		}
		if bytes.HasPrefix(line, []byte("--")) && u.fields.delimitedBy(line) {
			return u.fields, rest, nil, true // the empty line before the first part is missing
		}
		if len(line) == 0 {
			return u.fields, next, text, true
		}
		switch u.add(line) {
		case added:
			text = nil
		case noField:
			if text == nil && !isEnvelopeLine(line) {
				text = rest
			}
		}
		rest = next
	}
	return u.fields, nil, text, true
}

// delimitedBy says whether a line is the delimiter that the header so far announces.
func (h header) delimitedBy(line []byte) bool {
	value, _ := h.get("Content-Type")
	_, params, _ := parseMediaType(value)
	boundary := params["boundary"]
	return boundary != "" && string(bytes.TrimRight(line, " \t\r")) == "--"+boundary
}

// unfolder makes fields of lines. Their names and values are stretches of one text: a mail is read with few pieces of memory.
type unfolder struct {
	fields header
	text   strings.Builder
	start  int  // of the last field's value in the text
	lost   bool // the line above is no field, nor are those that are folded below it
}

// What a line of a header is.
type lineKind int

const (
	blank   lineKind = iota // nothing but white space
	added                   // a field, or more of one
	noField                 // neither
)

// newUnfolder is one with room for the header at the beginning of b.
func newUnfolder(b []byte) *unfolder {
	size, fields := 0, 0
	for size < len(b) && size < maxHeader && b[size] != '\n' && b[size] != '\r' {
		if !isFolded(b[size:]) {
			fields++
		}
		end := bytes.IndexByte(b[size:], '\n')
		if end < 0 {
			end = len(b) - size
		}
		size += end + 1
	}
	u := &unfolder{fields: make(header, 0, min(fields, maxFields))}
	u.text.Grow(min(size, len(b), maxHeader))
	return u
}

// isFolded says whether a line belongs to the field above.
func isFolded(line []byte) bool { return line[0] == ' ' || line[0] == '\t' }

// add takes the next line; what is no field is left out.
func (u *unfolder) add(line []byte) lineKind {
	if isFolded(line) {
		return u.fold(line)
	}
	name, value, ok := fieldLine(line)
	if !ok && len(u.fields) == 0 {
		name, value, ok = fieldLine(bytes.TrimPrefix(line, []byte("\ufeff"))) // behind an mbox line
	}
	if !ok && u.goesOn() {
		return u.fold(line)
	}
	if u.lost = !ok; u.lost {
		return noField
	}
	begin := u.text.Len()
	u.text.Write(name)
	u.start = u.text.Len()
	u.text.Write(bytes.TrimSpace(value))
	text := u.text.String()
	u.fields = append(u.fields, field{name: text[begin:u.start], value: text[u.start:]})
	return added
}

// goesOn says whether the last field ends where another parameter must follow: some programs forget to indent it. Only of a
// part's type and the like: what a server wrote is not to be gone on with by a stranger.
func (u *unfolder) goesOn() bool {
	if u.lost || len(u.fields) == 0 {
		return false
	}
	last := u.fields[len(u.fields)-1]
	return strings.HasSuffix(last.value, ";") && len(last.name) > len("Content-") && strings.EqualFold(last.name[:len("Content-")], "Content-")
}

// fold adds a line to the last field.
func (u *unfolder) fold(line []byte) lineKind {
	more := bytes.TrimSpace(line)
	switch {
	case len(more) == 0:
		return blank
	case u.lost || len(u.fields) == 0:
		return noField
	}
	u.text.WriteByte(' ')
	u.text.Write(more)
	u.fields[len(u.fields)-1].value = u.text.String()[u.start:]
	return added
}

// fieldLine takes "Name: value" apart (RFC 5322 section 2.2); space before the colon is met in the wild.
func fieldLine(line []byte) (name, value []byte, ok bool) {
	written, value, found := bytes.Cut(line, []byte(":"))
	before := bytes.TrimRight(written, " \t")
	if !found || len(before) == 0 {
		return nil, nil, false
	}
	if len(before) < len(written) && strings.EqualFold(string(before), "Authentication-Results") {
		return nil, nil, false // a server that takes forged ones away may not know it by this name
	}
	for _, b := range before {
		if b < 33 || b > 126 {
			return nil, nil, false
		}
	}
	return before, value, true
}

func startsField(b []byte) bool {
	line, _ := cutLine(b)
	_, _, ok := fieldLine(line)
	return ok
}

func isEnvelopeLine(b []byte) bool {
	return bytes.HasPrefix(b, []byte("From ")) || bytes.HasPrefix(b, []byte(">From "))
}

// cutLine cuts after the first LF, and before any CR in front of it.
func cutLine(b []byte) (line, rest []byte) {
	i := bytes.IndexByte(b, '\n')
	if i < 0 {
		return bytes.TrimRight(b, "\r"), nil
	}
	return bytes.TrimRight(b[:i], "\r"), b[i+1:]
}

// withLineEnds is a mail whose lines end with LF: some programs end them, or those of the header, with CR alone, some with
// LF CR.
func withLineEnds(raw []byte) []byte {
	first, rest, found := bytes.Cut(raw, []byte("\n"))
	if cr := bytes.IndexByte(first, '\r'); cr >= 0 && (!found || startsField(first[:cr]) && startsField(first[cr+1:])) {
		return bytes.ReplaceAll(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	}
	if !bytes.HasSuffix(first, []byte("\r")) && bytes.HasPrefix(rest, []byte("\r")) && !bytes.HasPrefix(rest, []byte("\r\n")) {
		return bytes.ReplaceAll(raw, []byte("\n\r"), []byte("\n"))
	}
	return raw
}
