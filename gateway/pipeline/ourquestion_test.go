package pipeline

import (
	"strings"
	"testing"
	"testing/fstest"

	"frontdesk/configs"
	"frontdesk/gateway"
)

// askingPolicy has learnt; one of its matchers asks for details.
func askingPolicy(t *testing.T) *Policy {
	t.Helper()
	fs := fstest.MapFS{
		"frontdesk.yaml": {Data: []byte("channels: {support: {kind: email, team: first-line}}\n")},
		"teams.yaml":     {Data: []byte(testTeams)},
		"matchers/all.yaml": {Data: []byte(`
refund:
  any: [{words: [refund]}]
  examples: [I want a refund, Please give me my money back, When do I get my money, Refund my payment please, How long until the refund arrives]
  answer: [refund-timing]
  team: billing
parcel:
  any: [{words: [parcel]}]
  examples: [Where is my parcel, When will my order arrive, My package has not come yet, Has my order been shipped, Track my delivery please]
  ask: {order number: 'LL-\d+'}
  answer: [orders]
warranty: {any: [{words: [warranty]}], team: billing}
careful: {any: [{words: [delicate]}], ask: {order number: 'LL-\d+'}, answer: [orders], mode: draft}
`)},
		"kb/refund-timing.md": {Data: []byte(article("refund-timing"))},
		"kb/orders.md":        {Data: []byte(article("orders"))},
	}
	var p configs.Problems
	pol := NewPolicy(configs.LoadFS(fs, "test", &p), []gateway.Channel{testChannel()}, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	pol, err := pol.Learn(nil)
	if err != nil {
		t.Fatal(err)
	}
	return pol
}

func TestAQuestionInsteadOfTheDetailsIsARequestOfItsOwn(t *testing.T) {
	pol := askingPolicy(t)
	for _, test := range []struct {
		text, want string
		articles   string
		reason     string // how it begins
		of         string // the matcher that asked; empty: parcel
	}{
		{text: "It is LL-204518.", want: "answer answer -", articles: "orders", reason: "matcher parcel"},
		{text: "LL-204518. Can you please help me quickly?", want: "answer answer -", articles: "orders", reason: "matcher parcel"},
		{text: "I do not have the number at hand.", want: "answer answer -", articles: "orders", reason: "matcher parcel"},
		{text: "Which number? Where can I find that?", want: "answer answer -", articles: "orders", reason: "matcher parcel"},
		{text: "The parcel should be a refund in kind.", want: "answer answer -", articles: "orders", reason: "matcher parcel"},
		{text: "Forget it. When will my refund be paid?", want: "answer answer - own", articles: "refund-timing", reason: "matcher refund"},
		{text: "How long is the warranty?", want: "acknowledge confirmation billing/normal", reason: "asks something else than we asked for"},
		{text: "Do you breed zebras?", want: "acknowledge confirmation first-line/normal", reason: "asks something else than we asked for"},
		{text: "It is LL-204518. Do you breed zebras?", want: "acknowledge acknowledgement first-line/normal", articles: "orders", reason: "answers our question, and asks something else"},
		{text: "It is LL-204518. How long is the warranty?", want: "acknowledge acknowledgement billing/normal", articles: "orders", reason: "answers our question, and asks something else"},
		{text: "It is LL-204518. Do you breed zebras?", of: "careful", want: "acknowledge confirmation first-line/normal", reason: "answers our question, and asks something else"},
	} {
		asked := test.of
		if asked == "" {
			asked = "parcel"
		}
		mail := customerMail(test.text)
		mail.Language = "en"
		dec := Decide(pol.assess(received{Message: mail}, testChannel(), known(asked, gateway.KindQuestion), gateway.NewKeyring(), now), pol, now)
		articles := ""
		if dec.Reply != nil {
			articles = strings.Join(articleIDs(dec.Reply.Articles), " ")
		}
		if got := summary(dec); got != test.want || articles != test.articles || !strings.HasPrefix(dec.Reason, test.reason) {
			t.Errorf("%s: got %q with %q, %s; want %q with %q, %s", test.text, got, articles, dec.Reason, test.want, test.articles, test.reason)
		}
	}
}

func TestWhatIsKnownIsAnsweredBesideAQuestionThatIsNot(t *testing.T) {
	pol := askingPolicy(t)
	for _, test := range []struct{ text, want, articles string }{
		{"When will my refund be paid? Could you please have a look?", "answer answer -", "refund-timing"},
		{"When will my refund be paid? Do you breed zebras?", "acknowledge acknowledgement first-line/normal", "refund-timing"},
		{"Where is my parcel? Do you breed zebras?", "acknowledge acknowledgement first-line/normal", ""},
		{"Where is my parcel LL-204518? Do you breed zebras?", "acknowledge acknowledgement first-line/normal", "orders"},
		{"When will my refund be paid, and where is my parcel LL-204518? Do you breed zebras?", "acknowledge acknowledgement first-line/normal", "refund-timing orders"},
		{"How long is the warranty? Do you breed zebras?", "acknowledge acknowledgement first-line/normal", ""},
	} {
		mail := customerMail(test.text)
		mail.Language = "en"
		dec := Decide(pol.assess(received{Message: mail}, testChannel(), gateway.History{}, gateway.NewKeyring(), now), pol, now)
		articles := ""
		if dec.Reply != nil {
			articles = strings.Join(articleIDs(dec.Reply.Articles), " ")
		}
		if got := summary(dec); got != test.want || articles != test.articles {
			t.Errorf("%s: got %q with %q, %s; want %q with %q", test.text, got, articles, dec.Reason, test.want, test.articles)
		}
		if dec.Outcome == gateway.OutcomeAcknowledge && (dec.Ticket == nil || dec.Reply.Answers != len(dec.Reply.Articles)) {
			t.Errorf("%s: ticket %v, %d answers", test.text, dec.Ticket, dec.Reply.Answers)
		}
	}
}
