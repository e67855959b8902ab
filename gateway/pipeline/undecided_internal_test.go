package pipeline

import (
	"context"
	"log/slog"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"frontdesk/gateway"
	"frontdesk/gateway/metrics"
	"frontdesk/gateway/store"
)

// badMarker panics where a message is settled.
type badMarker struct{ gateway.Connector }

func (badMarker) Marks() bool { panic("a nil map") }

func (badMarker) Mark(context.Context, []gateway.Ref) error { return nil }

// badClock is a clock that panics below a function.
type badClock struct {
	at    time.Time
	below string // part of the function's name; empty: it is well
	times int    // how often it panics; 0: always
}

func (c *badClock) now() time.Time {
	if c.below != "" && strings.Contains(string(debug.Stack()), c.below) {
		if c.times--; c.times == 0 {
			c.below = ""
		}
		panic("no time")
	}
	return c.at
}

// undecidable is a gateway with some mails that wait for a decision.
func undecidable(t *testing.T, clock *badClock, mails int, change func(*Options)) *Gateway {
	t.Helper()
	st, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "f.db"), store.Options{Now: clock.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	lease, err := st.AcquireLease(t.Context(), "channel support", "test", time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	var events []gateway.Event
	for i := range mails {
		m := customerMail("where is my refund?")
		m.SourceID = string(rune('a' + i))
		m.Author.Addr = m.SourceID + "@customer.example"
		events = append(events, gateway.Event{Kind: gateway.EventMessage, Message: m, Guard: m.SourceID})
	}
	if _, err := st.Accept(t.Context(), lease, "support", events, gateway.Cursor{}); err != nil {
		t.Fatal(err)
	}
	o := Options{Store: st, Policy: testPolicy(t), Metrics: metrics.New(prometheus.NewRegistry()), Log: slog.New(slog.DiscardHandler), Now: clock.now}
	if change != nil {
		change(&o)
	}
	return New(o)
}

func TestWhatFailsInAnyStageBecomesATicketThatNamesIt(t *testing.T) {
	for stage, c := range map[string]struct {
		clock  badClock
		change func(*Options)
	}{
		"prepare": {badClock{below: "settling).read"}, nil},
		"decide":  {badClock{at: now}, func(o *Options) { o.Policy.Articles = nil }},
		"settle":  {badClock{at: now}, func(o *Options) { o.Connectors = map[string]gateway.Connector{"support": badMarker{}} }},
	} {
		t.Run(stage, func(t *testing.T) {
			clock := c.clock
			clock.at = now
			g := undecidable(t, &clock, 1, c.change)
			for range decideAttempts {
				if n, err := g.decideSome(t.Context()); err != nil || n != 1 {
					t.Fatalf("%d, %v", n, err)
				}
				clock.at = clock.at.Add(time.Minute)
			}
			clock.below = ""
			rows, err := g.store.Tickets(t.Context(), store.TicketFilter{Limit: 10})
			if err != nil || len(rows) != 1 {
				t.Fatalf("%v, %v", rows, err)
			}
			if want := `internal error in the stage "` + stage + `"`; rows[0].Reason != want || rows[0].Team != "first-line" {
				t.Errorf("the ticket of %s says %q, want %q", rows[0].Team, rows[0].Reason, want)
			}
			if n, err := g.decideSome(t.Context()); err != nil || n != 0 {
				t.Errorf("it is decided again: %d, %v", n, err)
			}
		})
	}
}

func TestOneThatPanicsWhileItIsWrittenKeepsNoOtherWaiting(t *testing.T) {
	clock := badClock{at: now}
	g := undecidable(t, &clock, 3, nil)
	clock.below, clock.times = "tx).settleConversation", 2 // all of them at once, and the first by itself
	if n, err := g.decideSome(t.Context()); err != nil || n != 3 {
		t.Fatalf("%d, %v", n, err)
	}
	if depth, err := g.store.Depth(t.Context()); err != nil || depth[store.WorkDecide] != 1 {
		t.Errorf("%v, %v: one waits for another try", depth, err)
	}
}
