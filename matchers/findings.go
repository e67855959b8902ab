package matchers

import (
	"cmp"
	"math/bits"
	"slices"

	"frontdesk/gateway"
	"frontdesk/matchers/classify"
)

// Findings are what a set says of a message.
type Findings struct {
	Matches []gateway.Match // that count, the best first
	// Unsure are candidates that do not count, since they are not probable enough or since words and examples contradict
	// each other; the most probable first.
	Unsure []gateway.Match
	Shadow []gateway.Match // of matchers in shadow mode that fit; they never decide anything
	// Requests are what the message asks for where it asks for several things; nil where it is one.
	Requests []gateway.Request
}

// maxUnsure bounds the candidates that are kept beside.
const maxUnsure = 3

// Read says which matchers fit a message, how probably, and why. What it looks at is the subject, the new text, the sender,
// the channel, the attachments, and what is around.
func (s *Set) Read(m *gateway.Message, a Around) Findings {
	r := read(m, a)
	memo, done := memoOf(s.model)
	defer done()
	var found Findings
	found.Matches, found.Unsure = s.judge(r, s.live, memo)
	found.Shadow = s.shadowed(r)
	s.several(r, memo, &found)
	return found
}

// shadowed are the matches of matchers in shadow mode.
func (s *Set) shadowed(r *reading) []gateway.Match {
	memo, done := memoOf(s.shadowModel)
	defer done()
	matches, _ := s.judge(r, s.shadow, memo)
	return matches
}

// memoOf opens what is asked of a model; nil where there is none.
func memoOf(m *classify.Model) (memo *classify.Memo, done func()) {
	if m == nil {
		return nil, func() {}
	}
	memo = m.Memo()
	return memo, memo.Close
}

// Classify returns the matchers that fit a message of which nothing else is known, the best first.
func (s *Set) Classify(m *gateway.Message) []gateway.Match { return s.Read(m, Around{}).Matches }

// verdict is a matcher that a message may be for.
type verdict struct {
	*Matcher
	match    gateway.Match
	ruled    bool  // its conditions hold
	examples guess // what the examples say; its score is 0 where they say nothing
	doubted  bool  // words and examples contradict each other: it does not count
}

// counts says whether a decision may stand on it.
func (v verdict) counts() bool { return !v.doubted && (v.ruled || v.match.Score >= v.match.Threshold) }

// judge weighs the rules of an index and what was learnt from examples.
func (s *Set) judge(r *reading, x *index, memo *classify.Memo) (counting, unsure []gateway.Match) {
	if len(x.list) == 0 {
		return nil, nil
	}
	search := newSearch(r, x)
	var fit, rest []verdict
	for _, v := range s.verdicts(search, search.ruled(), memo) {
		if v.counts() {
			fit = append(fit, v)
		} else {
			rest = append(rest, v)
		}
	}
	slices.SortStableFunc(rest, func(a, b verdict) int { return cmp.Compare(b.match.Score, a.match.Score) })
	shown := slices.Concat(fit, rest[:min(len(rest), maxUnsure)])
	s.explain(shown, memo)
	return r.matchesOf(shown[:len(fit)]), r.matchesOf(shown[len(fit):])
}

// verdicts are the matchers that a text may be for, in their order: of those whose conditions hold, and by their examples; a nil
// memo: by their conditions alone.
func (s *Set) verdicts(search *search, ruled []verdict, memo *classify.Memo) []verdict {
	all := ruled
	if memo != nil {
		all = s.weigh(search, all, memo)
		contradict(all)
	}
	slices.SortStableFunc(all, func(a, b verdict) int { return compareRank(a.Matcher, b.Matcher) })
	return all
}

// matchesOf are the matches of verdicts, with the details that are asked for.
func (r *reading) matchesOf(list []verdict) []gateway.Match {
	var out []gateway.Match
	for _, v := range list {
		v.match.Details = v.Details(r.parts...)
		out = append(out, v.match)
	}
	return out
}

// ruled are the matchers whose conditions hold.
func (s *search) ruled() []verdict {
	var out []verdict
	for base, word := range s.candidates {
		for ; word != 0; word &= word - 1 {
			one := s.index.list[base*64+bits.TrailingZeros64(word)]
			if ev, ok := s.matches(one); ok {
				out = append(out, verdict{Matcher: one, ruled: true, match: gateway.Match{Matcher: one.Name, Score: 1, Evidence: ev}})
			}
		}
	}
	return out
}
