package pipeline

import (
	"bytes"
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"frontdesk/gateway"
	"frontdesk/gateway/metrics"
	"frontdesk/gateway/store"
)

// witness keeps what a gateway logs and counts.
type witness struct {
	log      bytes.Buffer
	registry *prometheus.Registry
}

// witnessed is a gateway with a store of its own and one channel.
func witnessed(t *testing.T) (*Gateway, *witness) {
	t.Helper()
	clock := func() time.Time { return now }
	st, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "f.db"), store.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	w := &witness{registry: prometheus.NewRegistry()}
	return New(Options{
		Store: st, Policy: testPolicy(t), Connectors: map[string]gateway.Connector{"support": bad{panics: true}},
		Metrics: metrics.New(w.registry), Log: slog.New(slog.NewTextHandler(&w.log, nil)), Now: clock,
	}), w
}

// told checks that one panic was counted and logged with its place.
func (w *witness) told(t *testing.T, doing, place string) {
	t.Helper()
	families, err := w.registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	counted := 0.0
	for _, f := range families {
		if f.GetName() == "frontdesk_panics_total" {
			counted = f.GetMetric()[0].GetCounter().GetValue()
		}
	}
	if counted != 1 {
		t.Errorf("%v panics are counted", counted)
	}
	if log := w.log.String(); !strings.Contains(log, "level=ERROR msg=panic doing="+doing) || !strings.Contains(log, place) {
		t.Errorf("log: %s", log)
	}
}

func TestAChoreGoesOnAfterAPanic(t *testing.T) {
	g, seen := witnessed(t)
	stop := make(chan struct{})
	calls := 0
	err := g.loop(t.Context(), stop, "chore", func(context.Context) (int, error) {
		if calls++; calls == 1 {
			panic("a nil map")
		}
		close(stop)
		return 0, nil
	})
	if err != nil || calls != 2 {
		t.Errorf("%d calls, %v", calls, err)
	}
	seen.told(t, "chore", "survive_internal_test.go")
	if p := g.health.Store(); p != nil {
		t.Errorf("the store is blamed: %v", p)
	}
}

func TestWorkThatPanicsKeepsNoOtherWaiting(t *testing.T) {
	g, seen := witnessed(t)
	for _, key := range []string{"bad", "good"} {
		if err := g.store.Enqueue(t.Context(), store.WorkOverdue, key, "", now); err != nil {
			t.Fatal(err)
		}
	}
	var done []string
	step := g.chores(store.WorkOverdue, func(_ context.Context, w store.Work) (store.Result, error) {
		if w.Key == "bad" {
			panic("bad")
		}
		done = append(done, w.Key)
		return store.Result{Work: w}, nil
	})
	if n, err := step(t.Context()); err != nil || n != 2 || len(done) != 1 {
		t.Errorf("%d, %v; done: %v", n, err, done)
	}
	seen.told(t, "overdue", "survive_internal_test.go")
}

func TestWorkThatPanicsAgainAndAgainIsGivenUp(t *testing.T) {
	at := badClock{at: now}
	g := undecidable(t, &at, 0, nil)
	if err := g.store.Enqueue(t.Context(), store.WorkOverdue, "bad", "", at.at); err != nil {
		t.Fatal(err)
	}
	step := g.chores(store.WorkOverdue, func(context.Context, store.Work) (store.Result, error) { panic("a nil map") })
	for range panicAttempts {
		if n, err := step(t.Context()); err != nil || n != 1 {
			t.Fatalf("%d, %v", n, err)
		}
		at.at = at.at.Add(choreMost + choreMost/4)
	}
	dead, err := g.store.DeadWork(t.Context())
	if err != nil || len(dead) != 1 || dead[0].Cause != "overdue: panic: a nil map" {
		t.Errorf("given up: %+v, %v", dead, err)
	}
}

func TestWhatPanicsBeforeOrAfterItIsSent(t *testing.T) {
	for _, c := range []struct {
		kind    gateway.DeliveryKind
		begun   gateway.DeliveryState
		attempt int
		want    gateway.DeliveryState
	}{
		{gateway.KindAnswer, gateway.DeliveryQueued, 1, gateway.DeliveryQueued},
		{gateway.KindAnswer, gateway.DeliveryQueued, panicAttempts, gateway.DeliveryDead},
		{gateway.KindAnswer, gateway.DeliverySending, 1, gateway.DeliveryUnknown},
		{gateway.KindAnswer, gateway.DeliverySending, panicAttempts, gateway.DeliveryUnknown},
		{gateway.KindForward, gateway.DeliverySending, panicAttempts - 1, gateway.DeliveryQueued},
		{gateway.KindForward, gateway.DeliverySending, panicAttempts, gateway.DeliveryDead},
	} {
		g, seen := witnessed(t)
		d := deliverer{g: g, channel: "support"}
		b := store.Begun{Work: store.Work{ID: 1, Attempt: c.attempt}, Outgoing: store.Outgoing{State: c.begun}}
		b.Outgoing.Kind = c.kind
		if r := d.result(t.Context(), b, func() result { panic("a defect") }); r.State != c.want || r.State == gateway.DeliveryDead && !strings.Contains(r.Note, "deliver: panic: a defect") {
			t.Errorf("%s that was %s at attempt %d is %s, want %s: %s", c.kind, c.begun, c.attempt, r.State, c.want, r.Note)
		}
		seen.told(t, "deliver", "a defect")
	}
}
