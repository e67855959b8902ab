package pipeline_test

import (
	"strings"
	"testing"

	"frontdesk/gateway"
)

func TestSeveralRequestsGetOneReply(t *testing.T) {
	server := deskServer(t)
	h := newHouse(t, server, desk)
	h.matchers = `
refund: {any: [{words: [refund]}], answer: [refund-timing]}
bill: {any: [{words: [bill]}], answer: [refund-timing]}
warranty: {any: [{words: [warranty]}]}
`
	h.start()
	h.write("carla@customers.example", "Hello", "When is my refund paid? And is it on the bill?")
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAnswer || s.Decision.Reason != "several requests: refund, bill" {
		t.Errorf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	h.sent(1)
	h.write("dora@customers.example", "Hello", "When is my refund paid? How long is the warranty?")
	s := h.next()
	if s.Decision.Outcome != gateway.OutcomeAcknowledge || s.Decision.Ticket == nil || !strings.HasPrefix(s.Decision.Ticket.Reason, "several requests: refund, warranty; ") {
		t.Errorf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
}
