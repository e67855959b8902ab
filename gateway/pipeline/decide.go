package pipeline

import (
	"strconv"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/screen"
	"frontdesk/matchers"
)

// stepCaps is the rule of the step that says which cap withheld a reply.
const stepCaps = "caps"

// replyTerm is how long an automatic reply may be tried: later it is decided afresh (docs/screening.md).
const replyTerm = 4 * time.Hour

// Decide makes the one decision of a message. It is pure: the same assessment, policy and time give the same decision.
func Decide(a gateway.Assessment, p *Policy, now time.Time) gateway.Decision {
	d := decider{a: a, p: p, now: now}
	d.choice = p.Matchers.Choose(a.Matches)
	d.matcher = d.choice.Best
	d.team = d.teamFor(d.matcher)
	dec := d.decide()
	dec.Trace = d.trace()
	return dec
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
		At: d.now.UTC(), Policy: d.p.Hash, Verdict: d.a.Verdict, Matches: d.a.Matches,
		History: d.a.History, Steps: d.steps, Cuts: d.a.Message.Cuts,
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
	case d.a.History.Forward != nil && !d.fromCustomer():
		return d.fromTeam()
	case v.Treatment == gateway.TreatIgnore:
		return gateway.Decision{Outcome: gateway.OutcomeIgnore, Reason: "screened out: " + screenReason(v)}
	case v.Treatment == gateway.TreatAttach:
		return d.attachMachine()
	case d.a.History.Duplicate != "":
		return d.duplicate()
	case v.Treatment == gateway.TreatLow:
		return d.silent(gateway.UrgencyLow, "not answered: "+screenReason(v))
	case v.Treatment == gateway.TreatTicket:
		return d.silent(d.urgency(), "not answered: "+screenReason(v))
	}
	d.step("matchers", d.choice.Reason)
	if d.a.History.Conversation.ID != "" {
		return d.followUp()
	}
	return d.first()
}

// first decides a message that starts its conversation.
func (d *decider) first() gateway.Decision {
	m := d.matcher
	switch {
	case len(d.choice.Tie) > 0:
		return d.tie()
	case m == nil:
		return d.acknowledge("nothing fits")
	case m.Urgent:
		return d.urgent()
	case m.Means == matchers.MeansPerson:
		return d.acknowledge("the customer asks for a person")
	case m.Means == matchers.MeansUnsolved:
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
	solved := m != nil && m.Means == matchers.MeansSolved
	switch {
	case h.Ticket != nil:
		return d.onTicket(*h.Ticket, solved)
	case len(d.choice.Tie) > 0:
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
	case d.answersOurQuestion():
		d.step("conversation", "answers our question")
		return d.answerQuestion()
	case len(h.Replies) == 0 && h.PersonWrote.IsZero():
		d.step("conversation", "nothing was said in it by us yet")
		return d.first()
	case d.differentMatter():
		d.step("conversation", "a different question in the same thread: it is its own conversation")
		d.own, d.team = true, d.p.team(d.matcher, d.a.Channel)
		return d.answer()
	}
	return d.handOver("a second message on the same matter")
}

// differentMatter: another matcher than the conversation's is confident and has something to show.
func (d *decider) differentMatter() bool {
	return d.matcher != nil && d.a.History.Conversation.Matcher != "" && d.matcher.Name != d.a.History.Conversation.Matcher &&
		d.matcher.Means == matchers.MeansNothing && len(d.freshArticles()) > 0
}

// answersOurQuestion: the last thing that we said was a question for details.
func (d *decider) answersOurQuestion() bool {
	rs := d.a.History.SincePerson()
	return len(rs) > 0 && rs[len(rs)-1].Kind == gateway.KindQuestion
}

// answerQuestion goes on with the matter that the question was about; it is never asked twice.
func (d *decider) answerQuestion() gateway.Decision {
	if asked, ok := d.p.Matchers.Matcher(d.a.History.Conversation.Matcher); ok {
		d.matcher, d.team = asked, d.teamFor(asked)
	}
	return d.answer()
}

// onTicket: a person has the conversation, or will. The machine is silent but for one confirmation.
func (d *decider) onTicket(t gateway.Ticket, solved bool) gateway.Decision {
	d.step("ticket", "the conversation has ticket "+t.ID+" ("+string(t.State)+")")
	raise := d.choice.Urgent && t.Urgency != gateway.UrgencyUrgent
	dec := d.decision(gateway.OutcomeAttach, "belongs to ticket "+t.ID)
	switch {
	case raise:
		dec = d.decision(gateway.OutcomeAcknowledge, "urgent: ticket "+t.ID+" is raised")
		dec.Ticket = d.draft(gateway.UrgencyUrgent, "urgent: "+d.choice.Reason, true)
	case t.State == gateway.TicketAnswered && !solved:
		dec = d.decision(gateway.OutcomeAcknowledge, "ticket "+t.ID+" is open again")
		dec.Ticket = d.draft(t.Urgency, t.Reason, true)
	}
	if solved {
		dec.Reason = "the customer says that it is solved; ticket " + t.ID + " stays with its person"
		return dec
	}
	if t.State == gateway.TicketTaken {
		d.step("ticket", "taken by a person: the machine is silent")
		return dec
	}
	return d.withReply(dec, gateway.KindConfirmation, raise)
}

// tie: several matchers claim the message and nothing decides between them, so a person does.
func (d *decider) tie() gateway.Decision {
	reason := "several matchers fit alike: " + strings.Join(d.choice.Tie, ", ")
	if !d.choice.Urgent {
		return d.acknowledge(reason)
	}
	dec := d.decision(gateway.OutcomeAcknowledge, "urgent: "+reason)
	dec.Ticket = d.draft(gateway.UrgencyUrgent, dec.Reason, true)
	return d.withReply(dec, gateway.KindConfirmation, true)
}

// urgent: a ticket at once; the customer gets the urgent promise and the direct contact, no self-service.
func (d *decider) urgent() gateway.Decision {
	dec := d.decision(gateway.OutcomeAcknowledge, "urgent: matcher "+d.matcher.Name)
	dec.Ticket = d.draft(gateway.UrgencyUrgent, dec.Reason, true)
	return d.withReply(dec, gateway.KindConfirmation, true)
}

// acknowledge: a ticket, and the customer hears when a person answers.
func (d *decider) acknowledge(reason string) gateway.Decision {
	dec := d.decision(gateway.OutcomeAcknowledge, reason)
	dec.Ticket = d.draft(gateway.UrgencyNormal, reason, true)
	return d.withReply(dec, gateway.KindAcknowledgement, false)
}

// handOver: a ticket with everything so far, and a confirmation.
func (d *decider) handOver(reason string) gateway.Decision {
	dec := d.decision(gateway.OutcomeAcknowledge, reason)
	dec.Ticket = d.draft(gateway.UrgencyNormal, reason, true)
	return d.withReply(dec, gateway.KindConfirmation, false)
}

// answer shows the matcher's articles, or asks for what is missing, or hands over.
func (d *decider) answer() gateway.Decision {
	switch {
	case d.matcher == nil: // a question was asked by a matcher that has left the config since
		return d.handOver("what our question was about is not in the config any more")
	case d.matcher.Mode == matchers.ModeDraft:
		return d.acknowledge("matcher " + d.matcher.Name + " is in draft mode: a person answers")
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

// found names the strongest evidence of the match, for the one-line reason.
func (d *decider) found() string {
	ev := d.choice.Match.Evidence
	if len(ev) == 0 {
		return ""
	}
	return ": " + ev[0].Kind + " " + strconv.Quote(ev[0].Found)
}

func (d *decider) asked() bool {
	for _, r := range d.a.History.SincePerson() {
		if r.Kind == gateway.KindQuestion {
			return true
		}
	}
	return false
}

// missing are the details that the matcher asks for and the message does not have.
func (d *decider) missing() []string {
	var names []string
	for _, ask := range d.matcher.Ask {
		if d.choice.Match.Details[ask.Name] == "" {
			names = append(names, ask.Name)
		}
	}
	return names
}

func (d *decider) answerIDs() []string {
	if d.matcher == nil {
		return nil
	}
	ids := make([]string, 0, len(d.matcher.Answer))
	for _, ref := range d.matcher.Answer {
		ids = append(ids, ref.Name)
	}
	return ids
}

// maxArticles is how many articles one answer shows.
const maxArticles = 3

// freshArticles are the matcher's articles that this conversation has not seen.
func (d *decider) freshArticles() []gateway.Article {
	sent := make(map[string]bool, len(d.a.History.Articles))
	for _, id := range d.a.History.Articles {
		sent[id] = true
	}
	var out []gateway.Article
	for _, id := range d.answerIDs() {
		if art, ok := d.a.Articles[id]; ok && !sent[id] && len(out) < maxArticles {
			out = append(out, art)
		}
	}
	return out
}

// decision starts a decision with the matcher's name.
func (d *decider) decision(o gateway.Outcome, reason string) gateway.Decision {
	dec := gateway.Decision{Outcome: o, Reason: reason, OwnConversation: d.own}
	if d.matcher != nil {
		dec.Matcher = d.matcher.Name
	}
	return dec
}

// withReply adds an automatic reply of this kind, if the caps allow one more; else the customer hears nothing, and what
// would have been told to the customer alone becomes a ticket.
func (d *decider) withReply(dec gateway.Decision, kind gateway.DeliveryKind, urgent bool) gateway.Decision {
	why, ok := d.mayTell(kind)
	if ok {
		dec.Reply = &gateway.Reply{
			Kind: kind, To: d.a.Verdict.AnswerTo, Matcher: dec.Matcher, Urgent: urgent,
			Promise: d.team.promise(urgent, d.now), NotAfter: d.now.Add(replyTerm).UTC(),
		}
		if pr := dec.Reply.Promise; pr != nil && pr.Due.Before(dec.Reply.NotAfter) {
			dec.Reply.NotAfter = pr.Due
		}
		return dec
	}
	d.step(stepCaps, why)
	switch {
	case dec.Outcome == gateway.OutcomeAttach:
		return dec
	case d.a.History.Ticket != nil && dec.Ticket == nil:
		dec.Outcome = gateway.OutcomeAttach
	case dec.Ticket == nil:
		dec.Ticket = d.draft(gateway.UrgencyNormal, "no automatic reply: "+why, true)
		fallthrough
	default:
		dec.Outcome = gateway.OutcomeTicket
		dec.Reason += "; no automatic reply: " + why
	}
	return dec
}

// mayTell says whether one more automatic reply of this kind may go out.
func (d *decider) mayTell(kind gateway.DeliveryKind) (string, bool) {
	h := d.a.History
	if h.SuppressedUntil.After(d.now) {
		return "suppressed (mail to this address bounced)", false
	}
	if d.own { // a conversation of its own has no replies yet; the caps of its sender still count
		h.Replies = nil
	}
	reason, ok := screen.Caps(h, kind, d.a.Verdict.Sender, screen.IsFormSender(&d.a.Message, d.a.Channel))
	return reason.String(), ok
}

// silent: a ticket without a reply, or a note on the conversation's ticket.
func (d *decider) silent(u gateway.Urgency, reason string) gateway.Decision {
	if t := d.a.History.Ticket; t != nil {
		d.step("ticket", "the conversation has ticket "+t.ID)
		return d.decision(gateway.OutcomeAttach, "belongs to ticket "+t.ID+"; "+reason)
	}
	dec := d.decision(gateway.OutcomeTicket, reason)
	old := d.a.Verdict.Class == gateway.ClassOld
	dec.Ticket = d.draft(u, reason, u != gateway.UrgencyLow && !old)
	return dec
}

func (d *decider) draft(u gateway.Urgency, reason string, forward bool) *gateway.TicketDraft {
	t := &gateway.TicketDraft{Urgency: u, Reason: reason, Mark: d.a.Verdict.Mark, Forward: forward}
	if d.team != nil {
		t.Team = d.team.Name
	}
	if pr := d.team.promise(u == gateway.UrgencyUrgent, d.now); pr != nil {
		t.Due = pr.Due
	}
	return t
}

func (d *decider) urgency() gateway.Urgency {
	if d.choice.Urgent {
		return gateway.UrgencyUrgent
	}
	return gateway.UrgencyNormal
}

// fromCustomer: the message quotes a forward, but the customer wrote it: somebody of the team passed the forward on.
func (d *decider) fromCustomer() bool {
	sender := d.a.Verdict.Sender.Canonical()
	return sender != "" && sender == d.a.History.Conversation.Customer && !d.p.isTeams(sender)
}

// fromTeam: the message answers a forward, so it comes from the people who work the ticket, not from the customer.
func (d *decider) fromTeam() gateway.Decision {
	f := d.a.History.Forward
	d.step("forward", "answers the forward of ticket "+f.Ticket)
	return gateway.Decision{Outcome: gateway.OutcomeAttach, Reason: "an answer of the team, noted on ticket " + f.Ticket}
}

// attachMachine: machine mail that belongs to a conversation is kept with it, without one it is ignored.
func (d *decider) attachMachine() gateway.Decision {
	if d.a.History.Conversation.ID == "" {
		return gateway.Decision{Outcome: gateway.OutcomeIgnore, Reason: "screened out: " + screenReason(d.a.Verdict)}
	}
	return gateway.Decision{Outcome: gateway.OutcomeAttach, Reason: "kept with its conversation: " + screenReason(d.a.Verdict)}
}

// duplicate: the same mail came in by another channel before. Its customer hears from that one alone; a team of its
// own still gets its ticket.
func (d *decider) duplicate() gateway.Decision {
	d.step("duplicate", "the same mail was received before as "+d.a.History.Duplicate)
	name := ""
	if d.team != nil {
		name = d.team.Name
	}
	if name == "" || name == d.a.History.DuplicateTeam {
		return d.decision(gateway.OutcomeAttach, "the same mail was received before by another channel")
	}
	return d.silent(d.urgency(), "the same mail was received and answered by another channel")
}

func screenReason(v gateway.Verdict) string {
	if len(v.Reasons) == 0 {
		return string(v.Class)
	}
	for _, r := range v.Reasons {
		if r.Class == v.Class {
			return r.String()
		}
	}
	return v.Reasons[0].String()
}

func reasonSuffix(v gateway.Verdict) string {
	if len(v.Reasons) == 0 {
		return ""
	}
	rs := make([]string, 0, len(v.Reasons))
	for _, r := range v.Reasons {
		rs = append(rs, r.String())
	}
	return " by " + strings.Join(rs, ", ")
}
