package pipeline

import (
	"slices"

	"frontdesk/gateway"
	"frontdesk/matchers"
)

// answersOurQuestion: the last thing that we said was a question for details.
func (d *decider) answersOurQuestion() bool { return lastAsked(d.a.History) }

func lastAsked(h gateway.History) bool {
	rs := h.SincePerson()
	return len(rs) > 0 && rs[len(rs)-1].Kind == gateway.KindQuestion
}

func (d *decider) asked() bool {
	return slices.ContainsFunc(d.a.History.SincePerson(), func(r gateway.PastReply) bool { return r.Kind == gateway.KindQuestion })
}

// answerQuestion goes on with the matter that our question was about; it is never asked twice. A customer who writes of
// something else instead is answered that, or by a person; one who does both hears about the one, and a person answers the other.
func (d *decider) answerQuestion() gateway.Decision {
	asked, ok := d.p.Matchers.Matcher(d.a.History.Conversation.Matcher)
	switch {
	case !ok:
	case !d.given(asked) && d.elsewhere(asked) && d.differentMatter():
		return d.ownMatter()
	case !d.given(asked) && (d.elsewhere(asked) || d.a.AsksElse):
		return d.handOver("asks something else than we asked for")
	case d.a.AsksElse:
		d.matcher = asked
		return d.answerBeside("answers our question, and asks something else")
	}
	d.step("conversation", "answers our question")
	if ok {
		d.matcher, d.team = asked, d.teamFor(asked)
	}
	return d.answer()
}

// answerBeside shows the first article of the matcher, and hands the rest of the message over.
func (d *decider) answerBeside(reason string) gateway.Decision {
	articles := d.freshArticles()
	if len(articles) == 0 || d.matcher.Mode == matchers.ModeDraft {
		return d.handOver(reason)
	}
	return d.partly(reason, articles[:1])
}

// given: the message itself has something of what the matcher asks for.
func (d *decider) given(m *matchers.Matcher) bool {
	return len(m.Details(d.a.Message.NewText, d.a.Message.Subject)) > 0
}

// elsewhere: the message is surely for another matter than that of our question, and not for that one too.
func (d *decider) elsewhere(asked *matchers.Matcher) bool {
	m := d.matcher
	return m != nil && m.Means == matchers.MeansNothing &&
		!slices.ContainsFunc(d.a.Matches, func(match gateway.Match) bool { return match.Matcher == asked.Name })
}
