package pipeline

import (
	"slices"
	"strings"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// maxNamed is how many words of a mail are looked up as tickets.
const maxNamed = 20

// ticketsNamed are the words of a mail's subject and new text that may be tickets' ids: every reply about a ticket ends with
// one.
func ticketsNamed(m gateway.Message) []string {
	if m.Chat != nil || m.FromUs {
		return nil
	}
	var out []string
	for word := range strings.FieldsFuncSeq(strings.ToLower(m.Subject+"\n"+m.NewText), isNoWord) {
		if len(out) == maxNamed {
			break
		}
		if store.IsTicketID(word) && !slices.Contains(out, word) {
			out = append(out, word)
		}
	}
	return out
}

// isNoWord is about the letters of ids, which any other letter parts.
func isNoWord(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_' }

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
