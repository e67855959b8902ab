package pipeline_test

import (
	"fmt"
	"net/smtp"
	"slices"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
	"frontdesk/gateway/screen"
	"frontdesk/gateway/store"
	"frontdesk/gateway/store/storetest"
)

const (
	ada  = "ada@customers.example"
	team = "team@elsewhere.example"
)

func deskServer(t testing.TB, more ...mailtest.User) *mailtest.Server {
	t.Helper()
	return mailtest.Serve(t, mailtest.Options{Domain: "lumen.example", Users: append([]mailtest.User{{Address: desk, Password: password}}, more...)})
}

func TestMain(m *testing.M) { storetest.Main(m) }

func TestAStoreThatFailsForAWhileLosesNothing(t *testing.T) {
	server := deskServer(t)
	h := newHouse(t, server, desk)
	h.url = storetest.Postgres(t)
	h.start()
	storetest.ReadOnly(t, h.url, true)
	const mails = 5
	for i := range mails {
		h.write(fmt.Sprintf("c%d@customers.example", i), "My refund", "refund?")
	}
	waitFor(t, "the store's trouble", func() bool { p := h.gateway.Health().Store(); return p != nil && strings.Contains(p.What, "read-only") })
	storetest.ReadOnly(t, h.url, false)
	for range mails {
		if s := h.next(); s.Decision.Outcome != gateway.OutcomeAnswer {
			t.Errorf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
		}
	}
	h.sent(mails)
	waitFor(t, "the end of the store's trouble", func() bool { return h.gateway.Health().Store() == nil })
}

func TestACustomersQuestionIsAnswered(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "My refund", "When will my refund arrive?")
	s := h.next()
	if s.Decision.Outcome != gateway.OutcomeAnswer || s.Ticket != nil {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	mails := h.sent(1)
	header, body := parsed(t, mails[0])
	for name, want := range map[string]string{
		"To": "<" + ada + ">", "Subject": "Re: My refund", "Auto-Submitted": "auto-replied", "In-Reply-To": "<" + s.Message.Thread.ID + ">",
	} {
		if got := header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if mails[0].From != "" || mails[0].Notify != "NEVER" {
		t.Errorf("envelope from %q, notify %q", mails[0].From, mails[0].Notify)
	}
	if !strings.Contains(body, "within five days") || !strings.Contains(body, "https://lumen.example/help/refunds") {
		t.Errorf("the article is missing in:\n%s", body)
	}
}

func TestWhatDidNotHelpGoesToAPersonWithEverything(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "My refund", "When will my refund arrive?")
	h.next()
	header, _ := parsed(t, h.sent(1)[0])
	h.write(ada, "Re: My refund", "That did not help.", "In-Reply-To: "+header.Get("Message-Id"), "References: "+header.Get("Message-Id"))
	s := h.next()
	if s.Decision.Outcome != gateway.OutcomeAcknowledge || s.Ticket == nil || s.Decision.Reply.Kind != gateway.KindConfirmation {
		t.Fatalf("%s (%s), ticket %v", s.Decision.Outcome, s.Decision.Reason, s.Ticket)
	}
	mails := h.left(3)
	if n := len(to(mails, ada)); n != 2 {
		t.Errorf("the customer got %d mails, want the answer and the confirmation", n)
	}
	forwards := to(mails, team)
	if len(forwards) != 1 {
		t.Fatalf("the team got %d mails", len(forwards))
	}
	fh, body := parsed(t, forwards[0])
	if fh.Get("Auto-Submitted") != "auto-generated" || forwards[0].From != desk {
		t.Errorf("forward: Auto-Submitted %q from %q", fh.Get("Auto-Submitted"), forwards[0].From)
	}
	for _, want := range []string{s.Ticket.ID, ada, "did not help", "When will my refund arrive?", "within five days"} {
		if !strings.Contains(body, want) {
			t.Errorf("the forward lacks %q:\n%s", want, body)
		}
	}
	said, err := h.store.Feedback(t.Context(), time.Time{})
	if err != nil || len(said) != 1 || said[0].Article != "refund-timing" || said[0].Matcher != "refund" || said[0].Unsolved != 1 || said[0].Solved != 0 {
		t.Errorf("feedback %+v, %v", said, err)
	}
	shown, err := h.store.Shown(t.Context(), time.Time{})
	if err != nil || !slices.Equal(shown, []store.Shown{{Article: "refund-timing", Times: 1}}) {
		t.Errorf("shown %+v, %v", shown, err)
	}
	// A third mail on the matter: the ticket is open and confirmed, so the machine is silent; the team gets the mail.
	h.write(ada, "Re: My refund", "Hello?", "In-Reply-To: "+header.Get("Message-Id"))
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAttach || s.Decision.Reply != nil {
		t.Errorf("%s (%s), reply %v", s.Decision.Outcome, s.Decision.Reason, s.Decision.Reply)
	}
	later, _ := parsed(t, to(h.sent(4), team)[1])
	if later.Get("In-Reply-To") != fh.Get("Message-Id") {
		t.Errorf("the team gets it outside the thread: In-Reply-To %q, want %q", later.Get("In-Reply-To"), fh.Get("Message-Id"))
	}
	h.write(ada, "Re: My refund", "all solved, thank you", "In-Reply-To: "+header.Get("Message-Id"))
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAttach || s.Decision.Reply != nil {
		t.Errorf("thanks on a ticket: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
}

func TestDetailsAreAskedForOnceAndTheAnswerGoesOn(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "Order AB-123456", "Where is my parcel?")
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAsk || !slices.Equal(s.Decision.Reply.Missing, []string{"postcode"}) {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	header, _ := parsed(t, h.sent(1)[0])
	h.write(ada, "Re: Order AB-123456", "I do not remember.", "In-Reply-To: "+header.Get("Message-Id"))
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAnswer || s.Decision.Matcher != "parcel" {
		t.Fatalf("the answer to our question: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	h.write(ada, "Another one", "My order is AB-222222.")
	h.next()
	header, _ = parsed(t, to(h.sent(4), ada)[2])
	h.write(ada, "Re: Another one", "Where is my parcel to 10115?", "In-Reply-To: "+header.Get("Message-Id"))
	details := h.next().Decision.Trace.Matches[0].Details
	if details["order"] != "AB-222222" || details["postcode"] != "10115" {
		t.Errorf("the mail before said the order, this one the postcode: %v", details)
	}
}

func TestAQuestionInsteadOfTheDetailsIsAnswered(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "My order", "Where is my parcel?")
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAsk {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	header, _ := parsed(t, h.sent(1)[0])
	h.write(ada, "Re: My order", "Never mind, it is here. When will my refund be paid?", "In-Reply-To: "+header.Get("Message-Id"))
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAnswer || s.Decision.Matcher != "refund" || !s.Decision.OwnConversation {
		t.Fatalf("%s by %s (%s)", s.Decision.Outcome, s.Decision.Matcher, s.Decision.Reason)
	}
	if _, text := parsed(t, h.sent(2)[1]); !strings.Contains(text, "When refunds arrive") {
		t.Errorf("the reply is\n%s", text)
	}
}

func TestAttachmentsReachTheTeam(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "Broken", "--x\r\nContent-Type: text/plain\r\n\r\nI want a person, see the picture.\r\n--x\r\nContent-Type: image/png; name=lamp.png\r\n"+
		"Content-Disposition: attachment; filename=lamp.png\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8gcGljdHVyZQ==\r\n--x--",
		"MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=x")
	h.next()
	forwards := to(h.left(2), team)
	if len(forwards) != 1 {
		t.Fatalf("%d forwards", len(forwards))
	}
	raw := string(forwards[0].Raw)
	if !strings.Contains(raw, "lamp.png") || !strings.Contains(raw, "aGVsbG8gcGljdHVyZQ==") {
		t.Errorf("the picture is missing in the forward:\n%s", raw)
	}
}

func TestAMailThatCannotBeReadIsKeptAndTheNextGoesOn(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	raw := "Return-Path: <" + ada + ">\r\nSubject: nobody wrote this\r\nFrom: @@\r\n\r\nno sender at all\r\n"
	if _, err := h.server.Append(desk, "INBOX", []byte(raw)); err != nil {
		t.Fatal(err)
	}
	s := h.next()
	if s.Decision.Outcome != gateway.OutcomeTicket || s.Decision.Reply != nil {
		t.Errorf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	kept, err := h.store.Raw(t.Context(), s.Message.ID)
	if err != nil || !strings.Contains(string(kept), "no sender at all") {
		t.Errorf("raw mail %q, %v", kept, err)
	}
	forward := string(h.sent(1)[0].Raw)
	if !strings.Contains(forward, "mail.eml") || !strings.Contains(forward, "no usable sender") {
		t.Errorf("the team does not get the raw mail:\n%s", forward)
	}
	h.write(ada, "My refund", "refund?")
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAnswer {
		t.Errorf("the next one: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
}

func TestAMailThatBreaksTheConnectionIsSetAsideWithATicket(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	uid, err := h.server.Append(desk, "INBOX", []byte("From: <"+ada+">\r\nSubject: poison\r\n\r\npoison\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	h.server.Poison("INBOX", uid)
	h.write(ada, "My refund", "refund?")
	outcomes := map[gateway.Outcome]string{}
	for range 2 {
		s := h.next()
		outcomes[s.Decision.Outcome] = s.Decision.Trace.Steps[0].Finding
	}
	if found := outcomes[gateway.OutcomeTicket]; !strings.Contains(found, string(gateway.ClassUnreadable)) || outcomes[gateway.OutcomeAnswer] == "" {
		t.Errorf("outcomes %v", outcomes)
	}
}

func TestABounceOfOurReplySuppressesTheAddress(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "My refund", "When will my refund arrive?")
	h.next()
	header, _ := parsed(t, h.sent(1)[0])
	bounce := "Return-Path: <>\r\nFrom: MAILER-DAEMON@customers.example\r\nTo: " + desk + "\r\nSubject: Undelivered Mail Returned to Sender\r\n" +
		"Message-ID: <b1@customers.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n" +
		"--x\r\nContent-Type: text/plain\r\n\r\nNo such user.\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.customers.example\r\n\r\n" +
		"Final-Recipient: rfc822; " + ada + "\r\nAction: failed\r\nStatus: 5.1.1\r\n--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: " +
		header.Get("Message-Id") + "\r\nSubject: Re: My refund\r\n--x--\r\n"
	if _, err := h.server.Append(desk, "INBOX", []byte(bounce)); err != nil {
		t.Fatal(err)
	}
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAttach || s.Decision.Trace.Verdict.Class != gateway.ClassOurBounce {
		t.Fatalf("%s as %s (%s)", s.Decision.Outcome, s.Decision.Trace.Verdict.Class, s.Decision.Reason)
	}
	h.write(ada, "My refund again", "When will my refund arrive?")
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeTicket || s.Decision.Reply != nil {
		t.Errorf("after the bounce: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
}

func TestARefusedReplyBecomesATicketThatSaysSo(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.server.Fault(mailtest.Fault{Stage: mailtest.StageRecipient, Code: 550, Status: [3]int{5, 1, 1}, Text: "no such user", To: ada})
	h.write(ada, "My refund", "When will my refund arrive?")
	h.next()
	mails := h.left(1)
	if len(to(mails, team)) != 1 {
		t.Fatalf("the team heard nothing: %v", mails)
	}
	ticket := onlyTicket(t, h)
	if !strings.Contains(ticket.Reason, "did not reach the customer") || !strings.Contains(ticket.Reason, "no such user") {
		t.Errorf("reason %q", ticket.Reason)
	}
}

func TestAReplyOfWhichNobodyKnowsIsNotSentAgain(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.server.Fault(mailtest.Fault{Stage: mailtest.StageEnd, Drop: true, Deliver: true, To: ada, Times: 1})
	h.write(ada, "My refund", "When will my refund arrive?")
	h.next()
	mails := h.left(2)
	if n := len(to(mails, ada)); n != 1 {
		t.Errorf("the customer got %d replies, want 1", n)
	}
	if ticket := onlyTicket(t, h); !strings.Contains(ticket.Reason, "may not have reached the customer") {
		t.Errorf("reason %q", ticket.Reason)
	}
}

func TestAForwardOfWhichNobodyKnowsIsSentAgainUnderTheSameID(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.server.Fault(mailtest.Fault{Stage: mailtest.StageEnd, Drop: true, Deliver: true, To: team, Times: 1})
	h.write(ada, "Hello", "I want a person.")
	h.next()
	forwards := to(h.left(3), team)
	if len(forwards) != 2 {
		t.Fatalf("%d forwards", len(forwards))
	}
	first, _ := parsed(t, forwards[0])
	second, _ := parsed(t, forwards[1])
	if first.Get("Message-Id") != second.Get("Message-Id") {
		t.Errorf("ids %s and %s", first.Get("Message-Id"), second.Get("Message-Id"))
	}
}

func onlyTicket(t *testing.T, h *house) store.TicketRow {
	t.Helper()
	rows, err := h.store.Tickets(t.Context(), store.TicketFilter{})
	if err != nil || len(rows) != 1 {
		t.Fatalf("%d tickets, %v", len(rows), err)
	}
	return rows[0]
}

func TestTwoGatewaysSetOnEachOtherAreSilentAtOnce(t *testing.T) {
	const other = "help@other.example"
	server := deskServer(t, mailtest.User{Address: other, Password: password})
	one, two := openHouse(t, server, desk), openHouse(t, server, other)
	one.write(other, "Your request", "about your request and a refund")
	if s := one.next(); s.Decision.Outcome != gateway.OutcomeAnswer {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	if s := two.next(); s.Decision.Outcome != gateway.OutcomeIgnore || len(s.Deliveries) > 0 {
		t.Errorf("the other gateway: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
}

// rude is a responder that answers every mail at once, strips all headers that tell of it, and counts in its subject.
// Its answers come from address(n).
func rude(t *testing.T, server **mailtest.Server, most int, address func(n int) string) (func(mailtest.Mail), chan struct{}) {
	t.Helper()
	queue, over := make(chan struct{}, 1000), make(chan struct{})
	go func() {
		defer close(over)
		for n := 1; n <= most; n++ {
			if _, ok := <-queue; !ok {
				return
			}
			from := address(n)
			raw := fmt.Sprintf("From: <%s>\r\nTo: <%s>\r\nSubject: [#%d] a note of robots\r\nDate: %s\r\nMessage-ID: <rude%d@robots.example>\r\n\r\nIt is written down as %d.\r\n",
				from, desk, 1000+n, time.Now().Format(time.RFC1123Z), n, n)
			if err := smtp.SendMail((*server).SMTP(), nil, from, []string{desk}, []byte(raw)); err != nil {
				t.Errorf("rude: %v", err)
				return
			}
		}
	}()
	return func(m mailtest.Mail) {
		if strings.HasSuffix(m.To, "@robots.example") {
			queue <- struct{}{}
		}
	}, over
}

func TestAResponderThatHidesIsStoppedByTheCaps(t *testing.T) {
	tests := map[string]struct {
		address func(n int) string
		most    int // replies
	}{
		"one address":             {func(int) string { return "help@robots.example" }, screen.SenderHour},
		"a new address each time": {func(n int) string { return fmt.Sprintf("help%d@robots.example", n) }, screen.ShapeHour},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var server *mailtest.Server
			answer, _ := rude(t, &server, 50, tt.address)
			server = mailtest.Serve(t, mailtest.Options{Domain: "lumen.example", Users: []mailtest.User{{Address: desk, Password: password}}, OnMail: answer})
			h := openHouse(t, server, desk)
			h.write(tt.address(0), "[#1000] a note of robots", "It is written down.")
			replies := 0
			for {
				s := h.next()
				if s.Decision.Reply == nil {
					if s.Ticket == nil {
						t.Errorf("neither a reply nor a ticket: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
					}
					break
				}
				if replies++; replies > tt.most {
					t.Fatalf("%d replies, the cap is %d", replies, tt.most)
				}
			}
			if replies != tt.most {
				t.Errorf("%d replies before the cap of %d", replies, tt.most)
			}
		})
	}
}
