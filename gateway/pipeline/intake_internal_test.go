package pipeline

import (
	"context"
	"database/sql"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"frontdesk/gateway"
	"frontdesk/gateway/metrics"
	"frontdesk/gateway/store"
)

// ending is a connector whose first runs end at once, and that ends everything with the last.
type ending struct {
	bad
	runs int
	last func()
}

func (e *ending) Run(context.Context, gateway.Intake) error {
	if e.runs--; e.runs == 0 {
		e.last()
	}
	return nil
}

// TestALeaseThatAFullDiskDidNotTakeBackIsGoneOnWith: the clock stands still, so that no term ever ends.
func TestALeaseThatAFullDiskDidNotTakeBackIsGoneOnWith(t *testing.T) {
	file := filepath.Join(t.TempDir(), "f.db")
	st, err := store.Open(t.Context(), "sqlite:"+file, store.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	db, err := sql.Open("sqlite3", file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	full := "create trigger full before update on leases when new.until_at = 0 begin select raise(abort, 'disk full'); end"
	if _, err := db.ExecContext(t.Context(), full); err != nil {
		t.Fatal(err)
	}
	g := New(Options{Store: st, Policy: testPolicy(t), Metrics: metrics.New(prometheus.NewRegistry()), Log: slog.New(slog.DiscardHandler)})
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	c := &ending{runs: 3, last: stop}
	if err := g.runChannel(ctx, "support", c); err != nil || c.runs != 0 {
		t.Errorf("%d runs were not had: %v", c.runs, err)
	}
	if _, err := st.AcquireLease(t.Context(), "channel support", "them", leaseTerm); err == nil {
		t.Error("another process took the lease within its term")
	}
}

func TestALeaseThatSomebodyElseHasTakenIsNotGoneOnWith(t *testing.T) {
	at := now
	st, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "f.db"), store.Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	g := New(Options{Store: st, Policy: testPolicy(t), Metrics: metrics.New(prometheus.NewRegistry()), Log: slog.New(slog.DiscardHandler)})
	left, err := g.takeLease(t.Context(), "support", store.Lease{})
	if err != nil {
		t.Fatal(err)
	}
	at = at.Add(leaseTerm)
	if _, err := st.AcquireLease(t.Context(), "channel support", "them", leaseTerm); err != nil {
		t.Fatal(err)
	}
	if l, err := g.takeLease(t.Context(), "support", left); err == nil {
		t.Errorf("two processes run one channel: %+v", l)
	}
	at = at.Add(leaseTerm)
	if l, err := g.takeLease(t.Context(), "support", left); err != nil || l.Fence <= left.Fence {
		t.Errorf("after their term: %+v, %v", l, err)
	}
}
