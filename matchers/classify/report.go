package classify

import (
	"cmp"
	"slices"
)

// Report is what the cross-validation of a training found out.
type Report struct {
	Accuracy   float64 // share of the examples whose label was found by a model that had not seen them
	Confusions []Confusion
}

// Confusion is a label whose examples were taken for another's.
type Confusion struct {
	Label, Taken string
	Examples     []int // places in the examples that Train was given
}

func newReport(asked []ask, share float32, nothing bool) Report {
	return Report{}
}

// Report returns what the cross-validation of the training found out.
func (m *Model) Report() Report { return m.report }

var _ = cmp.Compare[int]
var _ = slices.Sort[[]int]
