package manners

import (
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
	Ticket    bool          // the conversation has a ticket that waits for a person's answer
	Feedback  bool          // Best is what people say about an answer: solved, not solved, a person please
	Urgent    bool          // the matcher is urgent: neither grace nor budget hold it back
	MaxAge    time.Duration // older questions are queued; zero: any age
	Now       time.Time
}

// Judgement is what may be done and the rule that says so.
type Judgement struct {
	Say    Say
	Rule   string // short stable name; docs/manners.md explains each
	Reason string // one line for a person
	Until  time.Time
}

// view is the input with what several rules ask of it.
type view struct {
	Input
	author string // canonical
	asked  *Asked // once it was judged
}

func (v *view) question() Asked {
	if v.asked == nil {
		a := Question(v.Input)
		v.asked = &a
	}
	return *v.asked
}

// rule judges one thing; ok is false where it has nothing to say.
type rule struct {
	name  string
	judge func(v *view) (say Say, reason string, ok bool)
}

// rules in the order of judging; the first that has something to say decides.
var rules = []rule{
	{"deleted", deleted},
	{"opened room", openedRoom},
	{"answered together", answeredTogether},
	{"turned to us", turnedToUs},
	{"about our answer", aboutOurAnswer},
	{"its ticket", itsTicket},
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
	{"perhaps answered", perhapsAnswered},
	{"not sure enough", unsure},
	{"asked before", askedBefore},
	{"cooldown", cooldown},
	{"budget", budget},
}

// Judge says whether we may speak about a message now. It is to be asked again when a wait ends, with what the room did since.
func Judge(in Input) Judgement {
	v := &view{Input: in, author: in.Message.Author.Canonical()}
	for _, r := range rules {
		say, reason, ok := r.judge(v)
		if !ok {
			continue
		}
		j := Judgement{Say: say, Rule: r.name, Reason: reason}
		if say == Wait {
			j.Until = v.graceEnd()
		}
		return j
	}
	return Judgement{Say: Speak, Rule: "question", Reason: "a question for us that nobody answered"}
}

func deleted(v *view) (Say, string, bool) {
	return LeaveToPeople, "it was deleted", v.Past.Deleted
}

func noQuestion(v *view) (Say, string, bool) {
	q := v.question()
	return NotForUs, q.Reason, !q.Is
}

func optedOut(v *view) (Say, string, bool) {
	return LeaveToPeople, "the author wants no unasked answers", v.Past.OptedOut
}

func muted(v *view) (Say, string, bool) {
	if v.Past.Muted {
		return NotForUs, "a moderator muted us here", true
	}
	return NotForUs, "we answer here only when asked", v.room().Silent
}

// room is what the message's room has of its own; a thread has its parent's.
func (v *view) room() gateway.RoomManners {
	if own := v.Manners.RoomsOf(*v.Message); len(own) > 0 {
		return own[0]
	}
	return gateway.RoomManners{}
}
