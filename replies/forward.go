package replies

import (
	"fmt"
	"strings"
	"time"

	"frontdesk/gateway"
)

// ForwardInput is what the forward of a ticket to its team is rendered from.
type ForwardInput struct {
	Ticket      gateway.Ticket
	Message     *gateway.Message // that opened the ticket, or was added to it
	Received    time.Time        // zero: as the message says
	Zone        *time.Location   // of times that are told; nil: UTC
	Decision    gateway.Decision
	Copied      []gateway.Address // to whom else the customer wrote it, beside us
	Earlier     []Entry           // of the conversation, oldest first, without Message and ReplySent
	Attachments []gateway.Attachment
	ReplySent   string           // the text of what the machine tells the customer now; empty: nothing
	Draft       string           // the text of what waits for a person to let it go; empty: nothing
	Promise     *gateway.Promise // that the customer was told; nil: none
	WorkingDay  time.Duration    // as in Input
	RawNote     string           // about a message that could not be read: why, and that the raw mail is attached
}

// Entry is something that was said earlier in a conversation.
type Entry struct {
	Who  string
	At   time.Time
	Text string
}

// maxWhy is how many steps of a decision a forward lists; `frontdesk explain` prints all.
const maxWhy = 20

// maxLine is the longest such line, in runes: evidence may be as long as the mail.
const maxLine = 300

// RenderForward writes the forward of a ticket: its subject, and all that a person needs to answer.
func (b *Book) RenderForward(in ForwardInput) (Text, error) {
	l := b.layout(in.Decision.Matcher, gateway.KindForward, "")
	if l == nil {
		return Text{}, fmt.Errorf("render forward of ticket %s: no template", in.Ticket.ID)
	}
	text, err := b.page(l, in.pack(b.words[builtinLanguage]), in.Ticket.ID)
	if err != nil {
		return Text{}, fmt.Errorf("render forward of ticket %s: %w", in.Ticket.ID, err)
	}
	text.Subject = in.subject()
	return text, nil
}

// subject is "[urgent] [ID] as the customer wrote it".
func (in ForwardInput) subject() string {
	subject := oneLine(in.customerSubject(), maxSubject)
	if subject == "" {
		subject = "(no subject)"
	}
	if in.Ticket.ID != "" {
		subject = "[" + oneLine(in.Ticket.ID, maxSubject) + "] " + subject
	}
	if in.Ticket.Urgency == gateway.UrgencyUrgent {
		subject = "[urgent] " + subject
	}
	return subject
}

func (in ForwardInput) customerSubject() string {
	if in.Message != nil && in.Message.Subject != "" {
		return in.Message.Subject
	}
	return in.Ticket.Subject
}

func (in ForwardInput) pack(w *words) pack {
	customer := in.Ticket.Customer
	p := pack{
		Ticket:   value(in.Ticket.ID),
		Urgent:   in.Ticket.Urgency == gateway.UrgencyUrgent,
		Again:    in.Message != nil && in.Ticket.Message != "" && in.Message.ID != in.Ticket.Message,
		Copied:   value(fullAddresses(in.Copied)),
		Reason:   value(strings.TrimPrefix(in.Ticket.Reason, "urgent: ")), // which the heading says
		Mark:     value(in.Ticket.Mark),
		Customer: value(fullAddress(customer)),
		Contact:  value(customer.Addr),
		Channel:  value(in.Ticket.Channel),
		Team:     value(in.Ticket.Team),
		Subject:  value(in.customerSubject()),
		Received: value(in.moment(w, in.received())),
		Promise:  value(w.promise(in.Promise, in.WorkingDay)),
		Due:      value(in.moment(w, in.Ticket.Due)),
		Note:     value(in.RawNote),
		Notes:    values(in.Ticket.Notes),
		Said:     block(in.ReplySent),
		Draft:    block(in.Draft),
		Why:      why(in.Decision),
	}
	if in.Message != nil && in.Message.Chat != nil && in.Message.Chat.RoomName != "" {
		p.Room = value("#" + in.Message.Chat.RoomName)
	}
	if in.Message != nil {
		p.Message = block(strings.TrimSpace(in.Message.Text))
	}
	if in.Decision.Reply != nil {
		p.Articles = shownPages(in.Decision.Reply.Articles, w)
	}
	for _, a := range in.Attachments {
		p.Attachments = append(p.Attachments, file{value(a.Name), value(a.Type), value(sizeText(a.Size))})
	}
	for _, e := range in.Earlier {
		p.Earlier = append(p.Earlier, entry{value(e.Who), value(in.moment(w, e.At)), block(strings.TrimSpace(e.Text))})
	}
	return p
}

// moment is a time in the promise's zone, else the input's, with its date.
func (in ForwardInput) moment(w *words, t time.Time) string {
	zone := in.Zone
	if in.Promise != nil {
		zone = Input{Zone: in.Zone}.zone(*in.Promise)
	}
	return w.moment("moment", local(t, zone), time.Time{})
}

func (in ForwardInput) received() time.Time {
	if in.Received.IsZero() && in.Message != nil {
		return in.Message.Received
	}
	return in.Received
}

// fullAddress is "Jane Doe <jane@example.com>", or what there is of it.
func fullAddress(a gateway.Address) string {
	switch {
	case a.Addr == "" && a.Name == "":
		return "unknown"
	case a.Addr == "":
		return a.Name
	case a.Name == "":
		return a.Addr
	default:
		return a.Name + " <" + a.Addr + ">"
	}
}

// maxCopied is how many people a forward names to whom the customer wrote too.
const maxCopied = 10

func fullAddresses(all []gateway.Address) string {
	var out []string
	for _, a := range all[:min(len(all), maxCopied)] {
		out = append(out, fullAddress(a))
	}
	if more := len(all) - maxCopied; more > 0 {
		out = append(out, fmt.Sprintf("%d more", more))
	}
	return strings.Join(out, ", ")
}

func values(texts []string) []value {
	var out []value
	for _, t := range texts {
		out = append(out, value(t))
	}
	return out
}

// why is the trace of a decision in a few lines: what screening found, what matched, what was asked step by step.
func why(d gateway.Decision) []value {
	var lines []string
	if v := d.Trace.Verdict; v.Class != "" {
		lines = append(lines, verdictLine(v))
	}
	for _, m := range d.Trace.Matches[:min(len(d.Trace.Matches), maxArticles)] {
		lines = append(lines, matchLine(m))
	}
	for _, s := range d.Trace.Steps {
		lines = append(lines, s.Rule+": "+s.Finding)
	}
	if len(lines) > maxWhy {
		lines = append(lines[:maxWhy], "…")
	}
	for i, line := range lines {
		lines[i] = oneLine(line, maxLine)
	}
	return values(lines)
}

func verdictLine(v gateway.Verdict) string {
	line := fmt.Sprintf("screening: %s, authenticated: %s", v.Class, v.Authenticated)
	for _, r := range v.Reasons {
		line += "; " + r.String()
	}
	return line
}

func matchLine(m gateway.Match) string {
	line := fmt.Sprintf("matcher %s: %.2f", m.Matcher, m.Score)
	for _, e := range m.Evidence[:min(len(m.Evidence), maxArticles)] {
		line += fmt.Sprintf("; %s %s", e.Kind, e.Rule)
		if e.Found != "" && e.Found != e.Rule {
			line += fmt.Sprintf(" (%s)", e.Found)
		}
	}
	return line
}
