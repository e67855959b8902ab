package pipeline

import (
	"slices"
	"time"

	"frontdesk/gateway"
	"frontdesk/matchers"
)

// Decide makes the one decision of a message. It is pure: the same assessment, policy and time give the same decision.
func Decide(a gateway.Assessment, p *Policy, now time.Time) gateway.Decision {
	a.Channel = inRoom(a.Channel, a.Message)
	d := decider{a: a, p: p, now: now}
	return d.run()
}

// decider is one run of Decide.
type decider struct {
	a       gateway.Assessment
	p       *Policy
	now     time.Time
	choice  matchers.Choice
	matcher *matchers.Matcher // the one that speaks for the message, nil where none does or two tie
	team    *Team
	own     bool // the message starts a conversation of its own within its thread
	steps   []gateway.Step
	told    []gateway.Told
}

// run chooses, decides and notes what led to it.
func (d *decider) run() gateway.Decision {
	d.choose()
	dec := d.decide()
	dec.Trace = d.trace()
	return dec
}

// choose picks the matcher that counts, and its team.
func (d *decider) choose() {
	d.choice = d.best()
	d.matcher = d.choice.Best
	d.team = d.teamFor(d.matcher)
}

// best is the choice between the matches. Thanks count only alone: "solved, but how do I …" asks something.
func (d *decider) best() matchers.Choice {
	var rest []gateway.Match
	for _, match := range d.a.Matches {
		if m, ok := d.p.Matchers.Matcher(match.Matcher); !ok || m.Means != matchers.MeansSolved {
			rest = append(rest, match)
		}
	}
	if len(rest) > 0 {
		return d.p.Matchers.Choose(rest)
	}
	return d.p.Matchers.Choose(d.a.Matches)
}

// teamFor is the team of a matcher; where it names none, that of the matter that the conversation is about, else the
// channel's.
func (d *decider) teamFor(m *matchers.Matcher) *Team {
	if m == nil || m.Team.Name == "" {
		if matter, ok := d.p.Matchers.Matcher(d.a.History.Conversation.Matcher); ok {
			m = matter
		}
	}
	return d.p.team(m, d.a.Channel)
}

func (d *decider) step(rule, finding string) {
	d.steps = append(d.steps, gateway.Step{Rule: rule, Finding: finding})
}

func (d *decider) trace() gateway.Trace {
	t := gateway.Trace{
		At: d.now.UTC(), Policy: d.p.Hash, Language: d.a.Message.Language, Verdict: d.a.Verdict, Matches: d.a.Matches, Unsure: d.a.Unsure,
		Requests: d.a.Requests, History: d.a.History, Steps: d.steps, Cuts: d.a.Message.Cuts, Shadow: d.shadowed(),
		Told: d.told, Unlearnt: !d.p.Matchers.Ready(),
	}
	for _, ref := range d.answerIDs() {
		if _, ok := d.a.Articles[ref]; ok {
			t.Articles = append(t.Articles, ref)
		}
	}
	return t
}

// decide asks the questions in their order; the first that is answered with yes ends it.
func (d *decider) decide() gateway.Decision {
	v := d.a.Verdict
	d.step("screening", string(v.Class)+": "+string(v.Treatment)+reasonSuffix(v))
	switch {
	case d.a.Message.Chat != nil && v.Treatment == gateway.TreatAnswer:
		return d.inChat()
	case d.a.Message.FromUs:
		return d.byHand()
	case d.a.History.Forward != nil && !d.fromCustomer():
		return d.fromTeam()
	case d.a.History.Forward == nil && d.a.AnswersTeamMail && d.p.isTeams(v.Sender.Canonical()):
		return d.stray()
	case v.Treatment == gateway.TreatIgnore:
		return gateway.Decision{Outcome: gateway.OutcomeIgnore, Reason: "screened out: " + screenReason(v)}
	case v.Treatment == gateway.TreatAttach:
		return d.attachMachine()
	case d.a.History.AnsweredByHand:
		return d.answeredByHand()
	case d.a.History.Duplicate != "":
		return d.duplicate()
	case v.Treatment == gateway.TreatLow:
		return d.silent(gateway.UrgencyLow, "not answered: "+screenReason(v))
	case v.Treatment == gateway.TreatTicket:
		return d.silent(d.urgency(), "not answered: "+screenReason(v))
	}
	if repeated(d.a.History, d.now) {
		return d.repeat()
	}
	if wait := d.untilLearnt(); wait != nil {
		return gateway.Decision{Wait: wait}
	}
	d.step("matchers", d.choice.Reason+d.unsure())
	if d.matcher != nil && d.matcher.Overlay != nil {
		d.step("mode", d.matcher.Name+" was "+d.matcher.Overlay.String())
	}
	if d.a.History.Conversation.ID != "" {
		return d.followUp()
	}
	return d.first()
}

// first decides a message that starts its conversation.
func (d *decider) first() gateway.Decision {
	m := d.matcher
	switch {
	case d.besideTicket() && !d.choice.Urgent && (m == nil || m.Means != matchers.MeansSolved):
		return d.beside()
	case d.several():
		return d.answerSeveral()
	case len(d.choice.Tie) > 0:
		return d.tie()
	case d.heated():
		return d.acknowledge(heatedReason)
	case m == nil:
		return d.unmatched()
	case m.Urgent:
		return d.urgent()
	case m.Means == matchers.MeansPerson:
		return d.acknowledge("the customer asks for a person")
	case m.Means == matchers.MeansUnsolved, len(d.a.Requests) > 1 && d.unsolved():
		return d.acknowledge("the customer was not helped")
	case m.Means == matchers.MeansSolved:
		return d.silent(gateway.UrgencyLow, "thanks without a conversation to resolve")
	case m.Sensitive:
		return d.acknowledge("sensitive: a person answers")
	}
	return d.answer()
}

// followUp decides a message that continues a conversation of ours.
func (d *decider) followUp() gateway.Decision {
	h, m := d.a.History, d.matcher
	solved := m != nil && m.Means == matchers.MeansSolved && !d.answersOurQuestion() // "1" may be an answer
	switch {
	case h.Ticket != nil:
		return d.onTicket(*h.Ticket, solved)
	case len(d.choice.Tie) > 0 && !d.several():
		return d.tie()
	case solved:
		d.step("conversation", "the customer says that it is solved")
		return d.decision(gateway.OutcomeResolve, "the customer says that it is solved")
	case m != nil && m.Urgent:
		return d.urgent()
	case m != nil && m.Means == matchers.MeansPerson:
		return d.acknowledge("the customer asks for a person")
	case m != nil && m.Means == matchers.MeansUnsolved:
		return d.handOver("the customer was not helped")
	case m != nil && m.Sensitive:
		return d.acknowledge("sensitive: a person answers")
	case d.heated():
		return d.acknowledge(heatedReason)
	case d.answersOurQuestion() && !d.several(): // of several requests the answer would leave out all but one
		return d.answerQuestion()
	case len(h.Replies) == 0 && h.PersonWrote.IsZero():
		d.step("conversation", "nothing was said in it by us yet")
		return d.first()
	case d.several():
		return d.handOver(d.severalReason())
	case d.unsolved():
		return d.handOver("the customer was not helped")
	case d.differentMatter():
		return d.ownMatter()
	}
	return d.handOver("a second message on the same matter")
}

// ownMatter answers a different question in the same thread.
func (d *decider) ownMatter() gateway.Decision {
	d.step("conversation", "a different question in the same thread: it is its own conversation")
	d.own, d.team = true, d.p.team(d.matcher, d.a.Channel)
	return d.answer()
}

// unsolved: the customer says, beside whatever else, that our answer did not help.
func (d *decider) unsolved() bool {
	return slices.ContainsFunc(d.a.Matches, func(match gateway.Match) bool {
		m, ok := d.p.Matchers.Matcher(match.Matcher)
		return ok && m.Means == matchers.MeansUnsolved
	})
}

// differentMatter: another matcher than the conversation's is confident and has something to show. Of several requests that
// were answered in one reply none is a different matter: the first article of each was shown.
func (d *decider) differentMatter() bool {
	m := d.matcher
	if m == nil || m.Means != matchers.MeansNothing || d.a.History.Conversation.Matcher == "" || m.Name == d.a.History.Conversation.Matcher {
		return false
	}
	return len(d.freshArticles()) > 0 && !d.shownFirst(m)
}

// shownFirst says whether the conversation has seen the article that the matcher shows first.
func (d *decider) shownFirst(m *matchers.Matcher) bool {
	first, ok := d.a.Articles[m.Answer[0].Name]
	return ok && slices.Contains(d.a.History.Articles, first.ID)
}

// onTicket: a person has the conversation, or will. The machine is silent but for one confirmation.
func (d *decider) onTicket(t gateway.Ticket, solved bool) gateway.Decision {
	d.step("ticket", "the conversation has ticket "+t.ID+" ("+string(t.State)+")")
	raise := d.choice.Urgent && t.Urgency != gateway.UrgencyUrgent
	if team := d.p.Teams[t.Team]; team != nil && !raise {
		d.team = team // who has the ticket keeps it, whatever this message is about
	}
	dec := d.decision(gateway.OutcomeAttach, belongsTo(t))
	switch {
	case raise:
		dec = d.decision(gateway.OutcomeAcknowledge, "urgent: ticket "+t.ID+" is raised")
		dec.Ticket = d.draft(gateway.UrgencyUrgent, "urgent: "+d.choice.Reason, true)
	case t.State == gateway.TicketAnswered && !solved:
		dec = d.decision(gateway.OutcomeAcknowledge, "ticket "+t.ID+" is open again")
		dec.Ticket = d.draft(gateway.UrgencyNormal, t.Reason, true) // due by what the customer is told; the ticket stays as urgent as it is
	}
	if solved {
		dec.Reason = "the customer says that it is solved; ticket " + t.ID + " stays with its person"
		return dec
	}
	if t.State == gateway.TicketTaken || t.ByHand {
		d.step("ticket", "taken by a person: the machine is silent")
		return silenced(dec)
	}
	if d.a.Message.Chat != nil && dec.Ticket == nil {
		return dec // people of a chat see that their words are there
	}
	dec = d.withReply(dec, gateway.KindConfirmation, raise)
	if dec.Ticket == nil && dec.Reply != nil {
		d.asPromised(dec.Reply, t)
	}
	return dec
}

// asPromised tells the time that was told before: who adds something waits no longer for it.
func (d *decider) asPromised(r *gateway.Reply, t gateway.Ticket) {
	if r.Promise == nil || !t.Due.After(d.now) {
		return
	}
	pr := *r.Promise
	pr.Due = t.Due
	r.Promise = &pr
	if pr.Due.Before(r.NotAfter) {
		r.NotAfter = pr.Due
	}
}

// fromCustomer: the message quotes a forward, but the customer wrote it: somebody of the team passed the forward on.
func (d *decider) fromCustomer() bool {
	sender := d.a.Verdict.Sender.Canonical()
	return sender != "" && sender == d.a.History.Conversation.Customer && !d.p.isTeams(sender)
}
