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

func TestALaterMailIsToldAsOneAndNamesWhoGotItToo(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "Hello", "I want a person.", "Cc: Bo <bo@customers.example>, <"+desk+">, "+ada)
	ticket := h.next().Ticket
	header, _ := parsed(t, to(h.sent(2), ada)[0])
	h.write(ada, "Re: Hello", "It is the red lamp.", "In-Reply-To: "+header.Get("Message-Id"))
	h.next()
	forwards := to(h.left(4), team)
	if len(forwards) != 2 {
		t.Fatalf("the team got %d mails", len(forwards))
	}
	_, first := parsed(t, forwards[0])
	if !strings.Contains(first, "A person is needed") || !strings.Contains(first, "- Copied to: Bo <bo@customers.example> (your") {
		t.Errorf("the first forward is\n%s", first)
	}
	_, later := parsed(t, forwards[1])
	if !strings.Contains(later, "The customer wrote again") || strings.Contains(later, "- Copied to:") || strings.Contains(later, "- Note:") {
		t.Errorf("the later forward is\n%s", later)
	}
	if row := h.ticket(ticket.ID); len(row.Notes) > 0 {
		t.Errorf("notes %q", row.Notes)
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
