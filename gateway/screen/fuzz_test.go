package screen

import (
	"strings"
	"testing"
	"unicode/utf8"

	"frontdesk/gateway"
)

// hostile reads header lines as a careless reader would, so that any bytes reach the rules.
func hostile(header, text string) Input {
	in := testInput()
	m := in.Message
	m.Text, m.NewText = text, text
	for _, line := range strings.Split(header, "\n") {
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		m.Facts.Header = append(m.Facts.Header, gateway.HeaderField{Name: name, Value: value})
		switch strings.ToLower(name) {
		case "from":
			m.Author.Addr = inBrackets(value)
		case "reply-to":
			m.ReplyTo = append(m.ReplyTo, gateway.Address{Addr: inBrackets(value)})
		case "to":
			m.To = append(m.To, gateway.Address{Addr: inBrackets(value)})
		case "subject":
			m.Subject = value
		case "message-id":
			m.Thread.ID = inBrackets(value)
		case "references":
			m.Thread.References = strings.Fields(value)
		case "content-type":
			m.Facts.Parts = append(m.Facts.Parts, gateway.Part{Type: value})
		}
	}
	return in
}

func FuzzCheck(f *testing.F) {
	f.Add("From: a@b.c\nTo: support@shop.example\nReturn-Path: <a@b.c>\nSubject: x", "text")
	f.Add("Auto-Submitted: ((((\\\nX-Auto-Response-Suppress: ,,OOF;\nReturn-Path: <<>>", "")
	f.Add("Authentication-Results: mx.shop.example; dmarc=pass header.from=b.c; ;=;\nFrom: a@b.c", "unsubscribe")
	f.Add("From: \"<@>\"@[\nReply-To: x@@y\nSender: <", "550 5.1.1")
	f.Add("References: "+strings.Repeat("<a@b> ", 50)+"\nFrom: a@\xff", "\xff\xfe")
	f.Fuzz(func(t *testing.T, header, text string) {
		in := hostile(header, text)
		v := Check(in)
		if v.Treatment == "" || v.Class == "" {
			t.Fatalf("no verdict: %+v", v)
		}
		if v.Machine && v.MayReply() {
			t.Errorf("a machine may be answered: %+v", v)
		}
		if v.MayReply() && (!usable(v.AnswerTo) || v.Authenticated != gateway.AuthPass) {
			t.Errorf("a reply to %q of an unauthenticated or unusable sender", v.AnswerTo.Addr)
		}
		if v.FormAllowsReply != (v.FormReason == gateway.Reason{}) {
			t.Errorf("form allows %v with reason %v", v.FormAllowsReply, v.FormReason)
		}
		for _, r := range v.Reasons {
			if !utf8.ValidString(r.Evidence) || utf8.RuneCountInString(r.Evidence) > maxEvidence+1 || strings.ContainsAny(r.Evidence, "\r\n") {
				t.Errorf("evidence %q", r.Evidence)
			}
		}
	})
}

// BenchmarkCheck shows that a hostile header costs time in proportion to its bytes, beside an ordinary one.
func BenchmarkCheck(b *testing.B) {
	lines := func(n int, line string) string { return strings.Repeat(line+"\n", n) }
	words := strings.Repeat("I ordered a lamp on Monday, paid by card, and the parcel has not come yet. ", 200)
	cases := map[string]Input{
		"long":     hostile("Return-Path: <anna@example.com>\nFrom: Anna <anna@example.com>\nTo: support@shop.example\nSubject: Where is my parcel?", words),
		"ordinary": hostile("Return-Path: <anna@example.com>\nFrom: Anna <anna@example.com>\nTo: support@shop.example\nSubject: Where is my parcel?", "Where is my parcel?"),
		"hostile": hostile("From: a@example.com\n"+lines(500, "Auto-Submitted: "+strings.Repeat("(", 8000))+
			lines(200, "Authentication-Results: mx.shop.example; "+strings.Repeat("a=b;", 2000))+
			lines(200, "To: "+strings.Repeat("x@y,", 2000))+"Subject: "+strings.Repeat("Re: [1]", 9000), strings.Repeat("to unsubscribe", 100000)),
	}
	for name, in := range cases {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				Check(in)
			}
		})
	}
}
