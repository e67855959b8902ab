package pipeline

import (
	"context"
	"errors"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// giveUp ends a delivery that did not reach anybody. What the customer was to hear becomes a ticket; what the team was
// to get is noted on its ticket.
func (g *Gateway) giveUp(ctx context.Context, w store.Work, out store.Outgoing, state gateway.DeliveryState, cause string) result {
	r := store.Result{Work: w, State: state, Cause: cause}
	switch {
	case out.Kind == gateway.KindNote || out.Kind == gateway.KindEdit:
		return result{Result: r} // a word or a look that nobody waits for any more
	case out.Kind == gateway.KindAgentAnswer && state == gateway.DeliveryDead:
		g.giveBack(ctx, out, cause)
		return result{Result: r}
	case !out.Kind.Automatic():
		r.Note = "the " + string(out.Kind) + " to " + out.To.Addr + " could not be delivered: " + cause
		return result{Result: r}
	}
	return result{Result: g.escalate(ctx, r, out, "the automatic reply ("+string(out.Kind)+") did not reach the customer: "+cause)}
}

// escalate makes sure that a person hears of a reply that did not arrive, or may not have: on the conversation's ticket,
// or on a new one. It waits for a store that fails: without a ticket nobody would hear of it.
func (g *Gateway) escalate(ctx context.Context, r store.Result, out store.Outgoing, note string) store.Result {
	r.Note = note
	for wait := failureWait; ; wait = min(2*wait, failureMost) {
		full, err := g.escalated(ctx, r, out)
		if err == nil {
			g.storeWell(escalating)
			return full
		}
		if ctx.Err() != nil {
			return r // nothing is written any more; the next start finds out
		}
		g.storeTrouble(ctx, escalating, err)
		pause(ctx, wait)
	}
}

// isClosed says whether a person has closed the ticket of a message: nobody needs to look at it again.
func (g *Gateway) isClosed(ctx context.Context, message string) bool {
	rec, err := g.store.Message(ctx, message)
	if err != nil || rec.Ticket == "" {
		return false
	}
	row, err := g.store.Ticket(ctx, rec.Ticket)
	return err == nil && row.State == gateway.TicketClosed
}

const escalating = "tell a person of a reply that did not arrive"

// escalated is the result with a ticket of its own where the conversation has none that is open.
func (g *Gateway) escalated(ctx context.Context, r store.Result, out store.Outgoing) (store.Result, error) {
	open, err := g.store.OpenTicket(ctx, out.Conversation)
	if err != nil || open != nil {
		return r, err
	}
	rec, err := g.store.Message(ctx, out.Message)
	if errors.Is(err, store.ErrNotFound) {
		g.log.Error("message of a failed reply not found", "message", out.Message)
		return r, nil
	} else if err != nil {
		return r, err
	}
	p := g.Policy()
	c := inRoom(p.Channels[rec.Channel], rec.Message)
	m, _ := p.Matchers.Matcher(out.Matcher)
	team := p.team(m, c)
	draft := gateway.TicketDraft{Urgency: gateway.UrgencyNormal, Reason: r.Note, Forward: true}
	if team != nil {
		draft.Team = team.Name
		if pr := p.promise(team, false, g.now()); pr != nil {
			draft.Due = pr.Due
		}
	}
	t := newTicket(draft, rec.Message, out.To, out.Conversation, g.now())
	r.Ticket = &t
	dec := gateway.Decision{Outcome: gateway.OutcomeTicket, Reason: r.Note, Trace: gateway.Trace{At: g.now()}}
	r.Deliveries, r.Forwards, err = p.composeForwards(forwarded{ticket: t, decision: dec, message: rec.Message, reply: &out.Delivery})
	if err != nil {
		g.log.Error("forward not composed, the ticket is in the queue", "ticket", t.ID, "error", err)
	}
	return r, nil
}
