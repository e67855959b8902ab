package pipeline

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"frontdesk/gateway"
	"frontdesk/gateway/metrics"
	"frontdesk/gateway/store"
)

// fullStore is a store with n tickets of the last six weeks, most of them answered.
func fullStore(tb testing.TB, n int) *Store {
	tb.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, "sqlite:"+filepath.Join(tb.TempDir(), "frontdesk.db"), store.Options{Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = st.Close() })
	lease, err := st.AcquireLease(ctx, "channel support", "test", time.Hour)
	if err != nil {
		tb.Fatal(err)
	}
	for at := 0; at < n; at += 1000 {
		var events []gateway.Event
		for i := at; i < min(at+1000, n); i++ {
			m := customerMail("hello")
			m.SourceID, m.Author.Addr = fmt.Sprint(i), fmt.Sprintf("c%d@customer.example", i)
			events = append(events, gateway.Event{Kind: gateway.EventMessage, Message: m, Guard: fmt.Sprint(i)})
		}
		if _, err := st.Accept(ctx, lease, "support", events, gateway.Cursor{}); err != nil {
			tb.Fatal(err)
		}
		works, err := st.Claim(ctx, store.WorkDecide, "test", 1000, time.Hour)
		if err != nil {
			tb.Fatal(err)
		}
		var sts []store.Settlement
		for i, w := range works {
			rec, err := st.Message(ctx, w.Key)
			if err != nil {
				tb.Fatal(err)
			}
			k := at + i
			created := now.Add(-queueMemory * time.Duration(k) / time.Duration(n))
			t := newTicket(gateway.TicketDraft{Team: "first-line", Urgency: gateway.UrgencyNormal, Reason: "nothing fits", Due: created.Add(8 * time.Hour)}, rec.Message, rec.Author, rec.ID, created)
			if k%10 != 0 {
				t = changed(t, gateway.TicketChange{State: gateway.TicketAnswered, TakenBy: "anna@lumen.example", Note: "answered by anna@lumen.example"}, created.Add(time.Duration(k*7919%600)*time.Minute))
			}
			sts = append(sts, store.Settlement{Work: w, Message: rec.Message, Ticket: &t, Conversation: gateway.Conversation{ID: rec.ID, Channel: "support", State: gateway.ConversationOpen}})
		}
		for _, err := range st.SettleAll(ctx, sts) {
			if err != nil {
				tb.Fatal(err)
			}
		}
	}
	return st
}

func BenchmarkMeasureQueue100000(b *testing.B) {
	pol := testPolicy(b)
	g := New(Options{Store: fullStore(b, 100_000), Policy: pol, Log: slog.New(slog.DiscardHandler), Metrics: metrics.New(prometheus.NewRegistry()), Now: func() time.Time { return now }})
	b.ReportAllocs()
	for b.Loop() {
		if err := g.measureQueue(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
