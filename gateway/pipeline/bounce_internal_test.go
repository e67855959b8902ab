package pipeline

import (
	"testing"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func TestAHardBounceSuppressesOnlyTheCustomerOfItsConversation(t *testing.T) {
	const ada = "ada@customer.example"
	conversation := gateway.History{Conversation: gateway.Conversation{ID: "c1", Customer: ada}}
	toTeam := conversation
	toTeam.Forward = &gateway.Forward{Ticket: "t1"}
	report := func(recipient, action, status string) *gateway.Report {
		return &gateway.Report{Recipient: recipient, Action: action, Status: status}
	}
	tests := []struct {
		name    string
		report  *gateway.Report
		history gateway.History
		want    string
	}{
		{"of a reply", report(ada, "failed", "5.1.1"), conversation, ada},
		{"that names a stranger", report("victim@elsewhere.example", "failed", "5.1.1"), conversation, ada},
		{"of a forward to the team", report("team@lumen.example", "failed", "5.1.1"), toTeam, ""},
		{"for now", report(ada, "delayed", "4.4.1"), conversation, ""},
		{"with a status that passes", report(ada, "failed", "4.4.7"), conversation, ""},
		{"of a mailbox that is full", report(ada, "failed", "5.2.2"), conversation, ""},
		{"of a mail that is too large", report(ada, "failed", "5.3.4"), conversation, ""},
		{"that says no more than for good", report(ada, "failed", "5"), conversation, ada},
		{"outside our conversations", report(ada, "failed", "5.1.1"), gateway.History{}, ""},
		{"no report", nil, conversation, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var st store.Settlement
			suppress(&st, gateway.Message{Facts: gateway.Facts{Report: tt.report}}, tt.history, now)
			if st.Suppress != tt.want {
				t.Errorf("%q is suppressed, want %q", st.Suppress, tt.want)
			}
			if days := st.SuppressUntil.Sub(now).Hours() / 24; tt.want != "" && days != 60 {
				t.Errorf("for %v days, want 60", days)
			}
		})
	}
}
