package email

import (
	"bytes"
	"strings"
)

// splitHeader cuts raw at the first empty line. It takes what others refuse: an mbox "From " line at the top, lines
// without a colon (skipped), empty lines before the header. whole is false where the header is over its limit.
func splitHeader(raw []byte) (h header, body []byte, whole bool) {
	rest := bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\ufeff")), " \t\r\n")
	if len(rest) < len(raw) && !startsField(rest) && !isEnvelopeLine(rest) {
		rest = raw // an empty header is an empty header
	}
	u := newUnfolder(rest)
	left := maxHeader
	for len(rest) > 0 {
		line, next := cutLine(rest)
		if left -= len(rest) - len(next); left < 0 {
			return u.fields, rest, false
		}
		if bytes.HasPrefix(line, []byte("--")) && u.fields.delimitedBy(line) {
			return u.fields, rest, true // the empty line before the first part is missing
		}
		rest = next
		if len(line) == 0 {
			return u.fields, rest, true
		}
		u.add(line)
	}
	return u.fields, nil, true
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
	start  int // of the last field's value in the text
}

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
func (u *unfolder) add(line []byte) {
	if isFolded(line) {
		if more := bytes.TrimSpace(line); len(u.fields) > 0 && len(more) > 0 {
			u.text.WriteByte(' ')
			u.text.Write(more)
			u.fields[len(u.fields)-1].value = u.text.String()[u.start:]
		}
		return
	}
	name, value, ok := fieldLine(line)
	if !ok {
		return
	}
	begin := u.text.Len()
	u.text.Write(name)
	u.start = u.text.Len()
	u.text.Write(bytes.TrimSpace(value))
	text := u.text.String()
	u.fields = append(u.fields, field{name: text[begin:u.start], value: text[u.start:]})
}

// fieldLine takes "Name: value" apart (RFC 5322 section 2.2); space before the colon is met in the wild.
func fieldLine(line []byte) (name, value []byte, ok bool) {
	before, value, found := bytes.Cut(line, []byte(":"))
	before = bytes.TrimRight(before, " \t")
	if !found || len(before) == 0 {
		return nil, nil, false
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

// withLineEnds is a mail whose lines end with LF: some programs end them with CR alone.
func withLineEnds(raw []byte) []byte {
	if bytes.IndexByte(raw, '\n') >= 0 || bytes.IndexByte(raw, '\r') < 0 {
		return raw
	}
	return bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
}
