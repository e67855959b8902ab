package pipeline

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"frontdesk/gateway/metrics"
	"frontdesk/gateway/store"
)

func TestWorkThatFailsKeepsNoOtherWaitingAndIsDoneAgain(t *testing.T) {
	at := now
	clock := func() time.Time { return at }
	st, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "f.db"), store.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	g := New(Options{Store: st, Policy: testPolicy(t), Metrics: metrics.New(prometheus.NewRegistry()), Log: slog.New(slog.DiscardHandler), Now: clock})
	for _, key := range []string{"bad", "good"} {
		if err := st.Enqueue(t.Context(), store.WorkOverdue, key, "", at); err != nil {
			t.Fatal(err)
		}
	}
	var done []string
	fails := true
	step := g.chores(store.WorkOverdue, func(_ context.Context, w store.Work) (store.Result, error) {
		if w.Key == "bad" && fails {
			return store.Result{}, errors.New("a template that cannot be rendered")
		}
		done = append(done, w.Key)
		return store.Result{Work: w}, nil
	})
	if n, err := step(t.Context()); err != nil || n != 2 {
		t.Fatalf("%d, %v", n, err)
	}
	if n, err := step(t.Context()); err != nil || n != 0 {
		t.Errorf("what failed is done again at once: %d, %v", n, err)
	}
	fails, at = false, at.Add(choreMost)
	if n, err := step(t.Context()); err != nil || n != 1 {
		t.Errorf("%d, %v", n, err)
	}
	if !slices.Equal(done, []string{"good", "bad"}) {
		t.Errorf("done: %v", done)
	}
}
