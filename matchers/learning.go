package matchers

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"frontdesk/configs"
	"frontdesk/matchers/classify"
	"frontdesk/matchers/language"
)

// Learning says how examples are learnt from. The zero value is ready for use.
type Learning struct {
	Aim
	// Languages that customers write in, BCP 47; where none is given, those of the examples.
	Languages []string
	Shelf     Shelf // nil: nothing is kept
}

// Aim is what is asked of decisions by examples. What is 0 stands for the usual.
type Aim struct {
	// Precision is how often an answer by examples is to be right, 0 to 1; usually classify.DefaultPrecision.
	Precision float64
	// OutOfScope is the share of messages, 0 to below 1, that no matcher is expected to be for; usually
	// classify.DefaultOutOfScope.
	OutOfScope float64
	// Careful is how often a matcher that is urgent or sensitive is to be right where its examples alone speak, 0 to 1: a
	// person who looks in vain costs less than one who does not look. Usually DefaultCareful.
	Careful float64
	// Audit is the share of the machine's answers, to 1, that people are asked to judge; below 0 stands for none. Usually
	// DefaultAudit.
	Audit float64
}

// DefaultAudit is the Audit of an [Aim] that says nothing else.
const DefaultAudit = 0.05

// AuditShare is the share of the machine's answers, 0 to 1, that people are asked to judge.
func (a Aim) AuditShare() float64 {
	return max(0, cmp.Or(a.Audit, DefaultAudit))
}

// DefaultCareful is the Careful of an [Aim] that says nothing else.
const DefaultCareful = 0.6

// aimKeys are those below matching: in frontdesk.yaml.
type aimKeys struct {
	Precision  *float64 `yaml:"precision" default:"0.95" help:"How often an answer by examples is to be right, between 0 and 1"`
	OutOfScope *float64 `yaml:"out_of_scope" default:"0.3" help:"Share of messages, between 0 and 1, that no matcher is expected to be for"`
	Careful    *float64 `yaml:"careful" default:"0.6" help:"How often a matcher that is urgent or sensitive is to be right where its examples alone speak, between 0 and 1"`
	Audit      *float64 `yaml:"audit" default:"0.05" help:"Share of the machine's answers, from 0 to 1, that frontdesk review asks people to judge"`
}

// AimShape is that of matching: in frontdesk.yaml.
func AimShape() configs.Shape { return configs.ShapeOf(aimKeys{}) }

// LoadAim reads the section matching: of frontdesk.yaml.
func LoadAim(s configs.Section, p *configs.Problems) Aim {
	var raw aimKeys
	if !s.IsZero() {
		s.Decode(&raw, p)
	}
	share := func(key string, v *float64) float64 {
		switch {
		case v == nil:
			return 0
		case *v <= 0 || *v >= 1:
			p.Add(s.Where(key), fmt.Sprintf("%q is to be between 0 and 1", key), "write a share such as 0.95")
			return 0
		}
		return *v
	}
	return Aim{
		Precision: share("precision", raw.Precision), OutOfScope: share("out_of_scope", raw.OutOfScope), Careful: share("careful", raw.Careful),
		Audit: loadAudit(s, raw.Audit, p),
	}
}

func loadAudit(s configs.Section, share *float64, p *configs.Problems) float64 {
	switch {
	case share == nil:
		return 0
	case *share < 0 || *share > 1:
		p.Add(s.Where("audit"), `"audit" is to be from 0 to 1`, "write a share such as 0.05, or 0 for none")
		return 0
	case *share == 0:
		return -1
	}
	return *share
}

// Shelf keeps what was learnt, so that it is not learnt again.
type Shelf interface {
	// Take returns the model that was kept under a key, nil where there is none.
	Take(key string) *classify.Model
	// Put keeps a model. Whether it could does not matter to who learns.
	Put(key string, m *classify.Model)
}

// lesson is what a model is learnt from.
type lesson struct {
	examples []classify.Example
	of       []*Example // the same, as they are written
	nothing  []string   // texts that no matcher is for
	labels   int
}

// lessonOf is what some matchers have to learn from. A text that one matcher is not for and another is, is an example of
// the other alone.
func lessonOf(list []*Matcher) lesson {
	l := lesson{labels: taught(list)}
	known := map[string]bool{}
	for _, m := range list {
		for i := range m.Examples {
			e := &m.Examples[i]
			l.examples = append(l.examples, classify.Example{Text: e.Text, Label: m.Name})
			l.of = append(l.of, e)
			known[foldLiteral(e.Text)] = true
		}
	}
	for _, m := range list {
		for _, text := range m.counterexamples() {
			if folded := foldLiteral(text); !known[folded] {
				known[folded] = true
				l.nothing = append(l.nothing, text)
			}
		}
	}
	return l
}

// counterexamples are the texts below not that the matcher is not for.
func (m *Matcher) counterexamples() []string {
	var out []string
	for _, c := range m.Not {
		if c.Kind == kindExamples {
			for _, r := range c.Rules {
				out = append(out, r.Text)
			}
		}
	}
	return out
}

// taught is how many matchers have examples.
func taught(list []*Matcher) (n int) {
	for _, m := range list {
		n += min(1, len(m.Examples))
	}
	return n
}

// fewest is how many labels there must be that something is to be told apart.
const fewest = 2

// learn returns the model of a lesson, nil where there is not enough to learn.
func (l lesson) learn(how Learning) (*classify.Model, error) {
	if l.labels < fewest {
		return nil, nil
	}
	o := classify.Options{OutOfScope: how.OutOfScope, Precision: how.Precision, Languages: how.languages(l)}
	key := classify.Key(l.examples, l.nothing, o)
	if how.Shelf != nil {
		if m := how.Shelf.Take(key); m != nil {
			return m, nil
		}
	}
	m, err := classify.Train(l.examples, l.nothing, o)
	if err != nil {
		return nil, fmt.Errorf("learn from %d examples: %w", len(l.examples), err)
	}
	if how.Shelf != nil {
		how.Shelf.Put(key, m)
	}
	return m, nil
}

// languages are those to learn in, sorted: of those that something is known of.
func (how Learning) languages(l lesson) []string {
	codes := how.Languages
	if len(codes) == 0 {
		for _, e := range l.examples {
			codes = append(codes, language.Detect(e.Text))
		}
	}
	var out []string
	for _, code := range codes {
		if base := baseOf(code); slices.Contains(classify.Languages(), base) {
			out = append(out, base)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Ready says whether the set has learnt from its examples, or has none to learn from. One that is not ready classifies by
// rules alone.
func (s *Set) Ready() bool {
	live, shadow := taught(s.live.list), taught(s.shadow.list)
	return s.learnt || live < fewest && (shadow == 0 || live+shadow < fewest)
}

// shadowLesson is what is learnt for matchers in shadow mode: all matchers, as if these were trusted. Empty where none of
// them has examples.
func (s *Set) shadowLesson() lesson {
	if taught(s.shadow.list) == 0 {
		return lesson{}
	}
	return lessonOf(slices.Concat(s.live.list, s.shadow.list))
}

// Learn returns the set as it is once it has learnt from its examples; s stays as it is. It takes seconds, and cannot be
// cut off. The same matchers always learn the same.
func (s *Set) Learn(how Learning) (*Set, error) {
	if s.Ready() {
		return s, nil
	}
	out := *s
	var errLive, errShadow error
	out.learnt, out.how, out.aim = true, how, how.Aim
	out.likeness, out.vocabulary = likenesses(s.list), vocabularyOf(s.live.list)
	out.model, errLive = lessonOf(s.live.list).learn(how)
	out.shadowModel, errShadow = s.shadowLesson().learn(how)
	if err := errors.Join(errLive, errShadow); err != nil {
		return nil, err
	}
	return &out, nil
}
