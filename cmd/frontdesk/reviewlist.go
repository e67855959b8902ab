package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
	"frontdesk/matchers"
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
		if s.Due != "" {
			notes = append(notes, fmt.Sprintf("%s: is %s to %s as soon as a gateway runs", m.Name, s.Due, s.Next))
		}
		if m.Overlay != nil {
			notes = append(notes, fmt.Sprintf("%s: %s; the config says %s", m.Name, m.Overlay, m.Configured))
		}
	}
	const matcher, wrong, customers = 0, 7, 8
	if err := t.yield(customers, 1).yield(wrong, 7).yield(matcher, 12).write(r.out, columns(r.out)); err != nil {
		return err
	}
	waiting, err := r.store.ToJudge(ctx, maxReview)
	if err != nil {
		return err
	}
	for _, n := range append(notes, fmt.Sprintf("to be judged: %d", len(waiting))) {
		fmt.Fprintln(r.out, n)
	}
	return nil
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
	const matcher, why = 1, 3
	return t.yield(why, 20).yield(matcher, 12).write(r.out, columns(r.out))
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

// examples prints what agents said that messages were about, in the form of the matchers' files.
func (r *reviewer) examples(ctx context.Context, days int) error {
	if days < 1 {
		return fmt.Errorf("--days %d: at least 1", days)
	}
	all, err := r.store.Corrections(ctx, time.Now().AddDate(0, 0, -days))
	if err != nil {
		return err
	}
	found := map[string]*offer{}
	for _, c := range lastWords(all) {
		if err := r.offer(ctx, found, c); err != nil {
			return err
		}
	}
	if len(found) == 0 {
		fmt.Fprintln(r.out, "# agents have corrected nothing that the matchers' files do not have")
		return nil
	}
	fmt.Fprintln(r.out, "# What agents said that messages were about. Keep what others would write too; leave out names, numbers and stories.")
	for _, name := range slices.Sorted(maps.Keys(found)) {
		found[name].print(r, name)
	}
	return nil
}

// offer is what one matcher may learn.
type offer struct{ examples, not []string }

// lastWords leaves one correction of each message, the last.
func lastWords(all []store.Correction) []store.Correction {
	last := map[string]int{}
	for i, c := range all {
		last[c.Message] = i
	}
	var out []store.Correction
	for i, c := range all {
		if last[c.Message] == i {
			out = append(out, c)
		}
	}
	return out
}

// offer adds a correction: an example of the matcher that was meant; where none was, one of what the other is not.
func (r *reviewer) offer(ctx context.Context, found map[string]*offer, c store.Correction) error {
	name := c.Meant
	if name == "" {
		name = c.Said
	}
	m, ok := r.policy.Matchers.Matcher(name)
	if !ok || c.Meant == c.Said {
		return nil
	}
	received, err := r.store.Message(ctx, c.Message)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	text := strings.Join(strings.Fields(printable(received.NewText)), " ")
	if text == "" || hasExample(m, text) {
		return nil
	}
	if found[name] == nil {
		found[name] = &offer{}
	}
	if c.Meant == "" {
		found[name].not = append(found[name].not, text)
	} else {
		found[name].examples = append(found[name].examples, text)
	}
	return nil
}

func hasExample(m *matchers.Matcher, text string) bool {
	return slices.ContainsFunc(m.Examples, func(e matchers.Example) bool { return strings.Join(strings.Fields(e.Text), " ") == text })
}

func (o *offer) print(r *reviewer, name string) {
	fmt.Fprintf(r.out, "%s:\n", name)
	if len(o.examples) > 0 {
		fmt.Fprintln(r.out, "  examples:")
		for _, text := range o.examples {
			fmt.Fprintf(r.out, "    - %s\n", quoted(text))
		}
	}
	if len(o.not) > 0 {
		fmt.Fprintln(r.out, "  not:\n    - examples:")
		for _, text := range o.not {
			fmt.Fprintf(r.out, "        - %s\n", quoted(text))
		}
	}
}

// quoted is a text as YAML has it: JSON's way of writing one is one of YAML's.
func quoted(text string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(text); err != nil { // a text always can be
		return ""
	}
	return strings.TrimSpace(b.String())
}
