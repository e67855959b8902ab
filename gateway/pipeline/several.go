package pipeline

import (
	"slices"
	"strings"

	"frontdesk/gateway"
	"frontdesk/matchers"
)

// several says whether the message asks for several things, of which none goes before the others: what is urgent, sensitive
// or asks for a person is decided by that alone, and so is what sounds angry.
func (d *decider) several() bool {
	if len(d.a.Requests) < 2 || len(d.a.Heated) > 0 {
		return false
	}
	for _, match := range d.a.Matches {
		m, ok := d.p.Matchers.Matcher(match.Matcher)
		if !ok || m.Urgent || m.Sensitive || m.Means == matchers.MeansPerson || m.Means == matchers.MeansUnsolved {
			return false
		}
	}
	return true
}

// answering are the matchers whose articles the answer shows.
func (d *decider) answering() []*matchers.Matcher {
	var out []*matchers.Matcher
	if d.several() {
		for _, r := range d.a.Requests {
			if m, ok := d.p.Matchers.Matcher(r.Matcher); ok {
				out = append(out, m)
			}
		}
		return out
	}
	if d.matcher != nil {
		out = append(out, d.matcher)
	}
	return out
}

// answerSeveral answers every request in one reply, or hands all over to a person.
func (d *decider) answerSeveral() gateway.Decision {
	reason := d.severalReason()
	d.step("requests", reason)
	articles, why := d.answerable()
	if why != "" {
		d.team = d.teamOfAll()
		return d.acknowledge(reason + "; " + why)
	}
	d.matcher = d.answering()[0]
	dec := d.decision(gateway.OutcomeAnswer, reason)
	dec = d.withReply(dec, gateway.KindAnswer, false)
	if dec.Reply != nil {
		dec.Reply.Articles, dec.Reply.Answers = articles, len(articles)
	}
	return dec
}

// answerable are the articles for the requests, the first of each, or why not all of them can be answered.
func (d *decider) answerable() (articles []gateway.Article, why string) {
	switch {
	case !d.p.Matchers.Ready():
		return nil, "what the examples say is still being learnt"
	case len(d.a.Requests) > maxArticles:
		return nil, "too many for one answer"
	case len(d.answering()) < len(d.a.Requests):
		return nil, "not all of them are sure"
	}
	for _, m := range d.answering() {
		fresh := d.freshOf(m)
		switch {
		case m.Mode == matchers.ModeDraft:
			return nil, "matcher " + m.Name + " is in draft mode"
		case len(d.missingFor(m)) > 0:
			return nil, "details for " + m.Name + " are missing"
		case len(fresh) == 0:
			return nil, "matcher " + m.Name + " has nothing new to show"
		case !slices.ContainsFunc(articles, func(a gateway.Article) bool { return a.ID == fresh[0].ID }):
			articles = append(articles, fresh[0])
		}
	}
	return articles, ""
}

// severalReason names the requests: by their matchers, and what nothing is sure about by its words.
func (d *decider) severalReason() string {
	var names []string
	for _, r := range d.a.Requests {
		if r.Matcher == "" {
			names = append(names, quote(r.Text))
		} else {
			names = append(names, r.Matcher)
		}
	}
	return "several requests: " + strings.Join(names, ", ")
}

// teamOfAll is the team of all requests; the channel's where they are for different ones.
func (d *decider) teamOfAll() *Team {
	team := d.team
	for i, r := range d.a.Requests {
		m, ok := d.p.Matchers.Matcher(r.Matcher)
		if !ok {
			return d.p.team(nil, d.a.Channel)
		}
		if i == 0 {
			team = d.teamFor(m)
		} else if d.teamFor(m) != team {
			return d.p.team(nil, d.a.Channel)
		}
	}
	return team
}
