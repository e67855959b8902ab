package manners

import (
	"fmt"
	"slices"
	"time"

	"frontdesk/gateway"
)

// Say is what manners allow.
type Say string

// What may be said.
const (
	Speak         Say = "speak"
	Wait          Say = "wait"           // until people had their time to answer
	NotForUs      Say = "not for us"     // nobody asked us anything
	LeaveToPeople Say = "left to people" // a question, and people have it
	Queue         Say = "queue"          // a question that the team gets; nothing is said in the room
)

// Input is all that manners look at.
type Input struct {
	Message *gateway.Message // with its Chat
	Manners gateway.Manners
	Past    gateway.RoomPast
	Best    *gateway.Match // of the matcher that would speak; nil: none fits
	// Article is the first that would be shown; empty: none.
	Article string
	// Continues: the message belongs to a conversation in which we spoke or that has a ticket.
	Continues bool
	Urgent    bool          // the matcher is urgent: neither grace nor budget hold it back
	MaxAge    time.Duration // older questions are queued; zero: any age
	Now       time.Time
}

// Judgement is what may be done and the rule that says so.
type Judgement struct {
	Say    Say
	Rule   string // short stable name
	Reason string // one line for a person
	Until  time.Time
}

// rule judges one thing; ok is false where it has nothing to say.
type rule struct {
	name  string
	judge func(in Input) (say Say, reason string, ok bool)
}

// rules in the order of judging; the first that has something to say decides.
var rules = []rule{
	{"deleted", deleted},
	{"opened room", openedRoom},
	{"turned to us", turnedToUs},
	{"no question", noQuestion},
	{"opted out", optedOut},
	{"muted", muted},
	{"answers a person", answersPerson},
	{"somebody answered", somebodyAnswered},
	{"people are talking", peopleTalk},
	{"too old", tooOld},
	{"turned to us since", turnedSince},
	{"urgent", urgent},
	{"grace", grace},
	{"quiet hours", quietHours},
	{"not sure enough", unsure},
	{"asked before", askedBefore},
	{"cooldown", cooldown},
	{"budget", budget},
}

// Judge says whether we may speak about a message now.
func Judge(in Input) Judgement {
	for _, r := range rules {
		say, reason, ok := r.judge(in)
		if !ok {
			continue
		}
		j := Judgement{Say: say, Rule: r.name, Reason: reason}
		if say == Wait {
			j.Until = graceEnd(in)
		}
		return j
	}
	return Judgement{Say: Speak, Rule: "question", Reason: "a question for us that nobody answered"}
}

func deleted(in Input) (Say, string, bool) {
	return LeaveToPeople, "it was deleted", in.Past.Deleted
}

// openedRoom: a room that was opened for a conversation belongs to it.
func openedRoom(in Input) (Say, string, bool) {
	return Speak, "it stands in the room of its conversation", in.Past.Home != "" && in.Past.Home == in.Message.Room
}

func turnedToUs(in Input) (Say, string, bool) {
	c := in.Message.Chat
	if !c.ToUs {
		return "", "", false
	}
	if c.Form == gateway.FormDirect || !in.Past.Muted {
		return Speak, "the author turned to us", true
	}
	return Queue, "the author turned to us where a moderator muted us", true
}

func noQuestion(in Input) (Say, string, bool) {
	q := Question(in)
	return NotForUs, q.Reason, !q.Is
}

func optedOut(in Input) (Say, string, bool) {
	return LeaveToPeople, "the author wants no unasked answers", in.Past.OptedOut
}

func muted(in Input) (Say, string, bool) {
	if in.Past.Muted {
		return NotForUs, "a moderator muted us here", true
	}
	return NotForUs, "we answer here only when asked", room(in).Silent
}

func answersPerson(in Input) (Say, string, bool) {
	c := in.Message.Chat
	switch {
	case c.ReplyTo != "":
		return LeaveToPeople, "it answers a person", true
	case len(c.Mentions) > 0:
		return LeaveToPeople, "it is addressed to somebody", true
	}
	return "", "", false
}

// somebodyAnswered: a person wrote an answer to it, or the author has turned to a person since.
func somebodyAnswered(in Input) (Say, string, bool) {
	m := in.Message
	for _, s := range in.Past.Since {
		if s.Automatic || s.Ours {
			continue
		}
		mine := s.Author == m.Author.Canonical()
		switch {
		case !mine && s.ReplyTo == m.SourceID:
			return LeaveToPeople, "somebody answered it", true
		case !mine && m.Chat.Form != gateway.FormRoom:
			return LeaveToPeople, "somebody wrote in its thread", true
		case mine && s.ReplyTo != "" && !s.ToUs:
			return LeaveToPeople, "its author answers somebody", true
		case mine && s.ToUs:
			return "", "", false // the author asks us
		}
	}
	return "", "", false
}

// exchange is how many of the last messages tell whether people are talking with each other.
const exchange = 6

// peopleTalk: shortly before, the author and somebody else wrote to each other.
func peopleTalk(in Input) (Say, string, bool) {
	since := in.Message.Received.Add(-in.Manners.Talking)
	author := in.Message.Author.Canonical()
	var last []gateway.Said
	for _, s := range in.Past.Before {
		if !s.Automatic && !s.Ours && s.At.After(since) {
			last = append(last, s)
		}
	}
	last = last[max(0, len(last)-exchange):]
	byID, turns := map[string]string{}, 0
	for i, s := range last {
		byID[s.ID] = s.Author
		to := byID[s.ReplyTo]
		if s.ReplyTo != "" && (s.Author == author && to != author || to == author && s.Author != author) {
			return LeaveToPeople, "its author is talking with somebody", true
		}
		if i > 0 && s.Author != last[i-1].Author && (s.Author == author || last[i-1].Author == author) {
			turns++
		}
	}
	return LeaveToPeople, "its author is talking with somebody", turns >= 2
}

func tooOld(in Input) (Say, string, bool) {
	age := in.Now.Sub(in.Message.Received)
	return Queue, fmt.Sprintf("it is %s old", age.Round(time.Minute)), in.MaxAge > 0 && age > in.MaxAge
}

// turnedSince: whoever asks us afterwards waits for nobody else.
func turnedSince(in Input) (Say, string, bool) {
	author := in.Message.Author.Canonical()
	return Speak, "its author turned to us", slices.ContainsFunc(in.Past.Since, func(s gateway.Said) bool { return s.Author == author && s.ToUs })
}

func urgent(in Input) (Say, string, bool) { return Speak, "it is urgent", in.Urgent }

func graceEnd(in Input) time.Time {
	g := in.Manners.Grace
	if own := room(in).Grace; own != nil {
		g = *own
	}
	return in.Message.Received.Add(g)
}

func grace(in Input) (Say, string, bool) {
	return Wait, "people answer first", in.Now.Before(graceEnd(in))
}

func quietHours(in Input) (Say, string, bool) {
	return Queue, "nothing is said unasked at this hour", slices.ContainsFunc(in.Manners.Quiet, func(q gateway.QuietHours) bool { return within(q, in.Now) })
}

// within says whether a moment is in quiet hours, which may pass midnight.
func within(q gateway.QuietHours, now time.Time) bool {
	zone := q.Zone
	if zone == nil {
		zone = time.UTC
	}
	local := now.In(zone)
	at := time.Duration(local.Hour())*time.Hour + time.Duration(local.Minute())*time.Minute + time.Duration(local.Second())*time.Second
	if q.From <= q.To {
		return q.From <= at && at < q.To
	}
	return at >= q.From || at < q.To
}

func unsure(in Input) (Say, string, bool) {
	switch {
	case in.Best == nil:
		return Queue, "no matcher knows it", true
	case in.Best.Score < in.Manners.Confidence:
		return Queue, fmt.Sprintf("matcher %s is sure by %.2f, unasked it takes %.2f", in.Best.Matcher, in.Best.Score, in.Manners.Confidence), true
	}
	return "", "", false
}

// askedBefore: who asks the same again was not helped by the answer.
func askedBefore(in Input) (Say, string, bool) {
	author := in.Message.Author.Canonical()
	return Queue, "its author asked the same before and was answered: now a person answers", slices.ContainsFunc(in.Past.Answers, func(a gateway.Answers) bool {
		return a.To == author && a.Matcher != "" && a.Matcher == in.Best.Matcher
	})
}

func cooldown(in Input) (Say, string, bool) {
	c, author := in.Manners.Cooldown, in.Message.Author.Canonical()
	for _, a := range in.Past.Answers {
		ago := in.Now.Sub(a.At)
		here := a.Room == in.Message.Room
		switch {
		case a.To == author && ago < c.Person:
			return Queue, "its author was answered a short while ago", true
		case here && ago < c.Room:
			return Queue, "we spoke here a short while ago", true
		case here && a.Matcher == in.Best.Matcher && ago < c.Matcher:
			return Queue, "the same was answered here a short while ago", true
		case here && in.Article != "" && slices.Contains(a.Articles, in.Article) && ago < c.Article:
			return Queue, "the same article was shown here a short while ago", true
		}
	}
	return "", "", false
}

// fewMessages is how many of ours in an hour are no burden in any room: a share of few messages says nothing.
const fewMessages = 2

func budget(in Input) (Say, string, bool) {
	p, m := in.Past, in.Manners
	switch {
	case m.HourMost > 0 && p.HourOurs >= m.HourMost:
		return Queue, fmt.Sprintf("we wrote %d messages here within an hour", p.HourOurs), true
	case m.ShareMost > 0 && p.HourOurs >= fewMessages && float64(p.HourOurs+1) > m.ShareMost*float64(p.HourAll+1):
		return Queue, fmt.Sprintf("%d of %d messages here within an hour are ours", p.HourOurs, p.HourAll), true
	}
	return "", "", false
}

// room is what the message's room has of its own; a thread has its parent's.
func room(in Input) gateway.RoomManners {
	for _, id := range []string{in.Message.Room, in.Message.Chat.Parent, in.Message.Chat.RoomName} {
		if r, ok := in.Manners.Rooms[id]; ok && id != "" {
			return r
		}
	}
	return gateway.RoomManners{}
}
