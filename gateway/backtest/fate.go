package backtest

import (
	"strings"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
	"frontdesk/matchers"
)

// Fate is what became of a mail, for who counts.
type Fate string

// Fates. The first ones are of mail that a machine may answer.
const (
	Answered Fate = "answered"                       // articles were shown, no ticket
	Asked    Fate = "asked for details"              //
	Told     Fate = "to a person, the customer told" // a ticket, and an automatic word about it
	Silent   Fate = "to a person, without a word"    // a ticket alone
	Kept     Fate = "kept with its ticket or solved" // belongs to what a person has, or says that all is well
	Screened Fate = "not for an answer"              // a machine, a list, not meant for us, not authenticated
	ByPeople Fate = "written by the team"            //
)

// fates are all, in the order in which they are shown.
var fates = []Fate{Answered, Asked, Told, Silent, Kept, Screened, ByPeople}

// fateOf says what became of a mail by its decision.
func fateOf(dec gateway.Decision) Fate {
	switch {
	case dec.Trace.Verdict.Treatment != gateway.TreatAnswer:
		return Screened
	case dec.Outcome == gateway.OutcomeAnswer && dec.Reply != nil:
		return Answered
	case dec.Outcome == gateway.OutcomeAsk && dec.Reply != nil:
		return Asked
	case dec.Ticket != nil && dec.Reply != nil:
		return Told
	case dec.Ticket != nil:
		return Silent
	default:
		return Kept
	}
}

// Reasons why a mail of a person was not answered with articles.
const (
	reasonCaps       = "limits of automatic replies"
	reasonTie        = "several matchers fit alike"
	reasonNone       = "no matcher knows it"
	reasonUnsure     = "not sure enough which matcher"
	reasonShown      = "no matcher knows it, an article was shown meanwhile"
	reasonUrgent     = "urgent"
	reasonPerson     = "asks for a person"
	reasonUnsolved   = "was not helped"
	reasonSolved     = "says that it is solved"
	reasonSensitive  = "sensitive"
	reasonDraft      = "matcher in draft mode"
	reasonDetails    = "details are missing"
	reasonHasTicket  = "a person has the conversation"
	reasonSecond     = "a second mail on the same matter"
	reasonNoArticle  = "its matcher has no article to show"
	reasonArticleOut = "its articles were shown before"
)

// reasonOf says why a mail was not answered, in words that many share; empty where it was.
func reasonOf(j pipeline.Judged, set *matchers.Set, fate Fate) string {
	dec := j.Decision
	switch fate {
	case Answered, ByPeople:
		return ""
	case Screened:
		return string(dec.Trace.Verdict.Class)
	}
	if _, capped := pipeline.Capped(dec); capped {
		return reasonCaps
	}
	m, ok := set.Matcher(dec.Matcher)
	if !ok {
		m = &matchers.Matcher{}
	}
	switch h := dec.Trace.History; {
	case dec.Outcome == gateway.OutcomeAsk:
		return reasonDetails
	case m.Means == matchers.MeansSolved:
		return reasonSolved
	case h.Ticket != nil:
		return reasonHasTicket
	case len(j.Choice.Tie) > 0:
		return reasonTie
	case m.Urgent:
		return reasonUrgent
	case m.Means == matchers.MeansPerson:
		return reasonPerson
	case m.Means == matchers.MeansUnsolved:
		return reasonUnsolved
	case m.Sensitive:
		return reasonSensitive
	case h.Conversation.ID != "" && (len(h.Replies) > 0 || !h.PersonWrote.IsZero()):
		return reasonSecond
	case !ok && dec.Reply != nil && len(dec.Reply.Articles) > 0:
		return reasonShown
	case !ok && len(dec.Trace.Unsure) > 0:
		return reasonUnsure
	case !ok:
		return reasonNone
	case m.Mode == matchers.ModeDraft:
		return reasonDraft
	case strings.HasPrefix(dec.Reason, "every article"):
		return reasonArticleOut
	default:
		return reasonNoArticle
	}
}
