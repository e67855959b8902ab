package email

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf8"
)

// encodedWord is an RFC 2047 encoded word in a text, with the white space and question marks inside that senders leave in.
type encodedWord struct {
	start, end              int
	charset, encoding, text string
}

// maxCharset is the length of the longest name of a charset.
const maxCharset = 64

// nextWord finds the first encoded word from a byte on. Where none is closed any more there is none.
func nextWord(s string, from int) (w encodedWord, ok bool) {
	for {
		i := strings.Index(s[from:], "=?")
		if i < 0 {
			return w, false
		}
		w.start = from + i
		from = w.start + 1
		rest := s[w.start+len("=?"):]
		end := strings.IndexAny(rest, "? \t\n\f\r")
		if end < 1 || rest[end] != '?' || utf8.RuneCountInString(rest[:end]) > maxCharset {
			continue
		}
		w.charset, rest = rest[:end], rest[end+1:]
		if len(rest) < 2 || !isEncoding(rest[0]) || rest[1] != '?' {
			continue
		}
		w.encoding, rest = rest[:1], rest[2:]
		if w.text, _, ok = strings.Cut(rest, "?="); !ok {
			return w, false
		}
		if !strings.Contains(w.text, "\n") {
			w.end = len(s) - len(rest) + len(w.text) + len("?=")
			return w, true
		}
	}
}

// decodeWords makes UTF-8 of a header value. Adjacent words of one charset are decoded together, since many senders
// cut characters in two. Raw bytes are taken for charset, where they are not UTF-8 already.
func decodeWords(value, charset string) string {
	if isPlain(value) {
		return value
	}
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
	for w, ok := nextWord(s, 0); ok; w, ok = nextWord(s, w.end) {
		between := s[end:w.start]
		if end == 0 || strings.TrimSpace(between) != "" {
			flush()
			b.WriteString(between)
		}
		name, _, _ := strings.Cut(w.charset, "*") // RFC 2231 section 5: charset*language
		if !sameCharset(name, label) {
			flush()
		}
		label = name
		pending = append(pending, decodeWord(w.encoding, w.text)...)
		end = w.end
	}
	flush()
	b.WriteString(s[end:])
	return cleanLine(b.String())
}

// onlyWords decodes a value that is nothing but encoded words.
func onlyWords(value string) (decoded string, ok bool) {
	if value = strings.TrimSpace(value); !strings.HasSuffix(value, "?=") {
		return "", false
	}
	end := 0
	for w, found := nextWord(value, 0); found; w, found = nextWord(value, end) {
		if strings.TrimSpace(value[end:w.start]) != "" {
			return "", false
		}
		end = w.end
	}
	if end < len(value) {
		return "", false
	}
	return decodeWords(value, ""), true
}

// sameCharset says whether two labels are read as the same charset: some programs write several of them in one line.
func sameCharset(a, b string) bool {
	if strings.EqualFold(a, b) {
		return true
	}
	substitute, ok := substitutes[strings.ToLower(a)]
	return ok && substitute == substitutes[strings.ToLower(b)]
}

func decodeWord(encoding, text string) []byte {
	if encoding == "b" || encoding == "B" {
		return looseBase64([]byte(text))
	}
	return appendUnescaped(make([]byte, 0, len(text)), []byte(strings.ReplaceAll(text, "_", " ")))
}

// decodeRaw reads bytes that stand in a header unencoded.
func decodeRaw(value, charset string) string {
	if isUnescaped(value) && !strings.HasPrefix(strings.ToLower(charset), "iso-2022") {
		return value
	}
	return guess([]byte(value), charset)
}

// isUnescaped says whether a value is ASCII without any escape to other characters.
func isUnescaped(value string) bool { return isPlainASCII(value) && strings.IndexByte(value, 0x1b) < 0 }

func isASCII(b []byte) bool {
	rest := b
	for ; len(rest) >= 8; rest = rest[8:] {
		if binary.LittleEndian.Uint64(rest)&0x8080808080808080 != 0 {
			return false
		}
	}
	for _, c := range rest {
		if c >= 0x80 {
			return false
		}
	}
	return bytes.IndexByte(b, 0x1b) < 0
}

// isEncoding says whether a letter names an encoding of encoded words (RFC 2047 section 4).
func isEncoding(b byte) bool { return b == 'b' || b == 'B' || b == 'q' || b == 'Q' }
