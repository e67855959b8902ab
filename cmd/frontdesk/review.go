package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
	"frontdesk/matchers"
)

// reviewCommand is frontdesk review.
type reviewCommand struct {
	configFlag
	agentFlag
	ID       string `arg:"" optional:"" help:"Message, ticket or delivery to judge; without it, all that was drawn and is not judged yet, one by one."`
	Verdict  string `arg:"" optional:"" help:"right or wrong; without it you are asked."`
	Meant    string `arg:"" optional:"" name:"matcher" help:"With wrong: what the message was about, a matcher or none."`
	Of       string `placeholder:"MATCHER" help:"Judge this matcher, where another one answered and this one would have."`
	List     bool   `help:"Show how often each matcher was right, as people judged it."`
	History  bool   `help:"Show every change of a mode that the config did not make."`
	Examples bool   `help:"Print what agents said that messages were about, as examples for the matchers' files."`
	Days     int    `default:"90" help:"Of --examples: of so many days."`
	Restore  string `placeholder:"MATCHER" help:"Give a matcher back the mode that the config says."`
}

// Validate is asked by kong, whose own list of words would name an empty one.
func (c reviewCommand) Validate() error {
	if c.Verdict == "" || c.Verdict == "right" || c.Verdict == "wrong" {
		return nil
	}
	return fmt.Errorf("the verdict on %s is right or wrong, and not %q", c.ID, c.Verdict)
}

// Run does what the flags say, or asks.
func (c reviewCommand) Run(ctx context.Context, p process) error {
	return c.withLoaded(ctx, p, func(l loaded, st *store.Store) error {
		r := &reviewer{policy: l.policy, store: st, who: c.agent().Canonical(), in: newLines(p.typed(ctx)), out: p.stdout}
		switch {
		case c.List:
			return r.list(ctx)
		case c.History:
			return r.history(ctx)
		case c.Examples:
			return r.examples(ctx, c.Days)
		case c.Restore != "":
			return r.restore(ctx, c.Restore)
		case c.ID == "":
			return r.askAll(ctx)
		}
		return r.one(ctx, c)
	})
}

// reviewer judges what matchers answered.
type reviewer struct {
	policy *pipeline.Policy
	store  *store.Store
	who    string // address
	in     *lines
	out    io.Writer
}

// one judges the answer behind an id.
func (r *reviewer) one(ctx context.Context, c reviewCommand) error {
	t, err := r.trial(ctx, c.ID, c.Of)
	if err != nil {
		return err
	}
	if c.Verdict == "" {
		how, err := r.ask(ctx, t, "")
		if err == nil && how == askedJudged {
			fmt.Fprintf(r.out, "message %s: kept%s\n", t.Message, notDrawn(t))
		}
		return err
	}
	v := judged{right: c.Verdict == "right"}
	switch {
	case c.Meant != "" && v.right:
		return fmt.Errorf("what a message was about is said of a wrong answer only: frontdesk review %s wrong %s", c.ID, c.Meant)
	case c.Meant != "":
		if v.meant, err = r.matcher(c.Meant); err != nil {
			return err
		}
	}
	if err := r.keep(ctx, t, v); err != nil {
		return err
	}
	fmt.Fprintf(r.out, "message %s: %s was %s%s\n", t.Message, t.Matcher, v, notDrawn(t))
	return nil
}

// notDrawn says of an answer that belongs to no sample how far a word on it counts.
func notDrawn(t store.Trial) string {
	if t.Drawn || t.Mode != string(matchers.ModeAuto) {
		return ""
	}
	return "; it was not drawn, so that of it only a wrong answer counts (docs/matching.md)"
}

// trial is the one behind an id: of the matcher that is named, else the one that a customer or an agent saw.
func (r *reviewer) trial(ctx context.Context, id, of string) (store.Trial, error) {
	messages, err := messagesOf(ctx, r.store, strings.Trim(id, "<>"))
	if err != nil {
		return store.Trial{}, err
	}
	var all, seen []store.Trial
	for _, m := range messages {
		ts, err := r.store.MessageTrials(ctx, m)
		if err != nil {
			return store.Trial{}, err
		}
		all = append(all, ts...)
	}
	for _, t := range all {
		if of == t.Matcher || of == "" && t.Mode != string(matchers.ModeShadow) {
			seen = append(seen, t)
		}
	}
	switch {
	case len(seen) == 1:
		return seen[0], nil
	case len(seen) > 1:
		return store.Trial{}, fmt.Errorf("%q stands for several answers, to messages %s; name one of these", id, named(seen, func(t store.Trial) string { return t.Message }))
	case len(all) > 0:
		return store.Trial{}, fmt.Errorf("%s did not answer it; what would have is judged with --of: %s", or(of, "a matcher"), named(all, func(t store.Trial) string { return t.Matcher }))
	}
	return store.Trial{}, fmt.Errorf("no matcher answered %q; frontdesk explain %s says what was decided", id, id)
}

func named(ts []store.Trial, by func(store.Trial) string) string {
	var names []string
	for _, t := range ts {
		names = append(names, by(t))
	}
	return strings.Join(slices.Compact(names), ", ")
}

func or(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}

// judged is what somebody said of an answer.
type judged struct {
	right bool
	meant *string // what the message was about, empty: nothing that a matcher is for; nil: nothing was said of it
}

// String says it in a few words.
func (v judged) String() string {
	switch {
	case v.right:
		return "right"
	case v.meant == nil:
		return "wrong"
	}
	return "wrong, it was about " + orNone(*v.meant)
}

// matcher reads the name of one; matchers.Nobody stands for no matcher.
func (r *reviewer) matcher(name string) (*string, error) {
	if strings.EqualFold(name, matchers.Nobody) {
		name = ""
		return &name, nil
	}
	if _, ok := r.policy.Matchers.Matcher(name); ok {
		return &name, nil
	}
	var known []string
	for _, m := range r.policy.Matchers.All() {
		known = append(known, m.Name)
	}
	hint := configs.Hint(name, known...)
	return nil, errors.New(strings.TrimRight(fmt.Sprintf("there is no matcher %q; %s", name, hint), "; "))
}

// keep stores a judgement, and what the message was about.
func (r *reviewer) keep(ctx context.Context, t store.Trial, v judged) error {
	var c *store.Correction
	if v.meant != nil {
		c = &store.Correction{Message: t.Message, Agent: r.who, Said: t.Matcher, Meant: *v.meant}
	}
	_, err := r.store.Judge(ctx, []store.Judgement{{Message: t.Message, Matcher: t.Matcher, By: store.JudgedReview, Who: r.who, Right: v.right}}, c)
	return err
}

// restore gives a matcher back the mode of the config.
func (r *reviewer) restore(ctx context.Context, name string) error {
	if _, err := r.matcher(name); err != nil {
		return err
	}
	done, err := pipeline.RestoreMode(ctx, r.store, r.policy, name, r.who)
	if err != nil {
		return err
	}
	m, _ := r.policy.Matchers.Matcher(name)
	if !done {
		return fmt.Errorf("matcher %s has the mode of the config: %s", name, m.Configured)
	}
	fmt.Fprintf(r.out, "matcher %s is in mode %s again, as the config says; what people judged so far counts no more\n", name, m.Configured)
	return nil
}

// message is what a review shows of one.
func (r *reviewer) message(ctx context.Context, id string) (store.Received, []store.Outgoing, error) {
	m, err := r.store.Message(ctx, id)
	if err != nil {
		return m, nil, err
	}
	sent, err := r.store.Deliveries(ctx, m.Conversation)
	return m, slices.DeleteFunc(sent, func(o store.Outgoing) bool {
		return o.Message != id || o.Kind != gateway.KindAnswer && o.Kind != gateway.KindQuestion
	}), err
}

func day(t time.Time) string { return t.Local().Format("2 Jan 2006") }
