package pipeline_test

import (
	"testing"
	"time"

	"frontdesk/gateway"
)

func TestWhatIsSentTwiceIsAnsweredOnce(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "My refund", "When will my refund arrive?")
	first := h.next()
	h.write(ada, "My refund", "When will  my refund arrive?\r\n")
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAttach || s.Decision.Reply != nil || s.Ticket != nil {
		t.Fatalf("the same a moment later: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	h.write(ada, "My refund", "When will my refund arrive? It is about the red lamp.")
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAnswer || s.Decision.OwnConversation {
		t.Fatalf("another text: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	h.write("bo@customers.example", "My refund", "When will my refund arrive?")
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAnswer {
		t.Fatalf("another sender: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	if got := h.left(3); len(got) != 3 {
		t.Errorf("%d mails left, want an answer to each of three", len(got))
	}
	h.clock.jump(time.Hour)
	h.write(ada, "My refund", "When will my refund arrive?")
	s := h.next()
	if s.Ticket == nil || s.Ticket.Conversation != first.Deliveries[0].Conversation {
		t.Fatalf("the same after an hour: %s (%s), ticket %+v", s.Decision.Outcome, s.Decision.Reason, s.Ticket)
	}
	h.left(5)
	h.write(ada, "My refund", "When will my refund arrive?")
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAttach || s.Ticket == nil {
		t.Errorf("and once more: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	if got := to(h.left(5), team); len(got) != 1 {
		t.Errorf("the team got %d mails, want one: it has seen that text", len(got))
	}
}

func TestTheSameTextWithAFileIsNews(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "Broken", "I want a person.")
	h.next()
	h.write(ada, "Broken", "--x\r\nContent-Type: text/plain\r\n\r\nI want a person.\r\n--x\r\nContent-Type: image/png; name=lamp.png\r\n"+
		"Content-Disposition: attachment; filename=lamp.png\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8gcGljdHVyZQ==\r\n--x--",
		"MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=x")
	if s := h.next(); s.Ticket == nil || s.Decision.Reply == nil {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	if got := to(h.left(4), team); len(got) != 2 {
		t.Errorf("the team got %d mails, want the one with the picture too", len(got))
	}
}
