package pipeline

import (
	"strings"
	"testing"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// agentMail is an answer of billing's agent.
func agentMail(text string) gateway.Message {
	m := customerMail(text)
	m.Author = gateway.Address{Name: "Anna", Addr: "anna@lumen.example"}
	m.Facts.Header[0].Value, m.Facts.Header[1].Value = "<anna@lumen.example>", "Anna <anna@lumen.example>"
	return m
}

// answered is the history of an answer to billing's forward.
func answered() gateway.History {
	h := known("refund", gateway.KindAcknowledgement)
	h.Forward = &gateway.Forward{Ticket: "t1", Team: "billing"}
	h.Ticket = &gateway.Ticket{ID: "t1", State: gateway.TicketOpen}
	return h
}

func TestWhatKeepsAnAgentsMailFromTheCustomer(t *testing.T) {
	twice := answered()
	twice.Duplicate = "m0"
	files := func(as ...gateway.Attachment) gateway.Message {
		m := agentMail("See the sheet.")
		m.Attachments = as
		return m
	}
	closed := files(gateway.Attachment{ID: "a1", Name: "smime.p7m", Type: "application/pkcs7-mime", Size: 5})
	closed.Text, closed.NewText = "[This mail is encrypted with S/MIME. It was left closed.]", ""
	closed.Cuts = []gateway.Cut{{Rule: gateway.CutClosed, End: len(closed.Text)}}
	tests := []struct {
		name    string
		message gateway.Message
		history gateway.History
		relayed bool
		asked   bool
	}{
		{"nothing", agentMail("The brass one."), answered(), true, false},
		{"it came in by another channel before", agentMail("The brass one."), twice, false, false},
		{"a weak sign of a machine", with(agentMail("Away."), "X-Loop", "anna@lumen.example"), answered(), false, true},
		{"a file that is kept", files(gateway.Attachment{ID: "a1", Name: "sheet.pdf", Type: "application/pdf", Size: 5}), answered(), true, false},
		{"a file that was too large to be kept", files(gateway.Attachment{Name: "film.mov", Type: "video/quicktime", Size: 5}), answered(), false, true},
		{"an encrypted mail", closed, answered(), false, true},
		{"the forward, attached", files(gateway.Attachment{ID: "a1", Name: "forward.eml", Type: "message/rfc822", Size: 5}), answered(), false, true},
	}
	p := testPolicy(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := p.assess(received{Message: tt.message}, testChannel(), tt.history, nil, now)
			dec := Decide(a, p, now)
			if relayed := dec.Relay != nil; relayed != tt.relayed {
				t.Errorf("passed on: %t (%s), verdict %+v", relayed, dec.Reason, a.Verdict)
			}
			if asked := dec.Change != nil && dec.Change.Ask != ""; asked != tt.asked {
				t.Errorf("the agent is told: %t (%s)", asked, dec.Reason)
			}
		})
	}
}

func TestNoPartOfAForwardPassesForAnAgentsWords(t *testing.T) {
	p := testPolicy(t)
	m := customerMail("I was charged but nothing came")
	dec := Decide(p.assess(received{Message: m}, testChannel(), gateway.History{}, nil, now), p, now)
	ticket := gateway.Ticket{ID: "t1", Team: "billing", Urgency: gateway.UrgencyUrgent, Reason: dec.Reason, Customer: m.Author, Due: now}
	reply := gateway.Delivery{Text: "We have it."}
	ds, _, err := p.composeForwards(forwarded{ticket: ticket, decision: dec, message: m, reply: &reply})
	if err != nil {
		t.Fatal(err)
	}
	all := strings.TrimPrefix(ds[0].Text, AnswerLine)
	for _, from := range []string{"Urgent: a person", "- Promised", "- All about it", "What the machine told", "How it was decided", "- screening"} {
		at := strings.Index(all, from)
		if at < 0 {
			t.Errorf("the forward has no %q:\n%s", from, all)
			continue
		}
		part, _, _ := strings.Cut(all[at:], "\n\n")
		if text, ok := ownWords(agentMail("We send it today.\n\n" + part)); ok {
			t.Errorf("passed on:\n%s", text)
		}
	}
	if text, ok := ownWords(agentMail("We send it today. Why: it was late.\n\n- Customer service\n- Due: Friday")); !ok {
		t.Errorf("not certain:\n%s", text)
	}
}

func TestATicketThatIsOpenAgainIsDueByWhatTheCustomerIsTold(t *testing.T) {
	p := testPolicy(t)
	h := known("refund", gateway.KindAcknowledgement)
	h.Conversation.Customer, h.PersonWrote = "ada@customer.example", now.Add(-time.Minute)
	h.Ticket = &gateway.Ticket{ID: "t1", State: gateway.TicketAnswered, Urgency: gateway.UrgencyUrgent, Team: "billing"}
	dec := Decide(p.assess(received{Message: customerMail("and the refund?")}, testChannel(), h, nil, now), p, now)
	if dec.Ticket == nil || dec.Reply == nil || dec.Reply.Promise == nil {
		t.Fatalf("%s (%s), %+v", dec.Outcome, dec.Reason, dec)
	}
	after := raisedTicket(*h.Ticket, *dec.Ticket, "")
	if !after.Due.Equal(dec.Reply.Promise.Due) || after.Urgency != gateway.UrgencyUrgent {
		t.Errorf("due %s, told %s, %s", after.Due, dec.Reply.Promise.Due, after.Urgency)
	}
}

func TestTakingAnAnsweredTicketBreaksNoPromise(t *testing.T) {
	p := testPolicy(t)
	old := gateway.Ticket{ID: "t1", State: gateway.TicketAnswered, Team: "billing", Due: now.Add(-time.Hour), LastAnswer: now.Add(-2 * time.Hour)}
	taken := changed(old, gateway.TicketChange{State: gateway.TicketTaken, TakenBy: "anna@lumen.example"}, now)
	if later := p.overdueWork(&taken, &old, now); len(later) > 0 {
		t.Errorf("its promise is looked at again at %s", later[0].At)
	}
}

func TestAMachineIsNotToldForeverThatItsMailWasNotPassedOn(t *testing.T) {
	anna := gateway.Address{Addr: "anna@lumen.example"}
	var p past
	for _, id := range []string{"m1", "m2"} {
		m := gateway.Message{ID: id, Author: anna}
		d := gateway.Delivery{Kind: gateway.KindForward, To: anna, Message: id}
		p.received = append(p.received, store.Received{Message: m})
		p.sent = append(p.sent, store.Outgoing{Delivery: d, Created: now})
	}
	p.sent = append(p.sent, store.Outgoing{Delivery: gateway.Delivery{Kind: gateway.KindForward, To: anna, Message: "ada's"}, Created: now})
	p.sent = append(p.sent, store.Outgoing{Delivery: gateway.Delivery{Kind: gateway.KindForward, To: anna, Message: "m1"}, Created: now.Add(-48 * time.Hour)})
	if n := p.asked(anna, now.Add(-askWindow)); n != 2 {
		t.Errorf("told %d times, want 2", n)
	}
}
