package email

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"
)

// substitutes are labels that senders write for a larger charset, as browsers read them (WHATWG Encoding Standard);
// GB 18030 holds all of GB 2312 and GBK.
var substitutes = map[string]string{
	"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030", "gb_2312-80": "gb18030",
	"iso-8859-1": "windows-1252", "latin1": "windows-1252", "iso8859-1": "windows-1252", "iso_8859-1": "windows-1252",
	"cp1252": "windows-1252", "koi8-r": "koi8-u", "cp1251": "windows-1251", "cp1250": "windows-1250",
	"iso-8859-9": "windows-1254", "latin5": "windows-1254", "iso-8859-11": "windows-874", "tis-620": "windows-874",
	"ks_c_5601-1987": "euc-kr", "ks_c_5601": "euc-kr", "cp949": "euc-kr", "ms949": "euc-kr", "uhc": "euc-kr",
	"iso-8859-8-i": "iso-8859-8", "cp932": "shift_jis", "hz": "hz-gb-2312",
}

// decodeCharset makes UTF-8 of text in a charset. What the charset does not hold is replaced; an unknown charset is
// guessed. It never fails.
func decodeCharset(b []byte, label string) string {
	label = strings.ToLower(strings.Trim(strings.TrimSpace(label), `"'`))
	if isASCII(b) && !escapesASCII(label) && !isHZ(b, label) {
		return string(b)
	}
	if isUTF7(label) {
		return decodeUTF7(b)
	}
	label, certain := likelyLabel(b, label)
	switch label {
	case "utf-8", "utf8", "", "us-ascii", "ascii", "ansi_x3.4-1968": // of the last, only bytes that are none come here
		return guess(b, "")
	}
	if !certain && looksUTF8(b) {
		return string(b) // such bytes are hardly ever anything else
	}
	s, ok := convert(b, label)
	if !ok {
		return guess(b, "")
	}
	if bad := strings.Count(s, "\ufffd"); bad > 0 && isConfident(b) {
		if other := guess(b, ""); strings.Count(other, "\ufffd") < bad {
			return other
		}
	}
	return s
}

// escapesASCII says whether ASCII bytes may stand for other characters in a charset.
func escapesASCII(label string) bool {
	return strings.HasPrefix(label, "utf-16") || strings.HasPrefix(label, "utf-32") || strings.HasPrefix(label, "hz") || isUTF7(label) || sevenBits[label].escape != ""
}

func convert(b []byte, label string) (string, bool) {
	if seven, ok := sevenBits[label]; ok {
		b, label = seven.eightBits(b), seven.charset
	}
	e := encodingOf(label)
	if e == nil {
		return "", false
	}
	out, _, err := transform.Append(e.NewDecoder(), make([]byte, 0, len(b)+len(b)/2), b)
	if err != nil && len(out) == 0 {
		return "", false
	}
	return strings.ToValidUTF8(string(out), "\ufffd"), true
}

// encodingOf finds a charset by the names of the IANA registry and by those of browsers; nil for one that is not known. Of
// some, browsers show but one mark for the whole text; these count as not known.
func encodingOf(label string) encoding.Encoding {
	e, _ := ianaindex.MIME.Encoding(label)
	if e == nil {
		e, _ = ianaindex.MIME.Encoding("cs" + label)
	}
	if e == nil {
		e, _ = htmlindex.Get(label)
	}
	switch {
	case e == encoding.Replacement:
		return nil
	case e != nil:
		return e
	case label == "utf-32", label == "utf-32be":
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	case label == "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	}
	return nil
}

// guess reads bytes whose charset is not known: UTF-8 if they are, ISO-2022 by its escapes, the fallback charset,
// the one that they look like, else Windows-1252, in which every byte is something.
func guess(b []byte, fallback string) string {
	escaped := escapedLabel(b)
	switch {
	case hasByteOrderMark(b):
		fallback = "utf-16"
	case escaped != "":
		fallback = escaped
	case utf8.Valid(b):
		return string(b)
	case mostlyUTF8(b):
		return strings.ToValidUTF8(string(b), "\ufffd")
	}
	fallback = strings.ToLower(fallback)
	if substitute, ok := substitutes[fallback]; ok {
		fallback = substitute
	}
	if fallback == "" || fallback == "utf-8" || fallback == "utf8" || fallback == "windows-1252" {
		if fallback = detect(b); fallback == "" {
			fallback = "windows-1252"
		}
	}
	if s, ok := convert(b, fallback); ok {
		return s
	}
	return strings.ToValidUTF8(string(b), "\ufffd")
}

func looksUTF8(b []byte) bool { return utf8.Valid(b) && utf8.RuneCount(b) < len(b) }

// mostlyUTF8 is UTF-8 with a few damaged characters, as where a line was cut by bytes.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		b = b[n:]
	}
	return good > bad
}

// cleanText makes a text fit for stores and terminals: LF line ends, no control characters, valid UTF-8.
func cleanText(s string) string {
	if isClean(s) {
		return s
	}
	s = withLF(strings.ToValidUTF8(strings.TrimPrefix(s, "\ufeff"), "\ufffd"))
	if !hasControls(s) {
		return s
	}
	return strings.Map(cleanRune, s)
}

// cleanRune is a character of a clean text, -1 for none. The control characters of Latin-1 are what Windows-1252 has in
// their places: somebody took that for Latin-1.
func cleanRune(r rune) rune {
	switch {
	case r == '\v', r == '\f':
		return '\n'
	case r >= 0x80 && r < 0xa0:
		if r = charmap.Windows1252.DecodeByte(byte(r)); r == utf8.RuneError {
			return -1
		}
		return r
	case r < ' ' && r != '\n' && r != '\t', r == 0x7f:
		return -1
	}
	return r
}

// withLF is a text whose lines end with LF, where they end with CR LF or CR.
func withLF(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for {
		line, rest, found := strings.Cut(s, "\r")
		b.WriteString(line)
		if !found {
			return b.String()
		}
		b.WriteByte('\n')
		s = strings.TrimPrefix(rest, "\n")
	}
}

// hasControls says whether valid UTF-8 holds control characters but LF and tabs; those of Latin-1 have two bytes.
func hasControls(s string) bool {
	for s = s[printable(s):]; s != ""; s = s[printable(s):] {
		if c := s[0]; c < ' ' && c != '\n' && c != '\t' || c == 0x7f || c == 0xc2 && s[1] < 0xa0 {
			return true
		}
		s = s[1:]
	}
	return false
}

// isClean is the quick way for plain ASCII.
func isClean(s string) bool {
	for s = s[printable(s):]; s != ""; s = s[printable(s):] {
		if s[0] != '\n' && s[0] != '\t' {
			return false
		}
		s = s[1:]
	}
	return true
}

// printable is how many bytes at the beginning of s are printable characters of ASCII. Eight are looked at together: of
// bytes below 0x80, 1 more makes a high bit of 0x7f alone, and ' ' less makes one of those below it.
func printable(s string) int {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	i := 0
	for ; i+8 <= len(s); i += 8 {
		c := s[i : i+8]
		w := uint64(c[0]) | uint64(c[1])<<8 | uint64(c[2])<<16 | uint64(c[3])<<24 | uint64(c[4])<<32 | uint64(c[5])<<40 | uint64(c[6])<<48 | uint64(c[7])<<56
		if (w|(w+ones)|(w-' '*ones))&high != 0 {
			break
		}
	}
	for i < len(s) && s[i]-' ' < 0x7f-' ' {
		i++
	}
	return i
}

// cleanLine is cleanText for what is one line.
func cleanLine(s string) string {
	s = cleanText(s)
	if strings.IndexByte(s, '\n') >= 0 || strings.IndexByte(s, '\t') >= 0 {
		s = strings.NewReplacer("\n", " ", "\t", " ").Replace(s)
	}
	return strings.TrimSpace(s)
}
