package pipeline

import (
	"strings"

	"frontdesk/gateway"
)

// decision starts a decision with the matcher's name.
func (d *decider) decision(o gateway.Outcome, reason string) gateway.Decision {
	dec := gateway.Decision{Outcome: o, Reason: reason, OwnConversation: d.own}
	if d.matcher != nil {
		dec.Matcher = d.matcher.Name
	}
	return dec
}

// tie: several matchers claim the message and nothing decides between them, so a person does.
func (d *decider) tie() gateway.Decision {
	reason := "several matchers fit alike: " + strings.Join(d.choice.Tie, ", ")
	if !d.choice.Urgent {
		return d.acknowledge(reason)
	}
	dec := d.decision(gateway.OutcomeAcknowledge, "urgent: "+reason)
	dec.Ticket = d.draft(gateway.UrgencyUrgent, dec.Reason, true)
	return d.withReply(dec, gateway.KindConfirmation, true)
}

// urgent: a ticket at once; the customer gets the urgent promise and the direct contact, no self-service.
func (d *decider) urgent() gateway.Decision {
	dec := d.decision(gateway.OutcomeAcknowledge, "urgent: matcher "+d.matcher.Name)
	dec.Ticket = d.draft(gateway.UrgencyUrgent, dec.Reason, true)
	return d.withReply(dec, gateway.KindConfirmation, true)
}

// acknowledge: a ticket, and the customer hears when a person answers.
func (d *decider) acknowledge(reason string) gateway.Decision {
	dec := d.decision(gateway.OutcomeAcknowledge, reason)
	dec.Ticket = d.draft(gateway.UrgencyNormal, reason, true)
	return d.withReply(dec, gateway.KindAcknowledgement, false)
}

// unmatched: a person answers; until then the articles that are good enough by themselves may help.
func (d *decider) unmatched() gateway.Decision {
	dec := d.acknowledge("nothing fits" + d.unsure())
	if dec.Reply != nil {
		if dec.Reply.Articles = d.foundArticles(); len(dec.Reply.Articles) > 0 {
			d.step("articles", "good enough to be shown: "+dec.Reply.Articles[0].ID)
		}
	}
	return dec
}

// handOver: a ticket with everything so far, and a confirmation.
func (d *decider) handOver(reason string) gateway.Decision {
	dec := d.decision(gateway.OutcomeAcknowledge, reason)
	dec.Ticket = d.draft(gateway.UrgencyNormal, reason, true)
	return d.withReply(dec, gateway.KindConfirmation, false)
}

// silenced is a decision of which the customer hears nothing.
func silenced(dec gateway.Decision) gateway.Decision {
	if dec.Outcome == gateway.OutcomeAcknowledge {
		dec.Outcome = gateway.OutcomeTicket
	}
	return dec
}

// silent: a ticket without a reply, or a note on the conversation's ticket.
func (d *decider) silent(u gateway.Urgency, reason string) gateway.Decision {
	if t := d.a.History.Ticket; t != nil {
		d.step("ticket", "the conversation has ticket "+t.ID)
		return d.decision(gateway.OutcomeAttach, belongsTo(*t)+"; "+reason)
	}
	dec := d.decision(gateway.OutcomeTicket, reason)
	old := d.a.Verdict.Class == gateway.ClassOld
	dec.Ticket = d.draft(u, reason, u != gateway.UrgencyLow && !old)
	return dec
}

func (d *decider) draft(u gateway.Urgency, reason string, forward bool) *gateway.TicketDraft {
	t := &gateway.TicketDraft{Urgency: u, Reason: reason, Mark: d.a.Verdict.Mark, Forward: forward}
	if d.team != nil {
		t.Team = d.team.Name
	}
	if pr := d.promise(u == gateway.UrgencyUrgent); pr != nil {
		t.Due = pr.Due
	}
	return t
}

func (d *decider) urgency() gateway.Urgency {
	if d.choice.Urgent {
		return gateway.UrgencyUrgent
	}
	return gateway.UrgencyNormal
}

// attachMachine: machine mail that belongs to a conversation is kept with it, without one it is ignored.
func (d *decider) attachMachine() gateway.Decision {
	if d.a.History.Conversation.ID == "" {
		return gateway.Decision{Outcome: gateway.OutcomeIgnore, Reason: "screened out: " + screenReason(d.a.Verdict)}
	}
	return gateway.Decision{Outcome: gateway.OutcomeAttach, Reason: "kept with its conversation: " + screenReason(d.a.Verdict)}
}

// duplicate: the same mail came in by another channel before. Its customer hears from that one alone; a team of its
// own still gets its ticket.
func (d *decider) duplicate() gateway.Decision {
	d.step("duplicate", "the same mail was received before as "+d.a.History.Duplicate)
	name := ""
	if d.team != nil {
		name = d.team.Name
	}
	if name == "" || name == d.a.History.DuplicateTeam {
		return d.decision(gateway.OutcomeAttach, "the same mail was received before by another channel")
	}
	return d.silent(d.urgency(), "the same mail was received and answered by another channel")
}

func screenReason(v gateway.Verdict) string {
	if len(v.Reasons) == 0 {
		return string(v.Class)
	}
	for _, r := range v.Reasons {
		if r.Class == v.Class {
			return r.String()
		}
	}
	return v.Reasons[0].String()
}

func reasonSuffix(v gateway.Verdict) string {
	if len(v.Reasons) == 0 {
		return ""
	}
	rs := make([]string, 0, len(v.Reasons))
	for _, r := range v.Reasons {
		rs = append(rs, r.String())
	}
	return " by " + strings.Join(rs, ", ")
}
