package pipeline

import (
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/screen"
)

// stepCaps is the rule of the step that says which cap withheld a reply.
const stepCaps = "caps"

// replyTerm is how long an automatic reply may be tried: later it is decided afresh (docs/screening.md).
const replyTerm = 4 * time.Hour

// withReply adds an automatic reply of this kind, if the caps allow one more; else the customer hears nothing, and what
// would have been told to the customer alone becomes a ticket.
func (d *decider) withReply(dec gateway.Decision, kind gateway.DeliveryKind, urgent bool) gateway.Decision {
	why, ok := d.mayTell(kind)
	if ok {
		dec.Reply = &gateway.Reply{
			Kind: kind, To: d.a.Verdict.AnswerTo, Matcher: dec.Matcher, Urgent: urgent,
			Languages: d.languages(), Promise: d.promise(urgent), NotAfter: d.now.Add(replyTerm).UTC(),
		}
		if d.a.Message.Chat != nil {
			dec.Reply.NotAfter = d.chatTerm(kind)
		}
		if pr := dec.Reply.Promise; pr != nil && pr.Due.Before(dec.Reply.NotAfter) {
			dec.Reply.NotAfter = pr.Due
		}
		return dec
	}
	d.step(stepCaps, why)
	switch {
	case dec.Outcome == gateway.OutcomeAttach:
		return dec
	case d.a.History.Ticket != nil && dec.Ticket == nil:
		dec.Outcome = gateway.OutcomeAttach
	case dec.Ticket == nil:
		dec.Ticket = d.draft(gateway.UrgencyNormal, "no automatic reply: "+why, true)
		fallthrough
	default:
		dec.Outcome = gateway.OutcomeTicket
		dec.Reason += "; no automatic reply: " + why
	}
	return dec
}

// languages are those that the customer is written to in.
func (d *decider) languages() []string { return spoken(d.a.Message, d.a.History, d.a.Channel) }

// spoken are the language of the message, else of an earlier one, else the channel's first two.
func spoken(m gateway.Message, h gateway.History, c gateway.Channel) []string {
	switch {
	case m.Language != "":
		return []string{m.Language}
	case h.Language != "":
		return []string{h.Language}
	}
	return c.Languages[:min(len(c.Languages), 2)]
}

// mayTell says whether one more automatic reply of this kind may go out.
func (d *decider) mayTell(kind gateway.DeliveryKind) (string, bool) {
	h := d.a.History
	if h.Paused != nil {
		return h.Paused.String(), false
	}
	if d.a.Message.Chat != nil {
		if why, many := d.manyReplies(); many {
			return why, false
		}
		h.Used = gateway.CapsUsed{}
	} else if reason, _, ok := screen.Mailbox(h.Mailbox, d.now); !ok {
		return reason.String(), false
	}
	if h.SuppressedUntil.After(d.now) {
		return "suppressed (" + suppressedWhy(h) + ")", false
	}
	if d.own { // a conversation of its own has no replies yet; the caps of its sender still count
		h.Replies = nil
	}
	reason, ok := screen.Caps(h, kind, d.a.Verdict.Sender, screen.IsFormSender(&d.a.Message, d.a.Channel))
	return reason.String(), ok
}

// suppressedWhy is why nothing automatic goes to the sender.
func suppressedWhy(h gateway.History) string {
	if h.SuppressedWhy == "" {
		return "mail to this address bounced, or an agent called it spam"
	}
	return h.SuppressedWhy
}
