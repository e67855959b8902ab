package pipeline

import (
	"regexp"
	"slices"
	"strings"

	"frontdesk/gateway"
)

// ticketWord is what an id of a ticket looks like (store.NewTicketID): every reply about a ticket ends with it.
var ticketWord = regexp.MustCompile(`\b[a-hjkmnp-tv-z][0-9a-hjkmnp-tv-z]{6}\b`)

// maxNamed is how many words of a mail are looked up as tickets.
const maxNamed = 20

// ticketsNamed are the words of a mail's subject and new text that may be tickets' ids. Few words of a language are.
func ticketsNamed(m gateway.Message) []string {
	if m.Chat != nil || m.FromUs {
		return nil
	}
	var out []string
	for _, word := range ticketWord.FindAllString(strings.ToLower(m.Subject+"\n"+m.NewText), -1) {
		if len(out) < maxNamed && !slices.Contains(out, word) {
			out = append(out, word)
		}
	}
	return out
}

// besideTicket: the mail points at a ticket of somebody else that a person works on. That person sees it; the machine, which
// knows one half of the matter, does not answer it.
func (d *decider) besideTicket() bool {
	b := d.a.History.Beside
	return b != nil && b.Ticket != "" && b.State != gateway.TicketClosed
}

// beside hands the mail to the team of the ticket that it points at. It keeps a conversation of its own: who quotes a
// mail may be anybody.
func (d *decider) beside() gateway.Decision {
	if team := d.p.Teams[d.a.History.Beside.Team]; team != nil {
		d.team = team
	}
	return d.acknowledge(besideNote(*d.a.History.Beside))
}

// besideNote says what a mail points at.
func besideNote(b gateway.Beside) string {
	note := "it follows a conversation of " + b.Customer
	if b.Ticket != "" {
		note = "it belongs to ticket " + b.Ticket + " of " + b.Customer + " (" + string(b.State) + ")"
	}
	return note + ", in which its sender takes no part"
}
