package pipeline

import (
	"context"
	"errors"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/hours"
	"frontdesk/gateway/store"
	"frontdesk/replies"
)

// overdueWork plans the look at a ticket's promise: when three quarters of its time are gone, and when it is missed. Its
// key is the ticket and the due time, so that a promise that was made anew is looked at anew.
func (pol *Policy) overdueWork(t *gateway.Ticket, before *gateway.Ticket, now time.Time) []store.Later {
	if t == nil || t.Due.IsZero() || t.State == gateway.TicketAnswered || t.State == gateway.TicketClosed {
		return nil
	}
	if before != nil && before.Due.Equal(t.Due) && before.State == t.State {
		return nil
	}
	return []store.Later{{Kind: store.WorkOverdue, Key: overdueKey(*t), At: pol.escalation(*t, now)}}
}

func overdueKey(t gateway.Ticket) string { return t.ID + "|" + t.Due.UTC().Format(time.RFC3339) }

// escalation is when three quarters of the promise's business time are gone.
func (pol *Policy) escalation(t gateway.Ticket, from time.Time) time.Time {
	team := pol.Teams[t.Team]
	if team == nil {
		return t.Due
	}
	c := team.commitment(t.Urgency == gateway.UrgencyUrgent)
	if c == nil {
		return t.Due
	}
	return hours.Escalate(from, t.Due, c.Calendar)
}

// overdue raises a ticket whose promise is about to be missed and forwards it again; when it is missed, that is counted
// and the customer is told a new time, once.
func (g *Gateway) overdue(ctx context.Context, w store.Work) (store.Result, error) {
	r := store.Result{Work: w}
	id, _, _ := strings.Cut(w.Key, "|")
	row, err := g.store.Ticket(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	t, missed := row.Ticket, !g.now().Before(row.Due)
	switch {
	case overdueKey(t) != w.Key || !waits(t) || t.Missed:
		return r, nil
	case !missed && t.Reminded:
		r.RetryAt = t.Due
		return r, nil
	case !missed:
		r.RetryAt = t.Due
	}
	return r, g.remind(ctx, t, missed)
}

// waits says whether nobody has answered the ticket yet.
func waits(t gateway.Ticket) bool {
	return t.State == gateway.TicketOpen || t.State == gateway.TicketTaken
}

// remind writes what is said about a promise, unless somebody has answered meanwhile.
func (g *Gateway) remind(ctx context.Context, seen gateway.Ticket, missed bool) error {
	p, now := g.Policy(), g.now()
	past, err := readPast(ctx, g.store, seen.Conversation)
	if err != nil {
		return err
	}
	kind, note := replies.MailReminder, "three quarters of the promised time are gone; the team was told again"
	var w store.TicketWork
	if missed {
		kind, note = replies.MailMissed, "the promise was missed"
		notice, err := g.notice(ctx, p, seen, past, now)
		if err != nil {
			return err
		}
		w.Deliveries = notice
		g.metrics.PromisesMissed.WithLabelValues(seen.Team).Inc()
	}
	ds, fs, err := p.tellTeam(kind, seen, g.forwardThreads(p, past.sent, seen.ID), "")
	if err != nil {
		return err
	}
	w.Deliveries, w.Forwards = append(w.Deliveries, ds...), fs
	return g.store.WorkTicket(ctx, seen.ID, func(t gateway.Ticket) (store.TicketWork, error) {
		if !waits(t) || !t.Due.Equal(seen.Due) {
			return store.TicketWork{Ticket: t}, nil
		}
		t.Reminded, t.Missed, t.Urgency = true, missed, gateway.UrgencyUrgent
		t.Notes = append(t.Notes, note)
		w.Ticket = t
		return w, nil
	})
}

// notice tells the customer a new time; empty where the customer was promised nothing, was told a new time before, may not
// be written to by a machine, or hears from people who answer straight from the mailbox. Of a promise that was over when the
// store was restored nobody knows whether the customer was told.
func (g *Gateway) notice(ctx context.Context, p *Policy, t gateway.Ticket, past past, now time.Time) ([]gateway.Delivery, error) {
	promised := false
	for _, d := range past.sent {
		switch {
		case d.Kind == gateway.KindNotice:
			return nil, nil
		case d.State == gateway.DeliverySent && (d.Kind == gateway.KindAcknowledgement || d.Kind == gateway.KindConfirmation):
			promised = true
		}
	}
	dec, err := g.store.Trace(ctx, t.Message)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	rec, err := g.store.Message(ctx, t.Message)
	if err != nil {
		return nil, err
	}
	h, err := g.store.History(ctx, store.HistoryQuery{Sender: t.Customer.Canonical(), Now: now})
	if err != nil {
		return nil, err
	}
	c, known := p.Channels[t.Channel]
	if !known || h.SuppressedUntil.After(now) {
		return nil, nil
	}
	pr := p.promise(p.Teams[t.Team], t.Urgency == gateway.UrgencyUrgent && dec.Reply != nil && dec.Reply.Urgent, now)
	if !promised || t.ByHand || !t.Due.After(g.store.Restored()) || !dec.Trace.Verdict.MayReply() || pr == nil {
		return nil, nil
	}
	reply := gateway.Reply{Kind: gateway.KindNotice, To: t.Customer, Promise: pr, NotAfter: pr.Due}
	if dec.Reply != nil {
		reply.Languages = dec.Reply.Languages
	}
	d, err := p.composeReply(reply, replying{message: rec.Message, channel: c, conversation: t.Conversation, ticket: t.ID, home: past.home})
	return []gateway.Delivery{d}, err
}

// closeAfter is how long an answered ticket waits for the customer before it closes by itself.
const closeAfter = 14 * 24 * time.Hour

// closeAnswered closes tickets whose customer has nothing more to say; a new mail opens them again.
func (g *Gateway) closeAnswered(ctx context.Context) error {
	rows, err := g.store.Tickets(ctx, store.TicketFilter{States: []gateway.TicketState{gateway.TicketAnswered}, Limit: maxBacklog})
	if err != nil {
		return err
	}
	for _, row := range rows {
		if row.LastAnswer.IsZero() || g.now().Sub(row.LastAnswer) < closeAfter {
			continue
		}
		err := g.store.WorkTicket(ctx, row.ID, func(t gateway.Ticket) (store.TicketWork, error) {
			if t.State != gateway.TicketAnswered || !t.LastAnswer.Equal(row.LastAnswer) {
				return store.TicketWork{Ticket: t}, nil
			}
			return store.TicketWork{Ticket: changed(t, gateway.TicketChange{State: gateway.TicketClosed, Note: "closed by itself: answered, and the customer wrote no more"}, g.now()), Discard: true}, nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
