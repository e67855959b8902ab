package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

// list prints how each matcher stands that answered since its evidence counts, or whose mode is not the config's.
func (r *reviewer) list(ctx context.Context) error {
	changes, err := r.store.Modes(ctx)
	if err != nil {
		return err
	}
	policy, err := r.policy.Overlaid(changes)
	if err != nil {
		return err
	}
	said, err := r.store.Feedback(ctx, time.Now().AddDate(0, 0, -customersDays))
	if err != nil {
		return err
	}
	t := newTable("MATCHER", "MODE", "ANSWERS", "JUDGED", "RIGHT", "SURELY", "ASKED FOR", "CALLED WRONG", "CUSTOMERS")
	var notes []string
	for _, m := range policy.Matchers.All() {
		s, err := pipeline.ReadStanding(ctx, r.store, policy, m, lastChange(changes, m.Name), time.Now())
		if err != nil {
			return err
		}
		if s.Record.Answers == 0 && m.Overlay == nil {
			continue
		}
		t.row(append(standingCells(s), customersSaid(said, m.Name))...)
		notes = append(notes, standingNotes(s)...)
	}
	const matcher, asked, wrong, customers = 0, 6, 7, 8
	if err := t.drop(customers).drop(asked).yield(wrong, 7).yield(matcher, 12).write(r.out, columns(r.out)); err != nil {
		return err
	}
	waiting, err := r.store.ToJudge(ctx, maxReview)
	if err != nil {
		return err
	}
	for _, n := range append(notes, fmt.Sprintf("to be judged: %d", len(waiting))) {
		fmt.Fprintln(r.out, fold(n, columns(r.out), 2))
	}
	return nil
}

// standingNotes say what the list has no column for: what is about to happen to a matcher's mode, and what has.
func standingNotes(s pipeline.Standing) []string {
	var notes []string
	if s.Due != "" {
		notes = append(notes, fmt.Sprintf("%s: is %s to %s as soon as a gateway runs", s.Matcher.Name, s.Due, s.Next))
	}
	if o := s.Matcher.Overlay; o != nil {
		notes = append(notes, fmt.Sprintf("%s: %s; the config says %s", s.Matcher.Name, o, s.Matcher.Configured))
	}
	return notes
}

// history prints every change of a mode, the oldest first.
func (r *reviewer) history(ctx context.Context) error {
	all, err := r.store.ModeHistory(ctx, "")
	if err != nil {
		return err
	}
	if len(all) == 0 {
		fmt.Fprintln(r.out, "no mode was changed but in the config")
		return nil
	}
	t := newTable(inZone("WHEN", time.Now()), "MATCHER", "MODE", "WHY")
	for _, c := range all {
		t.row(c.At.Local().Format("2006-01-02 15:04"), c.Matcher, c.Mode, pipeline.WhyMode(c))
	}
	const matcher = 1
	return t.foldLast().yield(matcher, 12).write(r.out, columns(r.out))
}

// customersDays is how far back the list says what customers said of answers.
const customersDays = 90

func lastChange(changes []store.ModeChange, matcher string) store.ModeChange {
	if i := slices.IndexFunc(changes, func(c store.ModeChange) bool { return c.Matcher == matcher }); i >= 0 {
		return changes[i]
	}
	return store.ModeChange{}
}

func standingCells(s pipeline.Standing) []any {
	tally, precision, target := s.Record.Tally(), "-", "-"
	if p, ok := s.Record.Precision(); ok {
		precision = fmt.Sprintf("%.1f %%", 100*p)
	}
	low, high := s.Record.Bounds()
	if s.Target > 0 {
		target = fmt.Sprintf("%.0f %%", 100*s.Target)
	}
	surely := fmt.Sprintf("%.0f to %.0f %%", 100*low, 100*high)
	return []any{s.Matcher.Name, s.Matcher.Mode, s.Record.Answers, tally.Judged(), precision, surely, target, s.Record.Wrong}
}

// customersSaid is weak evidence, which counts for nothing: who was not helped may have been answered rightly.
func customersSaid(all []store.Feedback, matcher string) string {
	solved, not := 0, 0
	for _, f := range all {
		if f.Matcher == matcher {
			solved, not = solved+f.Solved, not+f.Unsolved
		}
	}
	if solved+not == 0 {
		return "-"
	}
	return fmt.Sprintf("%d helped, %d not", solved, not)
}
