package matchers

import (
	"regexp"
	"slices"

	ac "github.com/petar-dambovaliev/aho-corasick"
)

// index finds the matchers that may fit a text in one pass over it.
//
// All words of all matchers, and the texts that patterns need, are one Aho–Corasick automaton over folded text. A
// matcher is looked at only if one of the rules that it cannot do without may hold; what has no such rules (a sender
// alone, a pattern without any fixed text) is looked at every time.
type index struct {
	list      []*Matcher
	automaton *ac.AhoCorasick // nil without literals that it finds
	searched  []int           // literals that it finds, by its numbers
	literals  []literal
	marked    *marked // nil where no word has a mark
	patterns  []pattern
	always    []int   // matchers that every message is compared with
	unbound   []*Rule // patterns that are the reason for it

	literalIDs map[string]int
	patternIDs map[string]int
}

// literal is a folded text that is searched for, and what its finding means.
type literal struct {
	text     string // empty: a phrase with marks, which is found in another way
	word     bool   // it is a word: it counts where it stands at boundaries
	patterns []int  // that may fit where it is found
	ofWord   []int  // matchers to look at where it is found as a word
	ofNeed   []int  // matchers to look at where it is found at all
}

type pattern struct {
	re    func() *regexp.Regexp
	needs []int // literals, one of which is in all that it fits; nil: not known
}

func newIndex(list []*Matcher) *index {
	x := &index{list: list, literalIDs: map[string]int{}, patternIDs: map[string]int{}}
	for _, m := range list {
		for _, c := range m.conditions() {
			for i := range c.Rules {
				x.addRule(c.Kind, &c.Rules[i])
			}
		}
	}
	for i, m := range list {
		x.addTrigger(i, m)
	}
	x.build()
	return x
}

// build makes the automaton, the sparse one of the library: the dense one was no faster on mails, and took twice the
// time to build and more than twice the memory. Case and overlaps are ours: texts are folded before, and all
// overlapping finds are wanted, since a word may stand inside another.
func (x *index) build() {
	x.literalIDs, x.patternIDs = nil, nil
	if x.marked != nil {
		x.marked.typos.build()
	}
	var texts []string
	for i, l := range x.literals {
		if l.text != "" {
			texts, x.searched = append(texts, l.text), append(x.searched, i)
		}
	}
	if len(texts) == 0 {
		return
	}
	builder := ac.NewAhoCorasickBuilder(ac.Opts{MatchKind: ac.StandardMatch})
	automaton := builder.Build(texts)
	x.automaton = &automaton
}

func (x *index) addRule(kind string, r *Rule) {
	switch kind {
	case "words", "subject":
		if r.phrase != nil {
			r.id = x.phrase(r)
		} else {
			r.id = x.literal(r.literal)
		}
		x.literals[r.id].word = true
	case "pattern":
		r.id = x.pattern(r)
	}
}

func (x *index) literal(text string) int {
	id, ok := x.literalIDs[text]
	if !ok {
		id = len(x.literals)
		x.literalIDs[text] = id
		x.literals = append(x.literals, literal{text: text})
	}
	return id
}

// phrase is the number of a rule whose words have marks. It stands among the literals without a text, since the automaton
// does not look for it.
func (x *index) phrase(r *Rule) int {
	key := string(rune(separator)) + r.literal
	id, ok := x.literalIDs[key]
	if ok {
		return id
	}
	if x.marked == nil {
		x.marked = &marked{numbers: map[markedWord]int{}, by: map[int][]int{}}
	}
	id = len(x.literals)
	x.literalIDs[key] = id
	x.literals = append(x.literals, literal{})
	x.marked.add(r.phrase, id)
	return id
}

func (x *index) pattern(r *Rule) int {
	if id, ok := x.patternIDs[r.Text]; ok {
		return id
	}
	id := len(x.patterns)
	x.patternIDs[r.Text] = id
	p := pattern{re: r.pattern}
	for _, text := range r.needs {
		l := x.literal(text)
		p.needs = append(p.needs, l)
		x.literals[l].patterns = append(x.literals[l].patterns, id)
	}
	x.patterns = append(x.patterns, p)
	return id
}

// addTrigger notes by which finds matcher i is looked at.
func (x *index) addTrigger(i int, m *Matcher) {
	conditions, ok := x.trigger(m)
	if !ok {
		x.always = append(x.always, i)
		x.addUnbound(m)
		return
	}
	for _, c := range conditions {
		for _, r := range c.Rules {
			if c.Kind != "pattern" {
				l := &x.literals[r.id]
				l.ofWord = appendNew(l.ofWord, i)
				continue
			}
			for _, id := range x.patterns[r.id].needs {
				l := &x.literals[id]
				l.ofNeed = appendNew(l.ofNeed, i)
			}
		}
	}
}

// trigger returns conditions of which one must hold for the matcher to fit, all of them such that the automaton tells
// whether they may: one of All, else the whole of Any.
func (x *index) trigger(m *Matcher) (conditions []Condition, ok bool) {
	for i, c := range m.All {
		if x.bound(c) {
			return m.All[i : i+1], true
		}
	}
	for _, c := range m.Any {
		if !x.bound(c) {
			return nil, false
		}
	}
	return m.Any, len(m.Any) > 0
}

// bound says whether the automaton tells that a condition cannot hold.
func (x *index) bound(c Condition) bool {
	switch c.Kind {
	case "words", "subject":
		return true
	case "pattern":
		return !slices.ContainsFunc(c.Rules, func(r Rule) bool { return x.patterns[r.id].needs == nil })
	}
	return false
}

// addUnbound notes the patterns of a matcher that nothing spares from being run.
func (x *index) addUnbound(m *Matcher) {
	for _, list := range [][]Condition{m.All, m.Any} {
		for _, c := range list {
			for i, r := range c.Rules {
				if c.Kind == "pattern" && x.patterns[r.id].needs == nil {
					x.unbound = append(x.unbound, &c.Rules[i])
				}
			}
		}
	}
}

// appendNew appends a matcher; they come in order.
func appendNew(list []int, i int) []int {
	if n := len(list); n > 0 && list[n-1] == i {
		return list
	}
	return append(list, i)
}

// bitset is a set of small numbers.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (b bitset) add(i int)      { b[i/64] |= 1 << (i % 64) }
func (b bitset) has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }
