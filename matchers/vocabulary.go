package matchers

import "slices"

// vocabulary says of own words (see ownWords) of which matchers they are: in whose examples they stand, in whose words and
// patterns, or in the names of the details that they ask for.
type vocabulary struct {
	of       map[string][]string // names of matchers
	matchers int                 // that have examples
}

func vocabularyOf(list []*Matcher) vocabulary {
	v := vocabulary{of: map[string][]string{}}
	for _, m := range list {
		if len(m.Examples) > 0 {
			v.matchers++
		}
		for _, e := range m.Examples {
			v.add(m, e.Text)
		}
		for _, c := range slices.Concat(m.Any, m.All) {
			for _, r := range c.Rules {
				v.add(m, r.Text)
			}
		}
		for _, detail := range m.Ask {
			v.add(m, detail.Name)
			for _, name := range detail.Called {
				v.add(m, name)
			}
		}
	}
	return v
}

func (v vocabulary) add(m *Matcher, text string) {
	for _, w := range ownWords(wordsOf(fold(text).text)) {
		if names := v.of[w]; len(names) == 0 || names[len(names)-1] != m.Name {
			v.of[w] = append(names, m.Name)
		}
	}
}

// A word of so many matchers, and of such a share of them, is said of everything there, as "card" is to a bank. The share was
// chosen on labelled questions that were joined (docs/matching.md).
const (
	manyMatchers  = 3
	shareMatchers = 0.2
)

// covers says whether a word says nothing new of a message that is for some matchers: it is a word of
// theirs, or of many.
func (v vocabulary) covers(word string, sure map[string]bool) bool {
	names := v.of[word]
	if n := len(names); n >= manyMatchers && float64(n) >= shareMatchers*float64(v.matchers) {
		return true
	}
	return slices.ContainsFunc(names, func(name string) bool { return sure[name] })
}
