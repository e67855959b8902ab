package pipeline

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"frontdesk/gateway/store"
	"frontdesk/matchers"
)

// trust is what is known of the modes that people's judgements gave to matchers, beside those in the config.
type trust struct {
	mu      sync.Mutex
	base    *Policy            // as the config says
	changes []store.ModeChange // the last one of each matcher, in the order of their names
	read    bool               // changes were read from the store
	noted   *Policy            // the base of which it was looked whether it ends a change
	judged  int64              // id of the last judgement that was looked at
	seen    *Policy            // for which all judgements were looked at
	full    time.Time          // when they were
}

// Overlaid is the policy with the modes that were decided by what people judged, of the last changes of matchers. A change
// that was decided on another mode than the config now has means nothing any more: the admin's hand is the later word. Where a
// matcher leaves shadow mode, its examples are learnt, which takes seconds; where that fails, the error says so, and the
// policy has all other modes.
func (pol *Policy) Overlaid(changes []store.ModeChange) (*Policy, error) {
	modes := map[string]matchers.Overlay{}
	for _, c := range changes {
		m, ok := pol.Matchers.Matcher(c.Matcher)
		if !ok || c.Why != store.ModeDemoted && c.Why != store.ModePromoted || c.Configured != string(m.Configured) || c.Mode == c.Configured {
			continue
		}
		modes[c.Matcher] = matchers.Overlay{Mode: matchers.Mode(c.Mode), Why: string(c.Why), Since: c.At, By: evidenceWords(c)}
	}
	set, err := pol.Matchers.WithModes(modes)
	if err != nil {
		for name, o := range modes {
			if m, _ := pol.Matchers.Matcher(name); m.Configured == matchers.ModeShadow && o.Mode != matchers.ModeShadow {
				delete(modes, name)
			}
		}
		err = fmt.Errorf("learn for matchers that leave shadow mode: %w", err)
		if set, _ = pol.Matchers.WithModes(modes); set == nil {
			return pol, err
		}
	}
	out := *pol
	out.Matchers = set
	return &out, err
}

// evidenceWords says in a few words what a change stands on.
func evidenceWords(c store.ModeChange) string {
	e := c.Evidence
	what := fmt.Sprintf("%d of %d judged were right", e.Right, e.Right+e.Missed)
	if e.Right+e.Missed == 0 {
		what = "none was drawn and judged"
	}
	if e.Wrong > 0 {
		what += fmt.Sprintf(", of all %d answers %d were called wrong", e.Answers, e.Wrong)
	}
	if c.Why == store.ModePromoted {
		return what + fmt.Sprintf(": surely %.1f %% are right, %.0f %% was asked for", 100*e.Low, 100*e.Target)
	}
	return what + fmt.Sprintf(": at most %.1f %% are right, %.0f %% is asked for", 100*e.High, 100*e.Target)
}

// WhyMode says in a few words why a matcher's mode was changed.
func WhyMode(c store.ModeChange) string {
	switch c.Why {
	case store.ModeRestored:
		return "restored by " + c.Who
	case store.ModeConfig:
		return "another mode was written into the config"
	default:
		return string(c.Why) + ": " + evidenceWords(c)
	}
}

// use swaps in the policy of a config, with the modes that lie over it.
func (g *Gateway) use(base *Policy) {
	g.trust.mu.Lock()
	defer g.trust.mu.Unlock()
	g.trust.base = base
	g.overlay()
}

// overlay puts the policy in use together; the caller holds the lock.
func (g *Gateway) overlay() {
	p, err := g.trust.base.Overlaid(g.trust.changes)
	if err != nil {
		g.log.Error("examples not learnt", "error", err)
	}
	demoted := 0
	for _, o := range p.Matchers.Overlays() {
		if o.Why == string(store.ModeDemoted) {
			demoted++
		}
	}
	g.metrics.Demoted.Set(float64(demoted))
	g.policy.Store(p)
}

// readModes reads what was decided, by whatever process, and puts it in force.
func (g *Gateway) readModes(ctx context.Context) error {
	changes, err := g.store.Modes(ctx)
	if err != nil {
		return err
	}
	t := &g.trust
	t.mu.Lock()
	defer t.mu.Unlock()
	known := t.read && slices.EqualFunc(changes, t.changes, func(a, b store.ModeChange) bool { return a.ID == b.ID })
	t.changes, t.read = changes, true
	if !known {
		g.overlay()
	}
	return nil
}

// knowModes makes sure that nothing is decided before it is known which matchers were demoted.
func (g *Gateway) knowModes(ctx context.Context) error {
	g.trust.mu.Lock()
	read := g.trust.read
	g.trust.mu.Unlock()
	if read {
		return nil
	}
	return g.readModes(ctx)
}

// unnoted is the base where it was not yet looked whether it ends changes, else nil.
func (t *trust) unnoted() *Policy {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.noted == t.base {
		return nil
	}
	return t.base
}

// last is the last change of a matcher's mode; zero where it had none.
func (t *trust) last(matcher string) store.ModeChange {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, c := range t.changes {
		if c.Matcher == matcher {
			return c
		}
	}
	return store.ModeChange{}
}
