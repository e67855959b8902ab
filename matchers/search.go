package matchers

import (
	"frontdesk/gateway"
)

// search is one message being compared with one index.
type search struct {
	*reading
	index      *index
	seen       bitset       // literals that were found
	words      map[int]span // of each word that was found, the first place
	needed     bitset       // patterns that may fit, since a text that they need was found
	candidates bitset       // matchers to look at
	fits       map[int]string
	known      *whenValues // once a condition has asked for them
}

type span struct{ start, end int }

// newSearch reads the message once through the automaton.
func newSearch(r *reading, x *index) *search {
	s := &search{
		reading: r, index: x,
		seen: newBitset(len(x.literals)), words: map[int]span{},
		needed: newBitset(len(x.patterns)), candidates: newBitset(len(x.list)),
		fits: map[int]string{},
	}
	for _, i := range x.always {
		s.candidates.add(i)
	}
	if x.marked != nil {
		x.marked.search(r, s.hit)
	}
	if x.automaton == nil {
		return s
	}
	found := x.automaton.IterOverlapping(r.folded.text)
	for hit := found.Next(); hit != nil; hit = found.Next() {
		s.hit(x.searched[hit.Pattern()], span{hit.Start(), hit.End()})
	}
	return s
}

func (s *search) hit(id int, at span) {
	l := &s.index.literals[id]
	if !s.seen.has(id) {
		s.seen.add(id)
		for _, p := range l.patterns {
			s.needed.add(p)
		}
		for _, m := range l.ofNeed {
			s.candidates.add(m)
		}
	}
	if _, known := s.words[id]; !l.word || known || !boundary(s.folded.text, at.start) || !boundary(s.folded.text, at.end) {
		return
	}
	s.words[id] = at
	for _, m := range l.ofWord {
		s.candidates.add(m)
	}
}

// word says whether a word is in the subject or the text.
func (s *search) word(r *Rule) (string, bool) {
	at, ok := s.words[r.id]
	if !ok {
		return "", false
	}
	return s.found(at.start, at.end), true
}

// subjectWord says whether a word is in the subject; the first place is, if any is, for the subject is read first.
func (s *search) subjectWord(r *Rule) (string, bool) {
	if at, ok := s.words[r.id]; !ok || at.start >= s.subject {
		return "", false
	}
	return s.word(r)
}

// pattern says whether a pattern fits in a part of the message as written. It is run once at most.
func (s *search) pattern(r *Rule) (string, bool) {
	p := s.index.patterns[r.id]
	if p.needs != nil && !s.needed.has(r.id) {
		return "", false
	}
	found, known := s.fits[r.id]
	if !known {
		found = firstFit(p.re().FindStringIndex, s.parts)
		s.fits[r.id] = found
	}
	return found, found != ""
}

// firstFit is the first find in the parts, empty where there is none: an empty find says nothing.
func firstFit(find func(string) []int, parts []string) string {
	for _, part := range parts {
		if at := find(part); at != nil && at[1] > at[0] {
			return part[at[0]:at[1]]
		}
	}
	return ""
}

// holds says whether a condition holds, and of what in the message.
func (s *search) holds(c *Condition) (evidence []gateway.Evidence, ok bool) {
	k, known := kindOf(c.Kind)
	if !known {
		return nil, false
	}
	for i := range c.Rules {
		r := &c.Rules[i]
		found, fits := k.holds(s, r)
		if !fits {
			continue
		}
		evidence = append(evidence, gateway.Evidence{Kind: c.Kind, Rule: r.Text, Found: shorten(found)})
		if len(evidence) >= maxEvidence {
			break
		}
	}
	return evidence, len(evidence) > 0
}

func (s *search) values() whenValues {
	if s.known == nil {
		v := s.whenValues(s.around)
		s.known = &v
	}
	return *s.known
}
