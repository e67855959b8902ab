package pipeline_test

import (
	"strings"
	"testing"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

func agent(addr string) gateway.Address { return gateway.Address{Name: "Anna", Addr: addr} }

func TestADraftWaitsForAPerson(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "Hm", "a delicate matter")
	s := h.next()
	if s.Decision.Outcome != gateway.OutcomeAcknowledge || s.Ticket == nil {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	mails := h.left(2)
	if got := to(mails, ada); len(got) != 1 || strings.Contains(string(got[0].Raw), "within five days") {
		t.Fatalf("the customer got %d mails before anybody approved", len(got))
	}
	if forward := string(to(mails, team)[0].Raw); !strings.Contains(forward, "Refunds reach your") || !strings.Contains(forward, "approve") {
		t.Errorf("the team does not see the draft:\n%s", forward)
	}
	d := pipeline.NewDesk(h.store, &pipeline.Policy{}, h.clock.now)
	if _, err := d.Take(t.Context(), s.Ticket.ID, agent(anna)); err != nil {
		t.Fatal(err)
	}
	if err := d.Approve(t.Context(), s.Ticket.ID, agent(anna)); err != nil {
		t.Fatal(err)
	}
	got := to(h.sent(3), ada)
	last := string(got[len(got)-1].Raw)
	if !strings.Contains(last, "within five days") {
		t.Errorf("the approved draft did not arrive:\n%s", last)
	}
	if !strings.Contains(last, "checked by a") || strings.Contains(last, "This is an automatic reply") {
		t.Errorf("it does not say that a person checked it:\n%s", last)
	}
	if err := d.Approve(t.Context(), s.Ticket.ID, agent(anna)); err == nil {
		t.Error("approved twice")
	}
}

func TestAnAgentAnswersFromTheDesk(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "Brass lamp", "I want a person. Which lamp is best?")
	s := h.next()
	h.sent(2)
	d := pipeline.NewDesk(h.store, &pipeline.Policy{}, h.clock.now)
	if err := d.Answer(t.Context(), s.Ticket.ID, agent(anna), "  "); err == nil {
		t.Error("an empty answer was sent")
	}
	if _, err := d.Take(t.Context(), s.Ticket.ID, agent(anna)); err != nil {
		t.Fatal(err)
	}
	if err := d.Answer(t.Context(), s.Ticket.ID, agent(ben), "The copper one."); err == nil {
		t.Error("a second agent answered a ticket that is with another")
	}
	if err := d.Answer(t.Context(), s.Ticket.ID[:5], agent(anna), "The brass one."); err != nil {
		t.Fatal(err)
	}
	mails := to(h.sent(3), ada)
	header, body := parsed(t, mails[len(mails)-1])
	if !strings.Contains(body, "The brass one.") || header.Get("In-Reply-To") == "" || header.Get("Auto-Submitted") != "" {
		t.Errorf("header %v\n%s", header, body)
	}
	if _, err := d.Close(t.Context(), s.Ticket.ID, agent(anna)); err != nil {
		t.Fatal(err)
	}
	// A new mail of the customer is not lost on a closed ticket.
	h.write(ada, "Re: Brass lamp", "And which bulb?", "In-Reply-To: "+header.Get("Message-Id"))
	if s := h.next(); s.Ticket == nil || s.Ticket.State != gateway.TicketOpen {
		t.Errorf("%s (%s), ticket %+v", s.Decision.Outcome, s.Decision.Reason, s.Ticket)
	}
}

// TestWhoHadATicketHearsThatAColleagueTookIt: two who take at once would both believe that it is theirs.
func TestWhoHadATicketHearsThatAColleagueTookIt(t *testing.T) {
	h, ticket, forwardID := handedOver(t)
	pol, _ := h.policy()
	d := pipeline.NewDesk(h.store, pol, h.clock.now)
	for _, take := range []struct{ by, from string }{{anna, ""}, {anna, anna}, {ben, anna}} {
		if was, err := d.Take(t.Context(), ticket, agent(take.by)); err != nil || was.TakenBy != take.from {
			t.Fatalf("%s took it from %q, %v", take.by, was.TakenBy, err)
		}
	}
	told := to(h.left(3), anna)
	if len(told) != 1 || !strings.Contains(string(told[0].Raw), ben) || !strings.Contains(string(told[0].Raw), "took it over from") {
		t.Fatalf("who had it got %d mails", len(told))
	}
	if s := h.answers(anna, forwardID, "#take"); s.Ticket == nil || s.Ticket.TakenBy != anna {
		t.Fatalf("%s (%s), ticket %+v", s.Decision.Outcome, s.Decision.Reason, s.Ticket)
	}
	mails := h.left(5)
	if n, m := len(to(mails, ben)), len(to(mails, anna)); n != 1 || m != 2 {
		t.Errorf("after a take by mail who had it got %d mails, who has it %d; want one more each", n, m)
	}
}

func TestAPromiseThatIsMissedIsRaisedAndTheCustomerHearsANewTime(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "Brass lamp", "I want a person.")
	s := h.next()
	h.sent(2) // acknowledgement and forward
	h.clock.jump(6*time.Hour + time.Minute)
	mails := h.left(3)
	if got := to(mails, team); len(got) != 2 || !strings.Contains(string(got[1].Raw), "is due by") {
		t.Errorf("after three quarters of eight hours the team got %d mails", len(got))
	}
	row, err := h.store.Ticket(t.Context(), s.Ticket.ID)
	if err != nil || !row.Reminded || row.Missed || row.Urgency != gateway.UrgencyUrgent {
		t.Errorf("ticket %+v, %v", row.Ticket, err)
	}
	h.clock.jump(2 * time.Hour)
	mails = h.left(5)
	if got := to(mails, team); len(got) != 3 || !strings.Contains(string(got[2].Raw), "was missed") {
		t.Errorf("after the due time the team got %d mails", len(got))
	}
	got := to(mails, ada)
	if len(got) != 2 {
		t.Fatalf("the customer got %d mails, want the acknowledgement and one notice", len(got))
	}
	if header, _ := parsed(t, got[1]); header.Get("Auto-Submitted") != "auto-generated" {
		t.Errorf("the notice is %q", header.Get("Auto-Submitted"))
	}
	if row, err = h.store.Ticket(t.Context(), s.Ticket.ID); err != nil || !row.Missed {
		t.Errorf("ticket %+v, %v", row.Ticket, err)
	}
}

func TestAPromiseThatIsKeptIsQuiet(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "Brass lamp", "I want a person.")
	s := h.next()
	h.sent(2)
	if err := pipeline.NewDesk(h.store, &pipeline.Policy{}, h.clock.now).Answer(t.Context(), s.Ticket.ID, agent(anna), "Here I am."); err != nil {
		t.Fatal(err)
	}
	h.sent(3)
	h.clock.jump(9 * time.Hour)
	waitFor(t, "the look at the promise", func() bool {
		depth, err := h.store.Depth(t.Context())
		return err == nil && depth[store.WorkOverdue] == 0
	})
	if n := len(h.left(3)); n != 3 {
		t.Errorf("%d mails left, want 3", n)
	}
}

func TestAnAnswerByMailDiscardsTheDraft(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "Brass lamp", "a delicate matter")
	s := h.next()
	header, _ := parsed(t, to(h.sent(2), team)[0])
	d := pipeline.NewDesk(h.store, &pipeline.Policy{}, h.clock.now)
	if s := h.answers(anna, header.Get("Message-Id"), "The brass one."); s.Decision.Relay == nil {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	if err := d.Approve(t.Context(), s.Ticket.ID, agent(anna)); err == nil {
		t.Error("the draft left after a person's answer")
	}
}

func TestOfTwoWhoApproveAtOnceOneDoes(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "Hm", "a delicate matter")
	s := h.next()
	h.sent(2)
	d := pipeline.NewDesk(h.store, &pipeline.Policy{}, h.clock.now)
	results := make(chan error)
	for range 2 {
		go func() { results <- d.Approve(t.Context(), s.Ticket.ID, agent(anna)) }()
	}
	if first, second := <-results, <-results; (first == nil) == (second == nil) {
		t.Errorf("%v; %v", first, second)
	}
	if n := len(to(h.left(3), ada)); n != 2 {
		t.Errorf("the customer got %d mails, want the acknowledgement and the draft", n)
	}
	if row, err := h.store.Ticket(t.Context(), s.Ticket.ID); err != nil || len(row.Notes) != 1 {
		t.Errorf("notes %q, %v", row.Notes, err)
	}
}

func TestADraftOfATicketThatIsWithAnotherAgentStays(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "Hm", "a delicate matter")
	s := h.next()
	d := pipeline.NewDesk(h.store, &pipeline.Policy{}, h.clock.now)
	if _, err := d.Take(t.Context(), s.Ticket.ID, agent(anna)); err != nil {
		t.Fatal(err)
	}
	if err := d.Approve(t.Context(), s.Ticket.ID, agent(ben)); err == nil {
		t.Error("another agent approved it")
	}
}

func TestACustomerWhoseMailBouncedHearsOfNoNewTime(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "Brass lamp", "I want a person.")
	h.next()
	header, _ := parsed(t, to(h.sent(2), ada)[0])
	if _, err := h.server.Append(desk, "INBOX", bounceOf(header.Get("Message-Id"))); err != nil {
		t.Fatal(err)
	}
	h.next()
	h.clock.jump(6*time.Hour + time.Minute)
	h.sent(3)
	h.clock.jump(2 * time.Hour)
	waitFor(t, "the look at the promise", func() bool {
		depth, err := h.store.Depth(t.Context())
		return err == nil && depth[store.WorkOverdue] == 0 && depth[store.WorkDeliver] == 0
	})
	if got := to(h.left(4), ada); len(got) != 1 {
		t.Errorf("the customer got %d mails, want the acknowledgement alone", len(got))
	}
}
