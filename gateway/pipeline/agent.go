package pipeline

import (
	"regexp"
	"slices"
	"strings"

	"frontdesk/gateway"
)

// AnswerLine stands at the top of every forward: what an agent writes above it goes to the customer.
const AnswerLine = "##- Answer above this line; what you write goes to the customer -##"

// fromTeam decides a message that answers a forward. Only an agent's own, authenticated answer goes to the customer;
// all else is noted on the ticket and reaches nobody.
func (d *decider) fromTeam() gateway.Decision {
	f, v := d.a.History.Forward, d.a.Verdict
	d.step("forward", "answers the forward of ticket "+f.Ticket)
	team := d.p.Teams[f.Team]
	agent := d.a.Message.Author
	switch {
	case v.Machine || v.Treatment == gateway.TreatIgnore || v.Treatment == gateway.TreatAttach:
		return d.noted("an automatic mail")
	case d.a.History.Duplicate != "":
		return d.noted("a mail that came in by another channel before")
	case d.a.Quarantine != "":
		return d.noted("a mail that cannot be read")
	case team == nil || !team.hasAgent(agent):
		return d.noted("a mail of somebody who is no agent of the team")
	case team.AgentsAuth != agentsByToken && v.Authenticated != gateway.AuthPass:
		return d.noted("an answer whose sender is not authenticated")
	case v.Treatment != gateway.TreatAnswer && looksAutomatic(v):
		return d.ask("it looks like an automatic mail. If you wrote it, answer with `frontdesk tickets answer " + f.Ticket + "`")
	}
	if commands, _ := cutCommands(d.a.Message.NewText); len(commands) > 0 {
		return d.obey(commands, agent)
	}
	return d.relay(agent)
}

// looksAutomatic: a weak sign of a machine, which is enough to keep a mail from the customer.
func looksAutomatic(v gateway.Verdict) bool {
	return slices.ContainsFunc(v.Reasons, func(r gateway.Reason) bool { return r.Class == gateway.ClassWeakSign })
}

// hasAgent says whether an address is one of the team's agents.
func (t *Team) hasAgent(a gateway.Address) bool {
	return slices.ContainsFunc(t.Agents, func(agent string) bool { return strings.EqualFold(agent, a.Addr) })
}

// noted keeps a message with its ticket.
func (d *decider) noted(what string) gateway.Decision {
	return gateway.Decision{
		Outcome: gateway.OutcomeAttach, Reason: what + ", noted on ticket " + d.a.History.Forward.Ticket,
		Change: &gateway.TicketChange{Note: what + " (message " + d.a.Message.ID + "); the customer did not get it"},
	}
}

// ask tells the agent why nothing was passed on.
func (d *decider) ask(why string) gateway.Decision {
	dec := d.noted("nothing was passed on: " + why)
	dec.Change.Ask = why
	return dec
}

// relay passes an agent's answer on, if it is the first agent's and if it is certain what the answer is.
func (d *decider) relay(agent gateway.Address) gateway.Decision {
	if why := tooMany(d.a.History.Relayed, d.now); why != "" {
		dec := d.ask(why)
		dec.Change.AskOnce = true
		return dec
	}
	if t := d.a.History.Ticket; t != nil && t.TakenBy != "" && !strings.EqualFold(t.TakenBy, agent.Addr) {
		return d.ask("ticket " + t.ID + " is with " + t.TakenBy + "; take it first with #take as the first line")
	}
	text, ok := ownWords(d.a.Message)
	if !ok {
		return d.ask("it is not certain what of your mail is your answer. Please answer once more, all of it above the line, without text between the quoted lines")
	}
	if slices.ContainsFunc(d.a.Message.Cuts, func(c gateway.Cut) bool { return c.Rule == gateway.CutClosed }) {
		return d.ask("it is encrypted, in whole or in part, which only you and we could open. Please answer once more without encryption")
	}
	if text == "" && len(d.a.Message.Attachments) == 0 {
		return d.ask("your mail has no text above the line")
	}
	if why := withheld(d.a.Message.Attachments); why != "" {
		return d.ask(why)
	}
	dec := gateway.Decision{Outcome: gateway.OutcomeRelay, Reason: "an agent's answer, passed on to the customer"}
	dec.Relay = &gateway.Relay{Agent: agent, Text: text, Attachments: forwardable(d.a.Message.Attachments)}
	dec.Change = &gateway.TicketChange{State: gateway.TicketAnswered, TakenBy: agent.Addr, Note: "answered by " + agent.Addr}
	return dec
}

// withheld says which attachment keeps an answer from being passed on: one that would be missing at the customer's, or a
// whole mail, as some programs attach the one that they answer: it may be the forward. Empty: none.
func withheld(all []gateway.Attachment) string {
	for _, a := range all {
		if a.Type == "message/rfc822" {
			return "a whole mail is attached (" + quote(a.Name) + "), which may hold what is not for the customer. Please answer once more without it"
		}
	}
	if len(forwardable(all)) < len(all) {
		return "its attachments are too large. Please answer once more with smaller ones"
	}
	return ""
}

// ofForward matches lines of the built-in forward that speak of what customers do not see, however a mail program set
// the rest of it.
var ofForward = regexp.MustCompile(`^\W*(All about it: frontdesk tickets show |Promised to the customer: an answer |` +
	`(Urgent: a|A) person is needed$|What the machine told the customer$|How it was decided$|` +
	`frontdesk tickets approve |screening: )`)

// ownWords is what an agent wrote; not ok where a part of the forward may be in it, which is not for the customer.
func ownWords(m gateway.Message) (text string, ok bool) {
	text = strings.TrimSpace(m.NewText)
	if strings.Contains(text, "##-") || strings.Contains(text, "-##") {
		return "", false
	}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, ">") || ofForward.MatchString(line) {
			return "", false
		}
	}
	if writesBelowQuote(m) {
		return "", false
	}
	// Where all is quote, nothing was cut: the whole text stands for the new one.
	if len(m.Cuts) == 0 && text == strings.TrimSpace(m.Text) && strings.Contains(m.Text, AnswerLine) {
		return "", false
	}
	return text, true
}

// writesBelowQuote: something that was kept stands behind something that was cut as a quote.
func writesBelowQuote(m gateway.Message) bool {
	end, quoted := 0, false
	for _, c := range m.Cuts {
		if c.Start > len(m.Text) || c.End > len(m.Text) || c.Start < end {
			return true // these cuts are not of this text
		}
		if quoted && strings.TrimSpace(m.Text[end:c.Start]) != "" {
			return true
		}
		quoted = quoted || c.Rule == "quote"
		end = c.End
	}
	return quoted && strings.TrimSpace(m.Text[end:]) != ""
}
