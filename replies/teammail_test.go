package replies

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/replies/markdown"
)

func TestMailsToTheTeamReadAsTheGoldenFilesSay(t *testing.T) {
	b := book(t)
	ticket := forwardInput().Ticket
	taken := ticket
	taken.TakenBy, taken.Urgency = "anna@example.com", gateway.UrgencyUrgent
	many := make([]gateway.Ticket, 53)
	for i := range many {
		many[i] = gateway.Ticket{ID: fmt.Sprintf("T-%d", i), Customer: ticket.Customer, Subject: "Lamp *broken*"}
	}
	many[1].Subject = ""
	cases := map[string]func() (Text, error){
		"reminder": func() (Text, error) {
			return b.RenderTeamMail(TeamMail{Kind: MailReminder, Ticket: ticket, Zone: berlin})
		},
		"missed": func() (Text, error) {
			return b.RenderTeamMail(TeamMail{Kind: MailMissed, Ticket: taken, Zone: berlin})
		},
		"bounced": func() (Text, error) {
			return b.RenderTeamMail(TeamMail{Kind: MailBounced, Ticket: ticket, Why: "5.1.1"})
		},
		"unsent": func() (Text, error) {
			return b.RenderTeamMail(TeamMail{Kind: MailUnsent, Ticket: ticket, Why: "your mail has no text above the line"})
		},
		"taken-over": func() (Text, error) {
			return b.RenderTeamMail(TeamMail{Kind: MailTakenOver, Ticket: taken, From: "ben@example.com"})
		},
		"taken-over-in-a-chat": func() (Text, error) {
			byNumber := taken
			byNumber.TakenBy = "80351110224678912"
			return b.RenderTeamMail(TeamMail{Kind: MailTakenOver, Ticket: byNumber, From: "80351110224678913"})
		},
		"stray":      func() (Text, error) { return b.RenderTeamMail(TeamMail{Kind: MailStray}) },
		"digest":     func() (Text, error) { return b.RenderDigest("support", many) },
		"digest-one": func() (Text, error) { return b.RenderDigest("support", many[:1]) },
		"review": func() (Text, error) {
			return b.RenderReview([]DueArticle{{"refund-timing", time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}})
		},
	}
	why := "19 of 25 judged were right, of all 400 answers 6 were called wrong: at most 91.2 % are right, 95 % is asked for"
	for name, m := range map[string]NewMode{
		"mode-demoted":  {Matcher: "refund_timing", Demoted: true, From: "auto", To: "draft", Evidence: why},
		"mode-promoted": {Matcher: "refund-timing", From: "draft", To: "auto", Evidence: "120 of 120 judged were right"},
		"mode-draft":    {Matcher: "refund-timing", From: "shadow", To: "draft", Evidence: "120 of 120 judged were right"},
	} {
		cases[name] = func() (Text, error) { return b.RenderMode(m) }
	}
	for name, render := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := render()
			if err != nil {
				t.Fatal(err)
			}
			compare(t, name, got)
		})
	}
}

func TestMailsToTheTeamAreOverridden(t *testing.T) {
	files := []configs.File{
		{Path: "replies/reminder.md", Content: []byte("Look at {{.Ticket}}!")},
		{Path: "replies/digest.md", Content: []byte("{{.Count}} wait.")},
	}
	b := book(t, files...)
	got, err := b.RenderTeamMail(TeamMail{Kind: MailReminder, Ticket: gateway.Ticket{ID: "T-1"}})
	if err != nil || strings.TrimSpace(got.Text) != "Look at T-1!" {
		t.Errorf("%q, %v", got.Text, err)
	}
	if got, err := b.RenderDigest("support", make([]gateway.Ticket, 3)); err != nil || strings.TrimSpace(got.Text) != "3 wait." {
		t.Errorf("%q, %v", got.Text, err)
	}
}

func TestTemplatesForTheTeamAreChecked(t *testing.T) {
	for file, want := range map[string]string{
		"replies/digest.de.md":              `"digest" has no language; the team reads one: name it digest.md`,
		"replies/refund-timing/reminder.md": `"reminder" is not of one matcher; put it into the folder replies itself`,
		"replies/review.md":                 `unknown field "Subjct"`,
	} {
		var p configs.Problems
		Load([]configs.File{{Path: file, Content: []byte("x {{.Subjct}}")}}, []string{"refund-timing"}, &p)
		if len(p.All()) != 1 || !strings.Contains(p.All()[0].String(), want) {
			t.Errorf("%s: %v", file, p.All())
		}
	}
}

func TestMailsToATeamAreMessagesOfItsRoom(t *testing.T) {
	b := book(t)
	ticket := forwardInput().Ticket
	ticket.Customer, ticket.TakenBy = gateway.Address{Name: "Jane *D*", Addr: "80351110224678912"}, "80351110224678913"
	for _, kind := range []gateway.DeliveryKind{MailReminder, MailMissed, MailBounced} {
		got, err := b.RenderTeamChat(TeamMail{Kind: kind, Ticket: ticket, Why: "403 **Forbidden**"}, chatMost)
		if err != nil || !strings.Contains(got, `Jane \*D\*`) || strings.Contains(got, "8035111") {
			t.Errorf("%s: %v\n%s", kind, err, got)
		}
		checkMessage(t, got)
	}
	many, err := b.RenderDigestChat("community", slices.Repeat([]gateway.Ticket{ticket}, 200), 500)
	if err != nil || markdown.ChatLength(many) > 500 || !strings.Contains(many, ticket.ID) || strings.Contains(many, "8035111") {
		t.Errorf("%v\n%s", err, many)
	}
	checkMessage(t, many)
}
