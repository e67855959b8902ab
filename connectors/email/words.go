package email

import (
	"encoding/base64"
	"regexp"
	"strings"
)

// encodedWord is an RFC 2047 encoded word, with the white space and question marks inside that senders leave in.
var encodedWord = regexp.MustCompile(`=\?([^?\s]{1,64})\?([bBqQ])\?(.*?)\?=`)

// decodeWords makes UTF-8 of a header value. Adjacent words of one charset are decoded together, since many senders
// cut characters in two. Raw bytes are taken for charset, where they are not UTF-8 already.
func decodeWords(value []byte, charset string) string {
	s := decodeRaw(value, charset)
	if !strings.Contains(s, "=?") {
		return cleanLine(s)
	}
	var b strings.Builder
	var pending []byte // decoded bytes of words of one charset
	label, end := "", 0
	flush := func() {
		if len(pending) > 0 {
			b.WriteString(decodeCharset(pending, label))
			pending = nil
		}
	}
	for _, m := range encodedWord.FindAllStringSubmatchIndex(s, -1) {
		between := s[end:m[0]]
		if end == 0 || strings.TrimSpace(between) != "" {
			flush()
			b.WriteString(between)
		}
		name, _, _ := strings.Cut(s[m[2]:m[3]], "*") // RFC 2231 section 5: charset*language
		if !strings.EqualFold(name, label) {
			flush()
			label = name
		}
		pending = append(pending, decodeWord(s[m[4]:m[5]], s[m[6]:m[7]])...)
		end = m[1]
	}
	flush()
	b.WriteString(s[end:])
	return cleanLine(b.String())
}

func decodeWord(encoding, text string) []byte {
	if encoding == "b" || encoding == "B" {
		return looseBase64([]byte(text))
	}
	return looseQuotedPrintable([]byte(strings.ReplaceAll(text, "_", " ")))
}

// decodeRaw reads bytes that stand in a header unencoded.
func decodeRaw(value []byte, charset string) string {
	if isASCII(value) && !strings.HasPrefix(strings.ToLower(charset), "iso-2022") {
		return string(value)
	}
	return guess(value, charset)
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 || c == 0x1b {
			return false
		}
	}
	return true
}

// looseBase64 decodes all that can be decoded, whatever stands between.
func looseBase64(b []byte) []byte {
	clean := make([]byte, 0, len(b))
	for _, c := range b {
		switch {
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '+', c == '/':
			clean = append(clean, c)
		}
	}
	if len(clean)%4 == 1 {
		clean = clean[:len(clean)-1]
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, _ := base64.RawStdEncoding.Decode(out, clean) // the alphabet was filtered
	return out[:n]
}

// looseQuotedPrintable decodes RFC 2045 section 6.7 and leaves what is no escape as it is.
func looseQuotedPrintable(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] != '=' {
			out = append(out, b[i])
			continue
		}
		if i+2 < len(b) && unhex(b[i+1]) < 16 && unhex(b[i+2]) < 16 {
			out = append(out, unhex(b[i+1])<<4|unhex(b[i+2]))
			i += 2
		} else if end := softBreak(b[i+1:]); end > 0 {
			i += end
		} else {
			out = append(out, '=')
		}
	}
	return out
}

// softBreak is the length of white space up to and with the line's end.
func softBreak(b []byte) int {
	for i, c := range b {
		switch c {
		case ' ', '\t', '\r':
		case '\n':
			return i + 1
		default:
			return 0
		}
	}
	return len(b)
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
