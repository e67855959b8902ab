package matchers

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"frontdesk/gateway"
)

// Choice is the one matcher that counts of those that fit.
type Choice struct {
	Best   *Matcher      // nil where none fits or where there is a tie
	Match  gateway.Match // of Best; of the first of a tie
	Tie    []string      // matchers of different files between which nothing decides: a person does
	Urgent bool          // of Best, or of all in the tie
	Reason string        // one line for a person
}

// Choose picks one of the matches: urgent comes before sensitive, that before asking for a person, that before the
// higher priority, that before the order in a file. Between files there is no order: what is still equal is a tie.
func (s *Set) Choose(matches []gateway.Match) Choice {
	var fitting []*Matcher
	of := map[*Matcher]gateway.Match{}
	for _, one := range matches {
		if m, ok := s.named[one.Matcher]; ok {
			fitting = append(fitting, m)
			of[m] = one
		}
	}
	if len(fitting) == 0 {
		return Choice{Reason: "no matcher fits"}
	}
	slices.SortStableFunc(fitting, compareRank)
	best := fitting[0]
	c := Choice{Match: of[best], Tie: tied(fitting), Urgent: best.Urgent}
	if len(c.Tie) > 0 {
		c.Reason = strings.Join(c.Tie, " and ") + " fit alike, in different files"
		return c
	}
	c.Best = best
	c.Reason = reason(fitting)
	return c
}

// tied are the first matchers of each file of the rank of the first, where these are several files.
func tied(fitting []*Matcher) []string {
	var names, files []string
	for _, m := range fitting {
		if compareClaim(fitting[0], m) == 0 && !slices.Contains(files, m.File) {
			files = append(files, m.File)
			names = append(names, m.Name)
		}
	}
	if len(names) < 2 {
		return nil
	}
	return names
}

// reason says why the first counts and not the second.
func reason(fitting []*Matcher) string {
	if len(fitting) == 1 {
		return fmt.Sprintf("%s is the only one that fits", fitting[0].Name)
	}
	a, b := fitting[0], fitting[1]
	before := fmt.Sprintf("; it comes before %s", b.Name)
	switch {
	case a.Urgent != b.Urgent:
		return fmt.Sprintf("%s is urgent%s", a.Name, before)
	case a.Sensitive != b.Sensitive:
		return fmt.Sprintf("%s is sensitive%s", a.Name, before)
	case a.asksForPerson() != b.asksForPerson():
		return fmt.Sprintf("%s asks for a person%s", a.Name, before)
	case a.Priority != b.Priority:
		return fmt.Sprintf("%s has priority %d%s with %d", a.Name, a.Priority, before, b.Priority)
	default:
		return fmt.Sprintf("%s stands first in %s%s", a.Name, a.File, before)
	}
}

// compareRank orders matchers, the best first.
func compareRank(a, b *Matcher) int {
	return cmp.Or(compareClaim(a, b), cmp.Compare(a.Order, b.Order))
}

// compareClaim compares what matchers say of themselves.
func compareClaim(a, b *Matcher) int {
	return cmp.Or(
		first(a.Urgent, b.Urgent), first(a.Sensitive, b.Sensitive), first(a.asksForPerson(), b.asksForPerson()),
		cmp.Compare(b.Priority, a.Priority),
	)
}

func (m *Matcher) asksForPerson() bool { return m.Means == MeansPerson }

func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	default:
		return 1
	}
}
