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
	settlements, told := make([]store.Settlement, 0, len(works)), make([]Settled, 0, len(works))
	all := g.pasts(ctx, works)
	for i := range all {
		one := &all[i]
		st, s, err := g.prepare(ctx, one)
		if err != nil {
			if err := g.undecided(ctx, one.work, err); err != nil {
				return 0, err
			}
			continue
		}
		if wait := s.Decision.Wait; wait != nil {
			if err := ignoreFenced(g.store.Defer(ctx, one.work, wait.Until, wait.Reason)); err != nil {
				return 0, err
			}
			continue
		}
		settlements, told = append(settlements, st), append(told, s)
	}
	for i, err := range g.settleAll(ctx, settlements) {
		if err := g.decided(ctx, settlements[i].Work, told[i], err); err != nil {
			return 0, err
		}
	}
	return len(works), nil
}

// decided ends the work of a message by what became of its settlement; a failure of the store is returned.
func (g *Gateway) decided(ctx context.Context, w store.Work, s Settled, err error) error {
	var trouble *store.ProblemError
	switch {
	case err == nil:
		g.afterSettle(s)
	case errors.Is(err, store.ErrSettled):
		return ignoreFenced(g.store.Finish(ctx, w))
	case errors.Is(err, store.ErrFenced):
		g.log.Debug("claim lost, another process decides", "message", w.Key)
	case errors.Is(err, store.ErrConflict), errors.Is(err, store.ErrCapped):
		// Something happened in between; the message is decided afresh on what holds now.
		return ignoreFenced(g.store.Retry(ctx, w, g.now(), err.Error()))
	case errors.As(err, &trouble):
		return err
	default: // of this message alone, or the store says so when it is put back
		return g.undecided(ctx, w, err)
	}
	return nil
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

// waiting is a message that waits for its decision, with what went before; err says why it could not be read.
type waiting struct {
	settling
	work store.Work
	err  error
}

// pasts reads the messages and what went before each, at one moment.
func (g *Gateway) pasts(ctx context.Context, works []store.Work) []waiting {
	batch := g.store.Batch(ctx, keysOf(works))
	defer batch.Close()
	all := make([]waiting, len(works))
	for i, w := range works {
		one := &all[i]
		one.work, one.settling = w, settling{g: g, p: g.Policy()}
		one.err = g.stage("prepare", func() error { return one.read(ctx, batch, w.Key) })
	}
	return all
}

// read reads the message and what went before.
func (s *settling) read(ctx context.Context, batch *store.Batch, message string) (err error) {
	s.now = s.g.now()
	if s.rec, err = batch.Message(ctx, message); err != nil {
		return err
	}
	s.channel = s.p.channelOf(s.rec)
	s.query, s.history, err = s.g.history(ctx, batch, s.p, &s.rec, s.channel, s.now)
	return err
}

// prepare decides one message and makes all that settles it.
func (g *Gateway) prepare(ctx context.Context, one *waiting) (st store.Settlement, s Settled, err error) {
	if one.err != nil {
		return st, s, one.err
	}
	if err := g.stage("prepare", func() error { return one.complete(ctx) }); err != nil {
		return st, s, err
	}
	r := received{Message: one.rec.Message, Quarantine: one.rec.Quarantine, NoReply: one.rec.NoReply}
	err = g.stage("decide", func() error {
		one.dec = Decide(one.p.assess(r, one.channel, one.history, g.keys, one.now), one.p, one.now)
		return nil
	})
	if err != nil {
		return st, s, err
	}
	if one.dec.Wait != nil {
		return st, Settled{Message: one.rec.Message, Decision: one.dec}, nil
	}
	err = g.stage("settle", func() (err error) {
		st, s, err = one.settle(ctx, one.work)
		return err
	})
	return st, s, err
}

// complete adds to the past of few messages what is looked up for them alone.
func (s *settling) complete(ctx context.Context) (err error) {
	g, h := s.g, &s.history
	if h.Duplicate != "" {
		if h.DuplicateTeam, err = g.teamOf(ctx, s.p, h.Duplicate, s.channel); err != nil {
			return err
		}
	}
	if cmd := commandOf(s.rec.Message); cmd != nil && cmd.Ticket != "" && h.Ticket == nil {
		row, err := g.store.Ticket(ctx, cmd.Ticket)
		if err == nil {
			h.Ticket = &row.Ticket
		} else if !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
	if h.Forward == nil {
		return nil
	}
	if h.Ticket == nil { // closed since; an agent's answer still finds its customer
		row, err := g.store.Ticket(ctx, h.Forward.Ticket)
		if err != nil {
			return err
		}
		h.Ticket = &row.Ticket
	}
	msgs, err := g.store.TicketMessages(ctx, h.Conversation.ID)
	if err != nil {
		return err
	}
	h.Relayed = relayed(msgs, s.rec.Author, s.now)
	return nil
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
