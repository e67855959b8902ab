package pipeline_test

import (
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
)

func pausing(t *testing.T, h *house, p gateway.Pause) {
	t.Helper()
	if err := h.store.Pause(t.Context(), p); err != nil {
		t.Fatal(err)
	}
}

func TestInAPauseMailBecomesTicketsAndPeopleAnswer(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	pausing(t, h, gateway.Pause{Channel: "support", By: "anna", Reason: "wrong prices"})
	h.write(ada, "Refund", "I want a refund.")
	s := h.next()
	if s.Decision.Outcome != gateway.OutcomeTicket || s.Decision.Reply != nil || s.Ticket == nil ||
		!strings.Contains(s.Ticket.Reason, "no automatic reply: paused by anna: wrong prices") {
		t.Fatalf("%s, %s: %+v", s.Decision.Outcome, s.Decision.Reason, s.Ticket)
	}
	waitFor(t, "the health to tell", func() bool {
		return h.gateway.Health().Channels()["support"].Paused == "paused by anna: wrong prices"
	})
	if err := pipeline.NewDesk(h.store, &pipeline.Policy{}, h.clock.now).Answer(t.Context(), s.Ticket.ID, agent(anna), "It is on its way."); err != nil {
		t.Fatal(err)
	}
	if mails := h.left(2); len(to(mails, ada)) != 1 || !strings.Contains(string(to(mails, ada)[0].Raw), "on its way") || len(to(mails, team)) != 1 {
		t.Fatalf("not the forward and the agent's answer alone: %d mails", len(mails))
	}
	if ended, err := h.store.Resume(t.Context(), "support"); err != nil || !ended {
		t.Fatalf("not resumed: %v", err)
	}
	h.write(ben, "Refund", "I want a refund.")
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAnswer || s.Decision.Reply == nil {
		t.Errorf("after the pause: %s, %s", s.Decision.Outcome, s.Decision.Reason)
	}
	waitFor(t, "the health to be as before", func() bool { return h.gateway.Health().Channels()["support"].Paused == "" })
	if log := h.log.String(); strings.Count(log, "wrong prices") != 1 || strings.Count(log, "automatic replies go on after a pause") != 1 {
		t.Errorf("the log tells it otherwise than once each:\n%s", log)
	}
}

// replyThatWaits is a reply that was refused once and waits to be tried again.
func replyThatWaits(t *testing.T) (*house, gateway.Delivery) {
	t.Helper()
	h := openHouse(t, deskServer(t), desk)
	h.server.Fault(mailtest.Fault{Stage: mailtest.StageRecipient, Code: 451, Text: "later", To: ada, Times: 1})
	h.write(ada, "Refund", "I want a refund.")
	reply := replyOf(t, h.next())
	waitFor(t, "the first attempt", func() bool {
		out, err := h.store.Delivery(t.Context(), reply.ID)
		return err == nil && out.Attempts == 1 && out.State == gateway.DeliveryQueued
	})
	return h, reply
}

func TestAReplyThatIsQueuedWhenAPauseBeginsBecomesATicket(t *testing.T) {
	h, reply := replyThatWaits(t)
	pausing(t, h, gateway.Pause{By: "anna", Reason: "wrong prices", Until: h.clock.now().Add(time.Hour)})
	h.clock.jump(10 * time.Second)
	waitState(t, h, reply.ID, gateway.DeliveryCancelled)
	rows := tickets(t, h)
	if len(rows) != 1 || !strings.Contains(rows[0].Reason, "paused for all channels by anna until ") {
		t.Fatalf("tickets %+v", rows)
	}
	if mails := h.left(1); len(to(mails, ada)) != 0 || len(to(mails, team)) != 1 {
		t.Errorf("not the forward alone: %d mails", len(mails))
	}
}

func TestAReplyThatIsQueuedWhenItsAddressIsSuppressedBecomesATicket(t *testing.T) {
	h, reply := replyThatWaits(t)
	if err := h.store.Suppress(t.Context(), ada, h.clock.now().Add(time.Hour), "she sues us"); err != nil {
		t.Fatal(err)
	}
	h.clock.jump(10 * time.Second)
	waitState(t, h, reply.ID, gateway.DeliveryCancelled)
	rows := tickets(t, h)
	if len(rows) != 1 || !strings.Contains(rows[0].Reason, "nothing automatic goes to this address: she sues us") {
		t.Fatalf("tickets %+v", rows)
	}
	if mails := h.left(1); len(to(mails, ada)) != 0 || len(to(mails, team)) != 1 {
		t.Errorf("not the forward alone: %d mails", len(mails))
	}
}
