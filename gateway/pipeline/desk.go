package pipeline

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// Desk is where agents work tickets, whatever they look at them with. A running gateway sends what they write.
type Desk struct {
	store  *Store
	policy *Policy
	now    func() time.Time
}

// NewDesk opens a desk on a store. Of the policy it needs the channels, since an answer to a chat has the form that its chat
// takes, and the teams, whose agents hear of each other.
func NewDesk(s *Store, p *Policy, now func() time.Time) *Desk {
	return &Desk{store: s, policy: p, now: now}
}

// work changes a ticket, named by its id or a unique beginning, and returns it as it was before.
func (d *Desk) work(ctx context.Context, id string, change func(gateway.Ticket) (store.TicketWork, error)) (was gateway.Ticket, err error) {
	row, err := d.store.Ticket(ctx, id)
	if err != nil {
		return row.Ticket, err
	}
	err = d.store.WorkTicket(ctx, row.ID, func(t gateway.Ticket) (store.TicketWork, error) {
		was = t
		return change(t)
	})
	return was, err
}

// Take gives a ticket to an agent; the machine is silent from then on. An agent may take over from another, who is told: was,
// the ticket as it was before, says from whom.
func (d *Desk) Take(ctx context.Context, id string, agent gateway.Address) (was gateway.Ticket, err error) {
	return d.work(ctx, id, func(t gateway.Ticket) (store.TicketWork, error) {
		ds, fs, err := d.policy.tellTakenOver(t, agent.Addr, nil)
		change := gateway.TicketChange{State: gateway.TicketTaken, TakenBy: agent.Addr, Note: takenNote + agent.Addr}
		return store.TicketWork{Ticket: changed(t, change, d.now()), Deliveries: ds, Forwards: fs}, err
	})
}

// errClosed ends the work on a ticket that is to be closed and is.
var errClosed = errors.New("the ticket is closed already")

// Close ends a ticket; drafts are cancelled. A new mail of the customer opens it again. Nothing is changed where it is closed:
// was, the ticket as it was before, says since when.
func (d *Desk) Close(ctx context.Context, id string, agent gateway.Address) (was gateway.Ticket, err error) {
	was, err = d.work(ctx, id, func(t gateway.Ticket) (store.TicketWork, error) {
		if t.State == gateway.TicketClosed {
			return store.TicketWork{}, errClosed
		}
		return store.TicketWork{Ticket: changed(t, gateway.TicketChange{State: gateway.TicketClosed, Note: "closed by " + agent.Addr}, d.now()), Discard: true}, nil
	})
	if errors.Is(err, errClosed) {
		err = nil
	}
	return was, err
}

// Approve lets the drafts of a ticket go to the customer. An error where it has none, or is with another agent.
func (d *Desk) Approve(ctx context.Context, id string, agent gateway.Address) error {
	row, err := d.store.Ticket(ctx, id)
	if err != nil {
		return err
	}
	trials, sent, err := d.judged(ctx, row.Conversation)
	if err != nil {
		return err
	}
	err = d.store.WorkTicket(ctx, row.ID, func(t gateway.Ticket) (store.TicketWork, error) {
		if t.TakenBy != "" && !strings.EqualFold(t.TakenBy, agent.Addr) {
			return store.TicketWork{}, fmt.Errorf("ticket %s is with %s; take it first", t.ID, t.TakenBy)
		}
		change := gateway.TicketChange{State: gateway.TicketAnswered, TakenBy: agent.Addr, Note: "draft approved by " + agent.Addr}
		return store.TicketWork{Ticket: changed(t, change, d.now()), Release: true, Judgements: judgedByApproval(trials, sent, agent.Canonical())}, nil
	})
	if errors.Is(err, store.ErrNoDraft) {
		return fmt.Errorf("ticket %s has no draft to approve", row.ID)
	}
	return err
}

// Answer sends an agent's answer to the customer, in the customer's thread. An empty answer and one to a ticket that is
// with another agent are refused.
func (d *Desk) Answer(ctx context.Context, id string, agent gateway.Address, text string) error {
	if text = strings.TrimSpace(text); text == "" {
		return fmt.Errorf("the answer to ticket %s is empty; nothing was sent", id)
	}
	row, err := d.store.Ticket(ctx, id)
	if err != nil {
		return err
	}
	before, err := readPast(ctx, d.store, row.Conversation)
	if err != nil {
		return err
	}
	trials, sent, err := d.judged(ctx, row.Conversation)
	if err != nil {
		return err
	}
	return d.store.WorkTicket(ctx, row.ID, func(t gateway.Ticket) (store.TicketWork, error) {
		if t.TakenBy != "" && !strings.EqualFold(t.TakenBy, agent.Addr) {
			return store.TicketWork{}, fmt.Errorf("ticket %s is with %s; take it first", t.ID, t.TakenBy)
		}
		change := gateway.TicketChange{State: gateway.TicketAnswered, TakenBy: agent.Addr, Note: "answered by " + agent.Addr}
		answer := agentAnswer(t, gateway.Relay{Agent: agent, Text: text}, before, d.policy.Channels[t.Channel])
		judged := judgedByAnswer(trials, sent, text, agent.Canonical())
		return store.TicketWork{Ticket: changed(t, change, d.now()), PersonWrote: true, Deliveries: answer, Discard: true, Judgements: judged}, nil
	})
}
