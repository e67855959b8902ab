package store_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
	"frontdesk/gateway/store/storetest"
)

// withTickets settles a mail for each ticket.
func withTickets(t *testing.T, s *store.Store, tickets ...gateway.Ticket) {
	t.Helper()
	lease, err := s.AcquireLease(t.Context(), "support", "us", time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	for i, tk := range tickets {
		tk.ID, tk.Conversation, tk.Channel = store.NewTicketID(), store.NewID(), "support"
		name := string(rune('a' + i))
		m := gateway.Message{SourceID: name, Author: gateway.Address{Addr: name + "@example.org"}}
		if _, err := s.Accept(t.Context(), lease, "support", []gateway.Event{{Kind: gateway.EventMessage, Guard: name, Message: m}}, gateway.Cursor{}); err != nil {
			t.Fatal(err)
		}
		works, err := s.Claim(t.Context(), store.WorkDecide, "us", 1, time.Minute)
		if err != nil || len(works) != 1 {
			t.Fatalf("%d works, %v", len(works), err)
		}
		rec, err := s.Message(t.Context(), works[0].Key)
		if err != nil {
			t.Fatal(err)
		}
		tk.Message = rec.ID
		st := store.Settlement{Work: works[0], Message: rec.Message, Ticket: &tk, Conversation: gateway.Conversation{ID: tk.Conversation, Channel: "support", State: gateway.ConversationOpen}}
		if err := s.Settle(t.Context(), st); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPacesAreThoseOfTheTickets(t *testing.T) {
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	old := at.AddDate(0, -3, 0)
	answered := gateway.Ticket{State: gateway.TicketAnswered, Team: "billing", Created: at, Answered: at.Add(time.Hour), Promised: at.Add(2 * time.Hour), Opened: gateway.UrgencyUrgent}
	closed := gateway.Ticket{State: gateway.TicketClosed, Team: "billing", Created: at.Add(time.Minute), Closed: at.Add(time.Hour), Opened: gateway.UrgencyNormal}
	tickets := []gateway.Ticket{
		answered, closed,
		{State: gateway.TicketOpen, Created: old, Opened: gateway.UrgencyNormal},
		{State: gateway.TicketAnswered, Created: old, Answered: old.Add(time.Hour), Opened: gateway.UrgencyNormal},
		{State: gateway.TicketOpen, Created: at, Opened: gateway.UrgencyLow},
		{State: gateway.TicketOpen, Created: at, Opened: gateway.UrgencyNormal, Backlog: true},
	}
	want := []store.Pace{
		{Waits: true, Created: old},
		{Team: "billing", Urgent: true, Created: at, Answered: answered.Answered, Promised: answered.Promised},
		{Team: "billing", Created: closed.Created, Closed: closed.Closed},
	}
	for name, url := range map[string]string{"sqlite": "sqlite:" + filepath.Join(t.TempDir(), "paces.db"), "postgres": storetest.Postgres(t)} {
		t.Run(name, func(t *testing.T) {
			s := open(t, url)
			withTickets(t, s, tickets...)
			for _, change := range []string{"", `update tickets set opened = null, answered_at = null, closed_at = null, promised_at = null`} {
				if change != "" { // as a store is that was made before
					if err := s.Exec(t.Context(), change); err != nil {
						t.Fatal(err)
					}
				}
				got, err := s.Paces(t.Context(), at.AddDate(0, 0, -42))
				slices.SortFunc(got, func(a, b store.Pace) int { return a.Created.Compare(b.Created) })
				if err != nil || !slices.Equal(got, want) {
					t.Errorf("%+v, %v\nwant %+v", got, err, want)
				}
			}
		})
	}
}
