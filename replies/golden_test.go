package replies

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
)

var update = flag.Bool("update", false, "write the golden files anew")

// book is the built-in book, or the test ends.
func book(t testing.TB, files ...configs.File) *Book {
	t.Helper()
	var p configs.Problems
	b := Load(files, []string{"refund-timing", "payment-failed"}, &p)
	for _, one := range p.All() {
		t.Error(one)
	}
	if t.Failed() {
		t.FailNow()
	}
	return b
}

var berlin = time.FixedZone("CET", 3600)

func articles() []gateway.Article {
	return []gateway.Article{
		{
			ID: "refund-timing", Title: "When will I get my money back?", URL: "https://shop.example.com/help/refund-timing?from=mail&lang=en",
			Passage: "We send a refund within two working days after your parcel has reached us. Your bank then needs three to five days to book it. You get a mail from us as soon as it is on its way.",
		},
		{ID: "returns", Title: "How to send something back", URL: "https://shop.example.com/help/returns_(EU)"},
		{ID: "contact", Title: "Talk to us", URL: "https://shop.example.com/a/rather/long/path/that/does/not/fit/into/a/line/of/mail/and/must/not/be/cut_anywhere"},
	}
}

// input is a customer's ordinary mail and a reply of a kind to it.
func input(kind gateway.DeliveryKind) Input {
	return Input{
		Reply: gateway.Reply{Kind: kind, Matcher: "refund-timing"},
		Message: &gateway.Message{
			Author: gateway.Address{Name: "Jane Doe", Addr: "jane@example.org"}, Subject: "AW: Re: Where is my money?",
			Text: "SECRET BODY that nobody must read again", NewText: "SECRET BODY that nobody must read again",
		},
		ChannelName: "support", Address: "support@example.com", TicketID: "T-1042", Zone: berlin,
	}
}

func promise() *gateway.Promise {
	return &gateway.Promise{Within: 8 * time.Hour, Due: time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC), Contact: "+49 30 1234567"}
}

func TestRepliesReadAsTheGoldenFilesSay(t *testing.T) {
	cases := map[string]func() Input{
		"answer": func() Input {
			in := input(gateway.KindAnswer)
			in.Reply.Articles = articles()[:1]
			return in
		},
		"answer-three-articles": func() Input {
			in := input(gateway.KindAnswer)
			in.Reply.Articles = articles()
			return in
		},
		"answer-chinese": func() Input {
			in := input(gateway.KindAnswer)
			in.Message.Author.Name = "王小明"
			in.Message.Subject = "回复：退款多久到账？"
			in.Reply.Articles = []gateway.Article{{ID: "zh", Title: "退款多久到账？", URL: "https://shop.example.com/zh/退款", Passage: "我们收到退回的商品后，会在两个工作日内为您办理退款。银行通常需要三到五个工作日入账，请您耐心等待，款项寄出后我们会立即发邮件通知您（包括退款金额）。"}}
			return in
		},
		"acknowledgement": func() Input {
			in := input(gateway.KindAcknowledgement)
			in.Reply.Promise = promise()
			return in
		},
		"acknowledgement-no-promise": func() Input {
			in := input(gateway.KindAcknowledgement)
			in.Message.Author.Name = ""
			in.TicketID = ""
			return in
		},
		"acknowledgement-articles": func() Input {
			in := input(gateway.KindAcknowledgement)
			in.Reply.Articles = articles()
			return in
		},
		"acknowledgement-urgent": func() Input {
			in := input(gateway.KindAcknowledgement)
			in.Reply.Promise = promise()
			in.Reply.Promise.Within, in.Reply.Promise.Always = time.Hour, true
			in.Reply.Urgent = true
			in.Reply.Articles = articles()
			return in
		},
		"question": func() Input {
			in := input(gateway.KindQuestion)
			in.Reply.Missing = []string{"order", "date_of_purchase"}
			return in
		},
		"question-one": func() Input {
			in := input(gateway.KindQuestion)
			in.Reply.Missing = []string{"order"}
			return in
		},
		"confirmation": func() Input {
			in := input(gateway.KindConfirmation)
			in.Reply.Promise = promise()
			return in
		},
		"confirmation-urgent": func() Input {
			in := input(gateway.KindConfirmation)
			in.Reply.Promise = promise()
			in.Reply.Promise.Within = 30 * time.Minute
			in.Reply.Urgent = true
			return in
		},
		"notice": func() Input {
			in := input(gateway.KindNotice)
			in.Reply.Promise = promise()
			return in
		},
	}
	b := book(t)
	for name, in := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := b.Render(in())
			if err != nil {
				t.Fatal(err)
			}
			compare(t, name, got)
		})
	}
}

// compare holds a rendered text against its golden files.
func compare(t *testing.T, name string, got Text) {
	t.Helper()
	golden(t, name+".txt", "Subject: "+got.Subject+"\n\n"+got.Text)
	golden(t, name+".html", got.HTML)
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (go test ./replies -update writes it)", err)
	}
	if got != string(want) {
		t.Errorf("%s is not as it was:\n%s\nwant:\n%s", file, got, want)
	}
}

func TestForwardsReadAsTheGoldenFilesSay(t *testing.T) {
	b := book(t)
	for name, in := range map[string]ForwardInput{
		"forward": forwardInput(), "forward-urgent": urgentForward(), "forward-draft": draftForward(), "forward-again": laterForward(), "forward-bare": {Ticket: gateway.Ticket{ID: "T-7", Reason: "the mail could not be read"}, RawNote: "The mail could not be read (broken MIME); it is attached as it came."},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := b.RenderForward(in)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, name, got)
		})
	}
}

func forwardInput() ForwardInput {
	in := input(gateway.KindAcknowledgement)
	in.Message.Text = "Hi,\n\n  my order *AB-123456* <b>failed</b> but I paid.\n```\nend of fence?\n```\n- one\n# two\nhttps://example.org/evidence?a=1&b=2\n\n\n> you wrote something\n"
	in.Message.Received = time.Date(2026, 3, 1, 22, 12, 0, 0, time.UTC)
	return ForwardInput{
		Ticket: gateway.Ticket{
			ID: "T-1042", Urgency: gateway.UrgencyNormal, Reason: "no matcher fits", Channel: "support", Team: "billing",
			Customer: in.Message.Author, Subject: in.Message.Subject, Due: time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC),
		},
		Message: in.Message, Zone: berlin, Promise: promise(),
		Decision: gateway.Decision{
			Reply: &gateway.Reply{Articles: articles()[:1]},
			Trace: gateway.Trace{
				Verdict: gateway.Verdict{Class: gateway.ClassPerson, Authenticated: gateway.AuthPass},
				Matches: []gateway.Match{{Matcher: "refund-timing", Score: 0.42, Evidence: []gateway.Evidence{{Kind: "words", Rule: "refund", Found: "refunds"}}}},
				Steps:   []gateway.Step{{Rule: "good enough", Finding: "0.42 is below 0.60"}},
			},
		},
		Earlier: []Entry{
			{Who: "Jane Doe", At: time.Date(2026, 2, 28, 9, 0, 0, 0, time.UTC), Text: "How do refunds work?"},
			{Who: "automatic answer", At: time.Date(2026, 2, 28, 9, 1, 0, 0, time.UTC), Text: "Hello Jane,\n\nsee our pages."},
		},
		Attachments: []gateway.Attachment{{Name: "photo_1.jpg", Type: "image/jpeg", Size: 1_234_567}, {Name: "a](http://evil.example).txt", Type: "text/plain", Size: 12}},
		ReplySent:   "Hello Jane Doe,\n\nthank you for your message.\n",
	}
}

func urgentForward() ForwardInput {
	in := forwardInput()
	in.Ticket.Urgency = gateway.UrgencyUrgent
	in.Ticket.Reason = "payment-failed is urgent"
	in.Ticket.Mark = "suspicious: dmarc=fail"
	in.Ticket.Notes = []string{"the reply may not have arrived"}
	in.ReplySent, in.Promise, in.Decision.Reply = "", nil, nil
	return in
}

func laterForward() ForwardInput {
	in := forwardInput()
	in.Ticket.Message, in.Message.ID = "m1", "m2"
	in.Copied = []gateway.Address{{Name: "Bo *Smith*", Addr: "bo@example.com"}, {Addr: "al@example.com"}}
	return in
}

func draftForward() ForwardInput {
	in := forwardInput()
	in.Draft = "Hello Jane Doe,\n\nour help pages say this.\n"
	in.Decision.Reply = nil
	return in
}
