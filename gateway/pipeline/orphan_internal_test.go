package pipeline

import (
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"frontdesk/gateway"
	"frontdesk/gateway/metrics"
	"frontdesk/gateway/store"
)

func TestMarksThatNobodySetsAnyMoreEnd(t *testing.T) {
	for name, channel := range map[string]string{"of a removed channel": "elsewhere", "of a channel that marks no more": "support"} {
		t.Run(name, func(t *testing.T) {
			at := now
			clock := func() time.Time { return at }
			st, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "f.db"), store.Options{Now: clock})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = st.Close() })
			leaveMark(t, st)
			g := New(Options{
				Store: st, Policy: testPolicy(t), Connectors: map[string]gateway.Connector{channel: bad{}},
				Metrics: metrics.New(prometheus.NewRegistry()), Log: slog.New(slog.DiscardHandler), Now: clock,
			})
			for _, step := range []struct {
				pass time.Duration
				want int
			}{{time.Minute, 1}, {time.Minute, 1}, {forwardTerm, 0}} {
				at = at.Add(step.pass)
				if err := g.orphans(t.Context()); err != nil {
					t.Fatal(err)
				}
				if depth, err := st.Depth(t.Context()); err != nil || depth[store.WorkMark] != step.want {
					t.Errorf("%s later: %v, %v; want %d", at.Sub(now), depth, err, step.want)
				}
			}
		})
	}
}

// leaveMark leaves a settled message of channel support that is to be marked.
func leaveMark(t *testing.T, st *store.Store) {
	t.Helper()
	lease, err := st.AcquireLease(t.Context(), "channel support", "test", time.Second)
	if err != nil {
		t.Fatal(err)
	}
	m := customerMail("hello")
	m.SourceID = "INBOX/1/1"
	if _, err := st.Accept(t.Context(), lease, "support", []gateway.Event{{Kind: gateway.EventMessage, Message: m}}, gateway.Cursor{}); err != nil {
		t.Fatal(err)
	}
	works, err := st.Claim(t.Context(), store.WorkDecide, "test", 1, time.Hour)
	if err != nil || len(works) != 1 {
		t.Fatal(works, err)
	}
	rec, err := st.Message(t.Context(), works[0].Key)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Settle(t.Context(), store.Settlement{Work: works[0], Message: rec.Message, Mark: true}); err != nil {
		t.Fatal(err)
	}
}
