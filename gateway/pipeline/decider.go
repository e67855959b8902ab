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

// decideBatch is how many messages are settled in one commit at most.
const decideBatch = 50

// decideSome claims messages that wait for their decision and settles them, all in one commit.
func (g *Gateway) decideSome(ctx context.Context) (int, error) {
	if err := g.knowModes(ctx); err != nil {
		return 0, err
	}
	works, err := g.store.Claim(ctx, store.WorkDecide, g.owner, decideBatch, claimTerm)
	if err != nil || len(works) == 0 {
		return 0, err
	}
	var settlements []store.Settlement
	var told []Settled
	for _, w := range works {
		var st store.Settlement
		var s Settled
		err := g.survive("prepare", func() (err error) {
			st, s, err = g.prepare(ctx, w)
			return err
		})
		if err != nil {
			if err := g.undecided(ctx, w, err); err != nil {
				return 0, err
			}
			continue
		}
		if wait := s.Decision.Wait; wait != nil {
			if err := ignoreFenced(g.store.Defer(ctx, w, wait.Until, wait.Reason)); err != nil {
				return 0, err
			}
			continue
		}
		settlements, told = append(settlements, st), append(told, s)
	}
	var trouble *store.ProblemError
	for i, err := range g.store.SettleAll(ctx, settlements) {
		switch w := settlements[i].Work; {
		case err == nil:
			g.afterSettle(told[i])
		case errors.Is(err, store.ErrSettled):
			if err := ignoreFenced(g.store.Finish(ctx, w)); err != nil {
				return 0, err
			}
		case errors.Is(err, store.ErrFenced):
			g.log.Debug("claim lost, another process decides", "message", w.Key)
		case errors.Is(err, store.ErrConflict), errors.Is(err, store.ErrCapped):
			// Something happened in between; the message is decided afresh on what holds now.
			if err := g.store.Retry(ctx, w, g.now(), err.Error()); err != nil && !errors.Is(err, store.ErrFenced) {
				return 0, err
			}
		case errors.As(err, &trouble):
			return 0, err
		default: // of this message alone, or the store says so when it is put back
			if err := g.undecided(ctx, w, err); err != nil {
				return 0, err
			}
		}
	}
	return len(works), nil
}

// decideAttempts is after how many failures of deciding a message becomes a ticket without any judgement.
const decideAttempts = 3

// undecided puts a message back whose decision failed; after some attempts any internal error is a ticket.
func (g *Gateway) undecided(ctx context.Context, w store.Work, cause error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	g.log.Error("message not decided", "message", w.Key, "attempt", w.Attempt, "error", cause)
	if errors.Is(cause, store.ErrNotFound) {
		return ignoreFenced(g.store.Bury(ctx, w, cause.Error()))
	}
	at := g.now().Add(backoff(w.Attempt, time.Second, time.Minute, w.Key))
	return ignoreFenced(g.store.Retry(ctx, w, at, cause.Error()))
}

func ignoreFenced(err error) error {
	if errors.Is(err, store.ErrFenced) {
		return nil
	}
	return err
}

// prepare decides one message and makes all that settles it.
func (g *Gateway) prepare(ctx context.Context, w store.Work) (st store.Settlement, s Settled, err error) {
	rec, err := g.store.Message(ctx, w.Key)
	if err != nil {
		return st, s, err
	}
	p, now := g.Policy(), g.now()
	c, known := p.Channels[rec.Channel]
	if !known { // the channel left the config; its mail still gets a ticket
		c = gateway.Channel{Name: rec.Channel}
	}
	q, h, err := g.history(ctx, p, &rec, c, now)
	if err != nil {
		return st, s, err
	}
	if h.Duplicate != "" {
		if h.DuplicateTeam, err = g.teamOf(ctx, p, h.Duplicate, c); err != nil {
			return st, s, err
		}
	}
	if cmd := commandOf(rec.Message); cmd != nil && cmd.Ticket != "" && h.Ticket == nil {
		row, err := g.store.Ticket(ctx, cmd.Ticket)
		if err == nil {
			h.Ticket = &row.Ticket
		} else if !errors.Is(err, store.ErrNotFound) {
			return st, s, err
		}
	}
	if h.Forward != nil && h.Ticket == nil { // closed since; an agent's answer still finds its customer
		row, err := g.store.Ticket(ctx, h.Forward.Ticket)
		if err != nil {
			return st, s, err
		}
		h.Ticket = &row.Ticket
	}
	if h.Forward != nil {
		msgs, err := g.store.TicketMessages(ctx, h.Conversation.ID)
		if err != nil {
			return st, s, err
		}
		h.Relayed = relayed(msgs, rec.Author, now)
	}
	r := received{Message: rec.Message, Quarantine: rec.Quarantine, NoReply: rec.NoReply}
	dec, err := g.judge(p, r, c, h, now, w.Attempt)
	if err != nil {
		return st, s, err
	}
	if dec.Wait != nil {
		return st, Settled{Message: rec.Message, Decision: dec}, nil
	}
	work := settling{g: g, p: p, rec: rec, channel: c, query: q, history: h, dec: dec, now: now}
	err = g.survive("settle", func() (err error) {
		st, s, err = work.settle(ctx, w)
		return err
	})
	if err != nil && w.Attempt >= decideAttempts {
		work.dec = internalError(p, rec.Message, c, err, now)
		work.dec.Trace.History = h
		if work.dec.Ticket != nil {
			work.dec.Ticket.Forward = false // what failed may be the forward; the ticket is in the queue
		}
		return work.settle(ctx, w)
	}
	return st, s, err
}

// teamOf is the team of the channel that a message came in by. A channel that has left the config, or was renamed, had
// the team of the one that now reads its mailbox.
func (g *Gateway) teamOf(ctx context.Context, p *Policy, message string, now gateway.Channel) (string, error) {
	rec, err := g.store.Message(ctx, message)
	if err != nil {
		return "", err
	}
	if c, known := p.Channels[rec.Channel]; known {
		now = c
	}
	return now.Team, nil
}

// judge runs the pure part. What fails or panics there is an error of this message; after some attempts the message
// becomes a ticket.
func (g *Gateway) judge(p *Policy, r received, c gateway.Channel, h gateway.History, now time.Time, attempt int) (dec gateway.Decision, err error) {
	err = g.survive("decide", func() error {
		dec = Decide(p.assess(r, c, h, g.keys, now), p, now)
		return nil
	})
	if err != nil && attempt >= decideAttempts {
		dec = internalError(p, r.Message, c, fmt.Errorf("decide message %s: %w", r.ID, err), now)
		dec.Trace.History = h // it says who takes part in the conversation
		return dec, nil
	}
	return dec, err
}

// stepInternal is the rule of the step that says why deciding failed.
const stepInternal = "internal error"

// internalError is the decision where deciding failed: a ticket, but for a mail of ours.
func internalError(p *Policy, m gateway.Message, c gateway.Channel, cause error, now time.Time) gateway.Decision {
	dec := gateway.Decision{
		Outcome: gateway.OutcomeTicket, Reason: "internal error, a person must look",
		Ticket: &gateway.TicketDraft{Team: c.Team, Urgency: gateway.UrgencyNormal, Reason: "internal error", Forward: true},
	}
	if p.Teams[c.Team] == nil {
		dec.Ticket.Team = ""
	}
	if m.FromUs {
		dec = gateway.Decision{Outcome: gateway.OutcomeIgnore, Reason: "internal error; a person of ours wrote it"}
	}
	dec.Trace = gateway.Trace{At: now.UTC(), Policy: p.Hash, Steps: []gateway.Step{{Rule: stepInternal, Finding: cause.Error()}}}
	return dec
}

// afterSettle counts and tells.
func (g *Gateway) afterSettle(s Settled) {
	g.metrics.Settled(s.Message.Channel, string(s.Decision.Outcome), string(s.Decision.Trace.Verdict.Class), g.now().Sub(s.Message.Accepted))
	if rule, capped := Capped(s.Decision); capped {
		g.metrics.Capped(rule)
	}
	g.log.Info("message settled", "channel", s.Message.Channel, "message", s.Message.ID, "outcome", string(s.Decision.Outcome), "matcher", s.Decision.Matcher)
	if g.settled != nil {
		g.settled(s)
	}
}

// Capped says which cap withheld a reply, if one did (docs/screening.md).
func Capped(dec gateway.Decision) (rule string, capped bool) {
	for _, step := range dec.Trace.Steps {
		if step.Rule == stepCaps {
			rule, _, _ = strings.Cut(step.Finding, " ")
			return rule, true
		}
	}
	return "", false
}
