package matchers

import (
	"fmt"
	"strings"
	"testing"

	"frontdesk/gateway"
)

// requestsOf lists the requests of a message: "text -> matcher", a question mark where nothing is sure.
func requestsOf(f Findings) string {
	var out []string
	for _, r := range f.Requests {
		name := r.Matcher
		if name == "" {
			name = "?"
		}
		out = append(out, fmt.Sprintf("%s -> %s", r.Text, name))
	}
	return strings.Join(out, "; ")
}

func TestSeveralRequestsAreToldApart(t *testing.T) {
	s := shopSet(t)
	for text, want := range map[string]string{
		"Where is my parcel?":                                                 "",
		"Where is my parcel? How do I reset my password?":                     "Where is my parcel? -> delivery; How do I reset my password? -> password",
		"Two questions: where is my parcel, and how do I reset my password?":  "where is my parcel -> delivery; how do I reset my password? -> password",
		"I want a refund.\nAnd I cannot log in.":                              "I want a refund. -> refund; And I cannot log in. -> password",
		"Where is my parcel? When will it arrive? Where is my parcel?":        "",
		"Hello,\nwhere is my parcel?\nThanks a lot for your help\nAnna":       "",
		"Where is my parcel? Thanks that solved it":                           "",
		"Where is my parcel? It smells of zebra. How do I reset my password?": "Where is my parcel? -> delivery; It smells of zebra. -> password",
		"I forgot my password. Could you help me, please?":                    "",
	} {
		if got := requestsOf(s.Read(message(text), Around{})); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestASubjectIsNoRequest(t *testing.T) {
	s := shopSet(t)
	m := message("Where is my parcel?")
	m.Subject = "How do I reset my password?"
	if got := requestsOf(s.Read(m, Around{})); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestRequestsOfSeveralSentencesCountAll(t *testing.T) {
	s := shopSet(t)
	found := s.Read(message("Where is my parcel? How do I reset my password?"), Around{})
	if names := named(found.Matches); names != "delivery password" || len(found.Unsure) > 0 && strings.Contains(named(found.Unsure), "delivery") {
		t.Fatalf("matches %s, unsure %s", names, named(found.Unsure))
	}
	for _, m := range found.Matches {
		if m.Score < m.Threshold || len(m.Evidence) == 0 || m.Evidence[0].Found == "" {
			t.Errorf("%+v", m)
		}
	}
}

func TestRequestsAreKnownByWordsAlone(t *testing.T) {
	s := set(t, `
refund: {any: [{words: [refund]}], not: [{words: [chargeback]}]}
password: {any: [{words: [password]}]}
`)
	for text, want := range map[string]string{
		"My refund is late. I need a new password.":                  "My refund is late. -> refund; I need a new password. -> password",
		"The password for the refund page is wrong. Please help me.": "",
		"refund, password": "",
		"Where is my refund? I need a password. I will do a chargeback": "Where is my refund? -> ?; I need a password. -> password",
		"我忘了密码 My refund is late. 密码":                                   "",
	} {
		if got := requestsOf(s.Read(message(text), Around{})); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestClausesAreCutAtJoints(t *testing.T) {
	for text, want := range map[string]string{
		"where is it": "",
		"Two questions: where is my order, and how do I pay?": "Two questions|where is my order|how do I pay?",
		"Wo ist mein Paket und wie zahle ich":                 "Wo ist mein Paket|wie zahle ich",
		"我的订单什么时候到，怎么开发票？":                                    "我的订单什么时候到|怎么开发票？",
		"yes, I do": "I do",
	} {
		if got := strings.Join(clauses(text, ""), "|"); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func FuzzSeveralRequests(f *testing.F) {
	s := shopSet(f)
	f.Add("Where is my parcel, and how do I reset my password?", "subject")
	f.Add("密码，退款？\xff:,:;\n\n", "")
	f.Fuzz(func(t *testing.T, text, subject string) {
		found := s.Read(&gateway.Message{NewText: text, Subject: subject}, Around{})
		if len(found.Requests) == 1 {
			t.Errorf("one request of several: %+v", found.Requests)
		}
		for _, r := range found.Requests {
			if r.Matcher != "" && !strings.Contains(" "+named(found.Matches)+" ", " "+r.Matcher+" ") {
				t.Errorf("%s is no match: %s", r.Matcher, named(found.Matches))
			}
		}
	})
}
