package matchers

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"frontdesk/gateway"
)

// Bounds of what is kept of a match.
const (
	maxEvidence = 8
	maxFound    = 200 // bytes of what was found, of each piece of evidence and each detail
)

// Classify returns the matchers that fit a message, the best first. What it looks at is the subject, the new text, the
// sender, the channel and the attachments. Conditions hold or do not: the score of every match is 1.
func (s *Set) Classify(m *gateway.Message) []gateway.Match { return classify(s.live, m, Around{}) }

// ClassifyShadow returns the matchers in shadow mode that fit a message. They never decide anything.
func (s *Set) ClassifyShadow(m *gateway.Message) []gateway.Match {
	return classify(s.shadow, m, Around{})
}

func classify(x *index, m *gateway.Message, a Around) []gateway.Match {
	if len(x.list) == 0 {
		return nil
	}
	s := newSearch(read(m, a), x)
	var fitting []*Matcher
	evidence := map[*Matcher][]gateway.Evidence{}
	for base, word := range s.candidates {
		for ; word != 0; word &= word - 1 {
			one := x.list[base*64+bits.TrailingZeros64(word)]
			if ev, ok := s.matches(one); ok {
				fitting = append(fitting, one)
				evidence[one] = ev
			}
		}
	}
	slices.SortStableFunc(fitting, compareRank)
	var out []gateway.Match
	for _, one := range fitting {
		out = append(out, gateway.Match{Matcher: one.Name, Score: 1, Evidence: evidence[one], Details: one.Details(s.parts...)})
	}
	return out
}

// matches says whether a matcher fits, and why.
func (s *search) matches(m *Matcher) (evidence []gateway.Evidence, ok bool) {
	if len(m.Any)+len(m.All) == 0 {
		return nil, false
	}
	for i := range m.All {
		ev, holds := s.holds(&m.All[i])
		if !holds {
			return nil, false
		}
		evidence = append(evidence, ev...)
	}
	any := len(m.Any) == 0
	for i := range m.Any {
		if ev, holds := s.holds(&m.Any[i]); holds {
			any = true
			evidence = append(evidence, ev...)
		}
	}
	if !any {
		return nil, false
	}
	for i := range m.Not {
		if _, holds := s.holds(&m.Not[i]); holds {
			return nil, false
		}
	}
	return evidence[:min(len(evidence), maxEvidence)], true
}

// shorten cuts what was found, which may be as long as the message.
func shorten(s string) string {
	s = strings.TrimSpace(s)
	if len(s) <= maxFound {
		return s
	}
	s = s[:maxFound]
	for len(s) > 0 && !utf8.RuneStart(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s[:len(s)-1] + "…"
}
