package pipeline

import (
	"strings"
	"testing"
	"time"

	"frontdesk/gateway"
)

func TestTextBelowACommandIsNotDroppedInSilence(t *testing.T) {
	none, refund := "", "refund"
	tests := []struct {
		text    string
		state   gateway.TicketState
		relayed string // text that goes to the customer
		note    string // part of it
		ask     string // part of what the agent is told
		meant   *string
	}{
		{text: "#close", state: gateway.TicketClosed, note: "#close"},
		{text: "#close\n\nIt is the brass one.", state: gateway.TicketClosed, relayed: "It is the brass one.", note: "#close"},
		{text: "#close\n\nAnna", state: gateway.TicketClosed},
		{text: "#close\n> what you wrote\nyes", ask: "not certain"},
		{text: "#take\nIt is the brass one.", state: gateway.TicketTaken, note: "not sent", ask: "nothing is sent"},
		{text: "#take\n\nanna lind", state: gateway.TicketTaken},
		{text: "#Spam\nthey write every week", state: gateway.TicketClosed, note: "they write every week"},
		{text: "#wrong: refund\nsee the second line", note: "see the second line", meant: &refund},
		{text: "#wrong: None", meant: &none},
		{text: "#wrong", ask: "needs the name"},
		{text: "#wrong: refnd", ask: `no matcher "refnd"; did you mean "refund"?`},
		{text: "#wrong: refund\n#close\nIt is on its way.", state: gateway.TicketClosed, relayed: "It is on its way.", meant: &refund},
		{text: "#close\n#clsoe", ask: "unknown command"},
		{text: "## A heading", relayed: "## A heading", state: gateway.TicketAnswered},
	}
	p := testPolicy(t)
	for _, tt := range tests {
		t.Run(strings.ReplaceAll(tt.text, "\n", "|"), func(t *testing.T) {
			m := agentMail(tt.text)
			m.Author.Name = "Anna Lind"
			dec := Decide(p.assess(received{Message: m}, testChannel(), answered(), nil, now), p, now)
			got := ""
			if dec.Relay != nil {
				got = dec.Relay.Text
			}
			if got != tt.relayed || (dec.Outcome == gateway.OutcomeRelay) != (tt.relayed != "") {
				t.Errorf("%s, to the customer: %q, want %q", dec.Outcome, got, tt.relayed)
			}
			c := dec.Change
			if c == nil || c.State != tt.state || !strings.Contains(c.Note, tt.note) || !strings.Contains(c.Ask, tt.ask) || (c.Ask != "") != (tt.ask != "") {
				t.Errorf("change %+v", c)
			}
			if (c.Meant == nil) != (tt.meant == nil) || c.Meant != nil && *c.Meant != *tt.meant {
				t.Errorf("meant %v, want %v", c.Meant, tt.meant)
			}
		})
	}
}

func TestWhatAnAgentCallsSpamIsClosedAndMarked(t *testing.T) {
	after := changed(gateway.Ticket{State: gateway.TicketOpen}, gateway.TicketChange{State: gateway.TicketClosed, Spam: true}, now)
	if after.State != gateway.TicketClosed || after.Mark != markSpam || !after.Closed.Equal(now) {
		t.Errorf("%+v", after)
	}
}

func TestAnAgentWhoAnswersLikeAMachineIsStoppedAndToldOnce(t *testing.T) {
	every := func(n int, d time.Duration) (at []time.Time) {
		for i := range n {
			at = append(at, now.Add(-time.Duration(i)*d-time.Second))
		}
		return at
	}
	tests := map[string]struct {
		relayed []time.Time
		passed  bool
	}{
		"the first":                    {nil, true},
		"two corrections at once":      {every(2, time.Minute), true},
		"a fourth in ten minutes":      {every(3, time.Minute), false},
		"three in an hour":             {every(3, 15*time.Minute), true},
		"an eleventh in an hour":       {every(10, 5*time.Minute+50*time.Second), false},
		"a loop of slow responders":    {every(30, 40*time.Minute), false},
		"a long talk, some hours each": {every(12, 2*time.Hour), true},
	}
	p := testPolicy(t)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			h := answered()
			h.Relayed = tt.relayed
			dec := Decide(p.assess(received{Message: agentMail("The brass one.")}, testChannel(), h, nil, now), p, now)
			if passed := dec.Relay != nil; passed != tt.passed {
				t.Errorf("passed on: %t (%s)", passed, dec.Reason)
			}
			if !tt.passed && (!dec.Change.AskOnce || dec.Change.Ask == "" || dec.Change.Note == "") {
				t.Errorf("change %+v", dec.Change)
			}
		})
	}
}
