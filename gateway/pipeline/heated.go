package pipeline

import (
	"strings"

	"frontdesk/gateway"
	"frontdesk/matchers"
	"frontdesk/matchers/tone"
)

const heatedReason = "the customer sounds angry or desperate: a person answers"

// heated is by what a customer sounds angry or desperate, nil where that is not so.
func heated(m gateway.Message, h gateway.History) []gateway.Evidence {
	t := tone.Of(m.Subject+".\n"+m.NewText, m.Language, len(h.Earlier))
	if !t.Heated() {
		return nil
	}
	var out []gateway.Evidence
	for _, r := range t.Reasons {
		out = append(out, gateway.Evidence{Kind: "tone", Rule: r.Sign, Found: r.Found})
	}
	return out
}

// heated says whether a person should answer because of how the customer sounds. What is urgent, and what asks for a
// person or says how an answer did, goes its own way to one.
func (d *decider) heated() bool {
	if len(d.a.Heated) == 0 || d.matcher != nil && (d.matcher.Urgent || d.matcher.Means != matchers.MeansNothing) {
		return false
	}
	var found []string
	for _, e := range d.a.Heated {
		found = append(found, e.Rule+" "+quote(e.Found))
	}
	d.step("tone", "heated by "+strings.Join(found, ", "))
	return true
}
