package phrasebook

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
)

// Pattern is a regular expression of which only those alternatives are asked that have one of their words in the text. It
// is safe for concurrent use.
type Pattern struct {
	split func() split
}

// MayMatch makes a book that says of a text, in one pass, which of the patterns may match it: group i holds the words of
// patterns[i], of which there are 64 at most.
func MayMatch(patterns ...Pattern) *Book {
	return &Book{sync.OnceValue(func() *automaton {
		groups := make([][]string, len(patterns))
		for i, p := range patterns {
			groups[i] = slices.Concat(p.split().needed...)
		}
		return build(groups)
	})}
}

// split is an expression taken apart. Its alternatives are compiled when they are first asked; most never are.
type split struct {
	alternatives []func() *regexp.Regexp
	needed       [][]string // the words of each alternative
	words        *Book      // a group of them for each
}

// MustCompile makes a pattern. When it is first asked it panics as regexp.MustCompile and MustWords do.
func MustCompile(expr string) Pattern {
	return Pattern{sync.OnceValue(func() split { return splitUp(expr) })}
}

func splitUp(expr string) split {
	var s split
	for _, one := range bundled(alternatives(mustParse(expr))) {
		source := one.String()
		s.alternatives = append(s.alternatives, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(source) }))
		s.needed = append(s.needed, MustWords(source))
	}
	s.words = MustNew(s.needed...)
	return s
}

// MatchString says what the expression says of a text.
func (p Pattern) MatchString(text string) bool {
	s := p.split()
	heard := s.words.In(text)
	for i := 0; heard != 0; i, heard = i+1, heard>>1 {
		if heard&1 != 0 && s.alternatives[i]().MatchString(text) {
			return true
		}
	}
	return false
}

// alternatives are expressions one of which matches where the whole does: of ^(a|b)$ they are ^a$ and ^b$.
func alternatives(re *syntax.Regexp) []*syntax.Regexp {
	switch re.Op {
	case syntax.OpCapture:
		return alternatives(re.Sub[0])
	case syntax.OpAlternate:
		return re.Sub // not theirs too: many expressions take long to compile
	case syntax.OpConcat:
		return alternativesWithin(re)
	}
	return []*syntax.Regexp{re}
}

// alternativesWithin are those of the part that has the most, each with the other parts around it.
func alternativesWithin(whole *syntax.Regexp) []*syntax.Regexp {
	var most []*syntax.Regexp
	at := 0
	for i, part := range whole.Sub {
		if list := alternatives(part); len(list) > len(most) {
			most, at = list, i
		}
	}
	if len(most) == 1 {
		return []*syntax.Regexp{whole}
	}
	out := make([]*syntax.Regexp, len(most))
	for i, one := range most {
		parts := slices.Clone(whole.Sub)
		parts[at] = one
		out[i] = &syntax.Regexp{Op: syntax.OpConcat, Flags: whole.Flags, Sub: parts}
	}
	return out
}

// bundled joins neighbours where they are more than a book has groups.
func bundled(list []*syntax.Regexp) []*syntax.Regexp {
	size := (len(list) + maxGroups - 1) / maxGroups
	if size == 1 {
		return list
	}
	var out []*syntax.Regexp
	for some := range slices.Chunk(list, size) {
		out = append(out, &syntax.Regexp{Op: syntax.OpAlternate, Sub: some})
	}
	return out
}
