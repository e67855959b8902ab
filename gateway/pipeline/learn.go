package pipeline

import (
	"slices"
	"time"

	"frontdesk/gateway"
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

// How a message waits for examples that are being learnt.
const (
	learnPatience = 10 * time.Second // since it was accepted; then it is decided by rules alone
	learnEvery    = 500 * time.Millisecond
)

// untilLearnt lets a message wait while examples are being learnt that may know better than the rules; nil where it does
// not wait, since a person is needed anyway. It happens at a start only: a config that is read again takes effect when it has
// learnt.
func (d *decider) untilLearnt() *gateway.Wait {
	age := d.now.Sub(d.a.Message.Accepted)
	if age < 0 || age >= learnPatience || d.p.Matchers.Ready() || d.choice.Urgent || d.matcher != nil && (d.matcher.Sensitive || d.matcher.Means != matchers.MeansNothing) {
		return nil
	}
	return &gateway.Wait{Until: d.now.Add(min(learnEvery, learnPatience-age)), Reason: "examples are being learnt"}
}
