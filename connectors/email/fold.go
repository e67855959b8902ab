package email

import (
	"encoding/base64"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxLine = 76 // characters of a folded header line (RFC 2047 section 2)
	maxWord = 45 // octets of text in one encoded word: 60 characters of base64 and 12 around them
)

// fold writes one header field. Lines break between tokens, which hold no blanks of their own, at 76 characters where
// the tokens let it; a line never gets longer than its longest token.
func fold(name string, tokens []string) string {
	var b strings.Builder
	b.WriteString(name + ":")
	length := b.Len()
	for _, t := range tokens {
		t = strings.TrimRight(t, " ")
		if length+1+len(t) > maxLine && length > len(name)+1 {
			b.WriteString("\r\n")
			length = 0
		}
		b.WriteString(" " + t)
		length += 1 + len(t)
	}
	b.WriteString("\r\n")
	return b.String()
}

// oneLine is text for a header: valid UTF-8, no control characters, single blanks, at most limit code points.
func oneLine(s string, limit int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r), isBidiControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > limit {
		s = strings.TrimRight(string([]rune(s)[:limit-1]), " ") + "…"
	}
	return s
}

// isBidiControl finds the characters that let a name read backwards.
func isBidiControl(r rune) bool {
	return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
}

// encodedWords splits one line of text into tokens of a header: plain words where all of it is ASCII that nobody could
// take for an encoded word, else encoded words (RFC 2047).
func encodedWords(line string) []string {
	if isPlainASCII(line) && !strings.Contains(line, "=?") {
		return strings.Fields(line)
	}
	var words []string
	for line != "" {
		n := 0
		for n < len(line) {
			_, size := utf8.DecodeRuneInString(line[n:])
			if n+size > maxWord {
				break
			}
			n += size
		}
		words = append(words, "=?utf-8?b?"+base64.StdEncoding.EncodeToString([]byte(line[:n]))+"?=")
		line = line[n:]
	}
	return words
}

// displayName is the name before an address as tokens: a quoted string or encoded words, or nothing.
func displayName(name string) []string {
	name = oneLine(name, maxFromName)
	if name == "" {
		return nil
	}
	words := encodedWords(name)
	if strings.HasPrefix(words[0], "=?") {
		return words
	}
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name)
	return strings.Fields(`"` + quoted + `"`)
}

func isPlainASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
