package pipeline

import (
	"context"
	"errors"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// decideAttempts is after how many failures of its own a message becomes a ticket without any judgement.
const decideAttempts = 3

// undecided puts a message back whose decision failed; after some attempts it becomes a ticket, whatever failed.
func (g *Gateway) undecided(ctx context.Context, w store.Work, cause error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	g.log.Error("message not decided", "message", w.Key, "attempt", w.Attempt, "error", cause)
	if errors.Is(cause, store.ErrNotFound) {
		if _, err := g.store.Message(ctx, w.Key); errors.Is(err, store.ErrNotFound) {
			return ignoreFenced(g.store.Bury(ctx, w, cause.Error()))
		}
	}
	if w.Attempt >= decideAttempts && !errors.As(cause, new(*store.ProblemError)) {
		err := g.survive("make a ticket", func() error { return g.withoutJudgement(ctx, w, cause) })
		if err == nil {
			return nil
		}
		g.log.Error("no ticket for what could not be decided", "message", w.Key, "error", err)
	}
	at := g.now().Add(backoff(w.Attempt, time.Second, time.Minute, w.Key))
	return ignoreFenced(g.store.Retry(ctx, w, at, cause.Error()))
}

// withoutJudgement settles a message that cannot be decided, with as much around its ticket as can be made: what went
// before and a forward, else only what went before, else neither.
func (g *Gateway) withoutJudgement(ctx context.Context, w store.Work, cause error) error {
	rec, err := g.store.Message(ctx, w.Key)
	if err != nil {
		return err
	}
	p, now := g.Policy(), g.now()
	c := p.channelOf(rec)
	made := settling{g: g, p: p, rec: rec, channel: c, dec: internalError(p, rec.Message, c, cause, now), now: now}
	_ = g.survive("make a ticket", func() (err error) { // what went before may be what fails
		batch := g.store.Batch(ctx, nil)
		defer batch.Close()
		made.query, made.history, err = g.history(ctx, batch, p, &made.rec, c, now)
		return err
	})
	made.dec.Trace.History = made.history // it says who takes part in the conversation
	var s Settled
	for _, way := range []func() error{
		func() (err error) { _, s, err = made.settle(ctx, w); return err },
		func() error { s = made.bare(w); return nil },
		func() error { made.history = gateway.History{}; s = made.bare(w); return nil },
	} {
		if err = g.survive("make a ticket", way); err != nil {
			continue
		}
		if err = g.settleAll(ctx, []store.Settlement{made.st})[0]; err == nil {
			g.afterSettle(s)
			return nil
		}
		if !errors.Is(err, errPanic) {
			return err
		}
	}
	return err
}

// bare is a settlement of a decision and its ticket alone: what failed may be all that comes with them.
func (s *settling) bare(w store.Work) Settled {
	if s.dec.Ticket != nil {
		s.dec.Ticket.Forward = false
	}
	s.dec.Trace.History = s.history
	s.sender = s.rec.Author
	s.st = store.Settlement{Work: w, Message: s.rec.Message, Decision: s.dec, Conversation: s.conversation()}
	s.ticket = s.ticketAfter()
	s.st.Ticket = s.ticket
	return Settled{Message: s.rec.Message, Decision: s.dec, Ticket: s.ticket}
}

// stepInternal is the rule of the step that says why deciding failed.
const stepInternal = "internal error"

// internalError is the decision where deciding failed: a ticket, but for a mail of ours.
func internalError(p *Policy, m gateway.Message, c gateway.Channel, cause error, now time.Time) gateway.Decision {
	where := inStage(cause)
	dec := gateway.Decision{
		Outcome: gateway.OutcomeTicket, Reason: "internal error" + where + ", a person must look",
		Ticket: &gateway.TicketDraft{Team: c.Team, Urgency: gateway.UrgencyNormal, Reason: "internal error" + where, Forward: true},
	}
	if p.Teams[c.Team] == nil {
		dec.Ticket.Team = ""
	}
	if m.FromUs {
		dec = gateway.Decision{Outcome: gateway.OutcomeIgnore, Reason: "internal error" + where + "; a person of ours wrote it"}
	}
	dec.Trace = gateway.Trace{At: now.UTC(), Policy: p.Hash, Steps: []gateway.Step{{Rule: stepInternal, Finding: cause.Error()}}}
	return dec
}
