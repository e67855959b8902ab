package pipeline

import (
	"strings"
	"testing"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func TestFilesForAChatAreNamedOnTheTicket(t *testing.T) {
	m := roomMessage("Where is my lamp?")
	before := past{received: []store.Received{{Message: m}}, home: ticketRoom}
	relay := gateway.Relay{Agent: gateway.Address{Name: "Anna"}, Text: "See the photo.", Attachments: []gateway.Attachment{{Name: "photo.jpg"}, {Name: "bill.pdf"}}}
	ds := agentAnswer(gateway.Ticket{ID: "t1", Message: m.ID, Customer: m.Author}, relay, before, chatChannel())
	if len(ds) != 1 || len(ds[0].Attachments) != 0 || ds[0].Text != "**Anna**: See the photo." || ds[0].Post.Room != ticketRoom {
		t.Errorf("got %+v", ds)
	}
	old := &gateway.Ticket{ID: "t1", Notes: []string{"taken by Anna"}}
	s := settling{ticket: old}
	s.noteFiles(relay.Attachments)
	if got := strings.Join(s.ticket.Notes, "; "); got != "taken by Anna; the chat takes no files, not passed on: photo.jpg, bill.pdf" || len(old.Notes) != 1 {
		t.Errorf("notes: %s", got)
	}
}
