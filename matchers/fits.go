package matchers

import (
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

// matches says whether a matcher fits, and why.
func (s *search) matches(m *Matcher) (evidence []gateway.Evidence, ok bool) {
	if !m.hasRules() {
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
	if s.barred(m) {
		return nil, false
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

// hasRules says whether a matcher fits by its conditions. Beside examples, those below all that are about no words only say
// where the examples count.
func (m *Matcher) hasRules() bool {
	if len(m.Any) > 0 || len(m.Examples) == 0 {
		return len(m.Any)+len(m.All) > 0
	}
	return slices.ContainsFunc(m.All, func(c Condition) bool { return isWords(c.Kind) })
}
