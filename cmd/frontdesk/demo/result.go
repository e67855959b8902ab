package demo

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
)

// result is what became of one mail.
type result struct {
	Settled    pipeline.Settled
	Reply      *letter  // as the customer's mailbox holds it, of the machine or an agent; nil where the customer heard nothing
	Forwards   []letter // as the team's mailbox holds them
	Told       *letter  // to the agent who wrote it, that nothing was passed on; nil: none
	Approved   *letter  // the draft as the customer's mailbox holds it, once it was let go; nil: none
	ApprovedBy string
	Took       time.Duration
}

// add puts a letter that has arrived where it belongs.
func (r *result) add(d gateway.Delivery, l letter) {
	switch {
	case d.Kind != gateway.KindForward:
		r.Reply = &l
	case strings.EqualFold(d.To.Addr, r.Settled.Message.Author.Addr):
		r.Told = &l
	default:
		r.Forwards = append(r.Forwards, l)
	}
}

// reason is the matcher that decided, or in words why none did.
func (r result) reason() string {
	d := r.Settled.Decision
	if d.Matcher != "" && d.Trace.Verdict.MayReply() {
		return d.Matcher
	}
	return d.Reason
}

// differs says in words where the result is not what the scene expects; empty where all of it is.
func (s scene) differs(r result) string {
	d := r.Settled.Decision
	var wrong []string
	check := func(what, got, want string) {
		if got != want {
			wrong = append(wrong, fmt.Sprintf("%s %s instead of %s", what, orNone(got), orNone(want)))
		}
	}
	check("outcome", string(d.Outcome), string(s.Outcome))
	check("matcher", d.Matcher, s.Matcher)
	check("class", string(d.Trace.Verdict.Class), string(cmp.Or(s.Class, gateway.ClassPerson)))
	check("reply", string(r.replyKind()), string(s.Reply))
	if r.Reply != nil && s.Reply != "" {
		check("answer to", r.Reply.answers(), cmp.Or(s.Thread, s.File))
	}
	check("article", r.article(), s.Article)
	if n, most := r.lines(); n > most {
		wrong = append(wrong, fmt.Sprintf("a reply of %d lines, more than the %d of a screen", n, most))
	}
	check("team", r.team(), s.Team)
	check("agent told", r.agentTold(), s.Agent)
	if s.State != "" {
		check("ticket", r.state(), string(s.State))
	}
	check("draft approved by", r.ApprovedBy, s.Approve)
	return strings.Join(wrong, ", ")
}

// replyKind is the kind of what arrived at the customer's.
func (r result) replyKind() gateway.DeliveryKind {
	if r.Reply == nil {
		return ""
	}
	for _, d := range r.Settled.Deliveries {
		if d.Kind != gateway.KindForward {
			return d.Kind
		}
	}
	return ""
}

// answers is the File of the mail that a letter answers, as its Message-ID begins.
func (l letter) answers() string {
	if len(l.InReplyTo) == 0 {
		return ""
	}
	file, _, _ := strings.Cut(l.InReplyTo[0], ".")
	return file
}

// article is the first one that the customer was shown.
func (r result) article() string {
	if reply := r.Settled.Decision.Reply; reply != nil && len(reply.Articles) > 0 {
		return reply.Articles[0].ID
	}
	return ""
}

// Lines of a screen: what a reply may have, and one in two languages.
const (
	screenLines    = 24
	bilingualLines = 30
)

// lines are those of the reply, and how many it may have.
func (r result) lines() (n, most int) {
	most = screenLines
	if reply := r.Settled.Decision.Reply; reply != nil && len(reply.Languages) > 1 {
		most = bilingualLines
	}
	for _, l := range []*letter{r.Reply, r.Approved} {
		if l != nil {
			n = max(n, strings.Count(strings.TrimSpace(l.Text), "\n")+1)
		}
	}
	return n, most
}

// team is the one that a forward of this mail's ticket reached.
func (r result) team() string {
	if len(r.Forwards) == 0 || r.Settled.Ticket == nil {
		return ""
	}
	return r.Settled.Ticket.Team
}

func (r result) agentTold() string {
	if r.Told == nil {
		return ""
	}
	return r.Told.To
}

func (r result) state() string {
	if r.Settled.Ticket == nil {
		return ""
	}
	return string(r.Settled.Ticket.State)
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
