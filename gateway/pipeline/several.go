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

// answerSeveral answers every request in one reply, or hands all over to a person, with what is known about a part of them.
func (d *decider) answerSeveral() gateway.Decision {
	reason := d.severalReason()
	d.step("requests", reason)
	articles, why := d.answerable()
	if why != "" {
		d.team = d.teamOfAll()
		return d.partly(reason+"; "+why, d.answerableBeside())
	}
	d.matcher = d.answering()[0]
	dec := d.decision(gateway.OutcomeAnswer, reason)
	dec = d.withReply(dec, gateway.KindAnswer, false)
	if dec.Reply != nil {
		dec.Reply.Articles, dec.Reply.Answers = articles, len(articles)
	}
	return dec
}

// partly is a ticket; the customer sees what the articles say about a part of the message, and hears that a person answers the
// rest. Without articles it is an acknowledgement like any other.
func (d *decider) partly(reason string, articles []gateway.Article) gateway.Decision {
	dec := d.acknowledge(reason)
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
		article, why := d.answerTo(m)
		if why != "" {
			return nil, why
		}
		articles = appendArticle(articles, article)
	}
	return articles, ""
}

// answerableBeside are the articles for what is sure beside something that is not; none where all is sure.
func (d *decider) answerableBeside() []gateway.Article {
	if !d.p.Matchers.Ready() || len(d.answering()) == len(d.a.Requests) {
		return nil
	}
	var out []gateway.Article
	for _, m := range d.answering() {
		if article, why := d.answerTo(m); why == "" && len(out) < maxArticles {
			out = appendArticle(out, article)
		}
	}
	return out
}

// answerTo is the first article that a matcher may show, or why it may show none.
func (d *decider) answerTo(m *matchers.Matcher) (article gateway.Article, why string) {
	fresh := d.freshOf(m)
	switch {
	case m.Mode == matchers.ModeDraft:
		return article, "matcher " + m.Name + " is in draft mode"
	case len(d.missingFor(m)) > 0:
		return article, "details for " + m.Name + " are missing"
	case len(fresh) == 0:
		return article, "matcher " + m.Name + " has nothing new to show"
	}
	return fresh[0], ""
}

// appendArticle appends an article that the list does not have.
func appendArticle(list []gateway.Article, one gateway.Article) []gateway.Article {
	if slices.ContainsFunc(list, func(a gateway.Article) bool { return a.ID == one.ID }) {
		return list
	}
	return append(list, one)
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
