package matchers

import (
	"cmp"
	"slices"

	"frontdesk/gateway"
	"frontdesk/matchers/classify"
)

// part is a sentence or a clause of a message, and what it is for by itself.
type part struct {
	text string
	best *verdict // counts; nil: nothing is sure about it
	open bool     // nobody may answer it unseen, but it asks for something
	// barred: it is open since something else in the message speaks against what it is for.
	barred bool
}

// says whether it asks for anything.
func (p part) says() bool { return p.best != nil || p.open }

// several tells the requests of a message apart, where there are several. Of matchers that its sentences are surely for one
// by one, none makes another less sure.
func (s *Set) several(r *reading, memo *classify.Memo, found *Findings) {
	sure := s.sure(found.Matches)
	if len(sure) == 0 && len(found.Matches)+len(found.Unsure) < 2 {
		return
	}
	var fresh []verdict
	message := s.askedOf(r, sure, memo)
	for _, p := range message.parts() {
		one := gateway.Request{Text: shorten(p.text)}
		if p.best != nil {
			one.Matcher, one.Score = p.best.Name, p.best.match.Score
			if !sure[one.Matcher] {
				fresh = append(fresh, *p.best)
			}
		}
		found.Requests = append(found.Requests, one)
	}
	s.explain(fresh, memo)
	found.Matches = append(found.Matches, r.matchesOf(fresh)...)
	slices.SortStableFunc(found.Matches, func(a, b gateway.Match) int { return compareRank(s.named[a.Matcher], s.named[b.Matcher]) })
	found.Unsure = slices.DeleteFunc(found.Unsure, func(m gateway.Match) bool {
		return slices.ContainsFunc(fresh, func(v verdict) bool { return v.Name == m.Matcher })
	})
}

// sure are the matchers of matches, but for those that only say that something is solved.
func (s *Set) sure(matches []gateway.Match) map[string]bool {
	out := map[string]bool{}
	for _, m := range matches {
		if s.named[m.Matcher].Means != MeansSolved {
			out[m.Matcher] = true
		}
	}
	return out
}

// AsksBeside says whether a message that belongs to the matter of a matcher asks for something else too, or instead: a
// question or a wish that is surely for another matcher, or that nothing covers.
func (s *Set) AsksBeside(m *gateway.Message, a Around, matcher string) bool {
	r := read(m, a)
	memo, done := memoOf(s.model)
	defer done()
	message := s.askedOf(r, map[string]bool{matcher: true}, memo)
	for _, sentence := range r.bodySentences() {
		for _, p := range message.add(nil, sentence) {
			c := clause{p.text, p.text == sentence, isQuestion(sentence)}
			if p.open || p.best.Name != matcher && c.asks(wordsOf(fold(p.text).text)) {
				return true
			}
		}
	}
	return false
}

// asked is a message of which it is asked how many things it asks for.
type asked struct {
	*Set
	message *reading
	search  *search         // of the whole message
	sure    map[string]bool // matchers that it is for as a whole
	memo    *classify.Memo  // nil: nothing is learnt
	folder  *folder         // for its parts, one after the other
}

func (s *Set) askedOf(r *reading, sure map[string]bool, memo *classify.Memo) asked {
	return asked{s, r, newSearch(r, s.live), sure, memo, newFolder(maxPartSize)}
}

// maxPartSize is the size in bytes of nearly all sentences.
const maxPartSize = 300

// parts are the several things that a message asks for, nil where it is one: sentences, or clauses of a sentence, that
// by themselves are surely for different matchers; and questions that nothing is sure about, beside one that is. They
// are told apart only where they explain all that fits the message as a whole. A subject is no request by itself.
func (a asked) parts() []part {
	var out []part
	for _, text := range a.message.bodySentences() {
		out = a.add(out, text)
	}
	known, explained := 0, 0
	for _, p := range out {
		if p.best != nil {
			known++
			if a.sure[p.best.Name] {
				explained++
			}
		}
	}
	if len(out) < 2 || known == 0 || explained < len(a.sure) {
		return nil
	}
	return out
}

// add appends what a sentence asks for that was not asked before: its clauses where two ask, else all of it.
func (a asked) add(out []part, sentence string) []part {
	clauses, whole := clausesOf(sentence, a.message.message.Language)
	var found []part
	for _, c := range clauses {
		found = addPart(found, a.part(c))
	}
	if len(found) < 2 {
		if p := a.part(whole); p.best != nil || len(found) == 0 || found[0].barred {
			found = []part{p}
		}
	}
	for _, p := range found {
		out = addPart(out, p)
	}
	return out
}

// addPart adds a part that is open, or for a matcher which no other part is for.
func addPart(list []part, p part) []part {
	known := slices.ContainsFunc(list, func(o part) bool { return p.best != nil && o.best != nil && o.best.Matcher == p.best.Matcher })
	if known || !p.says() {
		return list
	}
	return append(list, p)
}

// part is a clause with the first of the matchers that it is surely for by itself. What the whole message is not known to be
// for has to be as sure as is usual, be it urgent or not; where something else in the message speaks against it, the clause
// is open. So is a question about something else than what the message is surely for.
func (a asked) part(c clause) part {
	p, one := part{text: c.text}, a.message.only(c.text, a.folder)
	words := wordsOf(one.folded.text)
	own := ownWords(words)
	if len(own) == 0 {
		return p
	}
	near := false // more likely than not it is about what the message is surely for
	for _, v := range a.verdictsOf(one) {
		switch {
		case a.sure[v.Name] && !v.counts():
			near = near || v.match.Score >= likely
		case !v.counts() || v.Means == MeansSolved:
		case a.sure[v.Name]:
			p.best = &v
			return p
		case !v.ruled && v.match.Score < usualThreshold(a.memo.Model()):
		case a.search.open(v.Matcher):
			p.best = &v
			return p
		default:
			p.open, p.barred = true, true
			return p
		}
	}
	p.open = !near && (c.asks(words) || c.wishes(words)) && a.aboutElse(c, words, own)
	return p
}

// verdictsOf are the verdicts on a part of the message; none where no conditions hold and no example is like it.
func (a asked) verdictsOf(one *reading) []verdict {
	search := newSearch(one, a.live)
	ruled := search.ruled()
	if len(ruled) == 0 && !a.promising(one) {
		return nil
	}
	return a.verdicts(search, ruled, a.memo)
}

// promising says whether examples may say something that counts of a part.
func (a asked) promising(one *reading) bool {
	if a.memo == nil {
		return false
	}
	least := min(likely, cmp.Or(a.aim.Careful, DefaultCareful))
	return slices.ContainsFunc(one.units(), func(unit string) bool {
		best, ok := a.memo.Best(unit)
		return ok && best.Score >= least
	})
}

// aboutElse says whether a clause has words of its own that the examples of what the message is surely for do not have; two
// where it speaks of what was said before, or wishes where another would ask: people say so too why they ask. Two signs of
// a script without spaces are a word.
func (a asked) aboutElse(c clause, words, own []string) bool {
	if a.memo == nil {
		return false
	}
	fresh := 0
	for _, w := range own {
		switch {
		case a.vocabulary.covers(w, a.sure):
		case isSign(w):
			fresh++
		default:
			fresh += 2
		}
	}
	return fresh >= 4 || fresh >= 2 && c.asks(words) && !pointsBack(words)
}

// bodySentences are those below the subject.
func (r *reading) bodySentences() []string {
	var out []string
	for _, text := range r.parts[r.body:] {
		for _, sentence := range sentences(text) {
			if saysSomething(sentence) && len(out) < maxUnits {
				out = append(out, sentence)
			}
		}
	}
	return out
}
