package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
	"frontdesk/matchers"
)

// tester runs tests one after the other.
type tester struct {
	loaded
	now  time.Time
	done []tested
}

// tested is a test and what came of it.
type tested struct {
	matcher *matchers.Matcher // beside which it stands
	test    matchers.Test
	wrong   []string // each expectation that was not met
	why     string   // the machine's reason, in a line
	broken  error    // it could not be run
	took    time.Duration
}

func (r tested) failed() bool { return len(r.wrong) > 0 || r.broken != nil }

// judge runs one test. A matcher in shadow mode is tested as if it were trusted.
func (t *tester) judge(m *matchers.Matcher, test matchers.Test) (r tested) {
	start := time.Now()
	r = tested{matcher: m, test: test}
	defer func() { r.took = time.Since(start) }()
	channel, err := t.channel(test.Channel.Name)
	if err != nil {
		r.broken = err
		return r
	}
	e := saying{text: test.Say, subject: test.Subject, from: test.From.Name}.event(channel, t.now)
	if test.Mail != "" {
		raw, err := readLimited(string(test.Mail))
		if err != nil {
			r.broken = err
			return r
		}
		e = channel.Read(raw)
	}
	v, err := t.policy.Preview(pipeline.Asked{Event: e, Channel: channel.Channel, Now: judgedAt(e, channel, t.now), As: m.Name})
	if err != nil {
		r.broken = err
		return r
	}
	r.wrong, r.why = compare(test, v), why(v)
	return r
}

// compare says which expectations were not met.
func compare(t matchers.Test, v pipeline.Preview) []string {
	var wrong []string
	expect := func(what, want, got string) {
		if want != got {
			wrong = append(wrong, fmt.Sprintf("expected %s %s, got %s", what, orNone(want), orNone(got)))
		}
	}
	dec := v.Decision
	if !t.Expect.IsZero() {
		expect("matcher", t.Expect.Name, decidedBy(v))
	}
	if !t.Outcome.IsZero() {
		expect("outcome", t.Outcome.Name, string(dec.Outcome))
	}
	if !t.Team.IsZero() {
		team := ""
		if dec.Ticket != nil {
			team = dec.Ticket.Team
		}
		expect("team", strings.TrimSuffix(t.Team.Name, matchers.Nobody), team)
	}
	if !t.Lang.IsZero() {
		expect("language", t.Lang.Name, v.Message.Language)
	}
	for _, text := range t.Texts {
		switch {
		case v.Reply == nil:
			wrong = append(wrong, fmt.Sprintf("expected the text %q, but the customer is told nothing", text.Name))
		case !strings.Contains(v.Reply.Text, text.Name):
			wrong = append(wrong, fmt.Sprintf("expected the text %q, which is not in the reply", text.Name))
		}
	}
	return wrong
}

// decidedBy is the matcher that decided, or those between which nothing did.
func decidedBy(v pipeline.Preview) string {
	if v.Decision.Matcher == "" && len(v.Choice.Tie) > 0 {
		return "a tie of " + strings.Join(v.Choice.Tie, " and ")
	}
	return v.Decision.Matcher
}

// why is the step of the trace that says most: how the matchers were chosen from, and else the last one.
func why(v pipeline.Preview) string {
	steps := v.Decision.Trace.Steps
	if len(steps) == 0 {
		return v.Decision.Reason
	}
	step := steps[len(steps)-1]
	if i := slices.IndexFunc(steps, func(s gateway.Step) bool { return s.Rule == "matchers" }); i >= 0 {
		step = steps[i]
	}
	line := step.Rule + ": " + step.Finding
	for _, m := range v.Decision.Trace.Matches {
		line += "; " + m.Matcher + " " + strconv.FormatFloat(m.Score, 'f', 2, 64) + evidence(m)
	}
	return line
}

func orNone(s string) string {
	if s == "" {
		return matchers.Nobody
	}
	return s
}

// print tells of a test that failed, or of every one.
func (r tested) print(w io.Writer, verbose bool) {
	switch {
	case r.failed():
		fmt.Fprintf(w, "FAIL %s: %s: %s\n", r.test.At, r.matcher.Name, printable(r.test.String()))
		for _, line := range r.lines() {
			fmt.Fprintf(w, "     %s\n", printable(line))
		}
	case verbose:
		fmt.Fprintf(w, "ok   %s: %s: %s\n", r.test.At, r.matcher.Name, printable(r.test.String()))
	}
}

// lines are what was not met, and why.
func (r tested) lines() []string {
	if r.broken != nil {
		return []string{r.broken.Error()}
	}
	return append(slices.Clone(r.wrong), r.why)
}
