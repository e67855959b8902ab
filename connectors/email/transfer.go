package email

import (
	"bytes"
	"encoding/base64"
	"strings"
)

// decode takes off the transfer encoding, whose name is often written a little otherwise: "base-64", "quoted printable".
func (p *part) decode() []byte {
	encoding, _ := p.header.get("Content-Transfer-Encoding")
	name, _, _ := strings.Cut(strings.ToLower(withoutComments(encoding)), ";")
	switch strings.Map(onlyLettersAndFigures, name) {
	case "base64":
		return decodeBase64(p.body)
	case "quotedprintable":
		return decodeQuotedPrintable(p.body)
	case "xuuencode", "uuencode", "xuue", "uue":
		if files, _ := filesInText(withLF(string(p.body))); len(files) == 1 {
			return files[0].content
		}
	}
	return p.body
}

func onlyLettersAndFigures(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
		return r
	}
	return -1
}

// decodeBase64 decodes RFC 2045 section 6.8. What has words in its lines was never encoded: the whole, or what a list server
// wrote below it.
func decodeBase64(body []byte) []byte {
	out := make([]byte, base64.StdEncoding.DecodedLen(len(body)))
	if n, err := base64.StdEncoding.Decode(out, body); err == nil {
		return out[:n]
	}
	words := firstWords(body)
	out = looseBase64(body[:words])
	if len(out) > 0 && words < len(body) {
		out = append(out, '\n')
	}
	return append(out, body[words:]...)
}

// firstWords is where the first line begins in which something stands on both sides of a blank.
func firstWords(body []byte) int {
	for rest := body; len(rest) > 0; {
		line, next := cutLine(rest)
		if bytes.ContainsAny(bytes.TrimSpace(line), " \t") {
			return len(body) - len(rest)
		}
		rest = next
	}
	return len(body)
}

// looseBase64 decodes all that can be decoded, whatever stands between. Several texts may stand one behind the other, each
// with an end of its own.
func looseBase64(b []byte) []byte {
	out := make([]byte, 0, base64.RawStdEncoding.DecodedLen(len(b)))
	clean := make([]byte, 0, len(b))
	decode := func() {
		if len(clean)%4 == 1 {
			clean = clean[:len(clean)-1]
		}
		out, _ = base64.RawStdEncoding.AppendDecode(out, clean) // the alphabet was filtered
		clean = clean[:0]
	}
	for _, c := range b {
		switch {
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '+', c == '/':
			clean = append(clean, c)
		case c == '=' && len(clean)%4 > 1:
			decode()
		}
	}
	decode()
	return out
}

// decodeQuotedPrintable decodes RFC 2045 section 6.7. White space at the end of a line was added on the way (rule 3); what is
// no escape stays as it is.
func decodeQuotedPrintable(body []byte) []byte {
	out := make([]byte, 0, len(body))
	for len(body) > 0 {
		line := body
		if i := bytes.IndexByte(body, '\n'); i >= 0 {
			line = body[:i+1]
		}
		body = body[len(line):]
		text := bytes.TrimRight(line, " \t\r\n")
		if soft := len(text) - 1; soft >= 0 && text[soft] == '=' {
			out = appendUnescaped(out, text[:soft])
			continue
		}
		out = appendUnescaped(out, text)
		switch {
		case bytes.HasSuffix(line, []byte("\r\n")):
			out = append(out, "\r\n"...)
		case bytes.HasSuffix(line, []byte("\n")):
			out = append(out, '\n')
		}
	}
	return out
}

// appendUnescaped adds text with the bytes that its escapes stand for.
func appendUnescaped(out, text []byte) []byte {
	for {
		i := bytes.IndexByte(text, '=')
		if i < 0 {
			return append(out, text...)
		}
		out = append(out, text[:i]...)
		if i+2 < len(text) && unhex(text[i+1]) < 16 && unhex(text[i+2]) < 16 {
			out = append(out, unhex(text[i+1])<<4|unhex(text[i+2]))
			text = text[i+3:]
		} else {
			out = append(out, '=')
			text = text[i+1:]
		}
	}
}

func unhex(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	}
	return 16
}
