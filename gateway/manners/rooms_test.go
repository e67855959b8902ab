package manners_test

import (
	"fmt"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/manners"
)

const ann, bob, cay = "111", "222", "333"

// asker's question stands at noon, and it is two minutes later.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func rules() gateway.Manners {
	return gateway.Manners{
		Grace: time.Minute, Confidence: 0.8, MinLength: 12, HourMost: 20, ShareMost: 0.2, Talking: 5 * time.Minute,
		Cooldown: gateway.Cooldowns{Person: 5 * time.Minute, Matcher: 10 * time.Minute, Article: 30 * time.Minute},
	}
}

// question is one of ann that a matcher knows, in a room in which others talk.
func question(edits ...func(*manners.Input)) manners.Input {
	in := manners.Input{
		Message: &gateway.Message{
			SourceID: "q", Room: "help", Author: gateway.Address{Addr: ann}, NewText: "how do i reset my password?", Received: noon,
			Chat: &gateway.Chat{Form: gateway.FormRoom, Watched: true},
		},
		Manners: rules(), Best: &gateway.Match{Matcher: "password", Score: 0.9}, Article: "password-reset", MaxAge: time.Hour, Now: noon.Add(2 * time.Minute),
		Past: gateway.RoomPast{HourAll: 100},
	}
	for i := range 6 { // others talk
		in.Past.Before = append(in.Past.Before, said(fmt.Sprint("b", i), []string{bob, cay}[i%2], time.Duration(i-7)*30*time.Second))
	}
	for _, edit := range edits {
		edit(&in)
	}
	return in
}

// said is a message at this time from noon.
func said(id, author string, at time.Duration, edits ...func(*gateway.Said)) gateway.Said {
	s := gateway.Said{ID: id, Author: author, At: noon.Add(at)}
	for _, edit := range edits {
		edit(&s)
	}
	return s
}

func replyTo(id string) func(*gateway.Said) { return func(s *gateway.Said) { s.ReplyTo = id } }
func mentions(who string) func(*gateway.Said) {
	return func(s *gateway.Said) { s.Mentions = []string{who} }
}
func settles(s *gateway.Said)   { s.Settles = true }
func automatic(s *gateway.Said) { s.Automatic = true }
func ours(s *gateway.Said)      { s.Ours = true }
func toUs(s *gateway.Said)      { s.ToUs = true }

func before(list ...gateway.Said) func(*manners.Input) {
	return func(in *manners.Input) { in.Past.Before = list }
}

func since(list ...gateway.Said) func(*manners.Input) {
	return func(in *manners.Input) { in.Past.Since = list }
}

func chat(edit func(*gateway.Chat)) func(*manners.Input) {
	return func(in *manners.Input) { edit(in.Message.Chat) }
}

func text(s string) func(*manners.Input) {
	return func(in *manners.Input) { in.Message.NewText = s }
}
func unknown(in *manners.Input)  { in.Best, in.Article = nil, "" }
func atOnce(in *manners.Input)   { in.Now = noon.Add(time.Second) }
func urgent(in *manners.Input)   { in.Urgent = true }
func inThread(in *manners.Input) { in.Message.Chat.Form = gateway.FormThread }
func inPost(in *manners.Input)   { in.Message.Chat.Form = gateway.FormPost }
func answered(ago time.Duration, edits ...func(*gateway.Answers)) func(*manners.Input) {
	return func(in *manners.Input) {
		a := gateway.Answers{At: in.Now.Add(-ago), Room: "help", To: cay, Matcher: "refund", Articles: []string{"refund-timing"}}
		for _, edit := range edits {
			edit(&a)
		}
		in.Past.Answers = append(in.Past.Answers, a)
	}
}
func toAnn(a *gateway.Answers)       { a.To = ann }
func ofPassword(a *gateway.Answers)  { a.Matcher = "password" }
func withArticle(a *gateway.Answers) { a.Articles = []string{"password-reset"} }
func elsewhere(a *gateway.Answers)   { a.Room = "lounge" }
func quiet(from, to int, zone string) func(*manners.Input) {
	return func(in *manners.Input) {
		z, err := time.LoadLocation(zone)
		if err != nil {
			panic(err)
		}
		in.Manners.Quiet = []gateway.QuietHours{{From: time.Duration(from) * time.Hour, To: time.Duration(to) * time.Hour, Zone: z}}
	}
}

func list(edits ...func(*manners.Input)) []func(*manners.Input) { return edits }
func direct(c *gateway.Chat)                                    { c.Form, c.ToUs = gateway.FormDirect, true }
func turned(c *gateway.Chat)                                    { c.ToUs = true }
func mute(in *manners.Input)                                    { in.Past.Muted = true }
func unansweredPost(in *manners.Input)                          { in.Message.Chat.Opens = true }
func feedback(in *manners.Input)                                { in.Feedback, in.Continues = true, true }

func ticket(in *manners.Input) { in.Ticket, in.Continues = true, true }

func hour(ours, all int) func(*manners.Input) {
	return func(in *manners.Input) { in.Past.HourOurs, in.Past.HourAll = ours, all }
}
