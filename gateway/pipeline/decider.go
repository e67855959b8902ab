package pipeline

import (
	"context"
	"errors"
	"strings"

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
	batch := g.store.Batch(ctx, keysOf(works))
	for _, w := range works {
		var st store.Settlement
		var s Settled
		err := g.stage("prepare", func() (err error) {
			st, s, err = g.prepare(ctx, batch, w)
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
	for i, err := range g.settleAll(ctx, settlements) {
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

func keysOf(works []store.Work) []string {
	keys := make([]string, len(works))
	for i, w := range works {
		keys[i] = w.Key
	}
	return keys
}

// settleAll settles many; where that panics, each by itself, so that one keeps no other waiting.
func (g *Gateway) settleAll(ctx context.Context, all []store.Settlement) (errs []error) {
	err := g.stage("write", func() error {
		errs = g.store.SettleAll(ctx, all)
		return nil
	})
	switch {
	case err == nil:
		return errs
	case len(all) == 1:
		return []error{err}
	}
	for i := range all {
		errs = append(errs, g.settleAll(ctx, all[i:i+1])...)
	}
	return errs
}

func ignoreFenced(err error) error {
	if errors.Is(err, store.ErrFenced) {
		return nil
	}
	return err
}

// prepare decides one message and makes all that settles it.
func (g *Gateway) prepare(ctx context.Context, batch *store.Batch, w store.Work) (st store.Settlement, s Settled, err error) {
	rec, err := batch.Message(ctx, w.Key)
	if err != nil {
		return st, s, err
	}
	p, now := g.Policy(), g.now()
	c := p.channelOf(rec)
	q, h, err := g.history(ctx, batch, p, &rec, c, now)
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
	var dec gateway.Decision
	err = g.stage("decide", func() error {
		dec = Decide(p.assess(r, c, h, g.keys, now), p, now)
		return nil
	})
	if err != nil {
		return st, s, err
	}
	if dec.Wait != nil {
		return st, Settled{Message: rec.Message, Decision: dec}, nil
	}
	work := settling{g: g, p: p, rec: rec, channel: c, query: q, history: h, dec: dec, now: now}
	err = g.stage("settle", func() (err error) {
		st, s, err = work.settle(ctx, w)
		return err
	})
	return st, s, err
}

// channelOf is the channel that a message came in by. Where it has left the config, its mail still gets a ticket.
func (pol *Policy) channelOf(rec store.Received) gateway.Channel {
	if c, known := pol.Channels[rec.Channel]; known {
		return c
	}
	return gateway.Channel{Name: rec.Channel}
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
