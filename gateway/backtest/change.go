package backtest

import (
	"fmt"
	"slices"
	"strings"

	"frontdesk/gateway"
)

// Changes are what a config decides otherwise than its baseline. Texts are not compared: only what is decided.
type Changes struct {
	Total int
	Kinds map[string]int // "before → now"
	List  []Change       // the first ones
}

// Change is a mail that is decided otherwise.
type Change struct {
	Now     Sample
	Was, Is string // in a few words
	Differs []string
	WasWhy  string // the reason that the baseline gives
}

// maxChanges is how many changes are kept to be shown.
const maxChanges = 400

// compare notes a mail that is decided otherwise.
func (r *Report) compare(was, is Result) {
	differs := differences(was, is)
	if len(differs) == 0 {
		return
	}
	c := r.Changes
	c.Total++
	one := Change{
		Now: newSample(is), Was: describe(was.Fate, was.Judged.Decision), Is: describe(is.Fate, is.Judged.Decision),
		Differs: differs, WasWhy: was.Judged.Decision.Reason,
	}
	kind := one.Was + " → " + one.Is
	if one.Was == one.Is {
		kind = one.Is + ": other " + strings.Join(names(differs), ", ")
	}
	c.Kinds[kind]++
	if len(c.List) < maxChanges {
		c.List = append(c.List, one)
	}
}

// differences are what is decided otherwise, as "team: billing → sales".
func differences(was, is Result) []string {
	a, b := was.Judged.Decision, is.Judged.Decision
	var out []string
	differ := func(what, x, y string) {
		if x != y {
			out = append(out, fmt.Sprintf("%s: %s → %s", what, orNone(x), orNone(y)))
		}
	}
	differ("outcome", string(was.Fate), string(is.Fate))
	if was.Fate == Screened && is.Fate == Screened {
		differ("class", was.Reason, is.Reason)
		differ("treatment", string(a.Trace.Verdict.Treatment), string(b.Trace.Verdict.Treatment))
		return out
	}
	differ("matcher", a.Matcher, b.Matcher)
	differ("team", teamOf(a), teamOf(b))
	differ("urgency", urgencyOf(a), urgencyOf(b))
	differ("articles", articlesOf(a), articlesOf(b))
	return out
}

func names(differs []string) []string {
	var out []string
	for _, d := range differs {
		name, _, _ := strings.Cut(d, ":")
		out = append(out, name)
	}
	return out
}

func teamOf(d gateway.Decision) string {
	if d.Ticket == nil {
		return ""
	}
	return d.Ticket.Team
}

func urgencyOf(d gateway.Decision) string {
	if d.Ticket == nil {
		return ""
	}
	return string(d.Ticket.Urgency)
}

func articlesOf(d gateway.Decision) string {
	if d.Reply == nil {
		return ""
	}
	var ids []string
	for _, a := range d.Reply.Articles {
		ids = append(ids, a.ID)
	}
	slices.Sort(ids)
	return strings.Join(ids, ", ")
}
