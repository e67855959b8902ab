package pipeline

import (
	"slices"

	"frontdesk/matchers"
)

// Learn returns the policy as it is once its matchers have learnt from their examples; pol stays as it is. It takes
// seconds, and what was learnt before is taken from the shelf.
func (pol *Policy) Learn(shelf matchers.Shelf) (*Policy, error) {
	learnt, err := pol.Matchers.Learn(matchers.Learning{Aim: pol.Aim, Languages: pol.languages(), Shelf: shelf})
	if err != nil {
		return nil, err
	}
	out := *pol
	out.Matchers = learnt
	return &out, nil
}

// languages are those that customers write in, as all channels say; none where one of them does not say.
func (pol *Policy) languages() []string {
	var out []string
	for _, name := range keys(pol.Channels) {
		of := pol.Channels[name].Languages
		if len(of) == 0 {
			return nil
		}
		out = append(out, of...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
