package demo

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
)

// idle is a gateway that does nothing but complain, until it is told to end.
func idle(ctx context.Context, _ string, log *slog.Logger, _ func(pipeline.Settled)) (func() error, error) {
	log.With("channel", "support").Warn("store does not work", "error", "the disk is full")
	return func() error { <-ctx.Done(); return nil }, nil
}

func TestAMailThatIsNotDecidedEndsTheFastDemoWithTheGatewaysProblem(t *testing.T) {
	var out bytes.Buffer
	err := Run(t.Context(), Options{Fast: true, Stdout: &out, Start: idle, patience: 10 * time.Millisecond})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		"29 of 29 mails did not end as expected", "was not decided within 10ms",
		"23-thanks: 23-thanks is not sent: 02-html-quote got no reply that it could answer",
		"24-agent-answers: 24-agent-answers is not sent: 14-person was not forwarded",
		"the gateway's last problem: store does not work, error: the disk is full",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q lacks %q", err, want)
		}
	}
	if n := strings.Count(out.String(), "failed "); n != len(scenes) {
		t.Errorf("%d lines say failed:\n%s", n, &out)
	}
}

func TestAGatewayThatEndsEndsTheDemo(t *testing.T) {
	broken := errors.New("the store is gone")
	start := func(context.Context, string, *slog.Logger, func(pipeline.Settled)) (func() error, error) {
		return func() error { return broken }, nil
	}
	for _, fast := range []bool{true, false} {
		var out bytes.Buffer
		if err := Run(t.Context(), Options{Fast: fast, Stdout: &out, Start: start}); !errors.Is(err, broken) {
			t.Errorf("fast %v: error %v", fast, err)
		}
	}
}

func TestTheLiveDemoEndsWellWhenItIsInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	start := func(ctx context.Context, config string, log *slog.Logger, settled func(pipeline.Settled)) (func() error, error) {
		cancel()
		return idle(ctx, config, log, settled)
	}
	var out bytes.Buffer
	if err := Run(ctx, Options{Stdout: &out, Start: start}); err != nil {
		t.Error(err)
	}
	if !strings.Contains(out.String(), "Nothing of it will be left.") {
		t.Errorf("output:\n%s", &out)
	}
}

func TestATemporaryFolderIsRemovedAndAKeptOneIsLeft(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	kept := filepath.Join(t.TempDir(), "kept")
	for _, keep := range []string{"", kept} {
		var config string
		start := func(ctx context.Context, dir string, log *slog.Logger, settled func(pipeline.Settled)) (func() error, error) {
			config = dir
			return nil, errors.New("not today")
		}
		if err := Run(t.Context(), Options{Keep: keep, Stdout: new(bytes.Buffer), Start: start}); err == nil {
			t.Error("no error where the gateway does not start")
		}
		_, err := os.Stat(filepath.Join(config, "frontdesk.yaml"))
		if left := err == nil; left != (keep != "") {
			t.Errorf("keep %q: config left: %v", keep, left)
		}
	}
}

func TestWhatIsNotAsExpectedIsNamed(t *testing.T) {
	s := scene{File: "01-question", Outcome: gateway.OutcomeAnswer, Matcher: "refund-timing", Reply: gateway.KindAnswer}
	r := result{Settled: pipeline.Settled{Decision: gateway.Decision{Outcome: gateway.OutcomeAnswer, Matcher: "refund-timing"}}}
	r.Settled.Decision.Trace.Verdict.Class = gateway.ClassPerson
	if got := s.differs(r); got != "reply none instead of answer" {
		t.Errorf("without the reply: %q", got)
	}
	r.Reply = &letter{InReplyTo: []string{"01-question.0102@postbox.example"}}
	r.Settled.Deliveries = []gateway.Delivery{{Kind: gateway.KindAnswer}}
	if got := s.differs(r); got != "" {
		t.Errorf("as expected: %q", got)
	}
	r.Reply.Text = strings.Repeat("a line\n", screenLines+1)
	if got := s.differs(r); got != "a reply of 25 lines, more than the 24 of a screen" {
		t.Errorf("a long one: %q", got)
	}
	r.Reply.Text = ""
	r.Reply.InReplyTo[0] = "02-other.0102@postbox.example"
	if got := s.differs(r); got != "answer to 02-other instead of 01-question" {
		t.Errorf("in another thread: %q", got)
	}
	r.Reply.InReplyTo[0] = "01-question.0102@postbox.example"
	r.Settled.Decision.Outcome, r.Settled.Decision.Matcher = gateway.OutcomeTicket, ""
	if got := s.differs(r); got != "outcome ticket instead of answer, matcher none instead of refund-timing" {
		t.Errorf("a ticket: %q", got)
	}
}

func TestWhatReachesTheWrongPeopleIsNamed(t *testing.T) {
	const nobody = "an agent's mail that must reach nobody"
	agent := gateway.Address{Addr: "ben@lumen.example"}
	tests := map[string]struct {
		delivery gateway.Delivery
		to, want string
	}{
		"the customer": {gateway.Delivery{Kind: gateway.KindAgentAnswer}, "margaret.hill@postbox.example", "reply agent's answer instead of none"},
		"its writer":   {gateway.Delivery{Kind: gateway.KindForward, To: agent}, agent.Addr, "agent told ben@lumen.example instead of none"},
		"the team":     {gateway.Delivery{Kind: gateway.KindForward}, "first-line@lumen.example", "team first-line instead of none"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := result{Settled: pipeline.Settled{
				Message: gateway.Message{Author: agent}, Ticket: &gateway.Ticket{Team: "first-line"},
				Decision: gateway.Decision{Outcome: gateway.OutcomeAttach}, Deliveries: []gateway.Delivery{tt.delivery},
			}}
			r.Settled.Decision.Trace.Verdict.Class = gateway.ClassPerson
			r.add(tt.delivery, letter{To: tt.to})
			s := scene{What: nobody, Outcome: gateway.OutcomeAttach}
			if got := s.differs(r); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
