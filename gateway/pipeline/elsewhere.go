package pipeline

import (
	"context"
	"errors"
	"slices"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
	"frontdesk/replies"
)

// elsewhere ends a delivery that a chat refused for good where it was to go, and sends what a customer is told alone by the
// next way there is: a private room, a direct conversation. So it is with the answer to a command that is over. Each is tried
// once. Not ok: there is no other way.
func (g *Gateway) elsewhere(ctx context.Context, w store.Work, out store.Outgoing, cause string) (r store.Result, ok bool) {
	p := out.Post
	if p == nil || !private(out.Kind) && (out.Kind != gateway.KindAnswer || p.Place != gateway.PlaceRespond) {
		return r, false
	}
	tried := append(slices.Clone(p.Tried), p.Place)
	ways := []gateway.Place{gateway.PlacePrivate, gateway.PlaceDirect}
	if ticketPlace(g.Policy().Channels[out.Channel]) == gateway.PlaceDirect {
		slices.Reverse(ways)
	}
	i := slices.IndexFunc(ways, func(way gateway.Place) bool { return !slices.Contains(tried, way) })
	rec, err := g.store.Message(ctx, out.Message)
	if i < 0 || err != nil || rec.Chat == nil {
		return r, false
	}
	r = store.Result{Work: w, State: gateway.DeliveryDead, Cause: cause}
	if p.Place == gateway.PlaceRoom {
		r.Gone = p.Room
	}
	d := out.Delivery
	d.ID = store.NewID()
	d.Post = &gateway.Post{Place: ways[i], Room: rec.Room, Title: p.Title, Buttons: p.Buttons, Tried: tried}
	r.Deliveries = []gateway.Delivery{d}
	g.log.Warn("delivery refused, it goes another way", "channel", out.Channel, "delivery", out.ID, "place", string(d.Post.Place), "cause", cause)
	return r, true
}

// private: it is between the customer and us alone.
func private(k gateway.DeliveryKind) bool {
	switch k {
	case gateway.KindAcknowledgement, gateway.KindQuestion, gateway.KindConfirmation, gateway.KindNotice, gateway.KindAgentAnswer:
		return true
	}
	return false
}

// giveBack opens the ticket of an agent's answer again that reached nobody, and tells its team.
func (g *Gateway) giveBack(ctx context.Context, out store.Outgoing, cause string) {
	for wait := failureWait; ; wait = min(2*wait, failureMost) {
		err := g.givenBack(ctx, out, cause)
		if err == nil {
			g.storeWell(givingBack)
			return
		}
		if ctx.Err() != nil {
			return
		}
		g.storeTrouble(ctx, givingBack, err)
		pause(ctx, wait)
	}
}

const givingBack = "tell a team of an answer that did not arrive"

func (g *Gateway) givenBack(ctx context.Context, out store.Outgoing, cause string) error {
	row, err := g.store.Ticket(ctx, out.Ticket)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	past, err := readPast(ctx, g.store, row.Conversation)
	if err != nil {
		return err
	}
	p := g.Policy()
	ds, fs, err := p.tellTeam(replies.MailBounced, row.Ticket, g.forwardThreads(p, past.sent, row.ID), cause)
	if err != nil {
		return err
	}
	return g.store.WorkTicket(ctx, row.ID, func(t gateway.Ticket) (store.TicketWork, error) {
		return store.TicketWork{Ticket: reopened(t, "the answer could not be delivered: "+cause, g.now()), Deliveries: ds, Forwards: fs}, nil
	})
}

// reopened is a ticket whose answer did not arrive.
func reopened(t gateway.Ticket, note string, now time.Time) gateway.Ticket {
	t.State, t.Closed = gateway.TicketOpen, time.Time{}
	if !t.Due.After(now) {
		t.Due = time.Time{} // that promise was looked at
	}
	t.Notes = append(slices.Clone(t.Notes), note)
	return t
}
