package pipeline

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"frontdesk/configs"
	"frontdesk/gateway"
)

// answeredTogether is a conversation in which a password and a refund were answered in one reply.
func answeredTogether() gateway.History {
	h := known("password", gateway.KindAnswer)
	h.Articles = []string{"password-reset", "refund-timing"}
	return h
}

// severalPolicy has matchers for requests that come together.
func severalPolicy(t *testing.T) *Policy {
	t.Helper()
	fs := fstest.MapFS{
		"frontdesk.yaml": {Data: []byte("channels: {support: {kind: email, team: first-line}}\n")},
		"teams.yaml":     {Data: []byte(testTeams)},
		"matchers/a.yaml": {Data: []byte(`
refund: {any: [{words: [refund]}], answer: [refund-timing, more], team: billing}
payment: {any: [{words: [payment]}], answer: [refund-timing], team: billing}
draft: {any: [{words: [discount]}], answer: [more], mode: draft}
empty: {any: [{words: [warranty]}]}
fifth: {any: [{words: [kitchen]}], answer: [more]}
sixth: {any: [{words: [bathroom]}], answer: [extra]}
order: {any: [{words: [parcel]}], ask: {order number: 'LL-\d+'}, answer: [orders]}
urgent: {any: [{words: [fire]}], urgent: true}
sensitive: {any: [{words: [lawyer]}], sensitive: true}
person: {any: [{words: [human]}], means: person}
thanks: {any: [{words: [thanks]}], means: solved}
unsolved: {any: [{words: [useless]}], means: unsolved}
`)},
		"matchers/b.yaml":      {Data: []byte("password: {any: [{words: [password]}], answer: [password]}\n")},
		"kb/refund-timing.md":  {Data: []byte(article("refund-timing"))},
		"kb/more.md":           {Data: []byte(article("more"))},
		"kb/extra.md":          {Data: []byte(article("extra"))},
		"kb/orders.md":         {Data: []byte(article("orders"))},
		"kb/password-reset.md": {Data: []byte(article("password"))},
	}
	var p configs.Problems
	pol := NewPolicy(configs.LoadFS(fs, "test", &p), []gateway.Channel{testChannel()}, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	return pol
}

func TestSeveralRequestsAreAnsweredTogetherOrByAPerson(t *testing.T) {
	pol := severalPolicy(t)
	for _, test := range []struct {
		text, want string
		articles   string // that answer, a stroke, that may help beside
		reason     string // how it begins
		history    gateway.History
	}{
		{text: "When is my refund paid?", want: "answer answer -", articles: "refund-timing more", reason: "matcher refund"},
		{text: "When is my refund paid? How do I change my password?", want: "answer answer -", articles: "refund-timing password", reason: "several requests: refund, password"},
		{text: "Two questions: when is my refund paid, and how do I change my password?", want: "answer answer -", articles: "refund-timing password", reason: "several requests: refund, password"},
		{text: "About the password for the refund.", want: "acknowledge acknowledgement first-line/normal", reason: "several matchers fit alike"},
		{text: "My refund is late. Is the payment lost?", want: "answer answer -", articles: "refund-timing", reason: "several requests: refund, payment"},
		{text: "My refund is late! When does the refund come?", want: "answer answer -", articles: "refund-timing more", reason: "matcher refund"},
		{text: "How do I change my password? Is there a discount?", want: "acknowledge acknowledgement first-line/normal", reason: "several requests: password, draft; matcher draft is in draft mode"},
		{text: "How do I change my password? How long is the warranty?", want: "acknowledge acknowledgement first-line/normal", reason: "several requests: password, empty; matcher empty has nothing new"},
		{text: "Where is the parcel? How do I change my password?", want: "acknowledge acknowledgement first-line/normal", reason: "several requests: order, password; details for order are missing"},
		{text: "Where is the parcel LL-12? How do I change my password?", want: "answer answer -", articles: "orders password", reason: "several requests: order, password"},
		{text: "A refund please. The password too. For the kitchen. For the bathroom.", want: "acknowledge acknowledgement first-line/normal", reason: "several requests: refund, password, fifth, sixth; too many"},
		{text: "My refund is late. Is the payment lost? How long is the warranty?", want: "acknowledge acknowledgement first-line/normal", reason: "several requests"},
		{text: "There was a fire. How do I change my password?", want: "acknowledge confirmation first-line/urgent", reason: "urgent"},
		{text: "I called my lawyer. How do I change my password?", want: "acknowledge acknowledgement first-line/normal", reason: "sensitive"},
		{text: "Give me a human. How do I change my password?", want: "acknowledge acknowledgement first-line/normal", reason: "the customer asks for a person"},
		{text: "Many thanks for it. How do I change my password?", want: "answer answer -", articles: "password", reason: "matcher password"},
		{
			text: "When is my refund paid? How do I change my password?", want: "acknowledge confirmation billing/normal", reason: "several requests: refund, password",
			history: known("refund", gateway.KindAnswer),
		},
		{
			text: "The parcel is LL-12. How do I change my password?", want: "acknowledge confirmation first-line/normal", reason: "several requests: order, password",
			history: known("order", gateway.KindQuestion),
		},
		{
			text: "That was useless. Is the payment lost?", want: "acknowledge confirmation billing/normal", reason: "the customer was not helped",
			history: known("fifth", gateway.KindAnswer),
		},
		{text: "My refund is still late.", want: "acknowledge confirmation billing/normal", reason: "a second message on the same matter", history: answeredTogether()},
		{text: "The kitchen is too small.", want: "answer answer - own", articles: "more", reason: "matcher fifth", history: answeredTogether()},
		{text: "Your help page was useless. Is the payment lost?", want: "acknowledge acknowledgement billing/normal", reason: "the customer was not helped"},
	} {
		mail := customerMail(test.text)
		mail.Language = "en"
		dec := Decide(pol.assess(received{Message: mail}, testChannel(), test.history, gateway.NewKeyring(), now), pol, now)
		if got := summary(dec); got != test.want || !strings.HasPrefix(dec.Reason, test.reason) {
			t.Errorf("%s: got %q, %s; want %q, %s", test.text, got, dec.Reason, test.want, test.reason)
		}
		articles := ""
		if dec.Reply != nil {
			articles = strings.Join(articleIDs(dec.Reply.Articles), " ")
		}
		if articles != test.articles {
			t.Errorf("%s: articles %q, want %q", test.text, articles, test.articles)
		}
	}
}

func TestTheTicketOfSeveralRequestsGoesToTheTeamOfAll(t *testing.T) {
	pol := severalPolicy(t)
	pol.Matchers.All()[0].Answer = nil // of refund
	dec := Decide(pol.assess(received{Message: customerMail("When is my refund paid? Is the payment lost?")}, testChannel(), gateway.History{}, gateway.NewKeyring(), now), pol, now)
	if got := summary(dec); got != "acknowledge acknowledgement billing/normal" || !strings.HasPrefix(dec.Ticket.Reason, "several requests: refund, payment; ") {
		t.Errorf("got %s: %s", got, dec.Reason)
	}
}

func TestTheTraceNamesEachRequest(t *testing.T) {
	pol := severalPolicy(t)
	mail := customerMail("Two questions: when is my refund paid, and how do I change my password?")
	v, err := pol.Preview(Asked{Event: gateway.Event{Message: mail}, Channel: testChannel(), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	want := []gateway.Request{{Text: "when is my refund paid", Matcher: "refund", Score: 1}, {Text: "how do I change my password?", Matcher: "password", Score: 1}}
	if got := v.Decision.Trace.Requests; !slices.Equal(got, want) {
		t.Errorf("requests %+v", got)
	}
	if got := strings.Join(v.Decision.Trace.Articles, " "); got != "refund-timing more password" {
		t.Errorf("the trace names the articles %q", got)
	}
	for _, title := range []string{"refund-timing", "password", "each of your questions"} {
		if !strings.Contains(v.Reply.Text, title) {
			t.Errorf("%s is missing in the reply:\n%s", title, v.Reply.Text)
		}
	}
}
