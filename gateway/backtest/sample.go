package backtest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
)

// Sample is a mail that is shown to people.
type Sample struct {
	Result
	Score     float64 // of the matcher that decided
	RunnerUp  string  // next matcher that fits; empty: none
	RunnerBy  float64 // its score
	Certainty float64 // 0 to 1: the score, less where a runner-up is near
	Reply     string  // what the customer would have been told; empty: nothing
}

func newSample(res Result) Sample {
	s := Sample{Result: res, Score: res.Judged.Choice.Match.Score}
	trace := res.Judged.Decision.Trace
	for _, m := range slices.Concat(trace.Matches, trace.Unsure) {
		if m.Matcher != res.Judged.Decision.Matcher && m.Score > s.RunnerBy {
			s.RunnerUp, s.RunnerBy = m.Matcher, m.Score
		}
	}
	s.Certainty = min(s.Score, (1+s.Score-s.RunnerBy)/2)
	return s
}

// riskier orders samples, the least certain first, and where that is equal the one with the least evidence.
func riskier(a, b Sample) int {
	return cmp.Or(cmp.Compare(a.Certainty, b.Certainty), cmp.Compare(a.weight(), b.weight()))
}

// weight is how many bytes of the mail are evidence.
func (s Sample) weight() int {
	n := 0
	for _, e := range s.Judged.Choice.Match.Evidence {
		n += len(e.Found)
	}
	return n
}

// insert keeps the first n in order; of equals the one that came first stays.
func insert(list []Sample, s Sample, n int, order func(a, b Sample) int) []Sample {
	i, _ := slices.BinarySearchFunc(list, s, func(x, y Sample) int { return cmp.Or(order(x, y), -1) })
	if i == n {
		return list
	}
	list = slices.Insert(list, i, s)
	return list[:min(len(list), n)]
}

// render makes the text that the customer would have got.
func (s *Sample) render(p *pipeline.Policy) error {
	if s.Judged.Decision.Reply == nil {
		return nil
	}
	v, err := p.Preview(s.Asked)
	if err != nil {
		return fmt.Errorf("%s: %w", s.Mail.Name, err)
	}
	if v.Reply != nil {
		s.Reply = v.Reply.Text
	}
	return nil
}

// Why is the evidence of the matcher that decided, in a line.
func (s Sample) Why() string {
	var parts []string
	for i, e := range s.Judged.Choice.Match.Evidence {
		if i == 3 {
			parts = append(parts, "…")
			break
		}
		if e.Found == "" {
			parts = append(parts, e.String())
			continue
		}
		parts = append(parts, fmt.Sprintf("%s “%s”", e.Kind, strings.Join(strings.Fields(e.Found), " ")))
	}
	switch {
	case s.RunnerUp != "" && s.Score == 0:
		parts = append(parts, fmt.Sprintf("perhaps %s %.2f", s.RunnerUp, s.RunnerBy))
	case s.RunnerUp != "":
		parts = append(parts, fmt.Sprintf("next: %s %.2f", s.RunnerUp, s.RunnerBy))
	}
	return strings.Join(parts, ", ")
}

// describe is a decision in a few words, for comparing.
func describe(fate Fate, dec gateway.Decision) string {
	line := string(fate)
	if dec.Matcher != "" && fate != Screened {
		line += " (" + dec.Matcher + ")"
	}
	return line
}
