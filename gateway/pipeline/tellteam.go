package pipeline

import (
	"time"

	"frontdesk/gateway"
	"frontdesk/replies"
)

// tellTeam tells each way of a ticket's team about it, in the ticket's thread; kind is one of the mails that package replies
// has a template for. Nothing where the ticket has no team.
func (pol *Policy) tellTeam(
	kind gateway.DeliveryKind, t gateway.Ticket, threads map[string]gateway.Thread, why string,
) ([]gateway.Delivery, []gateway.Forward, error) {
	team := pol.Teams[t.Team]
	if team == nil || len(team.Ways) == 0 {
		return nil, nil, nil
	}
	t.Urgency = gateway.UrgencyUrgent
	return pol.tellBy(team, replies.TeamMail{Kind: kind, Ticket: t, Why: why, Zone: team.location()}, threads)
}

// tellBy tells the ways of a team of one of its tickets.
func (pol *Policy) tellBy(team *Team, in replies.TeamMail, threads map[string]gateway.Thread) ([]gateway.Delivery, []gateway.Forward, error) {
	text, err := pol.Book.RenderTeamMail(in)
	if err != nil {
		return nil, nil, err
	}
	chat, err := pol.forChat(team, func(limit int) (string, error) { return pol.Book.RenderTeamChat(in, limit) })
	if err != nil {
		return nil, nil, err
	}
	ds, fs := team.forward(in.Ticket, gateway.Delivery{
		Message: in.Ticket.Message, Subject: text.Subject, Text: text.Text, HTML: text.HTML, Urgent: in.Ticket.Urgency == gateway.UrgencyUrgent,
	}, pol.ways(threads, chat))
	return ds, fs, nil
}

// location is the zone of the team's hours; nil where it names none.
func (t *Team) location() *time.Location {
	zone, err := time.LoadLocation(t.Zone)
	if t.Zone == "" || err != nil { // checked with the opening hours
		return nil
	}
	return zone
}
