package dkim

import (
	"bytes"
	"io"
	"regexp"
	"strings"
)

// signatureField is one DKIM-Signature field of a mail: where it stands, and its domain in A-labels.
type signatureField struct {
	start, end int
	domain     string
}

// maxFields is how many signatures are looked at to find those of the author.
const maxFields = 20

var domainTag = regexp.MustCompile(`(?:^|;)\s*d\s*=\s*([^;]{1,300})`)

// signatureFields finds the fields at the top of raw.
func signatureFields(raw []byte) []signatureField {
	var out []signatureField
	for at := 0; at < len(raw) && len(out) < maxFields; {
		end := fieldEnd(raw, at)
		field := raw[at:end]
		if len(bytes.TrimRight(field, "\r\n")) == 0 {
			break
		}
		if name, value, ok := bytes.Cut(field, []byte(":")); ok && strings.EqualFold(string(bytes.TrimSpace(name)), "DKIM-Signature") {
			if m := domainTag.FindSubmatch(value); m != nil {
				domain := strings.Join(strings.Fields(string(m[1])), "")
				out = append(out, signatureField{at, end, asciiDomain(domain)})
			}
		}
		at = end
	}
	return out
}

// fieldEnd is where the field that begins at a place ends, with its folded lines (RFC 5322 section 2.2.3).
func fieldEnd(raw []byte, at int) int {
	for at < len(raw) {
		i := bytes.IndexByte(raw[at:], '\n')
		if i < 0 {
			return len(raw)
		}
		at += i + 1
		if at == len(raw) || raw[at] != ' ' && raw[at] != '\t' {
			return at
		}
	}
	return at
}

// onlyField is the mail with one of its signatures alone.
func onlyField(raw []byte, fields []signatureField, keep int) io.Reader {
	var parts []io.Reader
	at := 0
	for i, f := range fields {
		if i == keep {
			continue
		}
		parts = append(parts, bytes.NewReader(raw[at:f.start]))
		at = f.end
	}
	return io.MultiReader(append(parts, bytes.NewReader(raw[at:]))...)
}
