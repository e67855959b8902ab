package screen

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestShapeIsTheSameWhereOnlyNumbersAndMarksChange(t *testing.T) {
	cases := []struct{ a, b string }{
		{"Re: [#123] Your request 77", "[#124] your request 78"},
		{"Your request 77", "RE: Re: Your Request"},
		{"AW: WG: Ihre Anfrage AB-12345", "Ihre Anfrage AB-999"},
		{"[Ticket 2024-17] Rückmeldung", "Re[2]: Ru\u0308ckmeldung"},
		{"回复：您的订单 100", "答复: 您的订单 ２００"},
		{"Automatic reply: case CAS-1-X9Y8", "automatic reply - Case CAS-2-A1B2"},
		{"", "Re:"},
	}
	for _, c := range cases {
		if Shape(c.a) != Shape(c.b) {
			t.Errorf("%q has shape %q, but %q has %q", c.a, Shape(c.a), c.b, Shape(c.b))
		}
	}
}

func TestShapeDiffersWhereTheWordsDo(t *testing.T) {
	for _, pair := range [][2]string{{"Your request 77", "Your refund 77"}, {"订单", "退款"}, {"Refund", ""}} {
		if Shape(pair[0]) == Shape(pair[1]) {
			t.Errorf("%q and %q have one shape", pair[0], pair[1])
		}
	}
}

func TestReplySubject(t *testing.T) {
	cases := []struct{ subject, want string }{
		{"Where is my parcel?", "Re: Where is my parcel?"},
		{"Re: Where is my parcel?", "Re: Where is my parcel?"},
		{"RE: AW: Antwort: Sv: parcel", "Re: parcel"},
		{"Re[2]: parcel", "Re: parcel"},
		{"Re^3: parcel", "Re: parcel"},
		{"AW (4): parcel", "Re: parcel"},
		{"回复：退款", "Re: 退款"},
		{"返信: 注文", "Re: 注文"},
		{"Réf\u00a0: colis", "Re: colis"},
		{"Trả lời: đơn hàng", "Re: đơn hàng"},
		{"Fwd: parcel", "Re: Fwd: parcel"},
		{"[#17] Re: parcel", "Re: [#17] Re: parcel"},
		{"Return: broken", "Re: Return: broken"},
		{"  ", emptySubject},
		{"Re: ", emptySubject},
		{"a\r\nBcc: victim@example.com", "Re: a Bcc: victim@example.com"},
		{"a\x00b\x1b[31m", "Re: a b [31m"},
		{"a \xff b", "Re: a b"},
	}
	for _, c := range cases {
		if got := ReplySubject(c.subject); got != c.want {
			t.Errorf("ReplySubject(%q) is %q, want %q", c.subject, got, c.want)
		}
	}
}

func TestReplySubjectIsBounded(t *testing.T) {
	got := ReplySubject(strings.Repeat("長", 5000))
	if n := utf8.RuneCountInString(got); n > maxSubject+4 {
		t.Errorf("the subject has %d characters", n)
	}
}

func FuzzShape(f *testing.F) {
	for _, s := range []string{"Re: [#123] Your request 77", "回复：您的订单", "Re[2]: \xff\x00(", "[[[[((((", strings.Repeat("Re: ", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, subject string) {
		shape := Shape(subject)
		if !utf8.ValidString(shape) || len(shape) > 100*maxSubject {
			t.Errorf("the shape of %q is %q", subject, shape)
		}
		reply := ReplySubject(subject)
		if !utf8.ValidString(reply) || reply == "" || strings.ContainsAny(reply, "\r\n\x00") || utf8.RuneCountInString(reply) > maxSubject+4 {
			t.Errorf("the reply to %q has subject %q", subject, reply)
		}
		if again := ReplySubject(reply); reply != emptySubject && utf8.RuneCountInString(reply) < maxSubject && again != reply {
			t.Errorf("the subject grows from %q to %q", reply, again)
		}
	})
}
