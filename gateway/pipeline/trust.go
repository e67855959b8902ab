package pipeline

import (
	"context"
	"time"

	"frontdesk/gateway/store"
	"frontdesk/matchers"
	"frontdesk/matchers/record"
)

// lookAfterModes demotes and promotes matchers by what people judged of them, and puts in force what other processes decided.
func (g *Gateway) lookAfterModes(ctx context.Context) (int, error) {
	if err := g.readModes(ctx); err != nil {
		return 0, err
	}
	if err := g.endByConfig(ctx); err != nil {
		return 0, err
	}
	p, t, now := g.policy.Load(), &g.trust, g.now()
	after, full := t.judged, t.full
	if t.seen != p || now.Sub(full) >= lookAtAllEvery { // a target may be another one, or a mode
		after, full = 0, now
	}
	names, last, err := g.store.JudgedSince(ctx, after)
	if err != nil {
		return 0, err
	}
	for _, name := range names {
		if m, ok := p.Matchers.Matcher(name); ok {
			if err := g.judgeMatcher(ctx, p, m); err != nil {
				return 0, err
			}
		}
	}
	t.judged, t.seen, t.full = last, p, full
	return 0, nil
}

// lookAtAllEvery is how often all judgements are looked at, and not those alone that are new: one that another process stored
// may come behind a later one, and a quarter of the year may have passed.
const lookAtAllEvery = time.Hour

// endByConfig notes that the config has another mode now than the one on which a change was decided: that ends it for good,
// also where the config gets its old mode back later. It is noted once for each config that is read: two processes with
// different configs would else end each other's word for ever.
func (g *Gateway) endByConfig(ctx context.Context) error {
	base := g.trust.unnoted()
	if base == nil {
		return nil
	}
	for _, m := range base.Matchers.All() {
		last := g.trust.last(m.Name)
		if last.ID == 0 || last.Configured == string(m.Configured) {
			continue
		}
		c := store.ModeChange{Matcher: m.Name, Why: store.ModeConfig, Configured: string(m.Configured), Mode: string(m.Configured)}
		if _, err := g.store.ChangeMode(ctx, c, last.ID); err != nil {
			return err
		}
	}
	g.trust.mu.Lock()
	g.trust.noted = base
	g.trust.mu.Unlock()
	return g.readModes(ctx)
}

// judgeMatcher changes the mode of a matcher where what people judged asks for it.
func (g *Gateway) judgeMatcher(ctx context.Context, p *Policy, m *matchers.Matcher) error {
	last := g.trust.last(m.Name)
	s, err := ReadStanding(ctx, g.store, p, m, last, g.now())
	if err != nil || s.Due == "" {
		return err
	}
	c := store.ModeChange{Matcher: m.Name, Why: s.Due, Configured: string(m.Configured), Mode: string(s.Next), Evidence: s.evidence()}
	done, err := g.store.ChangeMode(ctx, c, last.ID)
	if err != nil || !done {
		return err
	}
	g.metrics.ModeChanges.WithLabelValues(m.Name, string(s.Due)).Inc()
	g.log.Warn("mode of a matcher changed by what people judged", "matcher", m.Name, "from", string(m.Mode), "to", c.Mode, "why", string(s.Due), "evidence", evidenceWords(c))
	return g.readModes(ctx)
}

// Standing is how a matcher stands in the mode that it has.
type Standing struct {
	Matcher *matchers.Matcher
	Since   time.Time // of the answers that count
	Record  record.Record
	Target  float64 // precision that is asked for: to stay in auto mode, or to be promoted; 0: none
	// Due is the change that is due now, demoted or promoted, to Next; empty: none.
	Due  store.ModeWhy
	Next matchers.Mode
}

// ReadStanding reads what people judged of a matcher since it has its mode; last is the last change of that.
func ReadStanding(ctx context.Context, st *Store, p *Policy, m *matchers.Matcher, last store.ModeChange, now time.Time) (Standing, error) {
	s := Standing{Matcher: m, Since: last.At}
	if from := evidenceFrom(now); s.Since.Before(from) {
		s.Since = from
	}
	known, err := st.TrackRecord(ctx, m.Name, string(m.Mode), s.Since)
	if err != nil {
		return s, err
	}
	s.Record = recordOf(m.Mode, known)
	s.judge(p.Aim)
	return s, nil
}

// evidenceFrom is the beginning of the quarter of the year before this one: what a matcher did before says little of it now.
// Evidence is begun afresh at these moments alone, not day by day, since bounds that hold at every look need a fixed beginning.
func evidenceFrom(now time.Time) time.Time {
	now = now.UTC()
	quarter := (now.Month() - 1) / 3 * 3
	return time.Date(now.Year(), quarter+1-3, 1, 0, 0, 0, 0, time.UTC)
}

// recordOf says what of people's judgements is a sample, and what they said of their own accord. Of a matcher in auto mode the
// sample is what was drawn and then judged by somebody who was asked to. Agents decide about every draft, so that these
// are a sample by themselves; who writes instead of approving may only like other words better, so that the precision of drafts
// is rather too low. In shadow mode all words count: they are biased towards messages on which agents had something to say, and
// what follows from them is only that drafts are shown.
func recordOf(mode matchers.Mode, known store.TrackRecord) record.Record {
	r := record.Record{Answers: known.Answers}
	for _, c := range known.Cases {
		if !c.Right {
			r.Wrong++
		}
		switch {
		case mode != matchers.ModeAuto:
			r.Sample = append(r.Sample, record.Judged{Right: c.Right, Share: 1})
		case c.Drawn && c.Reviewed:
			r.Sample = append(r.Sample, record.Judged{Right: c.RightReviewed, Share: c.Share})
		}
	}
	return r
}

// judge says what is due.
func (s *Standing) judge(a matchers.Aim) {
	low, high := s.Record.Bounds()
	m := s.Matcher
	if m.Mode == matchers.ModeAuto {
		s.Target = m.Target(a)
		if high < s.Target {
			s.Due, s.Next = store.ModeDemoted, matchers.ModeDraft
		}
		return
	}
	if m.Promote == nil {
		return
	}
	s.Target = m.Promote.Precision
	if next, ok := m.Mode.Next(); ok && low >= s.Target && s.Record.Tally().Judged() >= m.Promote.Judged {
		s.Due, s.Next = store.ModePromoted, next
	}
}

func (s *Standing) evidence() store.ModeEvidence {
	t := s.Record.Tally()
	e := store.ModeEvidence{From: string(s.Matcher.Mode), Target: s.Target, Answers: s.Record.Answers, Wrong: s.Record.Wrong, Right: t.Right, Missed: t.Wrong}
	e.Precision, _ = s.Record.Precision()
	e.Low, e.High = s.Record.Bounds()
	return e
}

// RestoreMode gives a matcher back the mode that the config says; who is the admin's address. Running gateways follow within
// seconds, and judge it by what is said from now on. false where it has that mode.
func RestoreMode(ctx context.Context, st *Store, p *Policy, matcher, who string) (bool, error) {
	changes, err := st.Modes(ctx)
	if err != nil {
		return false, err
	}
	over, err := p.Overlaid(changes)
	if err != nil {
		return false, err
	}
	m, ok := over.Matchers.Matcher(matcher)
	if !ok || m.Overlay == nil {
		return false, nil
	}
	t := trust{changes: changes}
	c := store.ModeChange{Matcher: matcher, Why: store.ModeRestored, Configured: string(m.Configured), Mode: string(m.Configured), Who: who}
	c.Evidence.From = string(m.Mode)
	return st.ChangeMode(ctx, c, t.last(matcher).ID)
}
