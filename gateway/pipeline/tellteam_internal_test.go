package pipeline

import (
	"strings"
	"testing"
	"time"

	"frontdesk/gateway"
	"frontdesk/replies"
)

// A ticket that was forwarded when the team had no agents can be answered from what comes after it did.
func TestAReminderSaysWhereToAnswerOnceTheTeamHasAgents(t *testing.T) {
	pol := testPolicy(t)
	ticket := gateway.Ticket{ID: "t1", Team: "first-line", Channel: "support", Subject: "Lamp", Due: now.Add(time.Hour)}
	threads := map[string]gateway.Thread{"first@lumen.example": {InReplyTo: []string{"forward@lumen.example"}}}
	for _, agents := range [][]string{nil, {"anna@lumen.example"}} {
		pol.Teams["first-line"].Agents = agents
		ds, fs, err := pol.tellTeam(replies.MailReminder, ticket, threads, "")
		if err != nil || len(ds) != 1 || len(fs) != 1 || fs[0].Delivery != ds[0].ID || fs[0].Ticket != "t1" {
			t.Fatalf("%+v, %+v, %v", ds, fs, err)
		}
		if got := strings.Contains(ds[0].Text, AnswerLine) && strings.Contains(ds[0].HTML, "Answer above this line"); got != (len(agents) > 0) {
			t.Errorf("with agents %v it says where to answer: %v\n%s", agents, got, ds[0].Text)
		}
		if !strings.Contains(ds[0].Text, "11:00 CET") || ds[0].Thread.InReplyTo[0] != "forward@lumen.example" {
			t.Errorf("not in the team's zone, or outside the thread: %+v\n%s", ds[0].Thread, ds[0].Text)
		}
	}
}
