package pipeline

import (
	"context"
	"slices"
	"strings"

	"frontdesk/gateway"
	"frontdesk/replies"
)

// takenNote begins the note of a ticket that somebody took, before the name.
const takenNote = "taken by "

// takenFrom is the agent who had a ticket that another one takes now; empty where nobody had it.
func takenFrom(was gateway.Ticket, by string) string {
	if was.State == gateway.TicketClosed || strings.EqualFold(was.TakenBy, by) {
		return ""
	}
	return was.TakenBy
}

// holder is the agent of a ticket for people: of a chat's account, whose number says nothing, the name that a note has.
func holder(t gateway.Ticket) string {
	if strings.Contains(t.TakenBy, "@") {
		return t.TakenBy
	}
	for _, note := range slices.Backward(t.Notes) {
		if name, ok := strings.CutPrefix(note, takenNote); ok {
			return name
		}
	}
	return t.TakenBy
}

// tellTakenOver tells who had a ticket that a colleague has it now: an agent of the team by mail, somebody in a chat in the
// team's rooms. also are further agents to be told by mail. Nothing where nobody had it.
func (pol *Policy) tellTakenOver(
	was gateway.Ticket, by string, threads map[string]gateway.Thread, also ...string,
) ([]gateway.Delivery, []gateway.Forward, error) {
	team, from := pol.Teams[was.Team], takenFrom(was, by)
	if team == nil || from == "" {
		return nil, nil, nil
	}
	ways := *team
	ways.Ways = nil
	for _, agent := range append([]string{from}, also...) {
		ways.Ways = append(ways.Ways, team.waysTo(agent)...)
	}
	in := replies.TeamMail{Kind: replies.MailTakenOver, Ticket: was, From: from, Zone: team.location()}
	in.Ticket.TakenBy = by
	return pol.tellBy(&ways, in, threads)
}

// waysTo are the ways that one agent hears by.
func (t *Team) waysTo(agent string) []Way {
	known := slices.ContainsFunc(t.Agents, func(a string) bool { return strings.EqualFold(a, agent) })
	mail, rooms := Way{Email: agent}, []Way{}
	for _, w := range t.Ways {
		switch {
		case w.Channel != "":
			rooms = append(rooms, w)
		case mail.From == "":
			mail.From = w.From
		}
	}
	if known {
		return []Way{mail}
	}
	return rooms
}

// addTakenOver tells both agents where one took a ticket from the other by mail, and the other where one did so in a chat:
// the room shows it, and who pressed the button reads a word.
func (s *settling) addTakenOver(ctx context.Context) error {
	c, was := s.dec.Change, s.history.Ticket
	if c == nil || was == nil || c.State != gateway.TicketTaken || takenFrom(*was, c.TakenBy) == "" {
		return nil
	}
	inChat := s.rec.Chat != nil
	if inChat && !strings.Contains(was.TakenBy, "@") {
		return nil
	}
	past, err := readPast(ctx, s.g.store, was.Conversation)
	if err != nil {
		return err
	}
	threads, also := s.g.forwardThreads(s.p, past.sent, was.ID), []string{}
	if !inChat {
		also, threads[s.rec.Author.Canonical()] = []string{c.TakenBy}, replyThread(s.rec.Message)
	}
	ds, fs, err := s.p.tellTakenOver(*was, c.TakenBy, threads, also...)
	s.st.Deliveries, s.st.Forwards = append(s.st.Deliveries, ds...), append(s.st.Forwards, fs...)
	return err
}
