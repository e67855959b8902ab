package phrasebook

import "regexp"

// Pattern is a regular expression that is asked only of texts with one of its words. It is safe for concurrent use.
type Pattern struct {
	expression *regexp.Regexp
	words      *Book
}

// MustCompile makes a pattern; it panics as regexp.MustCompile and MustWords do.
func MustCompile(expr string) Pattern {
	return Pattern{regexp.MustCompile(expr), MustNew(MustWords(expr))}
}

// MatchString says what the expression says of a text.
func (p Pattern) MatchString(text string) bool {
	return p.words.In(text) != 0 && p.expression.MatchString(text)
}
