package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func ticketContract() []contract {
	return []contract{
		{"the queue is in order and filtered", queueInOrder},
		{"a ticket is found by the beginning of its id", ticketByPrefix},
		{"notes of others stay", notesStay},
		{"a conversation's messages are listed", conversationMessages},
		{"ids are looked up", idsAreLookedUp},
		{"a flood of notes keeps the first and the newest", notesAreBounded},
	}
}

// opens settles a mail with a ticket that edit changes.
func (d *desk) opens(edit func(*gateway.Ticket)) (store.Received, *gateway.Ticket) {
	d.Helper()
	r, w := d.arrive(d.mail(store.NewID() + "@example.org"))
	st := answer(r, w)
	st.Ticket = ticket(r, st.Conversation.ID)
	edit(st.Ticket)
	d.must(d.Settle(d.ctx, st))
	return r, st.Ticket
}

func queueInOrder(d *desk) {
	now := d.clock.Now()
	_, low := d.opens(func(t *gateway.Ticket) { t.Urgency = gateway.UrgencyLow })
	_, second := d.opens(func(t *gateway.Ticket) { t.Created = now.Add(time.Minute) })
	_, first := d.opens(func(t *gateway.Ticket) { t.Created = now })
	_, due := d.opens(func(t *gateway.Ticket) { t.Due = now.Add(time.Hour); t.Created = now.Add(time.Hour) })
	_, urgent := d.opens(func(t *gateway.Ticket) { t.Urgency = gateway.UrgencyUrgent; t.Team = "billing" })
	_, closed := d.opens(func(t *gateway.Ticket) { t.State = gateway.TicketClosed })
	for _, c := range []struct {
		name   string
		filter store.TicketFilter
		want   []*gateway.Ticket
	}{
		{"open", store.TicketFilter{States: []gateway.TicketState{gateway.TicketOpen, gateway.TicketTaken}}, []*gateway.Ticket{urgent, due, first, second, low}},
		{"closed", store.TicketFilter{States: []gateway.TicketState{gateway.TicketClosed}}, []*gateway.Ticket{closed}},
		{"a team's", store.TicketFilter{Team: "billing"}, []*gateway.Ticket{urgent}},
		{"low", store.TicketFilter{Urgency: gateway.UrgencyLow}, []*gateway.Ticket{low}},
		{"another channel's", store.TicketFilter{Channel: "sales"}, nil},
		{"the first", store.TicketFilter{Limit: 1}, []*gateway.Ticket{urgent}},
	} {
		rows, err := d.Tickets(d.ctx, c.filter)
		d.must(err)
		var got, want []string
		for _, r := range rows {
			got = append(got, r.ID)
		}
		for _, t := range c.want {
			want = append(want, t.ID)
		}
		if !slices.Equal(got, want) {
			d.Errorf("%s: %v, want %v", c.name, got, want)
		}
	}
}

func ticketByPrefix(d *desk) {
	d.opens(func(t *gateway.Ticket) { t.ID = "abcdefg" })
	d.opens(func(t *gateway.Ticket) { t.ID = "abxxxxx" })
	row, err := d.Ticket(d.ctx, "abc")
	d.must(err)
	if row.ID != "abcdefg" {
		d.Errorf("found %s", row.ID)
	}
	if _, err := d.Ticket(d.ctx, "ab"); !errors.Is(err, store.ErrAmbiguous) {
		d.Errorf("two begin so: %v", err)
	}
	for _, none := range []string{"", "zz", "abcdefgh", "a%", "\x00"} {
		if _, err := d.Ticket(d.ctx, none); !errors.Is(err, store.ErrNotFound) {
			d.Errorf("%q: %v", none, err)
		}
	}
}

func notesStay(d *desk) {
	r, st := d.answered("ann@example.org")
	tk := ticket(r, st.Conversation.ID)
	b := d.begin()[0]
	d.must(d.FinishSend(d.ctx, []store.Result{{Work: b.Work, State: gateway.DeliveryUnknown, Ticket: tk, Note: "one"}}))
	raise := d.followUp("ann@example.org", st.Conversation, 2)
	raise.Ticket = tk // as it was read before the note came
	raise.Ticket.Urgency, raise.Ticket.Notes = gateway.UrgencyUrgent, []string{"two"}
	d.must(d.Settle(d.ctx, raise))
	row, err := d.Ticket(d.ctx, tk.ID)
	d.must(err)
	if !slices.Equal(row.Notes, []string{"one", "two"}) || row.Urgency != gateway.UrgencyUrgent {
		d.Errorf("ticket %+v", row.Ticket)
	}
}

func conversationMessages(d *desk) {
	r, st := d.answered("ann@example.org")
	d.clock.Advance(time.Second)
	next := d.followUp("ann@example.org", st.Conversation, 1)
	d.must(d.Settle(d.ctx, next))
	d.answered("ben@example.org")
	rs, err := d.TicketMessages(d.ctx, st.Conversation.ID)
	d.must(err)
	if len(rs) != 2 || rs[0].ID != r.ID || rs[1].ID != next.Message.ID {
		d.Errorf("messages %+v", rs)
	}
}

func idsAreLookedUp(d *desk) {
	r, tk := d.opens(func(*gateway.Ticket) {})
	r, err := d.Message(d.ctx, r.ID)
	d.must(err)
	out, err := d.Deliveries(d.ctx, r.Conversation)
	d.must(err)
	ring, err := d.Keyring(d.ctx)
	d.must(err)
	ours := ring.MessageID(out[0].Delivery, "example.com")
	for what, want := range map[string]store.Found{
		r.ID:                        {Kind: "message", ID: r.ID},
		r.ID[:18]:                   {Kind: "message", ID: r.ID},
		tk.ID:                       {Kind: "ticket", ID: tk.ID},
		r.Conversation:              {Kind: "conversation", ID: r.Conversation},
		out[0].ID:                   {Kind: "delivery", ID: out[0].ID},
		"<" + r.Thread.ID + ">":     {Kind: "message", ID: r.ID},
		ours:                        {Kind: "delivery", ID: out[0].ID},
		" " + r.Conversation + "\n": {Kind: "conversation", ID: r.Conversation},
	} {
		found, err := d.Lookup(d.ctx, what)
		d.must(err)
		if len(found) != 1 || found[0] != want {
			d.Errorf("%q: %v, want %v", what, found, want)
		}
	}
	for _, none := range []string{"", "%", "unknown@example.org", "\x00"} {
		if found, err := d.Lookup(d.ctx, none); err != nil || len(found) != 0 {
			d.Errorf("%q: %v, %v", none, found, err)
		}
	}
}

// notesAreBounded: a machine that goes on writing into a conversation must not make its ticket too large to settle.
func notesAreBounded(d *desk) {
	r, w := d.arrive(d.mail("ann@example.org"))
	st := answer(r, w)
	st.Ticket = ticket(r, st.Conversation.ID)
	for i := range 1000 {
		st.Ticket.Notes = append(st.Ticket.Notes, fmt.Sprintf("note %d", i))
	}
	d.must(d.Settle(d.ctx, st))
	stored, err := d.Ticket(d.ctx, st.Ticket.ID)
	d.must(err)
	n := len(stored.Notes)
	if n > 250 || stored.Notes[0] != "note 0" || stored.Notes[n-1] != "note 999" {
		d.Errorf("%d notes from %q to %q", n, stored.Notes[0], stored.Notes[n-1])
	}
	if !slices.ContainsFunc(stored.Notes, func(s string) bool { return strings.Contains(s, "left out") }) {
		d.Error("nothing says that notes are left out")
	}
}
