package backtest

import (
	"fmt"

	"frontdesk/configs"
)

// Gate is what a config must reach before it may go live; nil: nothing is asked.
type Gate struct {
	Precision *float64 `yaml:"precision" otherwise:"not asked" help:"Least share, 0 to 1, of the labelled mails that a matcher decides, by the right one; needs labels"`
	Recall    *float64 `yaml:"recall" otherwise:"not asked" help:"Least share, 0 to 1, of the mails whose label is a matcher; needs labels"`
	Answered  *float64 `yaml:"answered" otherwise:"not asked" help:"Least share, 0 to 1, of the mail that a machine may answer"`
}

// GateShape is that of gate: in frontdesk.yaml.
func GateShape() configs.Shape { return configs.ShapeOf(Gate{}) }

// LoadGate reads gate: of frontdesk.yaml.
func LoadGate(s configs.Section, p *configs.Problems) Gate {
	var g Gate
	if s.IsZero() {
		return g
	}
	s.Decode(&g, p)
	for _, one := range g.all(nil) {
		if v := *one.Least; v < 0 || v > 1 {
			p.Add(s.Where(one.Name), fmt.Sprintf("%v is no share", v), "write one between 0 and 1, such as 0.95")
		}
	}
	return g
}

// Passed is one threshold and what was reached.
type Passed struct {
	Name    string
	Least   *float64
	Reached float64
	Known   bool // it could be measured
}

// OK says whether the threshold was reached, or could not be measured.
func (p Passed) OK() bool { return !p.Known || p.Reached >= *p.Least }

// String is a line for a person.
func (p Passed) String() string {
	switch {
	case !p.Known:
		return fmt.Sprintf("gate: %s %.3f not measured: it needs --labels, and mail that they fit", p.Name, *p.Least)
	case p.OK():
		return fmt.Sprintf("gate: %s %.3f reached: %.3f", p.Name, *p.Least, p.Reached)
	default:
		return fmt.Sprintf("gate: %s %.3f missed: %.3f", p.Name, *p.Least, p.Reached)
	}
}

// Judge compares a report with the gate.
func (g Gate) Judge(r *Report) []Passed { return g.all(r) }

func (g Gate) all(r *Report) []Passed {
	var m *Measured
	answered := 0.0
	if r != nil {
		m, answered = r.Measured, r.AnsweredShare()
	}
	if m == nil {
		m = &Measured{}
	}
	list := []Passed{
		{Name: "precision", Least: g.Precision, Reached: m.Precision(), Known: m.Decided > 0},
		{Name: "recall", Least: g.Recall, Reached: m.Recall(), Known: m.Meant > 0},
		{Name: "answered", Least: g.Answered, Reached: answered, Known: true},
	}
	var out []Passed
	for _, one := range list {
		if one.Least != nil {
			out = append(out, one)
		}
	}
	return out
}
