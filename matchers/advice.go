package matchers

import (
	"fmt"
	"strings"

	"frontdesk/configs"
	"frontdesk/gateway"
)

// Bounds of advice: an admin corrects what is told first, and asks again.
const (
	maxConfusions = 10
	maxCaught     = 20
	maxQuoted     = 3 // sentences
)

// Advise warns of examples that are too few, that contradict each other, that another matcher's conditions catch, and of
// those that a set which has learnt takes for another matcher's.
func (s *Set) Advise(p *configs.Problems) {
	s.warnFew(p)
	s.warnContradictory(p)
	s.warnCaught(p)
	s.warnConfused(p)
}

func (s *Set) warnFew(p *configs.Problems) {
	for _, m := range s.list {
		if n := len(m.Examples); n > 0 && n < fewExamples {
			p.Warn(m.Examples[0].At, fmt.Sprintf("matcher %q has %d of the %d examples that it takes to answer by them", m.Name, n, fewExamples),
				"write more, in other words, as customers write")
		}
	}
}

func (s *Set) warnContradictory(p *configs.Problems) {
	type place struct {
		matcher string
		at      configs.Position
	}
	known := map[string]place{}
	for _, m := range s.list {
		for _, e := range m.Examples {
			text := foldLiteral(e.Text)
			other, twice := known[text]
			switch {
			case !twice:
				known[text] = place{m.Name, e.At}
			case other.matcher == m.Name:
				p.Warn(e.At, "the same example as in "+other.at.String(), "keep one of them")
			default:
				p.Warn(e.At, fmt.Sprintf("an example of %q too, in %s", other.matcher, other.at), "keep it where it belongs: it cannot be for both")
			}
		}
	}
	for _, m := range s.list {
		for _, text := range m.counterexamples() {
			if other, twice := known[foldLiteral(text)]; twice && other.matcher == m.Name {
				p.Warn(other.at, fmt.Sprintf("%q is below not of %q too", shorten(text), m.Name), "keep it in one of the places")
			}
		}
	}
}

// warnCaught tells of examples that are decided by the conditions of another matcher.
func (s *Set) warnCaught(p *configs.Problems) {
	told := 0
	for _, m := range s.live.list {
		for _, e := range m.Examples {
			c := s.Choose(s.byRules(e.Text))
			if c.Best == nil || c.Best == m || told >= maxCaught {
				continue
			}
			told++
			p.Warn(e.At, fmt.Sprintf("an example of %q that %q catches by %s", m.Name, c.Best.Name, caughtBy(c.Match)),
				"narrow what catches it, or say below not of it what it is not")
		}
	}
}

// byRules are the matchers whose conditions hold of a text of which nothing else is known.
func (s *Set) byRules(text string) []gateway.Match {
	matches, _ := s.judge(read(&gateway.Message{NewText: text}, Around{}), s.live, nil)
	return matches
}

func caughtBy(m gateway.Match) string {
	if len(m.Evidence) == 0 {
		return "its conditions"
	}
	e := m.Evidence[0]
	return fmt.Sprintf("%s %q", e.Kind, e.Found)
}

// warnConfused tells of matchers whose examples are taken for another's by a model that has not seen them: at least
// three, since one or two of few are chance, and one in six.
func (s *Set) warnConfused(p *configs.Problems) {
	if s.model == nil {
		return
	}
	l, told := lessonOf(s.live.list), 0
	for _, c := range s.model.Report().Confusions {
		all := len(s.named[c.Label].Examples)
		if len(c.Examples) < 3 || 6*len(c.Examples) < all || told >= maxConfusions {
			continue
		}
		told++
		var quoted []string
		for _, i := range c.Examples[:min(len(c.Examples), maxQuoted)] {
			quoted = append(quoted, fmt.Sprintf("%q", shorten(l.examples[i].Text)))
		}
		p.Warn(l.of[c.Examples[0]].At, fmt.Sprintf("%d of %d examples of %q are taken for %q: %s", len(c.Examples), all, c.Label, c.Taken, strings.Join(quoted, ", ")),
			"write more that tell them apart, or make them one matcher")
	}
}
