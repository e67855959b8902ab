package matchers

import (
	"fmt"
	"strings"

	"frontdesk/configs"
	"frontdesk/matchers/classify"
)

// Set is all matchers of a config, ready to classify. It never changes and is safe for concurrent use.
type Set struct {
	list   []*Matcher
	named  map[string]*Matcher
	live   *index // of those that decide
	shadow *index

	learnt      bool               // from the examples
	how         Learning           // it was learnt
	likeness    map[string][]pairs // of the examples, by matcher
	vocabulary  vocabulary         // of those that decide
	model       *classify.Model    // of those that decide; nil: none
	shadowModel *classify.Model    // of these and of those in shadow mode
	aim         Aim
}

// Bounds of a set.
const (
	maxRules    = 50_000
	manyUnbound = 100 // patterns that are run on every message
)

// section is a matcher as it is written.
type section struct {
	Any       *[]Condition    `yaml:"any" help:"It fits where one of these holds"`
	All       *[]Condition    `yaml:"all" help:"It fits where all of these hold"`
	Not       *[]Condition    `yaml:"not" help:"It does not fit where one of these holds"`
	When      configs.Section `yaml:"when" shape:"texts" help:"A formula over message, customer, conversation and time that must hold"`
	Ask       configs.Section `yaml:"ask" help:"What the customer is asked for where it is missing: {order number: '\\d{6}'}, in the order written"`
	Answer    []configs.Ref   `yaml:"answer" otherwise:"none: a person answers" help:"Articles that answer it"`
	Team      configs.Ref     `yaml:"team" otherwise:"the channel's" help:"Who works its tickets"`
	Urgent    bool            `yaml:"urgent" default:"false" help:"A person is told at once, the urgent promise holds"`
	Sensitive bool            `yaml:"sensitive" default:"false" help:"A person answers, never a machine"`
	Priority  int             `yaml:"priority" default:"0" help:"Of several that fit, the higher one is taken"`
	Means     configs.Ref     `yaml:"means" words:"person,unsolved,solved" otherwise:"nothing" help:"What a message says beyond its matter: it asks for a person, an answer did not help, or it did"`
	Mode      configs.Ref     `yaml:"mode" default:"auto" words:"auto,draft,shadow" help:"How far it is trusted: its answers are sent, wait for an agent, or it decides nothing and is only looked at"`
	Promote   configs.Section `yaml:"promote_when" otherwise:"only by hand" help:"When it gets the next mode by itself, from shadow to draft and from draft to auto, by what people judged"`
	Floor     *float64        `yaml:"demote_below" otherwise:"matching: precision" help:"Share of right answers below which it is surely to lose auto mode; 0: never"`
	Examples  []configs.Ref   `yaml:"examples" help:"Messages that it is for; others like them are recognised"`

	Tests []configs.Section `yaml:"tests" help:"Messages and what is expected to become of them, for frontdesk test"`
}

// Shape is that of a matcher.
func Shape() configs.Shape {
	test := configs.ShapeOf(testSection{})
	return configs.ShapeOf(section{}).MustWith("ask", askShape()).
		MustWith("promote_when", configs.ShapeOf(promotionKeys{})).MustWith("tests", configs.ListOf(test))
}

// Load compiles the matchers of a config. What is wrong is noted in p; a matcher with an error is left out of the
// conditions that are wrong, so that with errors in p the set must not be used. References to articles, teams and
// channels are checked by who knows these.
func Load(sections []configs.Section, p *configs.Problems) *Set {
	s := &Set{named: make(map[string]*Matcher, len(sections))}
	for i, sec := range sections {
		m := load(sec, p)
		m.Order = i
		s.list = append(s.list, m)
		s.named[m.Name] = m
	}
	s.checkTests(p)
	s.warnLonely(p)
	if s.tooLarge(p) {
		return s.compile(nil)
	}
	s.compile(s.list)
	s.warnUnbound(p)
	return s
}

func (s *Set) compile(list []*Matcher) *Set {
	var live, shadow []*Matcher
	for _, m := range list {
		if m.Mode == ModeShadow {
			shadow = append(shadow, m)
		} else {
			live = append(live, m)
		}
	}
	s.live, s.shadow = newIndex(live), newIndex(shadow)
	return s
}

// Matcher returns the matcher of this name.
func (s *Set) Matcher(name string) (*Matcher, bool) {
	m, ok := s.named[name]
	return m, ok
}

// All returns all matchers in the order in which they were read.
func (s *Set) All() []*Matcher { return s.list }

func load(s configs.Section, p *configs.Problems) *Matcher {
	var raw section
	s.Decode(&raw, p)
	m := &Matcher{
		Name: s.Name, At: s.At, File: s.At.File,
		Any: conditions(s, "any", raw.Any, p), All: conditions(s, "all", raw.All, p), Not: conditions(s, "not", raw.Not, p),
		Ask: asks(raw.Ask, p), Answer: raw.Answer, Team: raw.Team,
		Urgent: raw.Urgent, Sensitive: raw.Sensitive, Priority: raw.Priority,
	}
	if !raw.When.IsZero() {
		m.All = append(m.All, whenCondition(raw.When, p))
	}
	m.Means = Means(oneOf(raw.Means, "meaning", p, string(MeansPerson), string(MeansUnsolved), string(MeansSolved)))
	m.Mode = Mode(oneOf(raw.Mode, "mode", p, string(ModeAuto), string(ModeDraft), string(ModeShadow)))
	if m.Mode == "" {
		m.Mode = ModeAuto
	}
	m.Configured = m.Mode
	m.Promote, m.DemoteBelow = loadPromotion(raw.Promote, p), loadFloor(s, raw.Floor, p)
	for _, e := range raw.Examples {
		if strings.TrimSpace(e.Name) == "" {
			p.Add(e.At, "an empty example", "write a message or remove it")
		}
		m.Examples = append(m.Examples, Example{Text: e.Name, At: e.At})
	}
	m.Tests = loadTests(raw.Tests, p)
	if !s.IsBroken() {
		checkConditions(m, raw, p)
	}
	return m
}

func conditions(s configs.Section, key string, list *[]Condition, p *configs.Problems) []Condition {
	if list == nil {
		return nil
	}
	_, isText := s.Get(key).Scalar()
	if len(*list) == 0 && !isText && !s.Get(key).IsMapping() {
		p.Add(s.Where(key), fmt.Sprintf("%q is an empty list", key), "write at least one condition or remove it")
	}
	for _, c := range *list {
		if c.Kind == kindExamples && key != "not" {
			p.Add(c.At, fmt.Sprintf("examples below %s", key), "write examples: beside it; below not: are those that the matcher is not for")
		}
	}
	return *list
}

// whenCondition is the one of the key when, which must hold like those below all.
func whenCondition(s configs.Section, p *configs.Problems) Condition {
	c := Condition{Kind: kindWhen, At: s.At}
	k, _ := kindOf(kindWhen)
	c.add(k, s, p)
	return c
}

// checkConditions looks for matchers that fit nothing.
func checkConditions(m *Matcher, raw section, p *configs.Problems) {
	switch {
	case raw.Any != nil || raw.All != nil || !raw.When.IsZero() || len(m.Examples) > 0:
	case raw.Not != nil:
		p.Add(m.At, fmt.Sprintf("matcher %q says only what it is not", m.Name), "add examples:, any: or all:")
	default:
		p.Add(m.At, fmt.Sprintf("matcher %q has no conditions and no examples", m.Name), "add examples:, any: or all:")
	}
}

func oneOf(r configs.Ref, what string, p *configs.Problems, known ...string) string {
	if r.IsZero() {
		return ""
	}
	for _, k := range known {
		if r.Name == k {
			return k
		}
	}
	p.Add(r.At, fmt.Sprintf("unknown %s %q", what, r.Name), suggest(r.Name, known))
	return ""
}

// warnLonely tells of examples that nothing is learnt from, since there are no others to tell them from.
func (s *Set) warnLonely(p *configs.Problems) {
	if l := lessonOf(s.list); l.labels == 1 {
		p.Warn(l.of[0].At, "no other matcher has examples: nothing is learnt from these", "write examples for at least two matchers")
	}
}

func (s *Set) tooLarge(p *configs.Problems) bool {
	count := 0
	for _, m := range s.list {
		for _, c := range m.conditions() {
			count += len(c.Rules)
		}
		if count > maxRules {
			p.Add(m.At, fmt.Sprintf("more than %d words, patterns and other rules", maxRules), "remove what is not needed")
			return true
		}
	}
	return false
}

func (s *Set) warnUnbound(p *configs.Problems) {
	if n := len(s.live.unbound) + len(s.shadow.unbound); n > manyUnbound {
		first := append(append([]*Rule{}, s.live.unbound...), s.shadow.unbound...)[0]
		p.Warn(first.At, fmt.Sprintf("%d patterns such as this one are run on every message, since no text is in all that they fit", n),
			"write letters into them that must appear")
	}
}

// conditions are all of a matcher.
func (m *Matcher) conditions() []*Condition {
	var out []*Condition
	for _, list := range [][]Condition{m.Any, m.All, m.Not} {
		for i := range list {
			out = append(out, &list[i])
		}
	}
	return out
}
