package pipeline

import (
	"time"

	"frontdesk/gateway"
	"frontdesk/matchers"
)

// Asked is a message to be judged without a running gateway.
type Asked struct {
	Event   gateway.Event
	Channel gateway.Channel
	History gateway.History // of its conversation; zero where it starts its own
	Keys    *gateway.Keyring
	Now     time.Time
	// As names a matcher in shadow mode that is to be judged as if it were trusted; empty: none.
	As string
}

// Judged is what a running gateway would decide.
type Judged struct {
	Message  gateway.Message
	Decision gateway.Decision
	Choice   matchers.Choice // between the matchers that fit
}

// Preview is what would happen to a message, in words.
type Preview struct {
	Judged
	Reply    *gateway.Delivery // nil: the customer would hear nothing
	Forwards []gateway.Delivery
}

// Judge decides a message as a running gateway would, with neither store nor transport.
func (pol *Policy) Judge(q Asked) Judged {
	if q.Keys == nil {
		q.Keys = gateway.NewKeyring()
	}
	r := received{Message: q.Event.Message, Quarantine: q.Event.Quarantine, NoReply: q.Event.NoReply}
	a := pol.assess(r, q.Channel, q.History, q.Keys, q.Now)
	for _, s := range a.Shadow {
		if s.Matcher == q.As {
			a = trusting(a, s)
			break
		}
	}
	d := &decider{a: a, p: pol, now: q.Now}
	return Judged{Message: a.Message, Decision: d.run(), Choice: d.choice}
}

// Preview judges a message and renders what would leave.
func (pol *Policy) Preview(q Asked) (Preview, error) {
	v := Preview{Judged: pol.Judge(q)}
	const conversation, ticket = "preview", "preview"
	dec := v.Decision
	if dec.Reply != nil {
		d, err := pol.composeReply(*dec.Reply, replying{message: q.Event.Message, channel: q.Channel, conversation: conversation, ticket: ticket})
		if err != nil {
			return v, err
		}
		v.Reply = &d
	}
	var draft *gateway.Delivery
	if dec.Draft != nil {
		d, err := pol.composeReply(*dec.Draft, replying{message: q.Event.Message, channel: q.Channel, conversation: conversation, ticket: ticket, draft: true})
		if err != nil {
			return v, err
		}
		draft = &d
	}
	if dec.Ticket != nil && dec.Ticket.Forward {
		t := newTicket(*dec.Ticket, q.Event.Message, dec.Trace.Verdict.Sender, conversation, q.Now)
		ds, _, err := pol.composeForwards(forwarded{ticket: t, decision: dec, message: q.Event.Message, reply: v.Reply, draft: draft})
		if err != nil {
			return v, err
		}
		v.Forwards = ds
	}
	return v, nil
}
