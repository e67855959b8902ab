package matchers

import (
	"fmt"
	"slices"
	"time"

	"frontdesk/configs"
)

// Promotion is when a matcher in draft or shadow mode gets the next mode by itself.
type Promotion struct {
	Precision float64 // that it surely has: the lower bound of what people judged
	Judged    int     // of its answers, at least
}

// Usual values of a [Promotion] that does not say.
const (
	usualPrecision = 0.95
	usualJudged    = 30
)

// promotionKeys are those below promote_when: of a matcher.
type promotionKeys struct {
	Precision *float64 `yaml:"precision" default:"0.95" help:"How often it is surely right, between 0 and 1, as agents judged it"`
	Judged    *int     `yaml:"judged" default:"30" help:"How many of its answers must have been judged"`
}

// loadPromotion reads promote_when; nil where there is none.
func loadPromotion(s configs.Section, p *configs.Problems) *Promotion {
	if s.IsZero() {
		return nil
	}
	var raw promotionKeys
	s.Decode(&raw, p)
	out := &Promotion{usualPrecision, usualJudged}
	if raw.Precision != nil {
		out.Precision = *raw.Precision
	}
	if raw.Judged != nil {
		out.Judged = *raw.Judged
	}
	if out.Precision <= 0 || out.Precision >= 1 {
		p.Add(s.Where("precision"), "precision is to be between 0 and 1", "write a share such as 0.95")
	}
	if out.Judged < 1 {
		p.Add(s.Where("judged"), "judged is to be at least 1", "write a number such as 30")
	}
	return out
}

// loadFloor reads demote_below; nil where it says nothing, 0 for never.
func loadFloor(s configs.Section, share *float64, p *configs.Problems) *float64 {
	if share != nil && (*share < 0 || *share >= 1) {
		p.Add(s.Where("demote_below"), "demote_below is to be at least 0 and below 1", "write a share such as 0.9, or 0 for never")
		return nil
	}
	return share
}

// Target is how often a matcher in auto mode is to be right; below it, it is demoted. 0: it never is.
func (m *Matcher) Target(a Aim) float64 {
	switch {
	case m.DemoteBelow != nil:
		return *m.DemoteBelow
	case a.Precision > 0:
		return a.Precision
	}
	return usualPrecision
}

// Next is the mode that a matcher is promoted to; false where it has the highest.
func (m Mode) Next() (Mode, bool) {
	switch m {
	case ModeShadow:
		return ModeDraft, true
	case ModeDraft:
		return ModeAuto, true
	}
	return m, false
}

// Overlay is a mode that was decided by what people judged, and that lies over the one in the config.
type Overlay struct {
	Mode  Mode
	Why   string // demoted or promoted
	Since time.Time
	By    string // the evidence in a few words
}

// String says what was decided, since when, and why.
func (o Overlay) String() string {
	return fmt.Sprintf("%s to %s since %s: %s", o.Why, o.Mode, o.Since.UTC().Format("2006-01-02 15:04 MST"), o.By)
}

// WithModes returns the set as it is with other modes, by the names of matchers, in place of all that lay over it before; s
// stays as it is. Where a matcher leaves or enters shadow mode, what was learnt is learnt again, which takes seconds.
func (s *Set) WithModes(modes map[string]Overlay) (*Set, error) {
	if len(modes) == 0 && !s.overlaid() {
		return s, nil
	}
	out := *s
	out.list, out.named = nil, make(map[string]*Matcher, len(s.named))
	moved := false
	for _, m := range s.list {
		one := *m
		one.Any, one.All, one.Not = copied(m.Any), copied(m.All), copied(m.Not)
		one.Mode, one.Overlay = m.Configured, nil
		if o, ok := modes[m.Name]; ok {
			one.Mode, one.Overlay = o.Mode, &o
		}
		moved = moved || (one.Mode == ModeShadow) != (m.Mode == ModeShadow)
		out.list = append(out.list, &one)
		out.named[one.Name] = &one
	}
	out.compile(out.list)
	if !moved || !s.learnt {
		return &out, nil
	}
	out.learnt, out.model, out.shadowModel = false, nil, nil
	return out.Learn(s.how)
}

// copied are conditions for an index of their own: it numbers their rules.
func copied(list []Condition) []Condition {
	out := slices.Clone(list)
	for i := range out {
		rules := slices.Clone(out[i].Rules)
		for k, r := range rules {
			if r.phrase != nil {
				own := *r.phrase
				own.words = slices.Clone(own.words)
				rules[k].phrase = &own
			}
		}
		out[i].Rules = rules
	}
	return out
}

func (s *Set) overlaid() bool {
	for _, m := range s.list {
		if m.Overlay != nil {
			return true
		}
	}
	return false
}

// Overlays are the modes that lie over those of the config, by the names of matchers.
func (s *Set) Overlays() map[string]Overlay {
	out := map[string]Overlay{}
	for _, m := range s.list {
		if m.Overlay != nil {
			out[m.Name] = *m.Overlay
		}
	}
	return out
}
