package pipeline

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func TestWhatMatchersAnswerIsATrial(t *testing.T) {
	pol := testPolicy(t)
	const orders, refunds = "https://lumen.example/help/orders", "https://lumen.example/help/refund-timing"
	answeredBefore := gateway.History{
		Conversation: gateway.Conversation{ID: "c", Matcher: "order", State: gateway.ConversationOpen},
		Replies:      []gateway.PastReply{{Kind: gateway.KindQuestion}},
	}
	for _, c := range []struct {
		text    string
		history gateway.History
		want    string // matcher mode links
	}{
		{"Where is my refund?", gateway.History{}, "refund auto " + refunds},
		{"Where is my order?", gateway.History{}, "order auto "},
		{"a delicate matter", gateway.History{}, "careful draft " + orders},
		{"My secret plan is about a refund", gateway.History{}, "refund auto " + refunds},
		{"My secret plan", gateway.History{}, "silent shadow " + orders},
		{"I want a person", gateway.History{}, ""},
		{"I was charged but got nothing", gateway.History{}, ""},
		{"It is AB-123456, my order", answeredBefore, ""},
		{"Where is my refund?", answeredBefore, "refund auto " + refunds},
	} {
		a := pol.assess(received{Message: customerMail(c.text)}, testChannel(), c.history, gateway.NewKeyring(), now)
		var got []string
		for _, one := range pol.trials(a.Message, Decide(a, pol, now)) {
			got = append(got, one.Matcher+" "+one.Mode+" "+strings.Join(one.Links, " "))
			if draft := one.Mode == "draft"; draft != (one.Share == 1) || draft && !one.Drawn {
				t.Errorf("%s: drawn with %v: %v", c.text, one.Share, one.Drawn)
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q, want %q", c.text, strings.Join(got, "; "), c.want)
		}
	}
}

func TestEachOfSeveralRequestsIsATrial(t *testing.T) {
	pol := severalPolicy(t)
	for text, want := range map[string]string{
		"When is my refund paid? How do I change my password?": "refund https://lumen.example/help/refund-timing https://lumen.example/help/more; password https://lumen.example/help/password",
		"My refund is late. Is the payment lost?":              "refund https://lumen.example/help/refund-timing https://lumen.example/help/more; payment https://lumen.example/help/refund-timing",
		"When is my refund paid? And the fire?":                "",
	} {
		a := pol.assess(received{Message: customerMail(text)}, testChannel(), gateway.History{}, gateway.NewKeyring(), now)
		var got []string
		for _, one := range pol.trials(a.Message, Decide(a, pol, now)) {
			got = append(got, one.Matcher+" "+strings.Join(one.Links, " "))
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s: %q, want %q", text, strings.Join(got, "; "), want)
		}
	}
}

func TestOneInTwentyIsDrawnAndAlwaysTheSame(t *testing.T) {
	const all, share = 20_000, 0.05
	n := 0
	for i := range all {
		name := fmt.Sprintf("01j9x4c2%06d refund", i)
		if drawn(name, share) {
			n++
		}
		if drawn(name, 0) || !drawn(name, 1) || drawn(name, share) && !drawn(name, 2*share) {
			t.Fatalf("%s is drawn by chance", name)
		}
	}
	if sigma := math.Sqrt(all * share * (1 - share)); math.Abs(float64(n)-all*share) > 4*sigma {
		t.Errorf("%d of %d were drawn", n, all)
	}
}

func TestPagesAreKnownAgainInAnAgentsText(t *testing.T) {
	pages := []string{"https://lumen.example/help/refunds", "https://lumen.example/help/orders"}
	for text, want := range map[string]string{
		"See https://lumen.example/help/refunds.":                                  "shows",
		"<a href=\"https://www.lumen.example/help/refunds/?utm=1#top\">":           "shows",
		"(http://LUMEN.example/help/orders)":                                       "shows",
		"Both: https://lumen.example/help/gifts https://lumen.example/help/orders": "shows",
		"Rather https://lumen.example/help/gifts, please":                          "other",
		"Your parcel: https://parcels.example/123":                                 "",
		"Five days.": "",
	} {
		got := ""
		if shows, other := compareLinks(text, pages); shows {
			got = "shows"
		} else if other {
			got = "other"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if shows, other := compareLinks("https://lumen.example/help/gifts", nil); shows || other {
		t.Error("something is told of a matcher without articles")
	}
}

func TestWhatAgentsDoJudgesMatchers(t *testing.T) {
	const page = "https://lumen.example/help/refunds"
	draft := store.Trial{Message: "m1", Matcher: "refund", Mode: "draft", Links: []string{page}}
	shadow := store.Trial{Message: "m1", Matcher: "gift", Mode: "shadow", Links: []string{page}}
	auto := store.Trial{Message: "m1", Matcher: "refund", Mode: "auto", Links: []string{page}}
	later := store.Trial{Message: "m3", Matcher: "order", Mode: "auto"}
	waits := []store.Outgoing{{Delivery: gateway.Delivery{Message: "m1"}, State: gateway.DeliveryDraft}}
	gone := []store.Outgoing{{Delivery: gateway.Delivery{Message: "m1"}, State: gateway.DeliveryCancelled}}
	said := func(s string) *string { return &s }
	for _, c := range []struct {
		name string
		got  []store.Judgement
		want string
	}{
		{"an approved draft was right", judgedByApproval([]store.Trial{draft, shadow}, waits, "anna"), "refund of m1 right by draft"},
		{"what nobody approved is not judged", judgedByApproval([]store.Trial{draft}, gone, "anna"), ""},
		{"who shows the draft's article agrees", judgedByAnswer([]store.Trial{draft}, waits, "Here: "+page, "anna"), "refund of m1 right by draft"},
		{"who writes something else does not", judgedByAnswer([]store.Trial{draft}, waits, "Call us.", "anna"), "refund of m1 wrong by draft"},
		{"a second answer says nothing", judgedByAnswer([]store.Trial{draft}, gone, "Call us.", "anna"), ""},
		{"a shadow that would have shown it was right", judgedByAnswer([]store.Trial{shadow}, nil, "Here: "+page, "anna"), "gift of m1 right by answer"},
		{"of another page it was wrong", judgedByAnswer([]store.Trial{shadow}, nil, "https://lumen.example/help/other", "anna"), "gift of m1 wrong by answer"},
		{"without a page nothing can be told", judgedByAnswer([]store.Trial{shadow, auto}, nil, "Call us.", "anna"), ""},
		{"a word on the message", judgedByWord([]store.Trial{auto, shadow}, "m1", said("gift"), "anna"), "refund of m1 wrong by word; gift of m1 right by word"},
		{"no matcher was meant", judgedByWord([]store.Trial{auto, shadow}, "m1", said(""), "anna"), "refund of m1 wrong by word; gift of m1 wrong by word"},
		{"it was right after all", judgedByWord([]store.Trial{auto}, "m1", said("refund"), "anna"), "refund of m1 right by word"},
		{"the customer went on", judgedByWord([]store.Trial{auto, shadow, later}, "m2", said("order"), "anna"), "refund of m1 wrong by word"},
		{"taken back, and nothing said of it", judgedByWord([]store.Trial{auto, shadow}, "m1", nil, "mod"), "refund of m1 wrong by word"},
		{"before any answer", judgedByWord([]store.Trial{later}, "m2", said("gift"), "anna"), ""},
	} {
		var got []string
		for _, j := range c.got {
			how := "wrong"
			if j.Right {
				how = "right"
			}
			got = append(got, fmt.Sprintf("%s of %s %s by %s", j.Matcher, j.Message, how, j.By))
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q, want %q", c.name, strings.Join(got, "; "), c.want)
		}
	}
}
