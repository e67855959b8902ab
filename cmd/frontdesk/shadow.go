package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
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
		if len(c.Matcher) > 0 {
			list = slices.DeleteFunc(list, func(s *shadowed) bool { return !slices.Contains(c.Matcher, s.matcher) })
		}
		return writeShadows(p.stdout, list, len(c.Matcher) > 0)
	})
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
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintln(t, "MATCHER\tFITS\tWOULD DECIDE\tWOULD ANSWER\tAGENTS SAY\tPRECISION\tSAME TEAM\tANSWERED BY")
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
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%s\t%s\t%s\tpeople %d, machine %d\n", s.matcher, len(s.cases), s.decides, s.answers, said, precision, teams, s.byPersons, s.byMachine)
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	if each {
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
		fmt.Fprintf(w, "  %s  %s  %s\n", c.Message, c.Accepted.UTC().Format("2006-01-02 15:04"), orNothing(printable(c.Subject)))
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
