package matchers

import (
	"fmt"
	"strings"
	"testing"

	"frontdesk/gateway"
)

func message(text string) *gateway.Message { return &gateway.Message{NewText: text} }

// fitting are the names of the matchers that fit, best first.
func fitting(s *Set, m *gateway.Message) string {
	var names []string
	for _, one := range s.Classify(m) {
		names = append(names, one.Matcher)
	}
	return strings.Join(names, " ")
}

func TestWordsAreFoundAsPeopleWriteThem(t *testing.T) {
	for _, test := range []struct {
		name, word, text string
		found            string // as written; empty: not found
	}{
		{"plain", "refund", "my refund please", "refund"},
		{"case", "Refund", "REFUND!", "REFUND"},
		{"case of a capital sharp s", "straße", "STRASSE 5", "STRASSE"},
		{"final sigma", "ΠΑΡΑΓΓΕΛΙΑΣ", "της παραγγελίας", "παραγγελίας"},
		{"Turkish capital i with dot", "iade", "İADE istiyorum", "İADE"},
		{"Turkish dotless i", "kırık", "KIRIK geldi", "KIRIK"},
		{"accents in the text", "reclamacion", "Reclamación urgente", "Reclamación"},
		{"accents in the word", "Überweisung", "die uberweisung", "uberweisung"},
		{"accents decomposed", "café", "un cafe\u0301 noir", "cafe\u0301"},
		{"letters with a stroke", "zapłacić", "jak zaplacic", "zaplacic"},
		{"Vietnamese", "đơn hàng", "don hang của tôi", "don hang"},
		{"Arabic vowel signs", "طلبي", "أين طَلَبِي", "طَلَبِي"},
		{"Russian yo", "счёт", "где счет?", "счет"},
		{"Russian short i is another letter", "мои", "мой заказ", ""},
		{"Russian short i decomposed", "мой", "мои\u0306 заказ", "мои\u0306"},
		{"full width", "refund", "ｒｅｆｕｎｄ", "ｒｅｆｕｎｄ"},
		{"half-width kana", "ガイド", "ｶﾞｲﾄﾞはどこ", "ｶﾞｲﾄﾞ"},
		{"ligature", "office", "your oﬃce", "oﬃce"},
		{"one sign of several letters", "株式", "㍿です", "㍿"},
		{"white space", "money back", "money \t\n  back", "money \t\n  back"},
		{"no-break space", "money back", "money\u00a0back", "money\u00a0back"},
		{"hyphens", "e-mail", "my e\u2011mail", "e\u2011mail"},
		{"apostrophes", "didn't help", "it didn’t help me", "didn’t help"},
		{"soft hyphen", "refund", "re\u00adfund", "re\u00adfund"},
		{"zero width space", "refund", "re\u200bfund", "re\u200bfund"},
		{"inside a longer word", "fund", "my refund", ""},
		{"before more letters", "refund", "refunded", ""},
		{"before digits", "refund", "refund2", ""},
		{"beside signs", "refund", "(refund)", "refund"},
		{"beside an underscore", "refund", "_refund_", "refund"},
		{"before an accent that is kept", "и", "й", ""},
		{"found later as a whole word", "fund", "refund the fund", "fund"},
		{"a sign as a word", "$", "5$", "$"},
		{"letter after a sign", "c++", "about c++11", "c++"},
		{"Chinese inside a sentence", "退款", "我想申请退款多久到账", "退款"},
		{"Chinese, traditional is another word", "退款", "退貨", ""},
		{"Chinese wrapped by the mailer", "退款", "我想申请退\n款", "退\n款"},
		{"Chinese in two paragraphs", "退款", "退\n\n款", ""},
		{"Latin after Chinese on a new line", "退 ok", "退\nok", "退\nok"},
		{"end of a Hindi word", "ताब", "किताब", ""},
		{"Latin beside Chinese", "iphone", "我的iPhone坏了", "iPhone"},
		{"Japanese", "返金", "返金してください", "返金"},
		{"Japanese voiced sound is another", "か", "がくせい", ""},
		{"Korean with a particle", "환불", "환불을 원해요", "환불"},
		{"Korean decomposed", "환불", "\u1112\u116a\u11ab\u1107\u116e\u11af", "\u1112\u116a\u11ab\u1107\u116e\u11af"},
		{"Korean syllable is not cut", "화", "환불", ""},
		{"Thai", "คืนเงิน", "ต้องการคืนเงินค่ะ", "คืนเงิน"},
		{"Khmer", "ប្រាក់", "សងប្រាក់វិញ", "ប្រាក់"},
		{"emoji", "👍", "ok 👍🏽", "👍"},
		{"invalid bytes around", "refund", "\xffrefund\xfe", "refund"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := set(t, fmt.Sprintf("m:\n  any: [{words: [%q]}]\n", test.word))
			got := s.Classify(message(test.text))
			switch {
			case test.found == "" && len(got) > 0:
				t.Errorf("found %q", got[0].Evidence)
			case test.found != "" && len(got) == 0:
				t.Error("not found")
			case test.found != "":
				want := gateway.Evidence{Kind: "words", Rule: test.word, Found: test.found}
				if got[0].Evidence[0] != want || got[0].Score != 1 {
					t.Errorf("got %+v, want %+v", got[0], want)
				}
			}
		})
	}
}

const kindsConfig = `
words:      {any: [{words: [refund, money back]}]}
pattern:    {any: [{pattern: '(?i)where.{0,20}refund'}]}
number:     {any: [{pattern: '\b\d{4}\b'}]}
sender:     {any: [{sender: [anna@example.com]}]}
domain:     {any: [{sender: ["@example.com"]}]}
subdomain:  {any: [{sender: ["*.example.com"]}]}
account:    {any: [{sender: ["184523"]}]}
subject:    {any: [{subject: [invoice]}]}
channel:    {any: [{channel: [support, billing]}]}
pdf:        {any: [{attachment: ["*.pdf"]}]}
image:      {any: [{attachment: ["image/*"]}]}
both:       {any: [{words: [lamp]}, {words: [bulb]}], all: [{subject: [broken]}, {channel: [support]}]}
not:        {any: [{words: [parcel]}], not: [{words: [insured]}, {pattern: 'x{3}'}, {sender: ["@friend.example"]}]}
all-first:  {all: [{sender: ["@vip.example"]}, {words: [help]}]}
`

func TestEachKindOfCondition(t *testing.T) {
	s := set(t, kindsConfig)
	from := func(addr string) *gateway.Message { return &gateway.Message{Author: gateway.Address{Addr: addr}} }
	files := func(as ...gateway.Attachment) *gateway.Message { return &gateway.Message{Attachments: as} }
	for _, test := range []struct {
		name, want string
		message    *gateway.Message
	}{
		{"nothing", "", message("")},
		{"words in the text", "words", message("I want my money back")},
		{"words in the subject", "words", &gateway.Message{Subject: "Refund"}},
		{"words not across subject and text", "", &gateway.Message{Subject: "money", NewText: "back"}},
		{"only the new text", "", &gateway.Message{Text: "refund"}},
		{"pattern", "words pattern", message("WHERE is my refund")},
		{"pattern not across lines", "words", message("where\nis my refund")},
		{"pattern not across subject and text", "words", &gateway.Message{Subject: "where", NewText: "refund"}},
		{"pattern without fixed text", "number", message("in 2026")},
		{"sender", "sender domain", from("Anna@Example.com")},
		{"sender with a tag", "sender domain", from("anna+shop@example.com")},
		{"another sender of the domain", "domain", from("ben@example.com")},
		{"subdomain", "subdomain", from("ben@mail.example.com")},
		{"domain that ends alike", "", from("ben@notexample.com")},
		{"account of a chat", "account", from("184523")},
		{"no sender", "", from("")},
		{"subject", "subject", &gateway.Message{Subject: "Re: Invoice 5"}},
		{"subject word in the text", "", message("invoice")},
		{"channel", "channel", &gateway.Message{Channel: "billing"}},
		{"attachment by name", "pdf", files(gateway.Attachment{Name: "Scan.PDF", Type: "application/octet-stream"})},
		{"attachment by type", "image", files(gateway.Attachment{Name: "a", Type: "image/png; name=a"})},
		{"attachment of another kind", "", files(gateway.Attachment{Name: "pdf.txt", Type: "text/plain"})},
		{"any without all", "", &gateway.Message{Subject: "Hello", NewText: "lamp"}},
		{"all without any", "channel", &gateway.Message{Subject: "broken", Channel: "support"}},
		{"any and all", "channel both", &gateway.Message{Subject: "broken", Channel: "support", NewText: "a bulb"}},
		{"not, without it", "not", message("my parcel")},
		{"not, a word", "", message("my insured parcel")},
		{"not, a pattern", "", message("my parcel xxx")},
		{"not, a sender", "", &gateway.Message{NewText: "parcel", Author: gateway.Address{Addr: "a@friend.example"}}},
		{"all of two kinds", "all-first", &gateway.Message{NewText: "help", Author: gateway.Address{Addr: "a@vip.example"}}},
		{"one of two kinds", "", message("help")},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := fitting(s, test.message); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestEvidenceNamesTheRuleAndWhatWasFound(t *testing.T) {
	s := set(t, `
m:
  all: [{sender: ["@example.com"]}, {attachment: ["*.pdf"]}]
  any: [{words: [Rückgeld, refund]}, {pattern: 'AB-\d+'}]
`)
	got := s.Classify(&gateway.Message{
		Author: gateway.Address{Addr: "Anna@Example.com"}, Subject: "REFUND", NewText: "Ruckgeld  for AB-123",
		Attachments: []gateway.Attachment{{Name: "Bill.pdf"}},
	})
	want := []gateway.Evidence{
		{Kind: "sender", Rule: "@example.com", Found: "Anna@Example.com"},
		{Kind: "attachment", Rule: "*.pdf", Found: "Bill.pdf"},
		{Kind: "words", Rule: "Rückgeld", Found: "Ruckgeld"},
		{Kind: "words", Rule: "refund", Found: "REFUND"},
		{Kind: "pattern", Rule: `AB-\d+`, Found: "AB-123"},
	}
	if len(got) != 1 || fmt.Sprint(got[0].Evidence) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestEvidenceIsBounded(t *testing.T) {
	s := set(t, "m:\n  any: [{words: [a, b, c, d, e, f, g, h, i, j]}, {pattern: '(?s)é.*'}]\nn:\n  any: [{pattern: '(?s)é.*'}]\n")
	got := s.Classify(message("a b c d e f g h i j " + strings.Repeat("é", 5000)))
	if len(got) != 2 || len(got[0].Evidence) != maxEvidence {
		t.Fatalf("got %v", got)
	}
	if found := got[1].Evidence[0].Found; len(found) > maxFound+len("…") || !strings.HasSuffix(found, "é…") {
		t.Errorf("found %d bytes: %q", len(found), found)
	}
}

func TestDetailsAreFoundInSubjectAndText(t *testing.T) {
	s := set(t, `
m:
  any: [{words: [order]}]
  ask: {order: '\b[A-Z]{2}-\d{6}\b', amount: '(\d+) EUR', colour: 'colour:\s*(\w*)'}
`)
	for _, test := range []struct {
		subject, text string
		want          gateway.Details
	}{
		{"order", "no number", nil},
		{"order AB-123456", "and CD-654321", gateway.Details{"order": "AB-123456"}},
		{"order", "CD-654321, I paid 30 EUR", gateway.Details{"order": "CD-654321", "amount": "30"}},
		{"colour: ", "order colour: red", gateway.Details{"colour": "red"}},
	} {
		got := s.Classify(&gateway.Message{Subject: test.subject, NewText: test.text})
		if len(got) != 1 || fmt.Sprint(got[0].Details) != fmt.Sprint(test.want) {
			t.Errorf("%q, %q: got %v, want %v", test.subject, test.text, got, test.want)
		}
	}
}

func TestShadowMatchersAreApart(t *testing.T) {
	s := set(t, "a: {any: [{words: [x]}]}\nb: {any: [{words: [x]}], mode: shadow}\n")
	if got := fitting(s, message("x")); got != "a" {
		t.Errorf("live: got %q", got)
	}
	if got := s.Read(message("x"), Around{}).Shadow; len(got) != 1 || got[0].Matcher != "b" {
		t.Errorf("shadow: got %v", got)
	}
	if got := s.Read(message("y"), Around{}).Shadow; got != nil {
		t.Errorf("shadow of another text: got %v", got)
	}
}

func TestLongTextIsReadAtBothEnds(t *testing.T) {
	s := set(t, "head: {any: [{words: [alpha]}]}\nmiddle: {any: [{words: [beta]}]}\nend: {any: [{words: [omega]}]}\ncut: {any: [{words: [退]}]}\n")
	fill := strings.Repeat("lorem ", 10_000)
	if got := fitting(s, message("alpha "+fill+" beta "+fill+" omega")); got != "head end" {
		t.Errorf("got %q", got)
	}
	for shift := range 4 {
		parts := clip(strings.Repeat("x", shift) + strings.Repeat("退款", maxText))
		for _, part := range parts {
			if strings.ContainsRune(part, '\uFFFD') || len(part) < tailSize-8 {
				t.Errorf("shift %d: part of %d bytes is cut in a character", shift, len(part))
			}
		}
	}
	words := clip(strings.Repeat("refunding ", maxText))
	if !strings.HasSuffix(words[0], "refunding") || !strings.HasPrefix(words[1], " refunding") {
		t.Errorf("cut inside a word: …%q, %q…", words[0][len(words[0])-12:], words[1][:12])
	}
}
