package email

import (
	"bytes"
	"fmt"
	"strings"

	"frontdesk/gateway"
)

// Limits of headers. The first holds for the whole mail and for each part.
const (
	maxHeader      = 256 << 10
	maxFields      = 500     // kept in the facts
	maxFieldLength = 8 << 10 // of a value kept in the facts
	usualFields    = 8       // of most parts
)

// field is one header field as received, unfolded; its value may hold any bytes and is not to be changed.
type field struct {
	name  string
	value []byte
}

// is compares names, which are ASCII, without case.
func (f field) is(name string) bool {
	return len(f.name) == len(name) && strings.EqualFold(f.name, name)
}

type header []field

// get returns the topmost field of this name.
func (h header) get(name string) (value []byte, ok bool) {
	for _, f := range h {
		if f.is(name) {
			return f.value, true
		}
	}
	return nil, false
}

// last returns the lowest field of this name.
func (h header) last(name string) (value []byte, ok bool) {
	for _, f := range h {
		if f.is(name) {
			value, ok = f.value, true
		}
	}
	return value, ok
}

// text is the topmost field of this name, decoded; empty where there is none.
func (h header) text(name string) string {
	value, _ := h.get(name)
	return decodeWords(value, "")
}

// splitHeader cuts raw at the first empty line. It takes what others refuse: an mbox "From " line at the top, lines
// without a colon (skipped), empty lines before the header. whole is false where the header is over its limit.
func splitHeader(raw []byte) (h header, body []byte, whole bool) {
	rest := bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\ufeff")), " \t\r\n")
	if len(rest) < len(raw) && !startsField(rest) && !isEnvelopeLine(rest) {
		rest = raw // an empty header is an empty header
	}
	left := maxHeader
	for len(rest) > 0 {
		line, next := cutLine(rest)
		if left -= len(rest) - len(next); left < 0 {
			return h, rest, false
		}
		if bytes.HasPrefix(line, []byte("--")) && h.delimitedBy(line) {
			return h, rest, true // the empty line before the first part is missing
		}
		rest = next
		if len(line) == 0 {
			return h, rest, true
		}
		h = h.withLine(line)
	}
	return h, nil, true
}

// delimitedBy says whether a line is the delimiter that the header so far announces.
func (h header) delimitedBy(line []byte) bool {
	value, _ := h.get("Content-Type")
	_, params, _ := parseMediaType(value)
	boundary := params["boundary"]
	return boundary != "" && string(bytes.TrimRight(line, " \t\r")) == "--"+boundary
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

func (h header) withLine(line []byte) header {
	if line[0] == ' ' || line[0] == '\t' {
		if more := bytes.TrimSpace(line); len(h) > 0 && len(more) > 0 {
			last := &h[len(h)-1]
			if cap(last.value) == len(last.value) {
				last.value = append(make([]byte, 0, 2*(len(last.value)+len(line))), last.value...)
			}
			last.value = append(append(last.value, ' '), more...)
		}
		return h
	}
	name, value, ok := fieldLine(line)
	if !ok {
		return h
	}
	value = bytes.TrimSpace(value)
	if h == nil {
		h = make(header, 0, usualFields)
	}
	return append(h, field{name: name, value: value[:len(value):len(value)]}) // which is copied where it is folded
}

// fieldLine takes "Name: value" apart (RFC 5322 section 2.2); space before the colon is met in the wild.
func fieldLine(line []byte) (name string, value []byte, ok bool) {
	before, value, found := bytes.Cut(line, []byte(":"))
	before = bytes.TrimRight(before, " \t")
	if !found || len(before) == 0 {
		return "", nil, false
	}
	for _, b := range before {
		if b < 33 || b > 126 {
			return "", nil, false
		}
	}
	return string(before), value, true
}

func startsField(b []byte) bool {
	line, _ := cutLine(b)
	_, _, ok := fieldLine(line)
	return ok
}

func isEnvelopeLine(b []byte) bool {
	return bytes.HasPrefix(b, []byte("From ")) || bytes.HasPrefix(b, []byte(">From "))
}

// fields are the header as the facts keep it. Bytes that are no UTF-8 are taken for charset.
func (h header) fields(charset string) []gateway.HeaderField {
	n := min(len(h), maxFields)
	out := make([]gateway.HeaderField, n)
	plain, values := h[:n].plainValues()
	for i, f := range h[:n] {
		out[i].Name = shorten(f.name, maxFieldLength)
		if plain[i] {
			out[i].Value, values = values[:len(f.value)], values[len(f.value):]
			continue
		}
		out[i].Value = shorten(decodeWords(f.value[:min(len(f.value), 4*maxFieldLength)], charset), maxFieldLength)
	}
	return out
}

// plainValues says which values are plain, and has them one behind the other in one piece of memory.
func (h header) plainValues() (plain []bool, values string) {
	plain, size := make([]bool, len(h)), 0
	for i, f := range h {
		if plain[i] = f.isPlain(); plain[i] {
			size += len(f.value)
		}
	}
	var b strings.Builder
	b.Grow(size)
	for i, f := range h {
		if plain[i] {
			b.Write(f.value)
		}
	}
	return plain, b.String()
}

// isPlain says whether a value is already what it says.
func (f field) isPlain() bool {
	n := len(f.value)
	if n == 0 || n > maxFieldLength || f.value[0] == ' ' || f.value[n-1] == ' ' || bytes.Contains(f.value, []byte("=?")) {
		return false
	}
	for _, c := range f.value {
		if c < ' ' || c >= 0x7f {
			return false
		}
	}
	return true
}

// shorten cuts a text to at most n bytes, at a character.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

// broken names the fields that screening decides by and that cannot be parsed; they keep a machine from answering.
// A sender without any @ is no broken one: it is none.
func (h header) broken() []string {
	var out []string
	for _, name := range []string{"From", "Reply-To"} {
		if value, ok := h.get(name); ok && len(value) > 0 {
			if _, err := parseAddresses(value, ""); err != nil && bytes.IndexByte(value, '@') >= 0 {
				out = append(out, fmt.Sprintf("%s: %v", name, err))
			}
		}
	}
	if value, ok := h.get("Auto-Submitted"); ok && !startsWithToken(value) {
		out = append(out, "Auto-Submitted: no keyword")
	}
	if value, ok := h.get("Content-Type"); ok && len(value) > 0 {
		if _, _, readable := parseMediaType(value); !readable {
			out = append(out, "Content-Type: no media type")
		}
	}
	return out
}

// startsWithToken says whether a value has a keyword after comments (RFC 3834 section 5).
func startsWithToken(value []byte) bool {
	rest := bytes.TrimSpace(value)
	for len(rest) > 0 && rest[0] == '(' {
		end := bytes.IndexByte(rest, ')')
		if end < 0 {
			return false
		}
		rest = bytes.TrimSpace(rest[end+1:])
	}
	return len(rest) > 0 && (rest[0]|0x20) >= 'a' && (rest[0]|0x20) <= 'z'
}
