package matchers

import (
	"strings"
	"unicode/utf8"
)

// maxUnits bounds the parts of a message that the examples are compared with.
const maxUnits = 24

// units are a message as examples are compared with it: as a whole, its subject, and each of its sentences. Examples are
// mostly a sentence long, mails are not.
func (r *reading) units() []string {
	whole := strings.TrimSpace(strings.Join(r.parts, "\n"))
	out := []string{whole}
	for _, part := range r.parts {
		for _, s := range sentences(part) {
			if s != whole && len(out) < maxUnits {
				out = append(out, s)
			}
		}
	}
	return out
}

// wrapped is how many bytes a line has at least that a mail program broke; a shorter one ends where its writer ended it.
const wrapped = 50

// sentences cuts a text at the signs that end a sentence, and at the ends of lines that are not merely wrapped.
func sentences(text string) []string {
	var out []string
	start, line := 0, 0
	cut := func(end int) {
		if s := strings.TrimSpace(text[start:end]); utf8.RuneCountInString(s) > 1 {
			out = append(out, s)
		}
		start = end
	}
	for i, r := range text {
		next := i + 1
		switch r {
		case '\n':
			if i-line < wrapped || strings.HasPrefix(text[next:], "\n") {
				cut(next)
			}
			line = next
		case '.', '!', '?', ';', '…':
			if next = i + utf8.RuneLen(r); next == len(text) || text[next] == ' ' || text[next] == '\n' {
				cut(next)
			}
		case '。', '！', '？', '；':
			cut(i + utf8.RuneLen(r))
		}
	}
	cut(len(text))
	return out
}
