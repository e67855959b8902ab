package pipeline

import (
	"slices"
	"strings"

	"frontdesk/gateway"
	"frontdesk/matchers"
)

// answer shows the matcher's articles, or asks for what is missing, or hands over.
func (d *decider) answer() gateway.Decision {
	switch {
	case d.matcher == nil: // a question was asked by a matcher that has left the config since
		return d.handOver("what our question was about is not in the config any more")
	case !d.p.Matchers.Ready():
		return d.acknowledge("what the examples say is still being learnt")
	case d.matcher.Mode == matchers.ModeDraft:
		return d.drafted()
	}
	if missing := d.missing(); len(missing) > 0 && (d.own || !d.asked()) {
		d.step("details", "missing: "+strings.Join(missing, ", "))
		dec := d.decision(gateway.OutcomeAsk, "details missing: "+strings.Join(missing, ", "))
		dec = d.withReply(dec, gateway.KindQuestion, false)
		if dec.Reply != nil {
			dec.Reply.Missing = missing
		}
		return dec
	}
	articles := d.freshArticles()
	if len(articles) == 0 {
		why := "matcher " + d.matcher.Name + " has no article to show"
		if len(d.answerIDs()) > 0 {
			why = "every article of matcher " + d.matcher.Name + " was already sent in this conversation"
		}
		return d.acknowledge(why)
	}
	dec := d.decision(gateway.OutcomeAnswer, "matcher "+d.matcher.Name+d.found())
	dec = d.withReply(dec, gateway.KindAnswer, false)
	if dec.Reply != nil {
		dec.Reply.Articles = articles
	}
	return dec
}

// missing are the details that the matcher asks for and the message does not have.
func (d *decider) missing() []string { return d.missingFor(d.matcher) }

func (d *decider) missingFor(m *matchers.Matcher) []string {
	var details gateway.Details
	for _, match := range d.a.Matches {
		if match.Matcher == m.Name {
			details = match.Details
		}
	}
	var names []string
	for _, ask := range m.Ask {
		if details[ask.Name] == "" {
			names = append(names, ask.Name)
		}
	}
	return names
}

// drafted: the matcher is not trusted yet. The customer is told that a person answers, and a person may let go what
// the machine would have said.
func (d *decider) drafted() gateway.Decision {
	dec := d.acknowledge("matcher " + d.matcher.Name + " is in draft mode" + d.overlaid() + ": a person answers")
	if articles := d.freshArticles(); len(articles) > 0 && dec.Ticket != nil && d.a.Verdict.MayReply() {
		dec.Draft = &gateway.Reply{Kind: gateway.KindAnswer, Languages: d.languages(), To: d.a.Verdict.AnswerTo, Matcher: d.matcher.Name, Articles: articles}
	}
	return dec
}

// overlaid says why the matcher has another mode than the config says; empty: it has that.
func (d *decider) overlaid() string {
	if d.matcher == nil || d.matcher.Overlay == nil {
		return ""
	}
	return " (" + d.matcher.Overlay.String() + ")"
}

// found names the strongest evidence of the match, for the one-line reason.
func (d *decider) found() string {
	ev := d.choice.Match.Evidence
	if len(ev) == 0 {
		return ""
	}
	return ": " + ev[0].String()
}

// answerIDs are the articles that the matcher names, where it decides alone; those of all requests where there are several.
func (d *decider) answerIDs() []string {
	var ids []string
	for _, m := range d.answering() {
		for _, ref := range m.Answer {
			ids = append(ids, ref.Name)
		}
	}
	return ids
}

// maxArticles is how many articles one answer shows.
const maxArticles = 3

// foundArticles are those that fit by what they say and that this conversation has not seen.
func (d *decider) foundArticles() []gateway.Article {
	var out []gateway.Article
	for _, art := range d.a.Found {
		if !slices.Contains(d.a.History.Articles, art.ID) && len(out) < maxArticles {
			out = append(out, art)
		}
	}
	return out
}

// freshArticles are the matcher's articles that this conversation has not seen.
func (d *decider) freshArticles() []gateway.Article { return d.freshOf(d.matcher) }

func (d *decider) freshOf(m *matchers.Matcher) []gateway.Article {
	if m == nil {
		return nil
	}
	var out []gateway.Article
	for _, ref := range m.Answer {
		if art, ok := d.a.Articles[ref.Name]; ok && !slices.Contains(d.a.History.Articles, art.ID) && len(out) < maxArticles {
			out = append(out, art)
		}
	}
	return out
}
