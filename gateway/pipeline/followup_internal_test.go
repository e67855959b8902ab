package pipeline

import (
	"testing"

	"frontdesk/gateway"
)

// fromForward is the history of a message that quotes the forward of ticket t1.
func fromForward(customer string) gateway.History {
	h := withTicket(known("", gateway.KindAcknowledgement), gateway.TicketOpen)
	h.Conversation.Customer = customer
	h.Forward = &gateway.Forward{Ticket: "t1"}
	return h
}

func TestDecideInConversationsThatTookATurn(t *testing.T) {
	pol := testPolicy(t)
	const ada = "ada@customer.example"
	fromBilling := customerMail("refund")
	fromBilling.Author.Addr = "billing@lumen.example"
	tests := []struct {
		name    string
		mail    gateway.Message
		history gateway.History
		want    string
	}{
		{"the customer answers a forward that the team passed on", customerMail("and another thing"), fromForward(ada), "attach confirmation -"},
		{"the customer is urgent in it", customerMail("I was charged but nothing came"), fromForward(ada), "acknowledge confirmation billing/urgent"},
		{"the team answers a forward of its own mail", fromBilling, fromForward("billing@lumen.example"), "attach - -"},
		{"somebody else answers a forward", customerMail("refund"), fromForward("bob@customer.example"), "attach - -"},
		{"the matcher that asked has left the config", customerMail("here it is"), known("gone", gateway.KindQuestion), "acknowledge confirmation first-line/normal"},
		{"a draft matcher does not answer a follow-up", customerMail("a delicate matter"), known("refund", gateway.KindAnswer), "acknowledge acknowledgement first-line/normal own"},
		{"a draft matcher does not answer what was asked before", customerMail("here it is"), known("careful", gateway.KindQuestion), "acknowledge acknowledgement first-line/normal"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := pol.assess(received{Message: tt.mail}, testChannel(), tt.history, gateway.NewKeyring(), now)
			dec := Decide(a, pol, now)
			if got := summary(dec); got != tt.want {
				t.Errorf("got %q, want %q\nreason: %s\nsteps: %v", got, tt.want, dec.Reason, dec.Trace.Steps)
			}
			checkPromiseAboutMessages(t, a, dec)
		})
	}
}
