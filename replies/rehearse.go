package replies

import (
	"fmt"
	"strings"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/replies/markdown"
)

// rehearse executes a checked template in the situations that matter, from nothing known to everything known: it must
// say something in each.
func (b *Book) rehearse(kind gateway.DeliveryKind, l *layout, src *source, p *configs.Problems) {
	w := b.wordsOf(l, nil)
	for _, s := range situations(kind, w) {
		source, err := l.execute(s.fields)
		if err != nil {
			p.Add(src.at(0), "the template fails "+s.name+": "+err.Error(), "")
			return
		}
		doc := b.dialect.Parse([]byte(source))
		if dropped := doc.Dropped(); len(dropped) > 0 {
			p.Add(src.at(0), dropped[0].What+" is not sent", "write Markdown; images and HTML are left out of replies")
			return
		}
		if _, fits := markdown.Chat(chatMost, doc); !fits && strings.HasPrefix(string(kind), chatPrefix) {
			p.Add(src.at(0), "the template is too long "+s.name, fmt.Sprintf("a chat takes %d characters in one message", chatMost))
			return
		}
		if strings.TrimSpace(doc.Text()) == "" {
			p.Add(src.at(0), "the template says nothing "+s.name, "write some text outside of if, with and range")
			return
		}
	}
}

type situation struct {
	name   string
	fields any
}

func situations(kind gateway.DeliveryKind, w *words) []situation {
	if isTeams(kind) {
		return teamSituations(kind, w)
	}
	full := sampleInput(kind)
	urgent := full
	urgent.Reply.Urgent = true
	checked := full
	checked.Checked = true
	return []situation{
		{"where nothing is known", Input{}.letter(w, false)},
		{"where everything is known", full.letter(w, false)},
		{"in an urgent case", urgent.letter(w, false)},
		{"as a draft that a person checked", checked.letter(w, false)},
		{"in a second language", full.letter(w, true)},
	}
}

func sampleArticles() []gateway.Article {
	return []gateway.Article{
		{ID: "one", Title: "First article", URL: "https://help.example.com/one", Passage: "It says this."},
		{ID: "two", Title: "Second article", URL: "https://help.example.com/two"},
	}
}

func sampleInput(kind gateway.DeliveryKind) Input {
	return Input{
		Reply: gateway.Reply{
			Kind: kind, Articles: sampleArticles(), Missing: []string{"order", "date"},
			Promise: &gateway.Promise{Within: 8 * time.Hour, Due: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), Contact: "+49 30 1234567"},
		},
		Message:     &gateway.Message{Author: gateway.Address{Name: "Jane Doe", Addr: "jane@example.com"}, Subject: "Refund"},
		ChannelName: "support", Address: "support@example.com", TicketID: "T1",
	}
}

func sampleForward() ForwardInput {
	in := sampleInput(gateway.KindAcknowledgement)
	return ForwardInput{
		Ticket: gateway.Ticket{
			ID: "T1", Urgency: gateway.UrgencyUrgent, Reason: "no matcher fits", Mark: "suspicious", Notes: []string{"a note"},
			Customer: in.Message.Author, Subject: in.Message.Subject, Channel: in.ChannelName, Due: in.Reply.Promise.Due,
		},
		Message:     in.Message,
		Copied:      []gateway.Address{{Addr: "bo@example.com"}},
		Decision:    gateway.Decision{Reply: &in.Reply, Reason: "no matcher fits"},
		Earlier:     []Entry{{Who: "Jane Doe", At: in.Reply.Promise.Due, Text: "Hello"}},
		Attachments: []gateway.Attachment{{Name: "photo.jpg", Type: "image/jpeg", Size: 12_000}},
		ReplySent:   "Hello", Promise: in.Reply.Promise, RawNote: "The mail could not be read.", Draft: "Hello",
	}
}
