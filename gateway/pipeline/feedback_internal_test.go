package pipeline

import (
	"testing"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
)

func examplePolicy(t testing.TB) *Policy {
	t.Helper()
	var p configs.Problems
	pol := NewPolicy(configs.Load("../../configs/example", &p), []gateway.Channel{testChannel()}, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	return pol
}

func TestABareYesIsAnAnswerToTheMachineAlone(t *testing.T) {
	pol := examplePolicy(t)
	const subject = "When will I get my refund?"
	answered := known("refund-timing", gateway.KindAnswer)
	asked := known("change-address", gateway.KindQuestion)
	answered.Conversation.Subject, asked.Conversation.Subject = subject, subject
	byPerson := personWrote(withTicket(answered, gateway.TicketAnswered), time.Minute)
	closed := personWrote(answered, time.Minute)
	tests := []struct {
		name    string
		text    string
		history gateway.History
		solved  bool
	}{
		{"English", "Yes.", answered, true},
		{"English, said whole", "Yes, it did. Thank you!\n\nEmma Clarke", answered, true},
		{"German", "Ja, danke!", answered, true},
		{"French", "Oui, merci", answered, true},
		{"Spanish", "Sí", answered, true},
		{"Portuguese", "Sim, obrigada.", answered, true},
		{"Italian", "Sì, grazie mille", answered, true},
		{"Dutch", "Ja, bedankt", answered, true},
		{"Polish", "Tak, dziękuję", answered, true},
		{"Chinese", "是的，谢谢", answered, true},
		{"with a question", "Yes, but when?", answered, false},
		{"to a question for details", "Yes", asked, false},
		{"to a person", "Yes", byPerson, false},
		{"to a person whose ticket is closed", "Yes", closed, false},
		{"at the beginning", "Yes", gateway.History{}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			mail := reSubject(customerMail(tt.text), "Re: "+subject)
			dec := Decide(pol.assess(received{Message: mail}, testChannel(), tt.history, nil, now), pol, now)
			if solved := dec.Outcome == gateway.OutcomeResolve; solved != tt.solved {
				t.Errorf("%s (%s)", dec.Outcome, dec.Reason)
			}
			if tt.history.Ticket != nil && dec.Outcome != gateway.OutcomeAcknowledge {
				t.Errorf("the answer to a person does not open the ticket: %s (%s)", dec.Outcome, dec.Reason)
			}
		})
	}
}
