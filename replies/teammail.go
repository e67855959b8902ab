package replies

import (
	"fmt"
	"slices"
	"time"

	"frontdesk/gateway"
)

// Mails to the people of a team beside the forward. Each leaves as a forward does; its template is named after it.
const (
	MailReminder  gateway.DeliveryKind = "reminder"   // a promise is about to be missed
	MailMissed    gateway.DeliveryKind = "missed"     // it was missed
	MailBounced   gateway.DeliveryKind = "bounced"    // an agent's answer could not be delivered
	MailUnsent    gateway.DeliveryKind = "unsent"     // an agent's mail was not passed on
	MailTakenOver gateway.DeliveryKind = "taken-over" // an agent took a ticket from another
	MailStray     gateway.DeliveryKind = "stray"      // an answer to a mail that belongs to no ticket reached nobody
	MailDigest    gateway.DeliveryKind = "digest"     // of a backlog
	MailReview    gateway.DeliveryKind = "review"     // articles to look at again
)

// teamKinds are written for a team, in one language, for all matchers alike; the forwards alone may have a matcher's own.
var teamKinds = []gateway.DeliveryKind{gateway.KindForward, kindChatForward, MailReminder, MailMissed, MailBounced, MailUnsent, MailTakenOver, MailStray, MailDigest, MailReview, MailMode}

func isTeams(kind gateway.DeliveryKind) bool { return slices.Contains(teamKinds, kind) }

// TeamMail is what a mail to the team about one ticket is rendered from.
type TeamMail struct {
	Kind   gateway.DeliveryKind // reminder, missed, bounced, unsent, taken-over or stray
	Ticket gateway.Ticket
	From   string         // the agent who had the ticket before
	Why    string         // what the server said of a bounce, or why an agent's mail was not passed on
	Zone   *time.Location // of times that are told; nil: UTC
}

// RenderTeamMail writes a mail to the team about one ticket of theirs.
func (b *Book) RenderTeamMail(in TeamMail) (Text, error) {
	text, err := b.teamPage(in.Kind, in.fields(b.words[builtinLanguage]), in.Ticket.ID)
	text.Subject = ForwardInput{Ticket: in.Ticket}.subject()
	return text, err
}

// RenderTeamChat writes the same for a team's chat room: at most limit characters, as [Book.RenderChat] counts them.
func (b *Book) RenderTeamChat(in TeamMail, limit int) (string, error) {
	if c := in.Ticket.Customer; c.Name != "" && accountNumber.MatchString(c.Addr) {
		in.Ticket.Customer = gateway.Address{Name: c.Name}
	}
	return b.teamChat(in.Kind, in.fields(b.words[builtinLanguage]), limit)
}

func (in TeamMail) fields(w *words) teamLetter {
	t := in.Ticket
	t.TakenBy, in.From = agentName(t.TakenBy), agentName(in.From)
	return teamLetter{
		Ticket: value(t.ID), Customer: value(fullAddress(t.Customer)), Subject: value(t.Subject), Team: value(t.Team),
		Reason: value(t.Reason), Due: value(w.moment("moment", local(t.Due, in.Zone), time.Time{})), TakenBy: value(t.TakenBy), From: value(in.From), Why: value(in.Why),
	}
}

// agentName is an agent as a template shows it: the number of a chat's account says nothing.
func agentName(agent string) string {
	if accountNumber.MatchString(agent) {
		return ""
	}
	return agent
}

// maxListedTickets is how many tickets a digest names.
const maxListedTickets = 50

// RenderDigest writes the mail about tickets that nobody was told of one by one.
func (b *Book) RenderDigest(channel string, tickets []gateway.Ticket) (Text, error) {
	text, err := b.teamPage(MailDigest, digestOf(channel, tickets), channel)
	text.Subject = "[backlog] 1 older mail waits in the queue"
	if n := len(tickets); n != 1 {
		text.Subject = fmt.Sprintf("[backlog] %d older mails wait in the queue", n)
	}
	return text, err
}

// RenderDigestChat writes the same for a team's chat room, as [Book.RenderTeamChat] does.
func (b *Book) RenderDigestChat(channel string, tickets []gateway.Ticket, limit int) (string, error) {
	return b.teamChat(MailDigest, digestOf(channel, tickets), limit)
}

func digestOf(channel string, tickets []gateway.Ticket) digest {
	d := digest{Channel: value(channel), Count: len(tickets), More: max(0, len(tickets)-maxListedTickets)}
	for _, t := range tickets[:min(len(tickets), maxListedTickets)] {
		who := t.Customer.Addr
		if accountNumber.MatchString(who) {
			who = t.Customer.Name
		}
		d.Tickets = append(d.Tickets, listedTicket{value(t.ID), value(who), value(t.Subject)})
	}
	return d
}

// DueArticle is an article whose day of review has passed.
type DueArticle struct {
	ID    string
	Since time.Time
}

// RenderReview writes the mail to the owner of articles that are to be looked at again.
func (b *Book) RenderReview(due []DueArticle) (Text, error) {
	text, err := b.teamPage(MailReview, reviewOf(due), "")
	text.Subject = "[knowledge base] 1 article to look at again"
	if n := len(due); n != 1 {
		text.Subject = fmt.Sprintf("[knowledge base] %d articles to look at again", n)
	}
	return text, err
}

func reviewOf(due []DueArticle) review {
	var r review
	for _, a := range due {
		r.Articles = append(r.Articles, dueArticle{value(a.ID), value(a.Since.Format(time.DateOnly))})
	}
	return r
}

func (b *Book) teamPage(kind gateway.DeliveryKind, fields any, title string) (Text, error) {
	l := b.layout("", kind, "")
	if l == nil {
		return Text{}, fmt.Errorf("render %s: no such template", kind)
	}
	text, err := b.page(l, fields, title)
	if err != nil {
		return Text{}, fmt.Errorf("render %s: %w", kind, err)
	}
	return text, nil
}

// teamChat is a team's mail as a message of a chat; what is too long ends at its last whole line that fits.
func (b *Book) teamChat(kind gateway.DeliveryKind, fields any, limit int) (string, error) {
	l := b.layout("", kind, "")
	if l == nil {
		return "", fmt.Errorf("render %s: no such template", kind)
	}
	text, _, err := b.message(limit, part{l, fields})
	if err != nil {
		return "", fmt.Errorf("render %s: %w", kind, err)
	}
	return text, nil
}

// teamSituations are those that templates for a team are rehearsed in.
func teamSituations(kind gateway.DeliveryKind, w *words) []situation {
	full := sampleForward()
	full.Ticket.Team, full.Ticket.TakenBy = "billing", "anna@example.com"
	var nothing, everything any
	switch kind {
	case gateway.KindForward:
		nothing, everything = ForwardInput{}.pack(w), full.pack(w)
	case kindChatForward:
		nothing, everything = ForwardInput{}.chatPack(w, 0, 0), full.chatPack(w, chatMost, chatMost)
	case MailDigest:
		nothing, everything = digest{}, digestOf("support", slices.Repeat([]gateway.Ticket{full.Ticket}, maxListedTickets+1))
	case MailReview:
		nothing, everything = review{}, reviewOf([]DueArticle{{"refunds", full.Ticket.Due}})
	case MailMode:
		nothing, everything = mode{}, NewMode{"refunds", true, "auto", "draft", "evidence"}.fields()
	default:
		nothing, everything = TeamMail{}.fields(w), TeamMail{Ticket: full.Ticket, From: "ben@example.com", Why: "a reason"}.fields(w)
	}
	return []situation{{"where nothing is known", nothing}, {"where everything is known", everything}}
}
