package demo

import (
	"fmt"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
)

// result is what became of one mail.
type result struct {
	Settled  pipeline.Settled
	Reply    *letter  // as the customer's mailbox holds it; nil where the customer heard nothing
	Forwards []letter // as the team's mailbox holds them
	Took     time.Duration
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
	class := s.Class
	if class == "" {
		class = gateway.ClassPerson
	}
	check("class", string(d.Trace.Verdict.Class), string(class))
	check("reply", string(r.replyKind()), string(s.Reply))
	check("team", r.team(), s.Team)
	return strings.Join(wrong, ", ")
}

// replyKind is the kind of the reply that arrived.
func (r result) replyKind() gateway.DeliveryKind {
	if r.Reply == nil {
		return ""
	}
	for _, d := range r.Settled.Deliveries {
		if d.Kind.Automatic() {
			return d.Kind
		}
	}
	return ""
}

// team is the one that a forward of this mail's ticket reached.
func (r result) team() string {
	if len(r.Forwards) == 0 || r.Settled.Ticket == nil {
		return ""
	}
	return r.Settled.Ticket.Team
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
