package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
	"frontdesk/gateway/store/storetest"
)

// The way of one mail from the inbox to sent: claim, history, settle, claim, begin, finish. One op is one mail.
func BenchmarkMailOnSQLite(b *testing.B) {
	for _, batch := range []int{1, 10, 50} {
		b.Run(fmt.Sprint("batch=", batch), func(b *testing.B) { benchMails(b, storetest.SQLite(b), batch) })
	}
}

func BenchmarkMailOnPostgres(b *testing.B) {
	for _, batch := range []int{1, 10, 50} {
		b.Run(fmt.Sprint("batch=", batch), func(b *testing.B) { benchMails(b, storetest.Postgres(b), batch) })
	}
}

func BenchmarkAcceptOnSQLite(b *testing.B) {
	for _, batch := range []int{1, 50} {
		b.Run(fmt.Sprint("batch=", batch), func(b *testing.B) {
			s := open(b, storetest.SQLite(b))
			benchAccept(b, s, b.N, batch)
		})
	}
}

// What no store on this disk can beat: one write and one fsync.
func BenchmarkBareFsync(b *testing.B) {
	f, err := os.Create(filepath.Join(b.TempDir(), "file"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	page := make([]byte, 4096)
	for b.Loop() {
		if _, err := f.Write(page); err != nil {
			b.Fatal(err)
		}
		if err := f.Sync(); err != nil {
			b.Fatal(err)
		}
	}
}

// One commit of SQLite with one row.
func BenchmarkBareCommit(b *testing.B) {
	s := open(b, storetest.SQLite(b))
	for i := 0; b.Loop(); i++ {
		if err := s.Enqueue(b.Context(), store.WorkRetract, fmt.Sprint(i), "", gateway.Key{}.Created); err != nil {
			b.Fatal(err)
		}
	}
}

func benchAccept(b *testing.B, s *store.Store, n, batch int) {
	b.Helper()
	lease, err := s.AcquireLease(b.Context(), "support", "us", 1<<50)
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat("Where is my order? It was promised for Monday. ", 40)
	for from := 0; from < n; from += batch {
		var events []gateway.Event
		for i := from; i < min(n, from+batch); i++ {
			events = append(events, gateway.Event{Kind: gateway.EventMessage, Guard: fmt.Sprint("guard", i), Message: gateway.Message{
				SourceID: fmt.Sprint("INBOX/1/", i), Author: gateway.Address{Addr: fmt.Sprintf("customer%d@example.org", i)},
				Subject: "My order", Text: text, NewText: text[:200], Thread: gateway.Thread{ID: fmt.Sprintf("%d@example.org", i)},
			}})
		}
		cursor := gateway.Cursor{Source: "INBOX", Value: fmt.Sprint(from)}
		if _, err := s.Accept(b.Context(), lease, "support", events, cursor); err != nil {
			b.Fatal(err)
		}
	}
}

func benchMails(b *testing.B, url string, batch int) {
	s := open(b, url)
	benchAccept(b, s, b.N, 100)
	b.ResetTimer()
	for done := 0; done < b.N; {
		n := benchDecide(b, s, batch)
		if n == 0 {
			b.Fatal("no work left too early")
		}
		done += benchDeliver(b, s, batch)
	}
}

func benchDecide(b *testing.B, s *store.Store, batch int) int {
	ws, err := s.Claim(b.Context(), store.WorkDecide, "us", batch, 1<<50)
	if err != nil {
		b.Fatal(err)
	}
	var sts []store.Settlement
	for _, w := range ws {
		r, err := s.Message(b.Context(), w.Key)
		if err != nil {
			b.Fatal(err)
		}
		q := store.HistoryQuery{Message: r.Message, Guard: r.Guard, Sender: r.Author.Canonical(), Now: r.Accepted}
		if _, err := s.History(b.Context(), q); err != nil {
			b.Fatal(err)
		}
		sts = append(sts, reply(r, w))
	}
	for _, err := range s.SettleAll(b.Context(), sts) {
		if err != nil {
			b.Fatal(err)
		}
	}
	return len(ws)
}

func benchDeliver(b *testing.B, s *store.Store, batch int) int {
	begun, err := s.ClaimSend(b.Context(), "support", "us", batch, 1<<50, allMay)
	if err != nil {
		b.Fatal(err)
	}
	var rs []store.Result
	for _, g := range begun {
		if g.Err != nil {
			b.Fatal(g.Err)
		}
		rs = append(rs, store.Result{Work: g.Work, State: gateway.DeliverySent, Receipt: gateway.Receipt{Response: "250 ok"}})
	}
	if err := s.FinishSend(b.Context(), rs); err != nil {
		b.Fatal(err)
	}
	return len(rs)
}
