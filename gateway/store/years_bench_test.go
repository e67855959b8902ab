package store_test

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
	"frontdesk/gateway/store/storetest"
)

// A store of two years: backed up, restored and swept. FRONTDESK_YEARS is how many messages it has.
func BenchmarkYearsOnSQLite(b *testing.B) { benchYears(b, storetest.SQLite) }

func BenchmarkYearsOnPostgres(b *testing.B) { benchYears(b, storetest.Postgres) }

func benchYears(b *testing.B, database func(testing.TB) string) {
	messages := yearsMessages()
	clock := storetest.NewClock()
	s, err := store.Open(b.Context(), database(b), store.Options{Now: clock.Now})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }() // what was measured is over
	fillYears(b, s, clock, messages)
	file := filepath.Join(b.TempDir(), "backup.zip")
	for b.Loop() {
		b.ReportMetric(seconds(b, func() error { return backUp(b, s, file) }), "backup-s")
		b.ReportMetric(seconds(b, func() error { return restoreYears(b, file, database(b)) }), "restore-s")
		var forgotten store.Forgotten
		longest := writing(b, s, func() {
			b.ReportMetric(seconds(b, func() (err error) { forgotten, err = forgetAll(b, s); return err }), "forget-s")
		})
		b.ReportMetric(float64(forgotten.Messages), "forgotten")
		b.ReportMetric(longest.Seconds(), "longest-write-s")
		b.ReportMetric(seconds(b, func() error { _, err := forgetAll(b, s); return err }), "nothing-to-forget-s")
	}
}

// yearsMessages is how many messages a store of two years has here.
func yearsMessages() int {
	if n, err := strconv.Atoi(os.Getenv("FRONTDESK_YEARS")); err == nil {
		return n
	}
	return 2000
}

func seconds(b *testing.B, do func() error) float64 {
	b.Helper()
	started := time.Now()
	if err := do(); err != nil {
		b.Fatal(err)
	}
	return time.Since(started).Seconds()
}

func backUp(b *testing.B, s *store.Store, path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := s.Backup(b.Context(), f, store.BackupOptions{}); err != nil {
		return err
	}
	size, err := f.Seek(0, io.SeekEnd)
	b.ReportMetric(float64(size)/1e6, "MB")
	return err
}

func restoreYears(b *testing.B, path, url string) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer func() { _ = z.Close() }() // it was only read
	_, err = store.Restore(b.Context(), url, &z.Reader, store.RestoreOptions{})
	return err
}

func forgetAll(b *testing.B, s *store.Store) (store.Forgotten, error) {
	var all store.Forgotten
	for {
		f, err := s.Forget(b.Context(), store.Keep{Messages: 365 * 24 * time.Hour})
		all.Messages += f.Messages
		if err != nil || f == (store.Forgotten{}) {
			return all, err
		}
	}
}

// writing writes all the time while do runs, and says how long the longest write took.
func writing(b *testing.B, s *store.Store, do func()) time.Duration {
	b.Helper()
	done := make(chan struct{})
	go func() { defer close(done); do() }()
	var longest time.Duration
	for i := 0; ; i++ {
		select {
		case <-done:
			return longest
		default:
		}
		started := time.Now()
		if err := s.Enqueue(b.Context(), store.WorkRetract, fmt.Sprint("write", i), "", started); err != nil {
			b.Error(err)
		}
		longest = max(longest, time.Since(started))
	}
}

// fillYears spreads messages evenly over two years, each with a reply and a ticket; one in a hundred of them is open.
func fillYears(b *testing.B, s *store.Store, clock *storetest.Clock, messages int) {
	b.Helper()
	const batch = 200
	text := strings.Repeat("Where is my order? It was promised for Monday. ", 40)
	step := 2 * 365 * 24 * time.Hour / time.Duration(max(1, messages/batch))
	for from := 0; from < messages; from += batch {
		lease, err := s.AcquireLease(b.Context(), "support", "us", 1<<50)
		if err != nil {
			b.Fatal(err)
		}
		var events []gateway.Event
		for i := from; i < from+batch; i++ {
			events = append(events, gateway.Event{Kind: gateway.EventMessage, Guard: fmt.Sprint("guard", i), Message: gateway.Message{
				SourceID: fmt.Sprint("INBOX/1/", i), Author: gateway.Address{Addr: fmt.Sprintf("customer%d@example.org", i)},
				Subject: "My order", Text: text, NewText: text[:200], Thread: gateway.Thread{ID: fmt.Sprintf("%d@example.org", i)},
			}})
		}
		if _, err := s.Accept(b.Context(), lease, "support", events, gateway.Cursor{}); err != nil {
			b.Fatal(err)
		}
		settleYears(b, s, from, batch)
		clock.Advance(step)
		if err := s.ReleaseLease(b.Context(), lease); err != nil {
			b.Fatal(err)
		}
		if _, err := s.Sweep(b.Context(), clock.Now().Add(-7*24*time.Hour)); err != nil {
			b.Fatal(err)
		}
	}
}

func settleYears(b *testing.B, s *store.Store, from, batch int) {
	b.Helper()
	ws, err := s.Claim(b.Context(), store.WorkDecide, "us", batch, time.Hour)
	if err != nil || len(ws) != batch {
		b.Fatalf("%d claimed, %v", len(ws), err)
	}
	sts := make([]store.Settlement, batch)
	for i, w := range ws {
		m, err := s.Message(b.Context(), w.Key)
		if err != nil {
			b.Fatal(err)
		}
		ticket := &gateway.Ticket{
			ID: store.NewTicketID() + fmt.Sprint(from+i), State: gateway.TicketClosed, Urgency: gateway.UrgencyNormal, Team: "first-line", Channel: "support",
			Message: m.ID, Customer: m.Author, Subject: m.Subject, Created: m.Accepted,
		}
		if i%100 == 0 {
			ticket.State = gateway.TicketOpen
		}
		c := gateway.Conversation{ID: store.NewID(), Channel: "support", State: gateway.ConversationOpen, Customer: m.Author.Addr, Subject: m.Subject}
		ticket.Conversation = c.ID
		sts[i] = store.Settlement{
			Work: w, Message: m.Message, Conversation: c, Ticket: ticket,
			Decision: gateway.Decision{Outcome: gateway.OutcomeAnswer, Trace: gateway.Trace{Verdict: gateway.Verdict{Sender: m.Author}}},
			Deliveries: []gateway.Delivery{{
				ID: store.NewID(), Kind: gateway.KindAnswer, Channel: "support", Conversation: c.ID, Message: m.ID, To: m.Author, Subject: "Re", Text: "Here.",
			}},
		}
	}
	for _, err := range s.SettleAll(b.Context(), sts) {
		if err != nil {
			b.Fatal(err)
		}
	}
	finishYears(b, s, batch)
}

func finishYears(b *testing.B, s *store.Store, batch int) {
	b.Helper()
	begun, err := s.ClaimSend(b.Context(), "", "us", batch, time.Hour, allMay)
	if err != nil {
		b.Fatal(err)
	}
	var results []store.Result
	for _, one := range begun {
		results = append(results, store.Result{Work: one.Work, State: gateway.DeliverySent})
	}
	if err := s.FinishSend(b.Context(), results); err != nil {
		b.Fatal(err)
	}
}
