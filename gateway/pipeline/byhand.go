package pipeline

import (
	"context"
	"slices"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/screen"
	"frontdesk/gateway/store"
)

// A mail of ours may be known before the message that it answers: after an outage the inbox is read behind it, and the
// message may wait to be decided. So long it waits for its conversation.
const (
	byHandPatience               = 10 * time.Minute
	byHandSoonest, byHandSlowest = 2 * time.Second, time.Minute
)

// byHand decides a mail that a person of ours wrote in a mail program. In a conversation of ours the person has taken
// over: what the machine was about to say is held, and the ticket is answered. It is never a ticket, nor replied to.
func (d *decider) byHand() gateway.Decision {
	v, h, m := d.a.Verdict, d.a.History, d.a.Message
	d.step("by hand", "a person of ours wrote it, or a program under our address")
	switch age := d.now.Sub(m.Accepted); {
	case v.Machine:
		return gateway.Decision{Outcome: gateway.OutcomeIgnore, Reason: "ours, and no person's: " + screenReason(v)}
	case h.Conversation.ID != "":
		return d.takenOver()
	case age < byHandPatience:
		until := d.now.Add(min(max(age, byHandSoonest), byHandSlowest))
		return gateway.Decision{Wait: &gateway.Wait{Until: until, Reason: "the message that it answers may not be read yet"}}
	}
	return gateway.Decision{Outcome: gateway.OutcomeIgnore, Reason: "written by a person of ours, and in no conversation with a customer"}
}

// takenOver: a person of ours answered straight from the mailbox.
func (d *decider) takenOver() gateway.Decision {
	h, m := d.a.History, d.a.Message
	who := strings.TrimSpace(m.Author.Name + " <" + m.Author.Addr + ">")
	dec := gateway.Decision{Outcome: gateway.OutcomeAttach, Reason: "a person took over: answered straight from the mailbox by " + who}
	if h.Ticket == nil {
		return dec
	}
	note := "answered straight from the mailbox by " + who + ", " + sentAt(m, *h.Ticket, d.now).UTC().Format("2006-01-02 15:04 MST")
	dec.Change = &gateway.TicketChange{State: gateway.TicketAnswered, ByHand: true, Note: note}
	if h.WroteSince {
		d.step("ticket", "the customer wrote again after that: it stays as it is")
		dec.Change.State, dec.Change.Note = "", note+"; the customer wrote again after that"
	}
	if h.Ticket.TakenBy == "" {
		dec.Change.TakenBy = m.Author.Addr
	}
	return dec
}

// sentAt is when a mail of ours was sent, as far as its date can be true.
func sentAt(m gateway.Message, t gateway.Ticket, now time.Time) time.Time {
	at := m.Sent
	if at.IsZero() || at.After(now) {
		at = now
	}
	if at.Before(t.Created) {
		return t.Created
	}
	return at
}

// answeredByHand: a person was faster than the machine. The message belongs to its conversation, and nothing is said.
func (d *decider) answeredByHand() gateway.Decision {
	d.step("by hand", "a person of ours has answered it straight from the mailbox")
	return gateway.Decision{Outcome: gateway.OutcomeAttach, Reason: "a person of ours has answered it straight from the mailbox"}
}

// history reads what happened before a message. A mail in the inbox that carries an address of ours, and proves it, is a
// person's copy to the mailbox where it belongs to a conversation; where it does not, it is judged like any other.
func (g *Gateway) history(
	ctx context.Context, batch *store.Batch, p *Policy, rec *store.Received, c gateway.Channel, now time.Time,
) (store.HistoryQuery, gateway.History, error) {
	ask := func() (store.HistoryQuery, gateway.History, error) {
		q := historyQuery(rec.Message, rec.Guard, c, g.keys, now)
		q.People = p.people(rec.Message, c)
		if rec.FromUs {
			q.Keys = byDelivery(q.Keys, g.keys)
		}
		h, err := batch.History(ctx, q)
		return q, h, err
	}
	if rec.FromUs || !p.provesOurs(rec.Message, c, g.keys) {
		return ask()
	}
	rec.FromUs = true
	if q, h, err := ask(); err != nil || h.Conversation.ID != "" {
		return q, h, err
	}
	rec.FromUs = false
	return ask()
}

// provesOurs: one of our addresses wrote it, a trusted server vouches for that, and it is nothing that the gateway sent.
// Anybody can write our address into a mail, and must not silence the machine by it.
func (pol *Policy) provesOurs(m gateway.Message, c gateway.Channel, keys *gateway.Keyring) bool {
	if !pol.isOwn(m.Author) || len(m.Thread.Keys()) == 0 || screen.IsFormSender(&m, c) {
		return false
	}
	_, sentByUs := keys.ParseMessageID(m.Thread.ID)
	_, signed := m.Facts.Value(gateway.OriginHeader)
	return !sentByUs && !signed && screen.Proven(&m, c)
}

func (pol *Policy) isOwn(a gateway.Address) bool {
	return slices.ContainsFunc(pol.own, func(own string) bool { return gateway.Address{Addr: own}.Canonical() == a.Canonical() })
}

// people are those whom a mail of ours goes to, else all addresses under which the sender of a message is answered.
func (pol *Policy) people(m gateway.Message, c gateway.Channel) []string {
	all := slices.Concat([]gateway.Address{screen.Sender(&m, c), m.Author}, m.ReplyTo)
	if m.FromUs {
		all = slices.Concat(m.To, m.Cc)
	}
	var out []string
	for _, a := range all {
		if canonical := a.Canonical(); canonical != "" && !pol.isOwn(a) && !slices.Contains(out, canonical) {
			out = append(out, canonical)
		}
	}
	return out
}

// byDelivery replaces our own ids among thread keys by those of their deliveries.
func byDelivery(keys []string, ring *gateway.Keyring) []string {
	out := slices.Clone(keys)
	for i, id := range out {
		if own, ok := ring.ParseMessageID(id); ok {
			out[i] = own.Delivery
		}
	}
	return out
}
