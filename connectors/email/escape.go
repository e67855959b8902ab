package email

import (
	"bytes"
	"strings"
)

// escapedLabel is the charset of seven bits that the escapes in a text tell of; empty where there are none.
func escapedLabel(b []byte) string {
	if bytes.IndexByte(b, 0x1b) < 0 {
		return ""
	}
	if hasJapaneseEscape(b) {
		return "iso-2022-jp"
	}
	for _, label := range []string{"iso-2022-kr", "iso-2022-cn"} {
		if bytes.Contains(b, []byte(sevenBits[label].escape)) {
			return label
		}
	}
	return ""
}

// hasJapaneseEscape finds the shift sequences of ISO-2022-JP (RFC 1468), and that of half-width katakana.
func hasJapaneseEscape(b []byte) bool {
	return bytes.Contains(b, []byte("\x1b$B")) || bytes.Contains(b, []byte("\x1b$@")) || bytes.Contains(b, []byte("\x1b(J")) || bytes.Contains(b, []byte("\x1b(I"))
}

// sevenBit is a charset of two bytes in seven bits, which golang.org/x/text does not know: after its escape, shift-out begins
// what is in it, and shift-in or the line's end ends it.
type sevenBit struct{ escape, charset string }

// sevenBits are EUC-KR (RFC 1557) and GB 2312 (RFC 1922) by their labels. The traditional characters that the latter
// also provides for are not read.
var sevenBits = map[string]sevenBit{
	"iso-2022-kr": {"\x1b$)C", "euc-kr"},
	"iso-2022-cn": {"\x1b$)A", "gb18030"},
}

// eightBits is a text in the charset itself.
func (s sevenBit) eightBits(b []byte) []byte {
	out := make([]byte, 0, len(b))
	shifted := false
	for _, c := range bytes.ReplaceAll(b, []byte(s.escape), nil) {
		switch c {
		case 0x0e:
			shifted = true
		case 0x0f:
			shifted = false
		default:
			shifted = shifted && c != '\n'
			if shifted && c > ' ' {
				c |= 0x80
			}
			out = append(out, c)
		}
	}
	return out
}

// isHZ says whether text with a label is in HZ (RFC 1843): with its own or that of GB 2312, or without one where it looks
// like nothing else.
func isHZ(b []byte, label string) bool {
	switch {
	case strings.HasPrefix(label, "hz"):
		return true
	case substitutes[label] == "gb18030":
		return bytes.Contains(b, []byte("~{")) && bytes.Contains(b, []byte("~}")) && isASCII(b)
	case label == "" || label == "us-ascii":
		return bytes.Contains(b, []byte("~{")) && looksHZ(b)
	}
	return false
}

// looksHZ says whether all that stands between the marks of HZ are common characters of GB 2312, and no names or figures.
func looksHZ(b []byte) bool {
	var text []byte
	plain := true
	for rest := b; len(text) < detectBytes; {
		_, behind, found := bytes.Cut(rest, []byte("~{"))
		if !found {
			break
		}
		marked, after, closed := bytes.Cut(behind, []byte("~}"))
		if !closed || len(marked)%2 != 0 || bytes.ContainsAny(marked, " \t\r\n") {
			return false
		}
		for _, c := range marked {
			plain = plain && isToken(string(c))
			text = append(text, c|0x80)
		}
		rest = after
	}
	p := countPairs(text)
	return !plain && p.all >= leastPairs && 10*p.common >= 9*p.all
}
