package manners_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"frontdesk/gateway"
)

// utterance is one message of a generated room with what is true of it.
type utterance struct {
	gateway.Message
	question int              // number of the real question that it asks or is part of; 0: none
	inside   bool             // of an exchange between people
	answers  int              // number of the question that a person answers by it, or that its author withdraws; 0: none
	plainly  bool             // it answers without reply or mention
	to       *gateway.Message // in an exchange: what a question in it is said to
	spoken   bool             // its author has spoken in the exchange before
	best     *gateway.Match   // what the matchers would find
}

// busyRoom is one hour of a room.
type busyRoom struct {
	r      *rand.Rand
	start  time.Time
	said   []utterance
	lines  map[string][]line
	asks   int
	busy   map[string][]span // when a person is in an exchange, and shortly before and after
	plain  float64           // share of people's answers that are neither reply nor mention
	people int
}

// newRoom generates an hour with about so many messages. Of all messages one in twenty asks a real question; most of the rest
// belongs to exchanges, the others are chatter, code, commands and other bots. No line is one that the tables were written with.
func newRoom(t testing.TB, seed uint64, messages int) []utterance {
	room := busyRoom{
		r: rand.New(rand.NewPCG(seed, 4)), start: noon, lines: map[string][]line{}, busy: map[string][]span{}, plain: 0.3, people: max(12, messages/8),
	}
	for _, l := range corpus(t) {
		if l.half != "chosen" {
			room.lines[l.label] = append(room.lines[l.label], l)
		}
	}
	questions := messages / 20
	for range questions {
		room.ask(room.start.Add(10*time.Minute + time.Duration(room.r.Int64N(int64(45*time.Minute))))) // the room is awake already
	}
	for len(room.said) < messages*7/10 {
		room.talk(room.moment())
	}
	for len(room.said) < messages {
		room.chatter(room.moment())
	}
	slices.SortFunc(room.said, func(a, b utterance) int { return a.Received.Compare(b.Received) })
	room.tieTogether()
	return room.said
}

// tieTogether: where others spoke in between, who asks somebody something replies.
func (b *busyRoom) tieTogether() {
	for i := range b.said {
		u := &b.said[i]
		if u.to == nil || u.Chat.ReplyTo != "" || len(u.Chat.Mentions) > 0 || u.spoken && i > 0 && b.said[i-1].SourceID == u.to.SourceID {
			continue
		}
		u.Chat.ReplyTo, u.Chat.ReplyToAuthor = u.to.SourceID, u.to.Author.Addr
	}
}

func (b *busyRoom) moment() time.Time {
	return b.start.Add(time.Duration(b.r.Int64N(int64(time.Hour))))
}

func (b *busyRoom) chance(p float64) bool { return b.r.Float64() < p }

// within is a random time from the first to the second duration.
func (b *busyRoom) within(from, to time.Duration) time.Duration {
	return from + time.Duration(b.r.Int64N(int64(to-from)))
}

type span struct{ from, to time.Time }

// idle is a person who is in no exchange around a moment; where all are, somebody new.
func (b *busyRoom) idle(at time.Time, without ...string) string {
	for range 100 {
		who := fmt.Sprintf("p%03d", b.r.IntN(b.people))
		if !slices.Contains(without, who) && !slices.ContainsFunc(b.busy[who], func(s span) bool { return at.After(s.from) && at.Before(s.to) }) {
			return who
		}
	}
	b.people++
	return fmt.Sprintf("p%03d", b.people-1)
}

// occupy keeps a person out of other exchanges for as long as manners take somebody for talking.
func (b *busyRoom) occupy(who string, from, to time.Time) {
	b.busy[who] = append(b.busy[who], span{from.Add(-6 * time.Minute), to.Add(6 * time.Minute)})
}

func (b *busyRoom) say(who string, at time.Time, text string, edits ...func(*utterance)) *utterance {
	id := fmt.Sprintf("help/%05d", len(b.said)+1)
	u := utterance{Message: gateway.Message{
		ID: id, SourceID: id, Room: "help", Author: gateway.Address{Addr: who}, NewText: text, Received: at,
		Chat: &gateway.Chat{Form: gateway.FormRoom, Watched: true},
	}}
	for _, edit := range edits {
		edit(&u)
	}
	b.said = append(b.said, u)
	return &b.said[len(b.said)-1]
}

func (b *busyRoom) any(label string) line { return b.lines[label][b.r.IntN(len(b.lines[label]))] }

// match is what matchers find in a real question: most are known well, some not enough, some not at all.
func (b *busyRoom) match() *gateway.Match {
	switch p := b.r.Float64(); {
	case p < 0.6:
		return &gateway.Match{Matcher: fmt.Sprint("m", b.r.IntN(15)), Score: 0.9}
	case p < 0.75:
		return &gateway.Match{Matcher: fmt.Sprint("m", b.r.IntN(15)), Score: 0.6}
	}
	return nil
}

// ask has somebody ask a real question, who may write it in two messages, be answered by a person, or find it.
func (b *busyRoom) ask(at time.Time) {
	b.asks++
	n, who, l := b.asks, b.idle(at), b.any("us")
	b.occupy(who, at, at)
	best := b.match()
	id := b.say(who, at, l.text, func(u *utterance) { u.question, u.best = n, best }).SourceID
	if b.chance(0.15) {
		b.say(who, at.Add(b.within(2*time.Second, 12*time.Second)), "i really can't find it anywhere in the settings", func(u *utterance) { u.question, u.best = n, best })
	}
	switch p := b.r.Float64(); {
	case p < 0.45:
		b.answer(n, who, id, at.Add(b.within(4*time.Second, 3*time.Minute)))
	case p < 0.52:
		b.say(who, at.Add(b.within(10*time.Second, 2*time.Minute)), "nvm, found it", func(u *utterance) { u.answers = n })
	}
}

// answer has a person answer a question: by reply, by a mention or plainly.
func (b *busyRoom) answer(n int, who, id string, at time.Time) {
	helper := b.idle(at, who)
	b.occupy(helper, at, at)
	b.say(helper, at, "it is under settings, then account", func(u *utterance) {
		u.answers, u.inside = n, true
		switch p := b.r.Float64(); {
		case p < b.plain:
			u.plainly = true
		case p < b.plain+0.15:
			u.Chat.Mentions = []string{who}
		default:
			u.Chat.ReplyTo, u.Chat.ReplyToAuthor = id, who
		}
	})
	if b.chance(0.5) {
		b.say(who, at.Add(b.within(5*time.Second, 40*time.Second)), "thanks!", func(u *utterance) { u.inside = true })
	}
}

// talk is an exchange of two or three people: talk, questions to each other, help, arguments. Some of it sounds like a question
// for us.
func (b *busyRoom) talk(at time.Time) {
	begin := at
	who := []string{b.idle(at)}
	for len(who) < 2 || len(who) == 2 && b.chance(0.3) {
		who = append(who, b.idle(at, who...))
	}
	pace, turn := b.within(3*time.Second, 15*time.Second), 0
	var last *utterance
	spoke := map[string]bool{}
	for range 3 + b.r.IntN(12) {
		speaker, label := who[turn%len(who)], []string{"people", "people", "none", "none", "us"}[b.r.IntN(5)]
		if last == nil && label == "us" { // to nobody yet, it would be a real question
			label = "people"
		}
		last = b.say(speaker, at, b.any(label).text, func(u *utterance) { b.turnTo(u, last, label) })
		last.spoken = spoke[speaker]
		spoke[speaker] = true
		turn += 1 + b.r.IntN(len(who)-1)
		at = at.Add(b.within(pace/2, 2*pace))
	}
	for _, w := range who {
		b.occupy(w, begin, at)
	}
}

// turnTo makes it a part of an exchange: half of what people say to each other is a reply, some of it a mention.
func (b *busyRoom) turnTo(u, last *utterance, label string) {
	u.inside = true
	if label == "us" {
		u.best = b.match()
	}
	if last == nil {
		return
	}
	if label == "us" {
		to := last.Message
		u.to = &to
	}
	switch p := b.r.Float64(); {
	case p < 0.5:
		u.Chat.ReplyTo, u.Chat.ReplyToAuthor = last.SourceID, last.Author.Addr
	case p < 0.6:
		u.Chat.Mentions = []string{last.Author.Addr}
	}
}

// chatter is a word to nobody, code, or what other bots do.
func (b *busyRoom) chatter(at time.Time) {
	switch p := b.r.Float64(); {
	case p < 0.15:
		b.say("b001", at, "", func(u *utterance) { u.Chat.Automatic = true })
	case p < 0.3:
		b.say(b.idle(at), at, b.any("people").text)
	default:
		b.say(b.idle(at), at, b.any("none").text, func(u *utterance) {
			if b.chance(0.1) { // "my refund came, hurray"
				u.best = &gateway.Match{Matcher: "m1", Score: 0.9}
			}
		})
	}
}
