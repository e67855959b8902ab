package email

import (
	"fmt"
	"strings"

	"frontdesk/gateway"
)

// Limits of headers. The first holds for the whole mail and for each part.
const (
	maxHeader      = 256 << 10
	maxFields      = 500     // kept in the facts
	maxFieldLength = 8 << 10 // of a value kept in the facts
)

// field is one header field as received, unfolded; its value may hold any bytes.
type field struct{ name, value string }

// is compares names, which are ASCII, without case.
func (f field) is(name string) bool {
	return len(f.name) == len(name) && strings.EqualFold(f.name, name)
}

type header []field

// get returns the topmost field of this name.
func (h header) get(name string) (value string, ok bool) {
	for _, f := range h {
		if f.is(name) {
			return f.value, true
		}
	}
	return "", false
}

// last returns the lowest field of this name.
func (h header) last(name string) (value string, ok bool) {
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

// fields are the header as the facts keep it. Bytes that are no UTF-8 are taken for charset.
func (h header) fields(charset string) []gateway.HeaderField {
	out := make([]gateway.HeaderField, min(len(h), maxFields))
	for i, f := range h[:len(out)] {
		value := f.value[:min(len(f.value), 4*maxFieldLength)]
		if f.is("Authentication-Results") {
			value = asWritten(value)
		} else {
			value = decodeWords(value, charset)
		}
		out[i] = gateway.HeaderField{Name: shorten(f.name, maxFieldLength), Value: shorten(value, maxFieldLength)}
	}
	return out
}

// asWritten is a value in which nothing is decoded and nothing left out. A server takes the fields away that forge its name
// (RFC 8601 section 5), and must not overlook one that reads like it only here.
func asWritten(value string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r >= ' ' && r < 0x7f {
			return r
		}
		return '?'
	}, value)
}

// isPlain says whether a value is already what it says.
func isPlain(value string) bool {
	if strings.HasPrefix(value, " ") || strings.HasSuffix(value, " ") {
		return false
	}
	return printable(value) == len(value) && !strings.Contains(value, "=?")
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
			if _, err := parseAddresses(value, ""); err != nil && strings.Contains(value, "@") {
				out = append(out, fmt.Sprintf("%s: %v", name, err))
			}
		}
	}
	if value, ok := h.get("Auto-Submitted"); ok && !startsWithToken(value) {
		out = append(out, "Auto-Submitted: no keyword")
	}
	if len(h) > maxFields {
		out = append(out, "header: more than 500 fields")
	}
	return out
}

// startsWithToken says whether a value has a keyword after comments (RFC 3834 section 5).
func startsWithToken(value string) bool {
	rest := strings.TrimSpace(value)
	for strings.HasPrefix(rest, "(") {
		_, behind, closed := strings.Cut(rest, ")")
		if !closed {
			return false
		}
		rest = strings.TrimSpace(behind)
	}
	return len(rest) > 0 && (rest[0]|0x20) >= 'a' && (rest[0]|0x20) <= 'z'
}
