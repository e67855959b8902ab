package pipeline_test

import (
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func (h *house) ticket(id string) store.TicketRow {
	h.t.Helper()
	row, err := h.store.Ticket(h.t.Context(), id)
	if err != nil {
		h.t.Fatal(err)
	}
	return row
}

func TestAnAnswerThatClosesReachesTheCustomer(t *testing.T) {
	h, ticket, forwardID := handedOver(t)
	if s := h.answers(anna, forwardID, "#close\r\n\r\nThe brass one."); s.Decision.Outcome != gateway.OutcomeRelay {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	mails := to(h.sent(3), ada)
	if _, body := parsed(t, mails[len(mails)-1]); !strings.Contains(body, "The brass one.") || strings.Contains(body, "#close") {
		t.Errorf("the customer got:\n%s", body)
	}
	if row := h.ticket(ticket); row.State != gateway.TicketClosed || row.Answered.IsZero() || row.LastAnswer.IsZero() {
		t.Errorf("ticket %+v", row.Ticket)
	}
}

func TestAnAgentHearsThatATextBelowTakeWasNotSent(t *testing.T) {
	h, ticket, forwardID := handedOver(t)
	h.answers(anna, forwardID, "#take\r\nThe brass one.")
	mails := h.left(3)
	if told := to(mails, anna); len(told) != 1 || !strings.Contains(string(told[0].Raw), "without #take") || len(to(mails, ada)) != 1 {
		t.Errorf("anna got %d mails, ada %d", len(told), len(to(mails, ada)))
	}
	if row := h.ticket(ticket); row.State != gateway.TicketTaken || row.TakenBy != anna {
		t.Errorf("ticket %+v", row.Ticket)
	}
}

func TestTheSenderOfSpamHearsNothingMore(t *testing.T) {
	h, ticket, forwardID := handedOver(t)
	h.answers(anna, forwardID, "#spam")
	if row := h.ticket(ticket); row.State != gateway.TicketClosed || row.Mark != "spam" {
		t.Errorf("ticket %+v", row.Ticket)
	}
	h.write(ada, "My refund", "When will my refund arrive?")
	if s := h.next(); s.Decision.Reply != nil || s.Ticket == nil {
		t.Errorf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	if n := len(to(h.left(3), ada)); n != 1 {
		t.Errorf("the sender got %d mails, want the acknowledgement from before", n)
	}
}

func TestWhatAnAgentSaysOfAMatcherIsKept(t *testing.T) {
	h, ticket, forwardID := handedOver(t)
	h.answers(anna, forwardID, "#wrong: paid")
	h.answers(anna, forwardID, "#wrong: refund")
	h.answers(ben, forwardID, "#wrong: none")
	said, err := h.store.Corrections(t.Context(), time.Time{})
	if err != nil || len(said) != 2 {
		t.Fatalf("%+v, %v", said, err)
	}
	about := h.ticket(ticket).Message
	for agent, want := range map[string]string{anna: "refund", ben: ""} {
		found := false
		for _, c := range said {
			found = found || c.Agent == agent && c.Meant == want && c.Said == "human" && c.Message == about
		}
		if !found {
			t.Errorf("%s said %q of %s; kept is %+v", agent, want, about, said)
		}
	}
	if row := h.ticket(ticket); row.State != gateway.TicketOpen || len(row.Notes) != 3 {
		t.Errorf("ticket %+v", row.Ticket)
	}
}

// echo answers every mail to its addresses at once, in their names, and says nowhere that it is a machine.
func echo(t *testing.T, server **mailtest.Server, addresses ...string) func(mailtest.Mail) {
	t.Helper()
	queue := make(chan mailtest.Mail, 1000)
	t.Cleanup(func() { close(queue) })
	go func() {
		for m := range queue {
			header, _ := parsed(t, m)
			id := header.Get("Message-Id")
			submit(t, *server, m.To, desk, "Re: "+header.Get("Subject"), "We have received your mail.", "In-Reply-To: "+id, "References: "+id)
		}
	}()
	return func(m mailtest.Mail) {
		for _, a := range addresses {
			if strings.EqualFold(m.To, a) {
				queue <- m
			}
		}
	}
}

func TestTwoRespondersThatHideDoNotTalkThroughTheGateway(t *testing.T) {
	var server *mailtest.Server
	answer := echo(t, &server, ada, anna, team)
	server = mailtest.Serve(t, mailtest.Options{Domain: "lumen.example", Users: []mailtest.User{{Address: desk, Password: password}}, OnMail: answer})
	h := newHouse(t, server, desk)
	h.teams = strings.ReplaceAll(houseTeams, "anna@elsewhere.example", team) // the team's own mailbox is an agent, and answers
	h.start()
	h.write(ada, "Lamp", "I want a person.")
	relays, settled := 0, 0
	waitFor(t, "the end of the talk", func() bool {
		for len(h.settled) > 0 {
			settled++
			if s := h.next(); s.Decision.Outcome == gateway.OutcomeRelay {
				relays++
			}
		}
		depth, err := h.store.Depth(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		// Nothing is to leave, and the answer to every mail that left is settled.
		return relays > 3 || depth[store.WorkDeliver] == 0 && settled == 1+len(h.sent(0))
	})
	if relays != 3 {
		t.Errorf("%d answers were passed on, want the three of the cap", relays)
	}
	toTeam := 0
	for _, m := range to(h.sent(1), team) {
		if strings.Contains(string(m.Raw), "Your mail about ticket") { // the forwards show the notes
			toTeam++
		}
	}
	if toTeam != 1 {
		t.Errorf("the team was told %d times that its answers are not passed on", toTeam)
	}
	if row := onlyTicket(t, h); len(row.Notes) == 0 {
		t.Errorf("ticket %+v", row.Ticket)
	}
}

func TestAnAnswerToADigestIsNoCustomersMail(t *testing.T) {
	h := newHouse(t, deskServer(t), desk)
	h.start()
	digest := gateway.Delivery{ID: store.NewID(), Kind: gateway.KindForward, Channel: "support", To: gateway.Address{Addr: team}}
	keys, err := h.store.Keyring(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	id := "<" + keys.MessageID(digest, "lumen.example") + ">"
	h.write(anna, "Re: [backlog] 3 older mails", "When will my refund arrive? They all ask that.", "In-Reply-To: "+id)
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAttach || s.Ticket != nil || s.Decision.Reply != nil {
		t.Fatalf("%s (%s), ticket %+v", s.Decision.Outcome, s.Decision.Reason, s.Ticket)
	}
	header, body := parsed(t, h.sent(1)[0])
	if !strings.Contains(body, "belongs to no ticket") || header.Get("To") != "<"+anna+">" {
		t.Errorf("to %s:\n%s", header.Get("To"), body)
	}
	// Whoever answers that, a machine perhaps, hears no more.
	h.write(anna, "Re: [backlog] 3 older mails", "Thanks, when will my refund arrive?", "In-Reply-To: "+header.Get("Message-Id"))
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAttach || len(s.Deliveries) > 0 {
		t.Errorf("%s (%s), %d deliveries", s.Decision.Outcome, s.Decision.Reason, len(s.Deliveries))
	}
	// A mail of their own is judged as everybody's, and so is a stranger's who got hold of a digest.
	h.write(anna, "My refund", "When will my refund arrive?")
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAnswer {
		t.Errorf("an agent's own question: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	h.write(ada, "Re: [backlog] 3 older mails", "When will my refund arrive?", "In-Reply-To: "+id)
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAnswer {
		t.Errorf("a stranger: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
}
