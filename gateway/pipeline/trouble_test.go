package pipeline_test

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

// waitState waits until a delivery has a state.
func waitState(t *testing.T, h *house, id string, want gateway.DeliveryState) {
	t.Helper()
	var last gateway.DeliveryState
	defer func() {
		if t.Failed() {
			t.Logf("the delivery was last %s", last)
		}
	}()
	waitFor(t, "the delivery to be "+string(want), func() bool {
		out, err := h.store.Delivery(t.Context(), id)
		last = out.State
		return err == nil && last == want
	})
}

func tickets(t *testing.T, h *house) []store.TicketRow {
	t.Helper()
	rows, err := h.store.Tickets(t.Context(), store.TicketFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func replyOf(t *testing.T, s pipeline.Settled) gateway.Delivery {
	t.Helper()
	if len(s.Deliveries) != 1 {
		t.Fatalf("%s (%s) with %d deliveries", s.Decision.Outcome, s.Decision.Reason, len(s.Deliveries))
	}
	return s.Deliveries[0]
}

// alterer changes the house's database behind its back.
func alterer(t *testing.T, h *house) func(query string) {
	t.Helper()
	db, err := sql.Open("sqlite3", strings.TrimPrefix(h.url, "sqlite:")+"?_busy_timeout=10000")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return func(query string) {
		t.Helper()
		if _, err := db.ExecContext(t.Context(), query); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAReplyThatTheStopCutsOffBeforeItsEndLeavesAtTheNextStart(t *testing.T) {
	h := newHouse(t, deskServer(t), desk)
	h.shutdown = 2 * time.Second
	h.start()
	h.server.Fault(mailtest.Fault{Stage: mailtest.StageRecipient, Delay: time.Hour, To: ada})
	h.write(ada, "My refund", "When will my refund arrive?")
	reply := replyOf(t, h.next())
	waitState(t, h, reply.ID, gateway.DeliverySending)
	if err := h.stop(); err != nil {
		t.Fatal(err)
	}
	h.server.ClearFaults()
	h.start()
	h.sent(1)
	waitState(t, h, reply.ID, gateway.DeliverySent)
	if rows := tickets(t, h); len(rows) != 0 {
		t.Errorf("a ticket although the reply left: %s", rows[0].Reason)
	}
}

func TestAClockThatJumpsInterruptsNothing(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.server.Fault(mailtest.Fault{Stage: mailtest.StageRecipient, Delay: 3 * time.Second, To: ada, Times: 1, Code: 451, Text: "later"})
	h.write(ada, "My refund", "When will my refund arrive?")
	reply := replyOf(t, h.next())
	waitState(t, h, reply.ID, gateway.DeliverySending)
	h.clock.jump(time.Hour)
	waitState(t, h, reply.ID, gateway.DeliveryQueued)
	h.clock.jump(time.Minute)
	waitState(t, h, reply.ID, gateway.DeliverySent)
	if n := len(h.left(1)); n != 1 {
		t.Errorf("%d mails", n)
	}
	if rows := tickets(t, h); len(rows) != 0 {
		t.Errorf("a ticket although the reply left: %s", rows[0].Reason)
	}
}

func TestAStoreThatFailsWhenAReplyIsRefusedLosesNoTicket(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.server.Fault(mailtest.Fault{Stage: mailtest.StageRecipient, Delay: 2 * time.Second, Code: 550, Status: [3]int{5, 1, 1}, Text: "no such user", To: ada})
	h.write(ada, "My refund", "When will my refund arrive?")
	waitState(t, h, replyOf(t, h.next()).ID, gateway.DeliverySending)
	alter := alterer(t, h)
	alter("alter table tickets rename to away")
	waitFor(t, "the store's trouble with it", func() bool { return strings.Contains(h.log.String(), "no such table: tickets") })
	alter("alter table away rename to tickets")
	waitFor(t, "the ticket", func() bool { return len(tickets(t, h)) == 1 })
	if ticket := onlyTicket(t, h); !strings.Contains(ticket.Reason, "no such user") {
		t.Errorf("reason %q", ticket.Reason)
	}
}

func TestAMessageThatCannotBeSettledKeepsNobodyElse(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	if err := h.stop(); err != nil {
		t.Fatal(err)
	}
	alter := alterer(t, h)
	alter("create trigger poison before insert on decisions when (select sender from messages where id = new.message) like 'eve@%' begin select raise(abort, 'poison'); end")
	h.write("eve@customers.example", "poison", "Where is my refund?")
	const others = 3
	for i := range others {
		h.write(fmt.Sprintf("c%d@customers.example", i), "My refund", "When will my refund arrive?")
	}
	h.start()
	for range others {
		if s := h.next(); s.Message.Subject == "poison" {
			t.Fatalf("%s of %s", s.Decision.Outcome, s.Message.Author.Addr)
		}
	}
	alter("drop trigger poison")
	if s := h.next(); s.Message.Subject != "poison" || s.Decision.Outcome != gateway.OutcomeAnswer {
		t.Errorf("%s of %q", s.Decision.Outcome, s.Message.Subject)
	}
}

func TestABacklogReachesItsTeamAsOneDigest(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	const old = 3
	for i := range old {
		raw := fmt.Sprintf("Return-Path: <%s>\r\nFrom: <%s>\r\nTo: %s\r\nDate: %s\r\nMessage-ID: <old%d@customers.example>\r\nSubject: old %d\r\n\r\nrefund?\r\n",
			ada, ada, desk, time.Now().Add(-72*time.Hour).Format(time.RFC1123Z), i, i)
		if _, err := h.server.Append(desk, "INBOX", []byte(raw)); err != nil {
			t.Fatal(err)
		}
	}
	for range old {
		if s := h.next(); s.Decision.Outcome != gateway.OutcomeTicket || len(s.Deliveries) > 0 {
			t.Errorf("%s with %d deliveries", s.Decision.Outcome, len(s.Deliveries))
		}
	}
	depth, err := h.store.Depth(t.Context())
	if err != nil || depth[pipeline.WorkDigest] == 0 {
		t.Fatalf("no digest is planned: %v, %v", depth, err)
	}
	h.clock.jump(20 * time.Minute)
	if text := string(to(h.sent(1), team)[0].Raw); !strings.Contains(text, "old 0") || !strings.Contains(text, "old 2") {
		t.Errorf("digest:\n%s", text)
	}
}

func TestAReplyWhoseChannelLeftTheConfigBecomesATicket(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.server.Fault(mailtest.Fault{Stage: mailtest.StageRecipient, Code: 451, Text: "later", To: ada})
	h.write(ada, "My refund", "When will my refund arrive?")
	reply := replyOf(t, h.next())
	waitFor(t, "the first attempt to fail", func() bool {
		out, err := h.store.Delivery(t.Context(), reply.ID)
		return err == nil && out.Cause != "" && out.State == gateway.DeliveryQueued
	})
	if err := h.stop(); err != nil {
		t.Fatal(err)
	}
	h.channel = "renamed"
	h.clock.jump(5 * time.Hour)
	h.start()
	waitState(t, h, reply.ID, gateway.DeliveryCancelled)
	if ticket := onlyTicket(t, h); !strings.Contains(ticket.Reason, "not in the config") {
		t.Errorf("reason %q", ticket.Reason)
	}
}

func TestAReplyToAClosedSpamTicketOpensNoOther(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.server.Fault(mailtest.Fault{Stage: mailtest.StageRecipient, Code: 451, Text: "later", To: ada})
	h.write(ada, "Brass lamp", "I want a person.")
	s := h.next()
	reply := s.Deliveries[slices.IndexFunc(s.Deliveries, func(d gateway.Delivery) bool { return d.To.Addr == ada })]
	waitFor(t, "the first attempt to fail", func() bool {
		out, err := h.store.Delivery(t.Context(), reply.ID)
		return err == nil && out.Cause != "" && out.State == gateway.DeliveryQueued
	})
	if _, err := pipeline.NewDesk(h.store, nil, h.clock.now).Close(t.Context(), s.Ticket.ID, agent(anna)); err != nil {
		t.Fatal(err)
	}
	if err := h.store.Suppress(t.Context(), ada, h.clock.now().Add(24*time.Hour), "spam, said anna"); err != nil {
		t.Fatal(err)
	}
	h.server.ClearFaults()
	h.clock.jump(time.Minute)
	waitState(t, h, reply.ID, gateway.DeliveryCancelled)
	row, err := h.store.Ticket(t.Context(), s.Ticket.ID)
	if err != nil || row.State != gateway.TicketClosed || !strings.Contains(strings.Join(row.Notes, " "), "was not sent") {
		t.Errorf("%+v, %v", row.Ticket, err)
	}
	if rows := tickets(t, h); len(rows) != 1 {
		t.Errorf("%d tickets", len(rows))
	}
}

func TestAReplyWhoseMatcherIsDemotedWhileItWaitsBecomesADraft(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.server.Fault(mailtest.Fault{Stage: mailtest.StageRecipient, Code: 451, Text: "later", To: ada})
	h.write(ada, "My refund", "When will my refund arrive?")
	reply := replyOf(t, h.next())
	waitFor(t, "the first attempt to fail", func() bool {
		out, err := h.store.Delivery(t.Context(), reply.ID)
		return err == nil && out.Cause != "" && out.State == gateway.DeliveryQueued
	})
	demotion := store.ModeChange{Matcher: "refund", Why: store.ModeDemoted, Configured: "auto", Mode: "draft"}
	if done, err := h.store.ChangeMode(t.Context(), demotion, 0); err != nil || !done {
		t.Fatal(done, err)
	}
	waitFor(t, "the gateway to know of it", func() bool {
		m, _ := h.gateway.Policy().Matchers.Matcher("refund")
		return m.Mode == "draft"
	})
	h.server.ClearFaults()
	h.clock.jump(time.Minute)
	waitState(t, h, reply.ID, gateway.DeliveryCancelled)
	ticket := onlyTicket(t, h)
	if !strings.Contains(ticket.Reason, "it waits as a draft: matcher refund is in draft mode by now") {
		t.Errorf("reason %q", ticket.Reason)
	}
	if n := len(to(h.server.Outbox(), ada)); n != 0 {
		t.Fatalf("%d mails left for the customer", n)
	}
	err := h.store.WorkTicket(t.Context(), ticket.ID, func(tk gateway.Ticket) (store.TicketWork, error) {
		return store.TicketWork{Ticket: tk, Release: true}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the released reply", func() bool { return len(to(h.server.Outbox(), ada)) == 1 })
	if raw := string(to(h.server.Outbox(), ada)[0].Raw); !strings.Contains(raw, "Refunds reach your account") {
		t.Errorf("released:\n%s", raw)
	}
}

func TestAnUnknownReplyIsGivenTimeToAppearAlsoAfterEarlierAttempts(t *testing.T) {
	server := deskServer(t)
	h := newHouse(t, server, desk)
	h.settings = strings.Replace(h.settings, "start: all,", "start: all, sent: Sent,", 1)
	other := "From: <" + desk + ">\r\nSubject: other\r\n" + gateway.OriginHeader + ": x\r\nMessage-ID: <other@lumen.example>\r\n\r\nother\r\n"
	if _, err := server.Append(desk, "Sent", []byte(other)); err != nil {
		t.Fatal(err)
	}
	server.Fault(mailtest.Fault{Stage: mailtest.StageRecipient, Code: 451, Text: "later", To: ada, Times: 1})
	server.Fault(mailtest.Fault{Stage: mailtest.StageEnd, Drop: true, Deliver: true, To: ada, Times: 1})
	h.start()
	h.write(ada, "My refund", "When will my refund arrive?")
	reply := replyOf(t, h.next())
	waitFor(t, "the first attempt to fail", func() bool {
		out, err := h.store.Delivery(t.Context(), reply.ID)
		return err == nil && out.Cause != ""
	})
	h.clock.jump(time.Hour)
	waitState(t, h, reply.ID, gateway.DeliveryUnknown)
	waitFor(t, "the first look", func() bool { return strings.Contains(h.log.String(), "unknown delivery not found yet") })
	if _, err := server.Append(desk, "Sent", h.sent(1)[0].Raw); err != nil {
		t.Fatal(err)
	}
	h.clock.jump(time.Minute)
	waitState(t, h, reply.ID, gateway.DeliverySent)
	if rows := tickets(t, h); len(rows) != 0 {
		t.Errorf("a ticket although the reply is found: %s", rows[0].Reason)
	}
}
