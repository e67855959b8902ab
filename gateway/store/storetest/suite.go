package storetest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// Run checks the contract. database gives the url of a fresh, empty database.
func Run(t *testing.T, database func(testing.TB) string) {
	for _, group := range []struct {
		name  string
		tests []contract
	}{
		{"inbox", inboxContract()},
		{"lease", leaseContract()},
		{"work", workContract()},
		{"settle", settleContract()},
		{"history", historyContract()},
		{"mailbox", mailboxContract()},
		{"pause", pauseContract()},
		{"overview", overviewContract()},
		{"send", sendContract()},
		{"sent", sentContract()},
		{"ticket", ticketContract()},
		{"answers by hand", byHandContract()},
		{"looking back", lookingBackContract()},
		{"trust", trustContract()},
		{"chat", chatContract()},
		{"ways in chats", chatWayContract()},
		{"upkeep", upkeepContract()},
		{"backup", backupContract()},
		{"retention", retentionContract()},
		{"several", severalContract()},
	} {
		for _, c := range group.tests {
			t.Run(group.name+"/"+c.name, func(t *testing.T) {
				t.Parallel()
				c.check(newDesk(t, database(t)))
			})
		}
	}
}

// contract is one clause.
type contract struct {
	name  string
	check func(*desk)
}

// Clock is a clock that tests set.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock starts on a winter's morning.
func NewClock() *Clock { return &Clock{now: time.Date(2026, 1, 15, 9, 0, 0, 0, time.UTC)} }

// Now is for store.Options.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock on.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// desk is a store under test, with what the clauses need often.
type desk struct {
	*testing.T
	*store.Store
	ctx   context.Context
	url   string
	clock *Clock
	lease store.Lease // of the channel support
	seen  int
}

const (
	term    = time.Minute
	owner   = "us"
	channel = "support"
)

func newDesk(t *testing.T, url string) *desk {
	d := &desk{T: t, ctx: t.Context(), url: url, clock: NewClock()}
	d.Store = d.open()
	var err error
	d.lease, err = d.AcquireLease(d.ctx, channel, owner, term)
	d.must(err)
	return d
}

// open opens the same database once more, as another process would.
func (d *desk) open() *store.Store {
	d.Helper()
	s, err := store.Open(d.ctx, d.url, store.Options{Now: d.clock.Now})
	d.must(err)
	d.Cleanup(func() {
		if err := s.Close(); err != nil {
			d.Errorf("close: %v", err)
		}
	})
	return s
}

func (d *desk) must(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// mail is an event of its own from a sender.
func (d *desk) mail(from string) gateway.Event {
	d.seen++
	n := fmt.Sprint(d.seen)
	return gateway.Event{
		Kind:  gateway.EventMessage,
		Guard: "guard-" + n,
		Message: gateway.Message{
			SourceID: "INBOX/1/" + n, Room: "INBOX",
			Author: gateway.Address{Name: "A customer", Addr: from}, Subject: "Question " + n,
			Text: "Where is my order?", NewText: "Where is my order?",
			Thread: gateway.Thread{ID: "m" + n + "@example.org"},
		},
	}
}

func (d *desk) accept(events ...gateway.Event) []string {
	d.Helper()
	a, err := d.Accept(d.ctx, d.lease, channel, events, gateway.Cursor{})
	d.must(err)
	return a.IDs
}

func (d *desk) claim(kind store.WorkKind) []store.Work {
	d.Helper()
	ws, err := d.Claim(d.ctx, kind, owner, 100, term)
	d.must(err)
	return ws
}

// arrive accepts a mail and claims its decide work.
func (d *desk) arrive(e gateway.Event) (store.Received, store.Work) {
	d.Helper()
	ids := d.accept(e)
	if len(ids) != 1 {
		d.Fatalf("accepted %v, want one", ids)
	}
	r, err := d.Message(d.ctx, ids[0])
	d.must(err)
	for _, w := range d.claim(store.WorkDecide) {
		if w.Key == r.ID {
			return r, w
		}
	}
	d.Fatalf("no decide work for %s", r.ID)
	return r, store.Work{}
}

// answer is a settlement that answers a message in a new conversation.
func answer(r store.Received, w store.Work) store.Settlement {
	c := gateway.Conversation{
		ID: store.NewID(), Channel: r.Channel, State: gateway.ConversationOpen, Customer: r.Author.Canonical(), Subject: r.Subject,
	}
	return store.Settlement{
		Work: w, Message: r.Message, Conversation: c,
		Decision: gateway.Decision{
			Outcome: gateway.OutcomeAnswer, Reason: "a matcher fits",
			Trace: gateway.Trace{Verdict: gateway.Verdict{Sender: r.Author, Treatment: gateway.TreatAnswer}},
		},
		Deliveries: []gateway.Delivery{delivery(gateway.KindAnswer, r, c.ID)},
	}
}

func delivery(kind gateway.DeliveryKind, r store.Received, conversation string) gateway.Delivery {
	return gateway.Delivery{
		ID: store.NewID(), Kind: kind, Channel: r.Channel, Conversation: conversation, Message: r.ID,
		To: r.Author, Subject: "Re: " + r.Subject, Text: "Here it is.",
	}
}

func ticket(r store.Received, conversation string) *gateway.Ticket {
	return &gateway.Ticket{
		ID: store.NewTicketID(), State: gateway.TicketOpen, Urgency: gateway.UrgencyNormal, Team: "first-line", Channel: r.Channel,
		Conversation: conversation, Message: r.ID, Customer: r.Author, Subject: r.Subject, Reason: "nothing matches",
		Created: r.Accepted,
	}
}

// answered lets a mail arrive and answers it; the delivery is queued.
func (d *desk) answered(from string) (store.Received, store.Settlement) {
	d.Helper()
	r, w := d.arrive(d.mail(from))
	st := answer(r, w)
	d.must(d.Settle(d.ctx, st))
	return r, st
}

// begin claims all deliver work and begins to send it.
func (d *desk) begin() []store.Begun {
	d.Helper()
	return d.beginBut(func(store.Work, store.Outgoing) error { return nil })
}

// beginBut is begin of what may leave.
func (d *desk) beginBut(may func(store.Work, store.Outgoing) error) []store.Begun {
	d.Helper()
	begun, err := d.ClaimSend(d.ctx, "", owner, 100, term, may)
	d.must(err)
	return begun
}

// count checks how much live work of a kind there is.
func (d *desk) count(kind store.WorkKind, want int) {
	d.Helper()
	depth, err := d.Depth(d.ctx)
	d.must(err)
	if depth[kind] != want {
		d.Errorf("%d live %s work, want %d", depth[kind], kind, want)
	}
}
