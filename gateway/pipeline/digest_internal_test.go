package pipeline

import (
	"testing"
	"time"

	"frontdesk/gateway"
)

func TestADigestWaitsForWhatIsSettledAtTheEndOfItsPeriod(t *testing.T) {
	pol := testPolicy(t)
	old := gateway.Decision{Ticket: &gateway.TicketDraft{}, Trace: gateway.Trace{Verdict: gateway.Verdict{Class: gateway.ClassOld}}}
	end := now.Truncate(digestPeriod).Add(digestPeriod)
	first := pol.backlogWork(&gateway.Ticket{Team: "billing", Channel: "support", Created: end.Add(-digestPeriod)}, old)
	last := pol.backlogWork(&gateway.Ticket{Team: "billing", Channel: "support", Created: end.Add(-time.Millisecond)}, old)
	if len(first) != 1 || len(last) != 1 || first[0] != last[0] {
		t.Fatalf("%v and %v, want one digest", first, last)
	}
	if committed := end.Add(claimTerm); !last[0].At.After(committed) {
		t.Errorf("the digest is written at %s, before a ticket of its period may be committed", last[0].At)
	}
	next := pol.backlogWork(&gateway.Ticket{Team: "billing", Channel: "support", Created: end}, old)
	if next[0].Key == last[0].Key {
		t.Error("the next period has the same digest")
	}
	young := old
	young.Trace.Verdict.Class = gateway.ClassPerson
	if got := pol.backlogWork(&gateway.Ticket{Team: "billing"}, young); got != nil {
		t.Errorf("a digest for what is no backlog: %v", got)
	}
}
