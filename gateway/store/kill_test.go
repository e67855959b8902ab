package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// victimVariable tells a child process which store to work on until it is killed.
const victimVariable = "FRONTDESK_TEST_VICTIM"

const (
	killMails = 240
	killTimes = 6
	killAfter = 30  // deliveries that the remote has seen of one victim
	shortTerm = 1e6 // a millisecond: what a killed process held is free at once
)

// clerk does the whole way of a mail, in batches, against a remote that is a callback.
type clerk struct {
	s     *store.Store
	owner string
	send  func(id string)
}

func victim(url string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, url, store.Options{})
	if err != nil {
		return err
	}
	c := clerk{s: s, owner: store.NewID(), send: func(id string) { fmt.Println(id) }}
	return errors.Join(c.work(ctx), s.Close())
}

// work runs until all mails are accepted and no work is left.
func (c clerk) work(ctx context.Context) error {
	for {
		for _, step := range []func(context.Context) error{c.accept, c.decide, c.deliver, c.find} {
			if err := step(ctx); err != nil {
				return err
			}
		}
		depth, err := c.s.Depth(ctx)
		if err != nil {
			return err
		}
		cursor, err := c.s.Cursor(ctx, "support", "INBOX")
		if err != nil || len(depth) == 0 && cursor == strconv.Itoa(killMails) {
			return err
		}
	}
}

func (c clerk) accept(ctx context.Context) error {
	cursor, err := c.s.Cursor(ctx, "support", "INBOX")
	if err != nil {
		return err
	}
	from, _ := strconv.Atoi(cursor) // empty at first
	to := min(from+7, killMails)
	if from == to {
		return nil
	}
	var events []gateway.Event
	for i := from; i < to; i++ {
		events = append(events, gateway.Event{Kind: gateway.EventMessage, Guard: fmt.Sprint("guard", i), Message: gateway.Message{
			SourceID: strconv.Itoa(i), Author: gateway.Address{Addr: fmt.Sprintf("customer%d@example.org", i%50)},
		}})
	}
	l, err := c.s.AcquireLease(ctx, "support", c.owner, shortTerm)
	if errors.Is(err, store.ErrLeaseHeld) {
		return nil // of the one before, for a millisecond more
	}
	if err != nil {
		return err
	}
	_, err = c.s.Accept(ctx, l, "support", events, gateway.Cursor{Source: "INBOX", Value: strconv.Itoa(to)})
	return errors.Join(err, c.s.ReleaseLease(ctx, l))
}

func (c clerk) decide(ctx context.Context) error {
	ws, err := c.s.Claim(ctx, store.WorkDecide, c.owner, 10, shortTerm)
	if err != nil {
		return err
	}
	var sts []store.Settlement
	for _, w := range ws {
		r, err := c.s.Message(ctx, w.Key)
		if err != nil {
			return err
		}
		sts = append(sts, reply(r, w))
	}
	return errors.Join(c.s.SettleAll(ctx, sts)...)
}

// reply answers a message in a conversation of its own.
func reply(r store.Received, w store.Work) store.Settlement {
	id := store.NewID()
	return store.Settlement{
		Work: w, Message: r.Message,
		Decision:     gateway.Decision{Outcome: gateway.OutcomeAnswer, Reason: "a matcher fits"},
		Conversation: gateway.Conversation{ID: id, Channel: r.Channel, State: gateway.ConversationOpen, Customer: r.Author.Canonical()},
		Caps:         []store.Cap{{Key: r.Author.Canonical(), Window: 1 << 40, Limit: 1 << 20}},
		Deliveries: []gateway.Delivery{{
			ID: store.NewID(), Kind: gateway.KindAnswer, Channel: r.Channel, Conversation: id, Message: r.ID, To: r.Author,
			Subject: "Re: " + r.Subject, Text: "Here it is.",
		}},
	}
}

// allMay: nothing is in hand, and all may leave.
func allMay(store.Work, store.Outgoing) error { return nil }

func (c clerk) deliver(ctx context.Context) error {
	begun, err := c.s.ClaimSend(ctx, "", c.owner, 10, shortTerm, allMay)
	if err != nil {
		return err
	}
	var rs []store.Result
	for _, b := range begun {
		state := gateway.DeliverySent
		switch {
		case errors.Is(b.Err, store.ErrInterrupted):
			state = gateway.DeliveryUnknown
		case b.Err != nil:
			return b.Err
		default:
			c.send(b.Outgoing.ID)
		}
		rs = append(rs, store.Result{Work: b.Work, State: state})
	}
	return c.s.FinishSend(ctx, rs)
}

func (c clerk) find(ctx context.Context) error {
	ws, err := c.s.Claim(ctx, store.WorkFind, c.owner, 10, shortTerm)
	for _, w := range ws {
		err = errors.Join(err, c.s.ResolveUnknown(ctx, false, false, store.Result{Work: w}))
	}
	return err
}

func TestKilledProcessesLoseAndDoubleNothing(t *testing.T) {
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) {
			url := database(t)
			arrived := map[string]int{}
			for range killTimes {
				runVictim(t, url, arrived)
			}
			s := open(t, url)
			c := clerk{s: s, owner: store.NewID(), send: func(id string) { arrived[id]++ }}
			if err := c.work(t.Context()); err != nil {
				t.Fatal(err)
			}
			checkAll(t, s, arrived)
		})
	}
}

// runVictim kills a child with SIGKILL in the middle of its work.
func runVictim(t *testing.T, url string, arrived map[string]int) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), victimVariable+"="+url)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); n++ {
		arrived[lines.Text()]++
		if n == killAfter {
			_ = child.Process.Kill()
		}
	}
	if err := child.Wait(); err == nil {
		t.Fatal("the victim ended before it was killed: it has too little work")
	}
}

func checkAll(t *testing.T, s *store.Store, arrived map[string]int) {
	t.Helper()
	ms, err := s.Messages(t.Context(), store.MessageFilter{Limit: 2 * killMails})
	if err != nil {
		t.Fatal(err)
	}
	if len(ms) != killMails {
		t.Errorf("%d messages, want %d", len(ms), killMails)
	}
	states := map[gateway.DeliveryState]int{}
	for _, m := range ms {
		outbox, err := s.Deliveries(t.Context(), m.Conversation)
		if err != nil || m.State != store.MessageSettled || len(outbox) != 1 {
			t.Fatalf("message %s is %s with %d deliveries (%v)", m.ID, m.State, len(outbox), err)
		}
		o := outbox[0]
		states[o.State]++
		n := arrived[o.ID]
		switch {
		case n > 1:
			t.Errorf("delivery %s arrived %d times", o.ID, n)
		case o.State == gateway.DeliverySent && n != 1:
			t.Errorf("delivery %s is sent and never arrived", o.ID)
		case o.State != gateway.DeliverySent && o.State != gateway.DeliveryUnknown:
			t.Errorf("delivery %s ended %s", o.ID, o.State)
		}
	}
	t.Logf("%v", states)
}
