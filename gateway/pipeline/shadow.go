package pipeline

import (
	"slices"

	"frontdesk/gateway"
)

// trusting is the assessment in which a matcher in shadow mode counts like the others.
func trusting(a gateway.Assessment, s gateway.Match) gateway.Assessment {
	a.Matches, a.Requests = append(slices.Clone(a.Matches), s), nil
	return a
}

// shadowed is what each matcher in shadow mode that fits would have done, had it been trusted, it alone. Nothing of it
// decides anything: it is only kept.
func (d *decider) shadowed() []gateway.Shadowed {
	var out []gateway.Shadowed
	for _, s := range d.a.Shadow {
		as := decider{a: trusting(d.a, s), p: d.p, now: d.now}
		as.choose()
		dec := as.decide()
		one := gateway.Shadowed{Match: s, Decides: as.matcher != nil && as.matcher.Name == s.Matcher, Outcome: dec.Outcome, Reason: dec.Reason}
		if dec.Ticket != nil {
			one.Team, one.Urgency = dec.Ticket.Team, dec.Ticket.Urgency
		}
		if dec.Reply != nil {
			one.Articles = articleIDs(dec.Reply.Articles)
		}
		out = append(out, one)
	}
	return out
}
