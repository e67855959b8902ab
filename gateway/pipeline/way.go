package pipeline

import (
	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// Way is one place where a team's tickets are forwarded to.
type Way struct {
	Email string
	From  string // channel that the forward leaves by; empty: the ticket's own
}

// address makes what d says a delivery of its own that leaves by this way; own is the channel of what it is about.
func (w Way) address(d gateway.Delivery, own string) gateway.Delivery {
	d.ID, d.Kind, d.To, d.Channel = store.NewID(), gateway.KindForward, gateway.Address{Addr: w.Email}, w.From
	if d.Channel == "" {
		d.Channel = own
	}
	return d
}

// forward sends what d says about a ticket by all ways of its team, each in its own thread. Where the team has agents
// it says where to answer.
func (t *Team) forward(about gateway.Ticket, d gateway.Delivery, threads map[string]gateway.Thread) (ds []gateway.Delivery, fs []gateway.Forward) {
	d.Conversation, d.Ticket = about.Conversation, about.ID
	if len(t.Agents) > 0 {
		d.Text, d.HTML = AnswerLine+"\n\n"+d.Text, withLine(d.HTML, AnswerLine)
	}
	for _, w := range t.Ways {
		one := w.address(d, about.Channel)
		one.Thread = threads[one.To.Canonical()]
		ds, fs = append(ds, one), append(fs, gateway.Forward{Ticket: about.ID, Delivery: one.ID, Team: t.Name})
	}
	return ds, fs
}
