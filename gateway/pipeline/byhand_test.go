package pipeline_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

// byHand is a mail that a colleague writes in a mail program on the shared mailbox.
type byHand struct {
	id, to, subject, answers string // answers is a Message-ID without angle brackets
	sent                     time.Time
	fields                   []string
}

func (m byHand) raw() []byte {
	if m.sent.IsZero() {
		m.sent = time.Now()
	}
	head := fmt.Sprintf("From: Carla <%s>\r\nTo: <%s>\r\nSubject: %s\r\nMessage-ID: <%s@lumen.example>\r\nDate: %s\r\nIn-Reply-To: <%s>\r\n",
		desk, m.to, m.subject, m.id, m.sent.Format(time.RFC1123Z), m.answers)
	for _, f := range m.fields {
		head += f + "\r\n"
	}
	return []byte(head + "\r\nTake the brass one. Carla\r\n")
}

func (h *house) append(folder string, raw []byte) {
	h.t.Helper()
	if _, err := h.server.Append(desk, folder, raw); err != nil {
		h.t.Fatal(err)
	}
}

// sends puts a colleague's mail into the Sent folder and waits until it is settled.
func (h *house) sends(m byHand) pipeline.Settled {
	h.t.Helper()
	h.append("Sent", m.raw())
	s := h.next()
	if !s.Message.FromUs {
		h.t.Fatalf("settled was %q (%s)", s.Message.Subject, s.Decision.Reason)
	}
	return s
}

func TestWhoAnswersFromTheMailboxTakesOver(t *testing.T) {
	h, ticket, forwardID := handedOver(t)
	s := h.sends(byHand{id: "h1", to: ada, subject: "Re: Brass lamp", answers: h.ticket(ticket).MessageID, sent: time.Now().Add(-time.Hour)})
	if s.Decision.Outcome != gateway.OutcomeAttach || !strings.Contains(s.Decision.Reason, "a person took over") {
		t.Errorf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	row := h.ticket(ticket)
	notes := strings.Join(row.Notes, "\n")
	if row.State != gateway.TicketAnswered || !row.ByHand || row.TakenBy != desk || !row.Answered.Equal(row.Created) || !row.LastAnswer.Equal(row.Created) {
		t.Errorf("ticket %+v", row.Ticket)
	}
	if !strings.Contains(notes, "Carla <"+desk+">") || !strings.Contains(notes, "UTC") {
		t.Errorf("notes %q", notes)
	}

	if s := h.answers(anna, forwardID, "The copper one!"); s.Decision.Relay != nil {
		t.Error("the customer gets a second answer")
	}
	h.sent(3) // acknowledgement, forward, the word to anna
	for i, text := range []string{"And which bulb?", "It is urgent, I was charged but got nothing."} {
		h.write(ada, "Re: Brass lamp", text, "In-Reply-To: <h1@lumen.example>")
		if s := h.next(); s.Decision.Reply != nil || s.Ticket == nil || s.Ticket.ID != ticket || s.Ticket.State != gateway.TicketOpen {
			t.Errorf("%q: %s (%s), ticket %+v", text, s.Decision.Outcome, s.Decision.Reason, s.Ticket)
		}
		mails := h.left(4 + i)
		if n := len(to(mails, ada)); n != 1 {
			t.Errorf("%q: the customer got %d mails of the machine, want the first acknowledgement alone", text, n)
		}
		forwards := to(mails, team)
		header, body := parsed(t, forwards[len(forwards)-1])
		if len(forwards) != 2+i || !strings.Contains(header.Get("References"), forwardID) || !strings.Contains(body, "Take the brass one.") {
			t.Errorf("forward %d of %q, in thread %q:\n%s", len(forwards), text, header.Get("References"), body)
		}
	}
}

func TestAReplyThatWaitsIsHeldWhenAPersonAnswersFromTheMailbox(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.server.Fault(mailtest.Fault{Stage: mailtest.StageRecipient, Code: 451, Text: "later", To: ada})
	h.write(ada, "My refund", "Where is my refund?")
	first := h.next()
	waitFor(t, "the first refusal", func() bool {
		d, err := h.store.Delivery(t.Context(), first.Deliveries[0].ID)
		return err == nil && d.Attempts > 0 && d.State == gateway.DeliveryQueued
	})
	if s := h.sends(byHand{id: "h2", to: ada, subject: "Re: My refund", answers: first.Message.Thread.ID}); s.Ticket != nil {
		t.Errorf("ticket %+v", s.Ticket)
	}
	h.server.ClearFaults()
	waitFor(t, "the end of the reply", func() bool {
		d, err := h.store.Delivery(t.Context(), first.Deliveries[0].ID)
		return err == nil && d.State == gateway.DeliveryCancelled && strings.Contains(d.Cause, string(gateway.HoldIfPersonAnswered))
	})
	if n := len(h.server.Mails()); n != 1 { // ada's own
		t.Errorf("%d mails", n)
	}
}

func TestAnAnswerFromTheMailboxMayBeKnownBeforeItsQuestion(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write("bea@customers.example", "Hello", "My refund?")
	h.next()
	h.append("Sent", byHand{id: "h3", to: ada, subject: "Re: My refund", answers: "early@customers.example"}.raw())
	waitFor(t, "the answer in the store", func() bool {
		waiting, err := h.store.Messages(t.Context(), store.MessageFilter{State: store.MessageWaiting})
		return err == nil && len(waiting) == 1
	})
	h.append("INBOX", []byte("Return-Path: <"+ada+">\r\nFrom: <"+ada+">\r\nTo: <"+desk+">\r\nSubject: My refund\r\nMessage-ID: <early@customers.example>\r\n\r\nWhere is my refund?\r\n"))
	question := h.next()
	if d := question.Decision; d.Outcome != gateway.OutcomeAttach || d.Reply != nil || question.Ticket != nil || question.Message.Author.Addr != ada {
		t.Errorf("%s (%s)", d.Outcome, d.Reason)
	}
	known, err := h.store.History(t.Context(), store.HistoryQuery{
		Message: gateway.Message{Channel: h.channel}, Sender: ada, Keys: []string{"early@customers.example"}, Now: time.Now(),
	})
	if err != nil || known.PersonWrote.IsZero() {
		t.Errorf("nobody of ours has written: %+v, %v", known, err)
	}
	answer := h.next()
	if answer.Decision.Outcome != gateway.OutcomeAttach || !answer.Message.FromUs {
		t.Errorf("%s (%s)", answer.Decision.Outcome, answer.Decision.Reason)
	}
	h.write(ada, "Re: My refund", "Your request was answered, but what about your request form?", "In-Reply-To: <h3@lumen.example>")
	s := h.next()
	if s.Ticket == nil || s.Decision.Trace.History.PersonWrote.IsZero() {
		t.Errorf("the next mail: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
}

func TestMailOfOursThatAnswersNoCustomerChangesNothing(t *testing.T) {
	h, ticket, _ := handedOver(t)
	id := h.ticket(ticket).MessageID
	for name, m := range map[string]byHand{
		"the customer's mail passed on to a colleague": {id: "n1", to: "carl@lumen.example", subject: "Fwd: Brass lamp", answers: id},
		"a mail in another thread":                     {id: "n2", to: ada, subject: "Re: lunch", answers: "lunch@elsewhere.example"},
	} {
		before := len(h.messages(store.MessageWaiting))
		h.append("Sent", m.raw())
		waitFor(t, name, func() bool { return len(h.messages(store.MessageWaiting)) == before+1 })
	}
	vacation := byHand{id: "n3", to: ada, subject: "Re: Brass lamp", answers: id, fields: []string{"Auto-Submitted: auto-replied"}}
	if s := h.sends(vacation); s.Decision.Outcome != gateway.OutcomeIgnore {
		t.Errorf("our own vacation reply: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	h.clock.jump(11 * time.Minute)
	for range 2 {
		s := h.next()
		if s.Decision.Outcome != gateway.OutcomeIgnore || s.Ticket != nil || len(s.Deliveries) > 0 {
			t.Errorf("%q: %s (%s)", s.Message.Subject, s.Decision.Outcome, s.Decision.Reason)
		}
		kept, err := h.store.Message(t.Context(), s.Message.ID)
		if err != nil || kept.Text+kept.Subject != "" || kept.Conversation != "" {
			t.Errorf("kept of it: %+v, %v", kept, err)
		}
	}
	if row := h.ticket(ticket); row.State != gateway.TicketOpen || len(row.Notes) > 0 {
		t.Errorf("ticket %+v", row.Ticket)
	}
}

func (h *house) messages(state string) []store.Received {
	h.t.Helper()
	rs, err := h.store.Messages(h.t.Context(), store.MessageFilter{State: state})
	if err != nil {
		h.t.Fatal(err)
	}
	return rs
}

func TestATicketStaysOpenForWhatTheCustomerWroteSince(t *testing.T) {
	h, ticket, _ := handedOver(t)
	answered := time.Now().Add(-time.Minute)
	h.write(ada, "Re: Brass lamp", "And which bulb?", "In-Reply-To: <"+h.ticket(ticket).MessageID+">")
	h.next()
	h.sends(byHand{id: "late", to: ada, subject: "Re: Brass lamp", answers: h.ticket(ticket).MessageID, sent: answered})
	if row := h.ticket(ticket); row.State != gateway.TicketOpen || !row.ByHand {
		t.Errorf("ticket %+v", row.Ticket)
	}
}

func TestARebuiltSentFolderAnswersNothingTwice(t *testing.T) {
	h, ticket, _ := handedOver(t)
	answer := byHand{id: "once", to: ada, subject: "Re: Brass lamp", answers: h.ticket(ticket).MessageID, sent: time.Now()}
	h.sends(answer)
	h.write(ada, "Re: Brass lamp", "And which bulb?", "In-Reply-To: <once@lumen.example>")
	asked := h.next()
	if err := h.server.Rebuild(desk, "Sent", answer.raw(), byHand{id: "again", to: ada, subject: "Re: bulb", answers: asked.Message.Thread.ID}.raw()); err != nil {
		t.Fatal(err)
	}
	if s := h.next(); s.Message.Thread.ID != "again@lumen.example" {
		t.Errorf("settled %q", s.Message.Thread.ID)
	}
	known := 0
	for _, m := range h.messages("") {
		if m.Thread.ID == "once@lumen.example" {
			known++
		}
	}
	if row := h.ticket(ticket); row.State != gateway.TicketAnswered || known != 1 {
		t.Errorf("the first answer is known %d times, ticket %+v", known, row.Ticket)
	}
}

func TestWhatTheGatewaySentIsNoPersonsMail(t *testing.T) {
	server := mailtest.Serve(t, mailtest.Options{Domain: "lumen.example", SaveSent: true, Users: []mailtest.User{{Address: desk, Password: password}}})
	h := openHouse(t, server, desk)
	h.write(ada, "Brass lamp", "I want a person. Which lamp is best?")
	ticket := h.next().Ticket.ID
	forward, _ := parsed(t, to(h.sent(2), team)[0])
	if s := h.answers(anna, forward.Get("Message-Id"), "The brass one."); s.Decision.Outcome != gateway.OutcomeRelay {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	h.sent(3)
	saved, err := server.Mailbox(desk, "Sent")
	if err != nil || len(saved) != 3 {
		t.Fatalf("%d mails were saved, %v", len(saved), err)
	}
	h.write(ada, "Re: Brass lamp", "And which bulb?", "In-Reply-To: <"+h.ticket(ticket).MessageID+">")
	if s := h.next(); s.Decision.Reply == nil || s.Ticket.ByHand {
		t.Errorf("%s (%s), ticket %+v", s.Decision.Outcome, s.Decision.Reason, s.Ticket)
	}
	h.sends(byHand{id: "end", to: ada, subject: "Re: Brass lamp", answers: h.ticket(ticket).MessageID}) // all before it was looked at
	for _, m := range h.messages("") {
		if m.FromUs && m.Thread.ID != "end@lumen.example" {
			t.Errorf("taken for a person's: %q", m.Subject)
		}
	}
}

func TestOurAddressInTheInboxIsAPersonsOnlyWhereItIsProven(t *testing.T) {
	vouched := "Authentication-Results: mx.lumen.example; dmarc=pass header.from=lumen.example"
	for name, c := range map[string]struct {
		top     string
		fields  []string
		to      string
		takes   bool
		outcome gateway.Outcome
	}{
		"a copy to ourselves that a trusted server vouches for": {top: vouched, to: ada, takes: true, outcome: gateway.OutcomeAttach},
		"a forged sender":            {to: ada, outcome: gateway.OutcomeTicket},
		"a forged word of a server":  {top: strings.Replace(vouched, "mx.lumen", "mx.forged", 1), to: ada, outcome: gateway.OutcomeTicket},
		"proven, and to nobody here": {top: vouched, to: desk, outcome: gateway.OutcomeTicket},
		"proven, with our mark":      {top: vouched, fields: []string{gateway.OriginHeader + ": 0000000000000000"}, to: ada, outcome: gateway.OutcomeTicket},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, deskServer(t), desk)
			h.settings = strings.Replace(h.settings, "start: all", "start: all, authserv: [mx.lumen.example]", 1)
			h.start()
			h.write(ada, "Brass lamp", "I want a person. Which lamp is best?")
			ticket := h.next().Ticket.ID
			h.sent(2)
			copied := byHand{id: "bcc", to: c.to, subject: "Re: Brass lamp", answers: h.ticket(ticket).MessageID, fields: c.fields}.raw()
			h.append("INBOX", append([]byte("Return-Path: <"+desk+">\r\n"+headerLine(c.top)), copied...))
			s := h.next()
			if s.Decision.Outcome != c.outcome {
				t.Errorf("%s (%s), class %s", s.Decision.Outcome, s.Decision.Reason, s.Decision.Trace.Verdict.Class)
			}
			row := h.ticket(ticket)
			if row.ByHand != c.takes || (row.State == gateway.TicketAnswered) != c.takes {
				t.Errorf("ticket %+v", row.Ticket)
			}
			if n := len(to(h.left(2), ada)); n != 1 {
				t.Errorf("the customer got %d mails", n)
			}
		})
	}
}

func headerLine(s string) string {
	if s == "" {
		return ""
	}
	return s + "\r\n"
}
