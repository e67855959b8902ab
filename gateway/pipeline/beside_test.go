package pipeline_test

import (
	"strings"
	"testing"

	"frontdesk/gateway"
)

func TestANewMailThatNamesItsTicketGoesToIt(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "Hello", "I want a person.")
	ticket := h.next().Ticket
	h.write(ada, "Any news?", "My reference is "+strings.ToUpper(ticket.ID)+". When is the refund due?")
	s := h.next()
	if s.Decision.Outcome != gateway.OutcomeAttach || s.Ticket == nil || s.Ticket.ID != ticket.ID {
		t.Fatalf("%s (%s), ticket %+v", s.Decision.Outcome, s.Decision.Reason, s.Ticket)
	}
	if got := to(h.left(4), team); len(got) != 2 || !strings.Contains(string(got[1].Raw), "Any news?") {
		t.Errorf("the team got %d mails", len(got))
	}
}

func TestAColleagueWhoAnswersIsToldApartAndShownBesideTheTicket(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "Hello", "I want a person.")
	first := h.next()
	header, _ := parsed(t, to(h.sent(2), ada)[0])
	h.write("bo@customers.example", "Re: Hello", "I am her colleague. When is the refund due?", "In-Reply-To: "+header.Get("Message-Id"))
	s := h.next()
	if s.Ticket == nil || s.Ticket.ID == first.Ticket.ID || s.Ticket.Conversation == first.Ticket.Conversation {
		t.Fatalf("%s (%s), ticket %+v", s.Decision.Outcome, s.Decision.Reason, s.Ticket)
	}
	forwards := to(h.left(4), team)
	if len(forwards) != 2 {
		t.Fatalf("the team got %d mails", len(forwards))
	}
	_, body := parsed(t, forwards[1])
	if want := "ticket " + first.Ticket.ID + " of " + ada; !strings.Contains(strings.Join(strings.Fields(body), " "), want) {
		t.Errorf("the forward lacks %q:\n%s", want, body)
	}
	if strings.Contains(body, "I want a person") {
		t.Errorf("a stranger's forward repeats the customer's words:\n%s", body)
	}
}
