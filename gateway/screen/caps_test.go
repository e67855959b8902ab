package screen

import (
	"testing"
	"time"

	"frontdesk/gateway"
)

// past makes the history of a conversation in which a person of ours wrote at minute person (0: never) and automatic
// replies of these kinds were sent at minutes 1, 2, 3 …
func past(person int, kinds ...gateway.DeliveryKind) gateway.History {
	var h gateway.History
	for i, k := range kinds {
		h.Replies = append(h.Replies, gateway.PastReply{Kind: k, At: testNow.Add(time.Duration(i+1) * time.Minute)})
	}
	if person > 0 {
		h.PersonWrote = testNow.Add(time.Duration(person) * time.Minute)
	}
	return h
}

func used(c gateway.CapsUsed) gateway.History { return gateway.History{Used: c} }

func TestCaps(t *testing.T) {
	const answer, ack, question = gateway.KindAnswer, gateway.KindAcknowledgement, gateway.KindQuestion
	business, private := "anna@example.com", "anna@gmail.com"
	cases := []struct {
		name    string
		history gateway.History
		kind    gateway.DeliveryKind
		sender  string
		form    bool
		cap     string // empty: allowed
	}{
		{"first answer", past(0), answer, business, false, ""},
		{"second answer", past(0, answer), answer, business, false, CapKind},
		{"second answer after a person", past(2, answer), answer, business, false, ""},
		{"another kind", past(0, answer), ack, business, false, ""},
		{"second notice", past(0, gateway.KindNotice), gateway.KindNotice, business, false, CapKind},
		{"fourth in a row", past(0, answer, ack, question), gateway.KindConfirmation, business, false, CapRepliesInRow},
		{"fourth, a person wrote", past(2, answer, ack, question), gateway.KindConfirmation, business, false, ""},
		{"fifth within the hour", used(gateway.CapsUsed{SenderHour: 4, SenderDay: 4}), answer, business, false, ""},
		{"sixth within the hour", used(gateway.CapsUsed{SenderHour: 5, SenderDay: 5}), answer, business, false, CapSenderHour},
		{"twenty-first of the day", used(gateway.CapsUsed{SenderDay: 20}), answer, business, false, CapSenderDay},
		{"tenth of a shape", used(gateway.CapsUsed{ShapeHour: 9}), answer, business, false, ""},
		{"eleventh of a shape", used(gateway.CapsUsed{ShapeHour: 10}), answer, business, false, CapShapeHour},
		{"eleventh of a shape from freemail", used(gateway.CapsUsed{ShapeHour: 10}), answer, private, false, ""},
		{"eleventh of a shape from a form", used(gateway.CapsUsed{ShapeHour: 10}), answer, business, true, ""},
		{"an agent's answer is no automatic reply", used(gateway.CapsUsed{SenderHour: 99, SenderDay: 99, ShapeHour: 99}), gateway.KindAgentAnswer, business, false, ""},
		{"a forward is no automatic reply", past(0, answer, ack, question), gateway.KindForward, business, false, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			reason, ok := Caps(c.history, c.kind, gateway.Address{Addr: c.sender}, c.form)
			if ok != (c.cap == "") || reason.Rule != c.cap {
				t.Errorf("allowed %v by %q, want cap %q", ok, reason, c.cap)
			}
		})
	}
}
