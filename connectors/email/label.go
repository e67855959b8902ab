package email

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// siblings are the charsets of Windows that a label of ISO 8859 stands for where there are bytes that are control characters
// in the latter.
var siblings = map[string]string{
	"iso-8859-2": "windows-1250", "iso-8859-5": "windows-1251", "iso-8859-6": "windows-1256", "iso-8859-7": "windows-1253",
	"iso-8859-8": "windows-1255", "iso-8859-13": "windows-1257", "iso-8859-15": "windows-1252",
}

// likelyLabel is the charset that bytes with this label are in: the label is often wrong. Where it is not certain, bytes
// that are UTF-8 are that.
func likelyLabel(b []byte, label string) (likely string, certain bool) {
	escaped := escapedLabel(b)
	switch {
	case escaped != "" && !strings.HasPrefix(label, "iso-2022"):
		return escaped, true
	case strings.HasPrefix(label, "utf-16"):
		return wideLabel(b, label), true
	case isHZ(b, label):
		return "hz-gb-2312", true
	}
	likely = label
	if sibling := siblings[label]; sibling != "" && hasC1(b) {
		likely = sibling
	}
	if substitute, ok := substitutes[label]; ok {
		likely, certain = substitute, false
	} else {
		certain = !isOneByte(label)
	}
	if other := mistaken(b, likely); other != "" {
		likely = other
	}
	return likely, certain
}

// isOneByte says whether a label names a charset of one byte a character, in which UTF-8 makes no sense.
func isOneByte(label string) bool {
	return strings.HasPrefix(label, "iso-8859") || strings.HasPrefix(label, "windows-125") || strings.HasPrefix(label, "koi8")
}

// mistaken is the charset that speaks against a label; empty where none does. Latin letters prevail in all that is written
// with accents, and Cyrillic letters are as common as they are.
func mistaken(b []byte, label string) string {
	switch {
	case label == "windows-1252":
		if high, latin := countLetters(b[:min(len(b), detectBytes)]); high <= latin || looksUTF8(b) {
			return ""
		}
		if pairs := detectPairs(countPairs(b)); pairs != "" {
			return pairs
		}
		return otherCyrillic(b, label)
	case label == "big5":
		if p := countPairs(b); p.all >= 2*leastPairs && detectPairs(p) == "gb18030" {
			return "gb18030" // nearly half of what is in Big5 has bytes of ASCII
		}
	case isCyrillic(label):
		return otherCyrillic(b, label)
	}
	return ""
}

// isConfident says whether bytes show by themselves which charset they are in.
func isConfident(b []byte) bool { return looksUTF8(b) || detect(b) != "" }

// wideLabel tells apart what is labelled UTF-16. Without a mark it is big-endian (RFC 2781 section 4.3), and often is not;
// some programs write the label above UTF-8.
func wideLabel(b []byte, label string) string {
	switch {
	case hasByteOrderMark(b):
		return "utf-16"
	case bytes.IndexByte(b, 0) < 0 && utf8.Valid(b):
		return "utf-8"
	case label != "utf-16":
		return label
	}
	little, big := 0, 0
	for i := 0; i+1 < min(len(b), detectBytes); i += 2 {
		switch {
		case b[i+1] == 0 && strings.IndexByte(" \r\nea", b[i]) >= 0:
			little++
		case b[i] == 0 && strings.IndexByte(" \r\nea", b[i+1]) >= 0:
			big++
		}
	}
	if little > big {
		return "utf-16le"
	}
	return "utf-16be"
}

// hasByteOrderMark finds that of UTF-16.
func hasByteOrderMark(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff"))
}

// hasC1 says whether there are bytes that are control characters in ISO 8859.
func hasC1(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 && c < 0xa0 {
			return true
		}
	}
	return false
}
