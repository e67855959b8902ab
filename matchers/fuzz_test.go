package matchers

import (
	"strings"
	"testing"
	"unicode/utf8"

	"frontdesk/gateway"
)

func FuzzClassify(f *testing.F) {
	s := set(f, kindsConfig+`
fold: {any: [{words: [é, 退款, "환불", คำ, ß, "didn't", "株式"]}, {pattern: '(?i)straße|ſ'}], ask: {order: '[A-Z]{2}-\d+'}}
`)
	for _, seed := range [][2]string{
		{"", ""},
		{"Refund", "where is my refund? AB-123456"},
		{"退\n款", "e\u0301 \u0301 환불ᆨ คำ STRASSE ſ ㍿"},
		{"\xff\xc3", "\xed\xa0\x80refund\xf0\x9f"},
		{"didn’t", strings.Repeat("refund 退款 ", 7000)},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, subject, text string) {
		m := &gateway.Message{Subject: subject, NewText: text, Author: gateway.Address{Addr: text}, Channel: subject}
		if utf8.ValidString(subject) {
			m.Attachments = []gateway.Attachment{{Name: subject, Type: text}}
		}
		for _, one := range s.Classify(m) {
			for _, e := range one.Evidence {
				if !strings.Contains(subject+"\n"+text, strings.TrimSuffix(e.Found, "…")) {
					t.Errorf("matcher %s found %q, which nobody wrote", one.Matcher, e.Found)
				}
			}
		}
	})
}

func FuzzLoadPattern(f *testing.F) {
	for _, seed := range [][2]string{
		{"refund", "refund"},
		{`(?i)where.{0,20}refund`, "WHERE is my refund"},
		{`re(?:fund|turn)s?\b`, "returns"},
		{`((a|b)c?){2,5}d`, "acbcd"},
		{`(?i)[kſß]elvin\x{212a}`, "\u212aelvink"},
		{`x*`, ""},
		{`(`, ""},
		{`(((((a?){9}){9}){9}){9})`, "aaa"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		r := Rule{Text: pattern}
		what, _ := loadPattern(&r)
		if (r.pattern == nil) == (what == "") {
			t.Fatalf("pattern %q is wrong: %q", pattern, what)
		}
		if what != "" {
			return
		}
		re := r.pattern()
		found := re.FindString(text)
		if at := re.FindStringIndex(text); at != nil && at[0] == at[1] {
			t.Errorf("pattern %q fits nothing in %q", pattern, text)
		}
		if found == "" || r.needs == nil {
			return
		}
		folded := fold(text).text
		for _, need := range r.needs {
			if strings.Contains(folded, need) {
				return
			}
		}
		t.Errorf("pattern %q fits %q, which has none of %q", pattern, text, r.needs)
	})
}
