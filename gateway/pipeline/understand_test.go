package pipeline

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
)

func TestHeatedMessagesAreForAPerson(t *testing.T) {
	pol := testPolicy(t)
	for _, test := range []struct {
		name, text, want string
		history          gateway.History
	}{
		{"calm", "where is my refund?", "answer answer -", gateway.History{}},
		{"angry, a matcher that answers", "I am fed up, where is my refund?", "acknowledge acknowledgement billing/normal", gateway.History{}},
		{"angry, nothing fits", "This is unacceptable.", "acknowledge acknowledgement first-line/normal", gateway.History{}},
		{"desperate, details are missing", "I'm desperate, where is my order?", "acknowledge acknowledgement first-line/normal", gateway.History{}},
		{"angry and urgent", "I am fed up, I was charged but nothing came", "acknowledge confirmation billing/urgent", gateway.History{}},
		{"angry, asks for a person", "I am fed up, give me a person", "acknowledge acknowledgement first-line/normal", gateway.History{}},
		{"angry, in a conversation", "I am fed up, how does an exchange work?", "acknowledge acknowledgement billing/normal", known("refund", gateway.KindAnswer)},
		{
			"a little annoyed, again and again", "Nobody answers. How does an exchange work?", "acknowledge acknowledgement billing/normal",
			wroteBefore(known("refund"), "one", "two"),
		},
		{"a little annoyed, for the first time", "Nobody answers. How does an exchange work?", "answer answer -", gateway.History{}},
	} {
		mail := customerMail(test.text)
		mail.Language = "en"
		dec := Decide(pol.assess(received{Message: mail}, testChannel(), test.history, gateway.NewKeyring(), now), pol, now)
		if got := summary(dec); got != test.want {
			t.Errorf("%s: got %q, want %q: %s, %v", test.name, got, test.want, dec.Reason, dec.Trace.Steps)
		}
	}
}

// learningPolicy has matchers with examples, and one that counts while the team works.
func learningPolicy(t *testing.T) *Policy {
	t.Helper()
	fs := fstest.MapFS{
		"frontdesk.yaml": {Data: []byte("matching: {precision: 0.8, careful: 0.5}\nchannels: {support: {kind: email, team: first-line}}\n")},
		"teams.yaml":     {Data: []byte(testTeams)},
		"matchers/all.yaml": {Data: []byte(`
refund:
  any: [{words: [reimbursement]}]
  examples: [I want a refund, Please give me my money back, When do I get my money, Refund my payment please, How long until the refund arrives, The refund has not been paid yet]
  answer: [refund-timing]
order:
  examples: [Where is my parcel, When will my order arrive, My package has not come yet, Has my order been shipped, Track my delivery please, The courier never showed up]
  answer: [orders]
hours: {any: [{words: [pigeon]}], when: time.open and time.hour == 10, answer: [orders]}
`)},
		"kb/refund-timing.md": {Data: []byte(article("refund-timing"))},
		"kb/orders.md":        {Data: []byte(article("orders"))},
	}
	var p configs.Problems
	channel := testChannel()
	channel.Languages = []string{"en"}
	pol := NewPolicy(configs.LoadFS(fs, "test", &p), []gateway.Channel{channel}, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	return pol
}

// decided is the decision of a mail that was taken in some time ago.
func decided(pol *Policy, text string, at time.Time) gateway.Decision {
	return decidedAt(pol, text, at.Add(-learnPatience), at)
}

func decidedAt(pol *Policy, text string, accepted, at time.Time) gateway.Decision {
	mail := customerMail(text)
	mail.Sent, mail.Received, mail.Accepted = at, at, accepted
	return Decide(pol.assess(received{Message: mail}, testChannel(), gateway.History{}, gateway.NewKeyring(), at), pol, at)
}

func TestNothingIsAnsweredBeforeTheExamplesAreLearnt(t *testing.T) {
	pol := learningPolicy(t)
	for _, text := range []string{"Where is my parcel?", "About the reimbursement"} {
		if got := summary(decided(pol, text, now)); got != "acknowledge acknowledgement first-line/normal" {
			t.Errorf("%s: before learning: %s", text, got)
		}
	}
	for age, want := range map[time.Duration]time.Duration{0: learnEvery, learnPatience - time.Millisecond: time.Millisecond} {
		for _, text := range []string{"Where is my parcel?", "About the reimbursement", "Do you breed pigeons?"} {
			if dec := decidedAt(pol, text, now, now.Add(age)); dec.Wait == nil || !dec.Wait.Until.Equal(now.Add(age+want)) {
				t.Errorf("%s, %v old: %s, waits %v", text, age, summary(dec), dec.Wait)
			}
		}
	}
	learnt, err := pol.Learn(nil)
	if err != nil {
		t.Fatal(err)
	}
	for text, matcher := range map[string]string{"Where is my parcel?": "order", "About the reimbursement": "refund"} {
		dec := decided(learnt, text, now)
		if summary(dec) != "answer answer -" || dec.Matcher != matcher {
			t.Errorf("%s: after learning: %s by %q: %s", text, summary(dec), dec.Matcher, dec.Reason)
		}
	}
	if pol.Matchers.Ready() || learnt.Hash != pol.Hash {
		t.Error("learning changes the policy that it is asked of, or its hash")
	}
}

func TestWhatIsNotSureEnoughStaysInTheTrace(t *testing.T) {
	pol, err := learningPolicy(t).Learn(nil)
	if err != nil {
		t.Fatal(err)
	}
	dec := decided(pol, "money and parcel", now)
	if len(dec.Trace.Matches) > 0 || len(dec.Trace.Unsure) == 0 {
		t.Fatalf("matches %v, unsure %v", dec.Trace.Matches, dec.Trace.Unsure)
	}
	if !strings.HasPrefix(dec.Reason, "nothing fits; perhaps "+dec.Trace.Unsure[0].Matcher) || dec.Outcome != gateway.OutcomeAcknowledge {
		t.Errorf("got %s: %s", dec.Outcome, dec.Reason)
	}
}

func TestConditionsKnowTheTimeOfTheTeam(t *testing.T) {
	pol, err := learningPolicy(t).Learn(nil)
	if err != nil {
		t.Fatal(err)
	}
	if dec := decided(pol, "a pigeon", now); dec.Matcher != "hours" { // 10:00 in Berlin
		t.Errorf("on Monday at ten: %q, %s", dec.Matcher, dec.Reason)
	}
	for _, at := range []time.Time{now.Add(time.Hour), now.AddDate(0, 0, -1)} {
		if dec := decided(pol, "a pigeon", at); dec.Matcher != "" {
			t.Errorf("at %s: %q", at, dec.Matcher)
		}
	}
}

func TestTheAimIsOfTheConfig(t *testing.T) {
	if aim := learningPolicy(t).Aim; aim.Precision != 0.8 || aim.Careful != 0.5 || aim.OutOfScope != 0 {
		t.Errorf("got %+v", aim)
	}
	var p configs.Problems
	fs := fstest.MapFS{"frontdesk.yaml": {Data: []byte("matching: {precision: 95, caref: 0.5, out_of_scope: 0}\nchannels: {support: {kind: email}}\n")}}
	NewPolicy(configs.LoadFS(fs, "c", &p), nil, &p)
	var got []string
	for _, one := range p.All() {
		if !one.Warning {
			got = append(got, one.String())
		}
	}
	want := `c/frontdesk.yaml:1:12: "precision" is to be between 0 and 1; write a share such as 0.95
c/frontdesk.yaml:1:27: unknown key "caref"; did you mean "careful"?
c/frontdesk.yaml:1:39: "out_of_scope" is to be between 0 and 1; write a share such as 0.95`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
}
