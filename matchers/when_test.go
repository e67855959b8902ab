package matchers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"frontdesk/gateway"
)

// someMessage and someAround are what the conditions of these tests speak of.
func someMessage() *gateway.Message {
	return &gateway.Message{
		Subject: "Lamp", NewText: "It is broken again. 请退款", Language: "en", Channel: "support",
		Author:      gateway.Address{Name: "Ann", Addr: "Ann+shop@Example.com"},
		Attachments: []gateway.Attachment{{Name: "Photo.JPG"}},
	}
}

func someAround() Around {
	return Around{
		Now: time.Date(2026, 12, 24, 20, 5, 0, 0, time.FixedZone("", 3600)), Open: true,
		History: gateway.History{
			Conversation: gateway.Conversation{ID: "c", Matcher: "warranty"}, Earlier: []string{"a", "b"},
			Replies: []gateway.PastReply{{}}, Ticket: &gateway.Ticket{},
		},
	}
}

func TestConditionsAreComputed(t *testing.T) {
	for condition, said := range map[string]string{
		`message.words == 7`: "message.words = 7",
		`message.language == "en" and message.chat == false`:  "message.language = en, message.chat = false",
		`message.channel in ["support", "sales"]`:             "message.channel = support",
		`"photo.jpg" in message.attachments`:                  "message.attachments = [photo.jpg]",
		`len(message.attachments) > 0`:                        "message.attachments = [photo.jpg]",
		`message.subject == "Lamp"`:                           "",
		`lower(message.text) matches "broken\\s+again"`:       "",
		`message.text contains "退款"`:                          "",
		`customer.address == "ann@example.com"`:               "customer.address = ann@example.com",
		`customer.domain endsWith "example.com"`:              "customer.domain = example.com",
		`customer.name startsWith "A"`:                        "customer.name = Ann",
		`not conversation.new and conversation.replies >= 1`:  "conversation.new = false, conversation.replies = 1",
		`conversation.earlier == 2`:                           "conversation.earlier = 2",
		`conversation.ticket && !conversation.person`:         "conversation.ticket = true, conversation.person = false",
		`conversation.matter == "warranty"`:                   "conversation.matter = warranty",
		`time.hour in 18..23 or time.weekday in ["sat"]`:      "time.hour = 20, time.weekday = thu",
		`time.date == "2026-12-24" && time.minute == 5`:       "time.date = 2026-12-24, time.minute = 5",
		`time.open ? time.month == 12 : false`:                "time.open = true, time.month = 12",
		`time.day == 24 and (time.hour + 4) % 24 < 1`:         "time.day = 24, time.hour = 20",
		`conversation.replies > 0 ? time.open : message.chat`: "conversation.replies = 1, time.open = true, message.chat = false",
	} {
		s := set(t, fmt.Sprintf("m: {when: '%s'}\n", condition))
		found := s.Read(someMessage(), someAround()).Matches
		if len(found) != 1 {
			t.Errorf("%s does not hold", condition)
			continue
		}
		want := gateway.Evidence{Kind: "when", Rule: condition, Found: said}
		if ev := found[0].Evidence; len(ev) != 1 || ev[0] != want {
			t.Errorf("%s: got %q, want %q", condition, ev, want)
		}
		not := set(t, fmt.Sprintf("m: {when: 'not (%s)'}\n", condition))
		if found := not.Read(someMessage(), someAround()).Matches; len(found) != 0 {
			t.Errorf("not (%s) holds", condition)
		}
	}
}

func TestAConditionMustHoldBesideWords(t *testing.T) {
	s := set(t, `
open:   {any: [{words: [broken]}], when: time.open}
closed: {any: [{words: [broken]}], when: not time.open}
words:  {any: [{words: [whole]}], when: time.open}
either: {any: [{words: [whole]}, {when: time.open}]}
never:  {any: [{words: [broken]}], not: [{when: time.open}]}
`)
	var names []string
	for _, m := range s.Read(someMessage(), someAround()).Matches {
		names = append(names, m.Matcher)
	}
	if got := strings.Join(names, " "); got != "open either" {
		t.Errorf("got %q", got)
	}
}

func TestAConditionThatCannotBeComputedDoesNotHold(t *testing.T) {
	s := set(t, "m: {when: '5 % conversation.replies == 0'}\n")
	if found := s.Classify(someMessage()); len(found) != 0 {
		t.Errorf("got %v", found)
	}
}

func FuzzCompileWhen(f *testing.F) {
	for _, seed := range []string{
		"time.open", "message.words > 3 and not conversation.new", `message.text matches "a+"`, "1..1e9", "all(1..9, # > 2)",
		`let x = time.hour; x > 3`, "message?.text", `map(message.attachments, lower(#))`, "time.hour in 1..1000", "((((((", "'", "\x00",
		`repeat(message.text, 100000) == ""`, "-9223372036854775808..9223372036854775807", "message[`text`]",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		compiled, problem := compileWhen(text)
		if (compiled == nil) == (problem == nil) {
			t.Fatalf("%q: %v and %v", text, compiled, problem)
		}
		if problem != nil {
			if problem.at < 0 || problem.at > len(text) || problem.what == "" {
				t.Errorf("%q: problem %+v", text, *problem)
			}
			return
		}
		s := newSearch(read(someMessage(), someAround()), newIndex(nil))
		s.holdsWhen(&Rule{formula: compiled})
	})
}

func BenchmarkWhen(b *testing.B) {
	s := set(b, "m: {when: 'conversation.replies > 0 and time.hour in 18..23 and message.words < 2000'}\n")
	m, a := mail(), someAround()
	for b.Loop() {
		if len(s.Read(m, a).Matches) != 1 {
			b.Fatal("does not hold")
		}
	}
}
