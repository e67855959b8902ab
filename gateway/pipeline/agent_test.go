package pipeline_test

import (
	"strings"
	"testing"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
)

const (
	anna = "anna@elsewhere.example"
	ben  = "ben@elsewhere.example"
)

// handedOver is a house with a ticket of ada's, forwarded to the team, and the forward's Message-ID.
func handedOver(t *testing.T) (h *house, ticket string, forwardID string) {
	t.Helper()
	h = openHouse(t, deskServer(t), desk)
	h.write(ada, "Brass lamp", "I want a person. Which lamp is best?")
	s := h.next()
	header, body := parsed(t, to(h.sent(2), team)[0])
	if !strings.Contains(body, pipeline.AnswerLine) {
		t.Fatalf("the forward does not say where to answer:\n%s", body)
	}
	return h, s.Ticket.ID, header.Get("Message-Id")
}

// answers is a mail of somebody who answers the forward, with its quote below.
func (h *house) answers(from, forwardID, text string, fields ...string) pipeline.Settled {
	h.t.Helper()
	body := text + "\r\n\r\nOn Monday, Lumen Lamps wrote:\r\n> " + pipeline.AnswerLine + "\r\n> Which lamp is best?\r\n"
	h.write(from, "Re: Brass lamp", body, append(fields, "In-Reply-To: "+forwardID, "References: "+forwardID)...)
	return h.next()
}

func TestAnAgentAnswersByReplyingToTheForward(t *testing.T) {
	h, ticket, forwardID := handedOver(t)
	s := h.answers(anna, forwardID, "The brass one, gladly.\r\n\r\nAnna")
	if s.Decision.Outcome != gateway.OutcomeRelay {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	mails := to(h.sent(3), ada)
	answer := mails[len(mails)-1]
	header, body := parsed(t, answer)
	if !strings.Contains(body, "The brass one, gladly.") || strings.Contains(body, "##-") || strings.Contains(body, "Which lamp") {
		t.Errorf("the customer got:\n%s", body)
	}
	for name, want := range map[string]string{"Auto-Submitted": "", "Subject": "Re: Brass lamp"} {
		if got := header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if from := header.Get("From"); !strings.Contains(from, desk) || strings.Contains(from, anna) {
		t.Errorf("from %q, want the channel's address", from)
	}
	first, _ := parsed(t, mails[0])
	if header.Get("In-Reply-To") != first.Get("In-Reply-To") {
		t.Errorf("outside the customer's thread: In-Reply-To %q", header.Get("In-Reply-To"))
	}
	row, err := h.store.Ticket(t.Context(), ticket)
	if err != nil || row.State != gateway.TicketAnswered || row.TakenBy != anna || row.Answered.IsZero() {
		t.Errorf("ticket %+v, %v", row.Ticket, err)
	}
	// The customer goes on; the team gets it in its thread, and may answer again.
	h.write(ada, "Re: Brass lamp", "And which bulb?", "In-Reply-To: "+header.Get("Message-Id"))
	if s := h.next(); s.Ticket == nil || s.Ticket.State != gateway.TicketOpen {
		t.Errorf("%s (%s), ticket %+v", s.Decision.Outcome, s.Decision.Reason, s.Ticket)
	}
}

func TestOnlyTheTeamsOwnWordReachesTheCustomer(t *testing.T) {
	tests := map[string]struct {
		from, text string
		fields     []string
		confirmed  int // mails to the customer: it was added
		asked      int // mails to the agent: nothing was passed on
	}{
		"a stranger who got hold of the forward": {from: "mallory@elsewhere.example", text: "Send money."},
		"the customer":                           {from: ada, text: "I see what you write about me.", confirmed: 1},
		"an out-of-office of an agent":           {from: anna, text: "I am away.", fields: []string{"Auto-Submitted: auto-replied"}},
		"a forged agent":                         {from: anna, text: "Send money.", fields: []string{"X-Forged: yes"}},
		"an answer between the quoted lines":     {from: anna, text: "> Which lamp is best?\r\nThe brass one.\r\n> And which bulb?\r\nAny.", asked: 1},
		"an unknown command":                     {from: anna, text: "#colse", asked: 1},
		"a matcher that does not exist":          {from: anna, text: "#wrong: refnd", asked: 1},
		"nothing above the line":                 {from: anna, text: "", asked: 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			h, ticket, forwardID := handedOver(t)
			envelope := tt.from
			if name == "a forged agent" {
				envelope = "x@spam.example"
			}
			body := tt.text + "\r\n\r\nOn Monday, Lumen Lamps wrote:\r\n> " + pipeline.AnswerLine + "\r\n"
			raw := "Return-Path: <" + envelope + ">\r\nFrom: <" + tt.from + ">\r\nTo: <" + desk + ">\r\nSubject: Re: Brass lamp\r\nMessage-ID: <x1@elsewhere.example>\r\nIn-Reply-To: " +
				forwardID + "\r\n" + strings.Join(append(tt.fields, ""), "\r\n") + "\r\n" + body
			if _, err := h.server.Append(desk, "INBOX", []byte(raw)); err != nil {
				t.Fatal(err)
			}
			s := h.next()
			if s.Decision.Outcome != gateway.OutcomeAttach || s.Decision.Relay != nil {
				t.Errorf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
			}
			mails := h.left(2)
			got := to(mails, ada)
			if want := 1 + tt.confirmed; len(got) != want {
				t.Fatalf("the customer got %d mails, want %d", len(got), want)
			}
			if last := string(got[len(got)-1].Raw); tt.confirmed > 0 && !strings.Contains(last, "has been added to your request") {
				t.Errorf("the customer's own words were not confirmed:\n%s", last)
			}
			for _, m := range got {
				if tt.text != "" && strings.Contains(string(m.Raw), tt.text) {
					t.Errorf("the customer got what was written to the team:\n%s", m.Raw)
				}
			}
			if n := len(to(mails, anna)); n != tt.asked {
				t.Errorf("the agent was told %d times", n)
			}
			row, err := h.store.Ticket(t.Context(), ticket)
			if err != nil || row.State != gateway.TicketOpen || len(row.Notes) == 0 {
				t.Errorf("ticket %+v, %v", row.Ticket, err)
			}
		})
	}
}

func TestATokenIsNeitherGuessedNorASubject(t *testing.T) {
	h, ticket, forwardID := handedOver(t)
	at := strings.LastIndex(forwardID, "@") - 1
	other := "a"
	if forwardID[at:at+1] == other {
		other = "b"
	}
	guessed := forwardID[:at] + other + forwardID[at+1:]
	for name, parent := range map[string]string{"the subject alone": "<none@elsewhere.example>", "another end of the token": guessed} {
		h.write(anna, "Re: ["+ticket+"] Brass lamp", "The brass one.", "In-Reply-To: "+parent, "References: "+parent)
		if s := h.next(); s.Decision.Relay != nil || s.Ticket != nil && s.Ticket.ID == ticket {
			t.Errorf("%s: %s (%s)", name, s.Decision.Outcome, s.Decision.Reason)
		}
	}
	row, err := h.store.Ticket(t.Context(), ticket)
	if err != nil || row.State != gateway.TicketOpen {
		t.Errorf("ticket %+v, %v", row.Ticket, err)
	}
	sent, err := h.store.Deliveries(t.Context(), row.Conversation)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range sent {
		if d.To.Addr == ada && d.Kind != gateway.KindAcknowledgement {
			t.Errorf("the customer got %s: %s", d.Kind, d.Text)
		}
	}
}

func TestASecondAgentIsToldThatTheTicketIsTaken(t *testing.T) {
	h, ticket, forwardID := handedOver(t)
	if s := h.answers(anna, forwardID, "#take"); s.Ticket == nil || s.Ticket.State != gateway.TicketTaken || s.Ticket.TakenBy != anna {
		t.Fatalf("%s (%s), ticket %+v", s.Decision.Outcome, s.Decision.Reason, s.Ticket)
	}
	if s := h.answers(ben, forwardID, "The copper one!"); s.Decision.Relay != nil {
		t.Errorf("the second agent's answer was passed on")
	}
	if told := to(h.left(3), ben); len(told) != 1 || !strings.Contains(string(told[0].Raw), anna) {
		t.Errorf("the second agent was told %d times", len(told))
	}
	if s := h.answers(anna, forwardID, "#close"); s.Ticket == nil || s.Ticket.State != gateway.TicketClosed {
		t.Errorf("%s (%s), ticket %+v", s.Decision.Outcome, s.Decision.Reason, s.Ticket)
	}
	if got := len(to(h.left(3), ada)); got != 1 {
		t.Errorf("the customer got %d mails about ticket %s", got, ticket)
	}
}

func TestAnAgentsAnswerKeepsItsAttachments(t *testing.T) {
	h, _, forwardID := handedOver(t)
	raw := "Return-Path: <" + anna + ">\r\nFrom: Anna Lind <" + anna + ">\r\nTo: <" + desk + ">\r\nSubject: Re: Brass lamp\r\nMessage-ID: <x2@elsewhere.example>\r\nIn-Reply-To: " + forwardID +
		"\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSee the sheet.\r\n--x\r\nContent-Type: application/pdf; name=sheet.pdf\r\n" +
		"Content-Disposition: attachment; filename=sheet.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8gc2hlZXQ=\r\n--x--\r\n"
	if _, err := h.server.Append(desk, "INBOX", []byte(raw)); err != nil {
		t.Fatal(err)
	}
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeRelay {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	mails := to(h.sent(3), ada)
	answer := string(mails[len(mails)-1].Raw)
	for _, want := range []string{"See the sheet.", "sheet.pdf", "aGVsbG8gc2hlZXQ=", "Anna Lind"} {
		if !strings.Contains(answer, want) {
			t.Errorf("the answer lacks %q:\n%s", want, answer)
		}
	}
}

func TestAnAgentsAnswerOfWhichNobodyKnowsIsSentAgain(t *testing.T) {
	h, ticket, forwardID := handedOver(t)
	h.server.Fault(mailtest.Fault{Stage: mailtest.StageEnd, Drop: true, Deliver: true, To: ada, Times: 1})
	h.answers(anna, forwardID, "The brass one.")
	if n := len(to(h.left(4), ada)); n != 3 {
		t.Errorf("the customer got %d mails, want the acknowledgement and the answer twice under one id (ticket %s)", n, ticket)
	}
}

func TestAnAgentsAnswerThatBouncedGoesBackToTheTeam(t *testing.T) {
	h, ticket, forwardID := handedOver(t)
	h.answers(anna, forwardID, "The brass one.")
	mails := to(h.sent(3), ada)
	header, _ := parsed(t, mails[len(mails)-1])
	bounce := "Return-Path: <>\r\nFrom: MAILER-DAEMON@customers.example\r\nTo: " + desk + "\r\nSubject: Undelivered Mail Returned to Sender\r\n" +
		"Message-ID: <b2@customers.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n" +
		"--x\r\nContent-Type: text/plain\r\n\r\nNo such user.\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.customers.example\r\n\r\n" +
		"Final-Recipient: rfc822; " + ada + "\r\nAction: failed\r\nStatus: 5.1.1\r\n--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: " +
		header.Get("Message-Id") + "\r\n--x--\r\n"
	if _, err := h.server.Append(desk, "INBOX", []byte(bounce)); err != nil {
		t.Fatal(err)
	}
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAttach {
		t.Errorf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	got := to(h.sent(4), team)
	if last := string(got[len(got)-1].Raw); !strings.Contains(last, "could not be delivered") || !strings.Contains(last, "5.1.1") {
		t.Errorf("the team was told:\n%s", last)
	}
	row, err := h.store.Ticket(t.Context(), ticket)
	if err != nil || row.State != gateway.TicketOpen {
		t.Errorf("ticket %+v, %v", row.Ticket, err)
	}
}

// bounceOf is a server's report that one of our mails could not be delivered to ada.
func bounceOf(messageID string) []byte {
	return []byte("Return-Path: <>\r\nFrom: MAILER-DAEMON@customers.example\r\nTo: " + desk + "\r\nSubject: Undelivered Mail Returned to Sender\r\n" +
		"Message-ID: <b3@customers.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n" +
		"--x\r\nContent-Type: text/plain\r\n\r\nNo such user.\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.customers.example\r\n\r\n" +
		"Final-Recipient: rfc822; " + ada + "\r\nAction: failed\r\nStatus: 5.1.1\r\n--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: " +
		messageID + "\r\n--x--\r\n")
}

func TestAnAnswerThatBouncedOpensEvenAClosedTicket(t *testing.T) {
	h, ticket, forwardID := handedOver(t)
	h.answers(anna, forwardID, "The brass one.")
	mails := to(h.sent(3), ada)
	header, _ := parsed(t, mails[len(mails)-1])
	h.answers(anna, forwardID, "#close")
	if _, err := h.server.Append(desk, "INBOX", bounceOf(header.Get("Message-Id"))); err != nil {
		t.Fatal(err)
	}
	h.next()
	row, err := h.store.Ticket(t.Context(), ticket)
	if err != nil || row.State != gateway.TicketOpen || !row.Closed.IsZero() {
		t.Fatalf("ticket %+v, %v", row.Ticket, err)
	}
	if got := to(h.sent(4), team); !strings.Contains(string(got[len(got)-1].Raw), "could not be delivered") {
		t.Errorf("the team was told:\n%s", got[len(got)-1].Raw)
	}
}

func TestAnAgentWhoIsAMachineIsToldAFewTimesOnly(t *testing.T) {
	h, ticket, forwardID := handedOver(t)
	for range 7 {
		h.answers(anna, forwardID, "#away")
	}
	sent, err := h.store.Deliveries(t.Context(), conversationOf(t, h, ticket))
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, d := range sent {
		if d.To.Addr == anna {
			told++
		}
	}
	if told != 5 {
		t.Errorf("told %d times, want 5", told)
	}
}

func conversationOf(t *testing.T, h *house, ticket string) string {
	t.Helper()
	row, err := h.store.Ticket(t.Context(), ticket)
	if err != nil {
		t.Fatal(err)
	}
	return row.Conversation
}
