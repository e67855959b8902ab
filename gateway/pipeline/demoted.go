package pipeline

import (
	"context"
	"errors"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
	"frontdesk/matchers"
)

// demotedError says that a reply waited to leave while its matcher lost the right to answer by itself.
type demotedError struct{ matcher *matchers.Matcher }

func (e *demotedError) Error() string {
	why := "matcher " + e.matcher.Name + " is in " + string(e.matcher.Mode) + " mode by now"
	if e.matcher.Overlay != nil {
		why += " (" + e.matcher.Overlay.String() + ")"
	}
	return why
}

// trusts is a *demotedError for what a matcher says by itself that may do so no more. What a person has let go has no
// NotAfter, and leaves.
func (pol *Policy) trusts(out store.Outgoing) error {
	if out.Kind != gateway.KindAnswer && out.Kind != gateway.KindQuestion || out.NotAfter.IsZero() {
		return nil
	}
	if m, ok := pol.Matchers.Matcher(out.Matcher); ok && m.Mode != matchers.ModeAuto {
		return &demotedError{m}
	}
	return nil
}

// keepAsDraft ends a reply that must not leave by itself any more: a person gets its ticket, with the reply as a draft.
func (g *Gateway) keepAsDraft(ctx context.Context, w store.Work, out store.Outgoing, why *demotedError) store.Result {
	r := store.Result{Work: w, State: gateway.DeliveryCancelled, Cause: why.Error()}
	r = g.escalate(ctx, r, out, "the automatic reply ("+string(out.Kind)+") was not sent, it waits as a draft: "+why.Error())
	d, err := g.draftOf(ctx, out)
	if err != nil {
		g.log.Error("no draft of a reply that was not sent, the ticket is in the queue", "message", out.Message, "error", err)
		return r
	}
	if r.Ticket != nil {
		d.Ticket = r.Ticket.ID
	}
	r.Drafts = append(r.Drafts, d)
	return r
}

// draftOf is a reply as a person may let it go.
func (g *Gateway) draftOf(ctx context.Context, out store.Outgoing) (gateway.Delivery, error) {
	rec, err := g.store.Message(ctx, out.Message)
	if err != nil {
		return gateway.Delivery{}, err
	}
	dec, err := g.store.Trace(ctx, out.Message)
	if err != nil {
		return gateway.Delivery{}, err
	}
	if dec.Reply == nil {
		return gateway.Delivery{}, errors.New("its decision has no reply")
	}
	p := g.Policy()
	return p.composeReply(*dec.Reply, replying{
		message: rec.Message, channel: inRoom(p.Channels[rec.Channel], rec.Message), conversation: out.Conversation, ticket: out.Ticket, draft: true,
	})
}
