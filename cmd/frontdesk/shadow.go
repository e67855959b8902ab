package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/gateway/store"
	"frontdesk/matchers"
	"frontdesk/replies/kb"
)

// shadowCommand is frontdesk shadow.
type shadowCommand struct {
	configFlag
	Matcher []string `arg:"" optional:"" help:"Only these matchers; their messages are listed one by one."`
	Days    int      `default:"30" help:"Of so many days."`
}

// Run compares what matchers in shadow mode would have done with what was done.
func (c shadowCommand) Run(ctx context.Context, p process) error {
	if c.Days < 1 {
		return fmt.Errorf("--days %d: at least 1", c.Days)
	}
	return c.withStore(ctx, p, func(st *store.Store) error {
		since := time.Now().AddDate(0, 0, -c.Days)
		messages, err := st.Shadowed(ctx, since)
		if err != nil {
			return err
		}
		corrections, err := st.Corrections(ctx, since)
		if err != nil {
			return err
		}
		list := compareShadows(messages, corrections)
		if err := c.known(list); err != nil {
			return err
		}
		if len(c.Matcher) > 0 {
			list = slices.DeleteFunc(list, func(s *shadowed) bool { return !slices.Contains(c.Matcher, s.matcher) })
		}
		return writeShadows(p.stdout, list, len(c.Matcher) > 0)
	})
}

// known fails where a name that was asked for is none of a matcher in shadow mode, in the config or in what was decided.
func (c shadowCommand) known(list []*shadowed) error {
	var names []string
	modes := map[string]matchers.Mode{}
	for _, s := range list {
		names = append(names, s.matcher)
	}
	if missing := slices.ContainsFunc(c.Matcher, func(name string) bool { return !slices.Contains(names, name) }); !missing {
		return nil
	}
	var problems configs.Problems
	if l := load(c.dir(), &problems); problems.Errors() == 0 { // else the names of what was decided must do
		for _, m := range l.policy.Matchers.All() {
			if modes[m.Name] = m.Mode; m.Mode == matchers.ModeShadow {
				names = append(names, m.Name)
			}
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	for _, name := range c.Matcher {
		mode, configured := modes[name]
		switch {
		case slices.Contains(names, name):
		case configured:
			return fmt.Errorf("matcher %q is in mode %s, only those in mode shadow are compared: %s", name, mode, orNone(strings.Join(names, ", ")))
		case len(names) == 0:
			return fmt.Errorf("no matcher is named %q, and none is in mode shadow; mode: shadow in its file lets one run beside the others", name)
		default:
			return fmt.Errorf("no matcher in mode shadow is named %q; %s", name, configs.Hint(name, names...))
		}
	}
	return nil
}

// shadowed is one matcher in shadow mode over some time.
type shadowed struct {
	matcher              string
	cases                []shadowCase
	decides, answers     int
	right, wrong         int // of what it would have decided, as agents said
	sameTeam, otherTeam  int // of its tickets
	byMachine, byPersons int // what it would have decided was answered by
}

// shadowCase is one message.
type shadowCase struct {
	store.Shadowed
	would gateway.Shadowed
	meant *string // what an agent said that it was about; nil: nobody did
}

// compareShadows puts messages together by matcher, in the order of their names.
func compareShadows(messages []store.Shadowed, corrections []store.Correction) []*shadowed {
	meant := map[string]string{}
	for _, c := range corrections { // the last word counts
		meant[c.Message] = c.Meant
	}
	by := map[string]*shadowed{}
	var list []*shadowed
	for _, m := range messages {
		for _, would := range m.Decision.Trace.Shadow {
			s := by[would.Match.Matcher]
			if s == nil {
				s = &shadowed{matcher: would.Match.Matcher}
				by[s.matcher] = s
				list = append(list, s)
			}
			one := shadowCase{Shadowed: m, would: would}
			if word, said := meant[m.Message]; said {
				one.meant = &word
			}
			s.add(one)
		}
	}
	slices.SortFunc(list, func(a, b *shadowed) int { return strings.Compare(a.matcher, b.matcher) })
	return list
}

func (s *shadowed) add(c shadowCase) {
	s.cases = append(s.cases, c)
	if !c.would.Decides {
		return
	}
	s.decides++
	if c.would.Outcome == gateway.OutcomeAnswer {
		s.answers++
	}
	switch {
	case c.meant == nil:
	case *c.meant == s.matcher:
		s.right++
	default:
		s.wrong++
	}
	if c.Decision.Outcome == gateway.OutcomeAnswer {
		s.byMachine++
	}
	if c.Ticket == nil {
		return
	}
	if !c.Ticket.Answered.IsZero() {
		s.byPersons++
	}
	if c.would.Team != "" && c.would.Team == c.Ticket.Team {
		s.sameTeam++
	} else if c.would.Team != "" {
		s.otherTeam++
	}
}

// writeShadows prints a line for each matcher, and each message where they are asked for.
func writeShadows(w io.Writer, list []*shadowed, each bool) error {
	if len(list) == 0 {
		fmt.Fprintln(w, "no matcher in shadow mode fitted a message")
		return nil
	}
	t := newTable("MATCHER", "FITS", "WOULD DECIDE", "WOULD ANSWER", "AGENTS SAY", "PRECISION", "SAME TEAM", "ANSWERED BY")
	for _, s := range list {
		said, precision := "-", "-"
		if n := s.right + s.wrong; n > 0 {
			said = fmt.Sprintf("%d right, %d wrong", s.right, s.wrong)
			low, high := kb.Said{Solved: s.right, Unsolved: s.wrong}.Bounds()
			precision = fmt.Sprintf("%.0f %% (%.0f to %.0f)", 100*float64(s.right)/float64(n), 100*low, 100*high)
		}
		teams := "-"
		if n := s.sameTeam + s.otherTeam; n > 0 {
			teams = fmt.Sprintf("%d of %d", s.sameTeam, n)
		}
		by := fmt.Sprintf("people %d, machine %d", s.byPersons, s.byMachine)
		t.row(s.matcher, len(s.cases), s.decides, s.answers, said, precision, teams, by)
	}
	const matcher, precision, teams, by = 0, 5, 6, 7
	if err := t.yield(by, 1).yield(teams, 1).yield(matcher, 12).yield(precision, 5).write(w, columns(w)); err != nil {
		return err
	}
	if each {
		w := folded(w, columns(w))
		for _, s := range list {
			s.print(w)
		}
	}
	return nil
}

// print lists the messages of a matcher.
func (s *shadowed) print(w io.Writer) {
	fmt.Fprintf(w, "\n%s\n", s.matcher)
	for _, c := range s.cases {
		fmt.Fprintf(w, "  %s  %s  %s\n", c.Message, c.Accepted.UTC().Format("2006-01-02 15:04 MST"), orNothing(printable(c.Subject)))
		fmt.Fprintf(w, "      would: %s\n", shadowWords(c.would))
		fmt.Fprintf(w, "      was: %s: %s%s\n", c.Decision.Outcome, printable(c.Decision.Reason), ticketWords(c.Ticket))
		if c.meant != nil {
			fmt.Fprintf(w, "      an agent says: %s\n", orNone(*c.meant))
		}
	}
}

func shadowWords(s gateway.Shadowed) string {
	words := string(s.Outcome) + ": " + printable(s.Reason)
	if !s.Decides {
		words += " (another matcher comes before it)"
	}
	if s.Team != "" {
		words += ", team " + s.Team
	}
	return words
}

func ticketWords(t *gateway.Ticket) string {
	if t == nil {
		return ""
	}
	words := fmt.Sprintf(", ticket %s (%s", t.ID, t.State)
	if t.Team != "" {
		words += ", team " + t.Team
	}
	return words + ")"
}
