package pipeline

import (
	"time"

	"frontdesk/gateway"
)

// Preview is what would happen to a message that starts its conversation.
type Preview struct {
	Message  gateway.Message
	Decision gateway.Decision
	Reply    *gateway.Delivery // nil: the customer would hear nothing
	Forwards []gateway.Delivery
}

// Preview decides an event as a running gateway would, with neither store nor transport.
func (p *Policy) Preview(e gateway.Event, c gateway.Channel, now time.Time) (Preview, error) {
	keys := gateway.NewKeyring()
	r := received{Message: e.Message, Quarantine: e.Quarantine, NoReply: e.NoReply}
	a := p.assess(r, c, gateway.History{}, keys, now)
	dec := Decide(a, p, now)
	v := Preview{Message: a.Message, Decision: dec}
	const conversation, ticket = "preview", "preview"
	if dec.Reply != nil {
		d, err := p.composeReply(*dec.Reply, replying{message: e.Message, channel: c, conversation: conversation, ticket: ticket})
		if err != nil {
			return v, err
		}
		v.Reply = &d
	}
	if dec.Ticket != nil && dec.Ticket.Forward {
		t := newTicket(*dec.Ticket, e.Message, dec.Trace.Verdict.Sender, conversation, now)
		ds, _, err := p.composeForwards(forwarded{ticket: t, decision: dec, message: e.Message, reply: v.Reply})
		if err != nil {
			return v, err
		}
		v.Forwards = ds
	}
	return v, nil
}
