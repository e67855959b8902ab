package demo

import (
	"strings"
	"testing"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
)

// shownResult is a result with much foreign text in it.
func shownResult() result {
	r := result{
		Reply: &letter{Subject: "Re: hello", Text: "Hello,\n\nhere it is: https://lumen.example/help/refund-timing\n"},
		Forwards: []letter{{
			To: "first-line@lumen.example", Subject: "[abc1234] hello", Files: []string{"lamp.png"},
			Text: "##- Answer above -##\n\nA person is needed\n\n- Customer: Ann\n\nThe customer's message\n",
		}},
		Told:       &letter{To: "ben@lumen.example", Subject: "Re: hello", Text: "Take it first.\n"},
		Approved:   &letter{From: "Ann <support@lumen.example>", Subject: "Re: hello", Text: "Hello,\n"},
		ApprovedBy: "ben@lumen.example",
		Took:       21 * time.Millisecond,
	}
	r.Settled = pipeline.Settled{
		Message:  gateway.Message{NewText: "one\n\ntwo \x1b[2J\nthree\nfour\nfive\nsix"},
		Decision: gateway.Decision{Outcome: gateway.OutcomeAcknowledge, Reason: "the customer asks for a person, and says so at some length"},
		Ticket:   &gateway.Ticket{ID: "abc1234"},
	}
	return r
}

func TestAResultIsShownWithinTheWidth(t *testing.T) {
	var out strings.Builder
	s := &screen{w: &out, width: 48}
	s.arrives(heading{1, 14, "a plain question"}, "王芳 <wang.fang@youjian.example>", "退款多久到账，退款多久到账，退款多久到账")
	s.result(shownResult())
	const want = `── 1 of 14: a plain question ───────────────────

  From     王芳 <wang.fang@youjian.example>
  Subject  退款多久到账，退款多久到账，退款多久…

  one
  two [2J
  three
  four
  five
  …

  → ACKNOWLEDGE  the customer asks for a person,
                 and says so at some length

  in the customer's mailbox, 21 ms later:
  │ Re: hello
  │
  │ Hello,
  │
  │ here it is:
  │ https://lumen.example/help/refund-timing

  in the team's mailbox,
  first-line@lumen.example:
  │ [abc1234] hello
  │
  │ ##- Answer above -##
  │
  │ A person is needed
  │
  │ - Customer: Ann
  │
  │ …
  │ attached: lamp.png

  in the agent's mailbox, ben@lumen.example:
  │ Re: hello
  │
  │ Take it first.

  in the customer's mailbox, after frontdesk
  tickets approve abc1234 --as
  ben@lumen.example:
  │ from Ann
  │ Re: hello
  │
  │ Hello,

`
	if out.String() != want {
		t.Errorf("shown:\n%s\nwant:\n%s", &out, want)
	}
	for line := range strings.SplitSeq(out.String(), "\n") {
		if cells(line) > 48 {
			t.Errorf("%d cells: %q", cells(line), line)
		}
	}
}

func TestColoursAreForTerminalsOnly(t *testing.T) {
	for _, colours := range []bool{true, false} {
		var out strings.Builder
		s := &screen{w: &out, width: 80, colours: colours}
		s.result(shownResult())
		if got := strings.Contains(out.String(), "\x1b["); got != colours {
			t.Errorf("colours %v, escape sequences: %v", colours, got)
		}
	}
}

func TestALongCommandGoesOnAfterABackslash(t *testing.T) {
	var out strings.Builder
	s := &screen{w: &out, width: 40}
	s.command("frontdesk", "tickets show", "abc1234", "-c /tmp/frontdesk-demo/config")
	const want = "    frontdesk tickets show abc1234 \\\n      -c /tmp/frontdesk-demo/config\n"
	if out.String() != want {
		t.Errorf("command:\n%s\nwant:\n%s", &out, want)
	}
}
