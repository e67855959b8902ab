package pipeline

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"frontdesk/gateway"
	"frontdesk/gateway/metrics"
	"frontdesk/gateway/store"
)

// silent is a remote that does not answer before its caller ends.
type silent struct{ asked chan gateway.Delivery }

func (s silent) Run(ctx context.Context, _ gateway.Intake) error { <-ctx.Done(); return nil }

func (s silent) Send(context.Context, gateway.Delivery) (gateway.Receipt, error) {
	return gateway.Receipt{}, errors.New("no answer")
}

func (s silent) Find(ctx context.Context, d gateway.Delivery) (sent, known bool, err error) {
	s.asked <- d
	<-ctx.Done()
	return false, false, ctx.Err()
}

func TestWhatAKilledProcessLookedForIsFreeWithinATerm(t *testing.T) {
	st, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "f.db"), store.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	const unknown = 3
	leaveUnknown(t, st, unknown)
	remote := silent{asked: make(chan gateway.Delivery, unknown)}
	g := New(Options{
		Store: st, Policy: testPolicy(t), Connectors: map[string]gateway.Connector{"support": remote},
		Metrics: metrics.New(prometheus.NewRegistry()), Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return now },
	})
	ctx, kill := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { _, err := g.findSome(ctx); ended <- err }()
	<-remote.asked
	free, ok, err := st.NextRun(t.Context(), store.WorkFind)
	if err != nil || !ok || free.After(now.Add(claimTerm)) {
		t.Errorf("what this process looks for is free at %s, %v, %v; it is now %s", free, ok, err, now)
	}
	kill()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if free, ok, err := st.NextRun(t.Context(), store.WorkFind); err != nil || !ok || free.After(now.Add(claimTerm)) {
		t.Errorf("after the end it is free at %s, %v, %v", free, ok, err)
	}
}

// leaveUnknown leaves n automatic replies of which nobody knows whether they arrived.
func leaveUnknown(t *testing.T, st *store.Store, n int) {
	t.Helper()
	lease, err := st.AcquireLease(t.Context(), "channel support", "test", time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	var events []gateway.Event
	for i := range n {
		m := customerMail("hello")
		m.SourceID = string(rune('a' + i))
		events = append(events, gateway.Event{Kind: gateway.EventMessage, Message: m, Guard: m.SourceID})
	}
	if _, err := st.Accept(t.Context(), lease, "support", events, gateway.Cursor{}); err != nil {
		t.Fatal(err)
	}
	for range n { // one of a sender at a time
		works, err := st.Claim(t.Context(), store.WorkDecide, "test", 1, time.Hour)
		if err != nil || len(works) != 1 {
			t.Fatal(works, err)
		}
		rec, err := st.Message(t.Context(), works[0].Key)
		if err != nil {
			t.Fatal(err)
		}
		d := gateway.Delivery{ID: store.NewID(), Kind: gateway.KindAnswer, Channel: "support", Message: rec.ID, To: rec.Author}
		if err := st.Settle(t.Context(), store.Settlement{Work: works[0], Message: rec.Message, Deliveries: []gateway.Delivery{d}}); err != nil {
			t.Fatal(err)
		}
	}
	begun, err := st.ClaimSend(t.Context(), "support", "test", n, time.Hour, func(store.Work, store.Outgoing) error { return nil })
	if err != nil || len(begun) != n {
		t.Fatal(begun, err)
	}
	var results []store.Result
	for _, b := range begun {
		results = append(results, store.Result{Work: b.Work, State: gateway.DeliveryUnknown, Cause: "no answer"})
	}
	if err := st.FinishSend(t.Context(), results); err != nil {
		t.Fatal(err)
	}
}
