package email

import (
	"encoding/base64"
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// isUTF7 says whether a label names UTF-7, which golang.org/x/text does not know.
func isUTF7(label string) bool {
	return label == "utf-7" || label == "utf7" || strings.HasSuffix(label, "-utf-7")
}

// decodeUTF7 reads RFC 2152: "+" begins base64 of UTF-16, "-" ends it. What is no such thing stays as it is.
func decodeUTF7(b []byte) string {
	var out strings.Builder
	for i := 0; i < len(b); i++ {
		if b[i] != '+' {
			out.WriteByte(b[i])
			continue
		}
		end := i + 1
		for end < len(b) && isBase64(b[end]) {
			end++
		}
		switch text, ok := utf7Shifted(b[i+1 : end]); {
		case end == i+1 && end < len(b) && b[end] == '-':
			out.WriteByte('+')
		case end == i+1 || !ok:
			out.Write(b[i:end])
			i = end - 1
			continue
		default:
			out.WriteString(text)
		}
		if end < len(b) && b[end] == '-' {
			end++
		}
		i = end - 1
	}
	return strings.ToValidUTF8(out.String(), "\ufffd")
}

func isBase64(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/'
}

// utf7Shifted decodes what stands between the marks.
func utf7Shifted(b []byte) (string, bool) {
	raw := make([]byte, base64.RawStdEncoding.DecodedLen(len(b)))
	n, err := base64.RawStdEncoding.Decode(raw, b)
	if err != nil || n < 2 {
		return "", false
	}
	units := make([]uint16, 0, n/2)
	for i := 0; i+1 < n; i += 2 {
		units = append(units, binary.BigEndian.Uint16(raw[i:]))
	}
	return string(utf16.Decode(units)), true
}
