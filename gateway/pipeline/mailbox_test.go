package pipeline_test

import (
	"fmt"
	"testing"
	"time"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
	"frontdesk/gateway/screen"
)

// flood lets a number of senders write the same a number of times, and counts what was answered.
func flood(h *house, senders, times int, domain string) (answered int) {
	h.t.Helper()
	for n := range times {
		for s := range senders {
			h.write(fmt.Sprintf("help@%s", fmt.Sprintf(domain, s)), fmt.Sprintf("Refund %d", 1000*n+s), "I want a refund of my order.")
		}
	}
	for range senders * times {
		if s := h.next(); s.Decision.Reply != nil {
			answered++
		}
	}
	return answered
}

func TestALoopOpensTheBreakerAndItClosesByItself(t *testing.T) {
	server := mailtest.Serve(t, mailtest.Options{Users: []mailtest.User{{Address: "loop@shop.example", Password: password}}})
	h := openHouse(t, server, "loop@shop.example")
	if n := flood(h, 50, 5, "m%d.example"); n != screen.MailboxHour+1 {
		t.Errorf("%d replies to a loop, want %d", n, screen.MailboxHour+1)
	}
	h.write("anna@example.org", "Refund", "I want a refund of my order.")
	s := h.next()
	if s.Decision.Reply != nil || s.Decision.Outcome != gateway.OutcomeTicket || s.Ticket == nil {
		t.Errorf("while it is open: %s, %s", s.Decision.Outcome, s.Decision.Reason)
	}
	h.clock.jump(screen.BreakerTerm + time.Minute)
	h.write("ben@example.org", "Refund", "I want a refund of my order.")
	if s := h.next(); s.Decision.Reply == nil {
		t.Errorf("after its term: %s, %s", s.Decision.Outcome, s.Decision.Reason)
	}
}

func TestManyPeopleWithOneSubjectAreAllAnswered(t *testing.T) {
	server := mailtest.Serve(t, mailtest.Options{Users: []mailtest.User{{Address: "busy@shop.example", Password: password}}})
	h := openHouse(t, server, "busy@shop.example")
	const people = screen.MailboxHour + 30
	if n := flood(h, people, 1, "p%d.example"); n != people {
		t.Errorf("%d of %d were answered", n, people)
	}
}
