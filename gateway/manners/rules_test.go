package manners_test

import (
	"strings"
	"testing"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/manners"
)

// cases are rooms and what manners allow in them: a name, the rule that decides, what may be said.
var cases = []struct {
	name, rule string
	say        manners.Say
	edits      []func(*manners.Input)
}{
	{"a question that nobody answered", "question", manners.Speak, nil},
	{"deleted", "deleted", manners.LeaveToPeople, list(func(in *manners.Input) { in.Past.Deleted = true })},
	{"in the room of its ticket", "opened room", manners.Speak, list(text("ok"), func(in *manners.Input) { in.Past.Home = "help" })},

	{"asked twice before our answer", "answered together", manners.NotForUs, list(answered(time.Minute, toAnn, ofPassword))},
	{"asked in two rooms at once", "answered together", manners.NotForUs, list(answered(time.Minute, toAnn, ofPassword, elsewhere))},
	{"the second half of a question", "answered together", manners.NotForUs, list(unknown, text("it just says invalid token"), answered(time.Minute, toAnn))},
	{"another question before our answer", "cooldown", manners.Queue, list(answered(time.Minute, toAnn))},
	{"another question, which nothing knows", "not sure enough", manners.Queue, list(unknown, answered(time.Minute, toAnn))},
	{"asked again in a direct message before our answer", "answered together", manners.NotForUs, list(chat(direct), answered(time.Minute, toAnn, ofPassword))},
	{"answered by a command of somebody", "answered together", manners.NotForUs, list(since(said("o", "us", time.Minute, ours, replyTo("q"))))},

	{"a direct message", "turned to us", manners.Speak, list(chat(direct), text("hi"))},
	{"a mention of us", "turned to us", manners.Speak, list(chat(turned), atOnce, quiet(0, 23, "UTC"))},
	{"a mention of us in a reply to a person", "turned to us", manners.Speak, list(chat(turned), chat(func(c *gateway.Chat) { c.ReplyTo = "b1" }))},
	{"a mention of us where we are muted", "turned to us", manners.Queue, list(chat(turned), mute)},
	{"a direct message to us who are muted", "turned to us", manners.Speak, list(chat(direct), mute)},

	{"it did not help", "about our answer", manners.Speak, list(feedback, before(said("o", "us", -time.Minute, ours)))},
	{"it did not help, a bot wrote between", "about our answer", manners.Speak, list(feedback, before(said("o", "us", -time.Minute, ours), said("x", "bot", -time.Second, automatic)))},
	{"it did not help, said after others spoke", "no question", manners.NotForUs, list(feedback, text("well that was no use at all"))},
	{"it did not help, said to a person", "no question", manners.NotForUs, list(feedback, text("well that was no use at all"), before(), chat(func(c *gateway.Chat) { c.Mentions = []string{bob} }))},

	{"more about a question of the team", "its ticket", manners.Speak, list(ticket, unknown, text("the order is LL-204518"), before(said("a", ann, -time.Minute)))},
	{"a short word after a question of the team", "no question", manners.NotForUs, list(ticket, unknown, text("pls"), before(said("a", ann, -time.Minute)))},
	{"more, after others spoke", "no question", manners.NotForUs, list(ticket, unknown, text("the order is LL-204518"))},
	{"more, where the ticket has its own room", "no question", manners.NotForUs, list(ticket, unknown, text("the order is LL-204518"), before(), func(in *manners.Input) { in.Past.Home = "t9" })},

	{"chatter", "no question", manners.NotForUs, list(text("what a lovely morning it is"))},
	{"a question of who wants no answers", "opted out", manners.LeaveToPeople, list(func(in *manners.Input) { in.Past.OptedOut = true })},
	{"a question where we are muted", "muted", manners.NotForUs, list(mute)},
	{"a question in a silent room", "muted", manners.NotForUs, list(func(in *manners.Input) {
		in.Message.Chat.Parent, in.Manners.Rooms = "forum", map[string]gateway.RoomManners{"forum": {Silent: true}}
	})},

	{"a reply to a person", "answers a person", manners.LeaveToPeople, list(chat(func(c *gateway.Chat) { c.ReplyTo, c.ReplyToAuthor = "b1", bob }))},
	{"a reply to what is not known", "answers a person", manners.LeaveToPeople, list(chat(func(c *gateway.Chat) { c.ReplyTo = "gone" }))},
	{"a reply to the author's own", "question", manners.Speak, list(chat(func(c *gateway.Chat) { c.ReplyTo, c.ReplyToAuthor, c.Mentions = "a", ann, []string{ann} }))},
	{"a reply to an announcement of a bot", "question", manners.Speak, list(before(said("x", "bot", -time.Hour/2, automatic)), chat(func(c *gateway.Chat) {
		c.ReplyTo, c.ReplyToAuthor, c.Mentions = "x", "bot", []string{"bot"}
	}))},
	{"a mention of a person", "answers a person", manners.LeaveToPeople, list(chat(func(c *gateway.Chat) { c.Mentions = []string{bob} }))},
	{"a question in a thread of two", "answers a person", manners.LeaveToPeople, list(inThread, before(said("x", bob, -time.Minute)))},
	{"a question in a post that somebody answered", "answers a person", manners.LeaveToPeople, list(inPost, before(said("x", bob, -time.Minute)))},
	{"a question in a post that we answered", "question", manners.Speak, list(inPost, before(said("x", "us", -time.Hour/2, ours)))},
	{"a thread in which many talk is a room", "question", manners.Speak, list(inThread, before(said("x", bob, -time.Minute), said("y", cay, -50*time.Second), said("z", "444", -40*time.Second)))},
	{"the first message of a post", "question", manners.Speak, list(inPost, unansweredPost, before())},

	{"a reply to the question", "somebody answered", manners.LeaveToPeople, list(since(said("s", bob, time.Minute, replyTo("q"))))},
	{"a reply to what its author added", "somebody answered", manners.LeaveToPeople, list(since(said("a2", ann, 10*time.Second), said("s", bob, time.Minute, replyTo("a2"))))},
	{"a mention of its author", "somebody answered", manners.LeaveToPeople, list(since(said("s", bob, time.Minute, mentions(ann))))},
	{"its author replies to who wrote since", "somebody answered", manners.LeaveToPeople, list(since(said("s", bob, 20*time.Second), said("a2", ann, 40*time.Second, replyTo("s"))))},
	{"its author mentions who wrote since", "somebody answered", manners.LeaveToPeople, list(since(said("s", bob, 20*time.Second), said("a2", ann, 40*time.Second, mentions(bob))))},
	{"its author replies about something older", "question", manners.Speak, list(since(said("a2", ann, 40*time.Second, replyTo("b1"))))},
	{"its author found it", "somebody answered", manners.LeaveToPeople, list(since(said("a2", ann, 40*time.Second, settles)))},
	{"another found what they sought", "question", manners.Speak, list(since(said("s", bob, 40*time.Second, settles)))},
	{"others go on", "question", manners.Speak, list(since(said("s", bob, 5*time.Second), said("s2", cay, 9*time.Second, replyTo("s")), said("s3", bob, 20*time.Second, mentions(cay))))},
	{"somebody writes next in a quiet room", "somebody answered", manners.LeaveToPeople, list(before(said("x", bob, -5*time.Minute)), since(said("s", bob, 40*time.Second)))},
	{"somebody replies to another in a quiet room", "question", manners.Speak, list(before(said("x", cay, -5*time.Minute)), since(said("s", bob, 40*time.Second, replyTo("x"))))},
	{"somebody writes much later in a quiet room", "question", manners.Speak, list(before(said("s0", bob, -9*time.Minute)), since(said("s", bob, 6*time.Minute)), func(in *manners.Input) { in.Now = noon.Add(7 * time.Minute) })},
	{"a bot writes next in a quiet room", "question", manners.Speak, list(before(), since(said("s", "bot", 40*time.Second, automatic)))},
	{"somebody writes in its thread", "somebody answered", manners.LeaveToPeople, list(inThread, before(), since(said("s", bob, 40*time.Second)))},
	{"somebody writes in its post", "somebody answered", manners.LeaveToPeople, list(inPost, unansweredPost, before(), since(said("s", bob, 40*time.Second)))},
	{"its author asks us, then somebody replies", "turned to us since", manners.Speak, list(atOnce, since(said("a2", ann, time.Second, toUs), said("s", bob, 40*time.Second, replyTo("q"))))},

	{"after a reply to its author", "people are talking", manners.LeaveToPeople, list(unknown, before(said("a", ann, -4*time.Minute), said("x", bob, -3*time.Minute, replyTo("a"))))},
	{"after its author mentioned somebody", "people are talking", manners.LeaveToPeople, list(unknown, before(said("a", ann, -2*time.Minute, mentions(bob))))},
	{"taking turns", "people are talking", manners.LeaveToPeople, list(unknown, before(said("a", ann, -2*time.Minute), said("x", bob, -time.Minute)))},
	{"taking turns while a third speaks", "people are talking", manners.LeaveToPeople, list(unknown, before(said("x", bob, -2*time.Minute), said("a", ann, -90*time.Second), said("y", cay, -time.Minute), said("x2", bob, -30*time.Second)))},
	{"taking turns, but to everybody", "people are talking", manners.Queue, list(unknown, text("does anyone know how to reset a password?"), before(said("a", ann, -2*time.Minute), said("x", bob, -time.Minute)))},
	{"taking turns, but urgent", "people are talking", manners.Queue, list(unknown, urgent, before(said("a", ann, -2*time.Minute), said("x", bob, -time.Minute)))},
	{"they talked long ago", "question", manners.Speak, list(before(said("a", ann, -9*time.Minute), said("x", bob, -8*time.Minute, replyTo("a")), said("b", bob, -7*time.Minute), said("c", cay, -6*time.Minute), said("d", bob, -6*time.Minute)))},
	{"others talk with each other", "question", manners.Speak, list(before(said("x", bob, -2*time.Minute), said("y", cay, -time.Minute, replyTo("x")), said("z", bob, -50*time.Second), said("z2", cay, -40*time.Second)))},

	{"from before an outage", "too old", manners.Queue, list(func(in *manners.Input) { in.Now = noon.Add(3 * time.Hour) })},
	{"its author turned to us", "turned to us since", manners.Speak, list(atOnce, since(said("a2", ann, time.Second, toUs)))},
	{"urgent", "urgent", manners.Speak, list(urgent, atOnce)},
	{"fresh", "grace", manners.Wait, list(atOnce)},
	{"fresh in a room without grace", "question", manners.Speak, list(atOnce, func(in *manners.Input) {
		in.Manners.Rooms = map[string]gateway.RoomManners{"help": {Grace: new(time.Duration)}}
	})},
	{"at night", "quiet hours", manners.Queue, list(quiet(11, 13, "UTC"))},

	{"a newcomer writes next", "perhaps answered", manners.Queue, list(since(said("s", "444", 9*time.Second)))},
	{"a newcomer replies to another", "question", manners.Speak, list(since(said("s", "444", 9*time.Second, replyTo("b1"))))},
	{"a newcomer writes later", "question", manners.Speak, list(since(said("s", bob, 5*time.Second), said("s2", "444", 9*time.Second)))},
	{"taking turns since", "perhaps answered", manners.Queue, list(since(said("s", bob, 5*time.Second), said("a2", ann, 9*time.Second)))},
	{"another bot replied", "perhaps answered", manners.Queue, list(since(said("s", "bot", 5*time.Second, automatic, replyTo("q"))))},

	{"no matcher knows it", "not sure enough", manners.Queue, list(unknown)},
	{"a matcher is not sure", "not sure enough", manners.Queue, list(func(in *manners.Input) { in.Best.Score = 0.7 })},
	{"asked again in the afternoon", "asked before", manners.Queue, list(answered(6*time.Hour, toAnn, ofPassword))},
	{"its author was just answered", "cooldown", manners.Queue, list(answered(3*time.Minute, toAnn, elsewhere))},
	{"its author was answered a while ago", "question", manners.Speak, list(answered(6*time.Minute, toAnn))},
	{"the same was just answered", "cooldown", manners.Queue, list(answered(9*time.Minute, ofPassword))},
	{"the same was just answered elsewhere", "question", manners.Speak, list(answered(9*time.Minute, ofPassword, elsewhere))},
	{"the same article was just shown", "cooldown", manners.Queue, list(answered(29*time.Minute, withArticle))},
	{"the same article was shown a while ago", "question", manners.Speak, list(answered(31*time.Minute, withArticle))},
	{"we spoke here just now", "cooldown", manners.Queue, list(answered(9*time.Second), func(in *manners.Input) { in.Manners.Cooldown.Room = 10 * time.Second })},
	{"we wrote enough for an hour", "budget", manners.Queue, list(hour(20, 500))},
	{"the next to last of an hour", "question", manners.Speak, list(hour(19, 500))},
	{"our share is used up", "budget", manners.Queue, list(hour(10, 50))},
	{"our share is not used up", "question", manners.Speak, list(hour(9, 50))},
	{"two messages are no burden in any room", "question", manners.Speak, list(hour(1, 1))},
	{"three are", "budget", manners.Queue, list(hour(2, 2))},
	{"no limits", "question", manners.Speak, list(hour(900, 900), func(in *manners.Input) { in.Manners.HourMost, in.Manners.ShareMost = 0, 0 })},
}

func TestARoomIsJudgedByItsRules(t *testing.T) {
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			in := question(tt.edits...)
			j := manners.Judge(in)
			if j.Rule != tt.rule || j.Say != tt.say || j.Reason == "" {
				t.Errorf("%s by %q (%s), want %s by %q", j.Say, j.Rule, j.Reason, tt.say, tt.rule)
			}
			if (j.Say == manners.Wait) != !j.Until.IsZero() {
				t.Errorf("%s until %s", j.Say, j.Until)
			}
		})
	}
}

// Every rule is there for a case, and the document explains each.
func TestEveryRuleFiresAndIsExplained(t *testing.T) {
	fired := map[string]bool{}
	for _, tt := range cases {
		fired[manners.Judge(question(tt.edits...)).Rule] = true
	}
	doc := readDoc(t)
	for _, name := range manners.RuleNames() {
		if !fired[name] {
			t.Errorf("rule %q never fires", name)
		}
		if !strings.Contains(doc, "| "+name+" |") {
			t.Errorf("docs/manners.md does not explain rule %q", name)
		}
	}
}

func TestQuietHoursPassMidnightAndFollowTheClockOnTheWall(t *testing.T) {
	for _, tt := range []struct {
		at    string // UTC
		quiet bool
	}{
		{"2026-11-22T20:59:59Z", false}, {"2026-11-22T21:00:00Z", true}, {"2026-11-23T05:59:59Z", true}, {"2026-11-23T06:00:00Z", false}, // winter, an hour ahead
		{"2026-07-22T19:59:59Z", false}, {"2026-07-22T20:00:00Z", true}, {"2026-07-23T04:59:59Z", true}, {"2026-07-23T05:00:00Z", false}, // summer, two
		{"2026-03-28T20:59:00Z", false}, {"2026-03-28T21:00:00Z", true}, {"2026-03-29T04:59:00Z", true}, {"2026-03-29T05:00:00Z", false}, // a short night
		{"2026-10-24T20:00:00Z", true}, {"2026-10-25T05:59:00Z", true}, {"2026-10-25T06:00:00Z", false}, // a long one
	} {
		at, err := time.Parse(time.RFC3339, tt.at)
		if err != nil {
			t.Fatal(err)
		}
		in := question(quiet(22, 7, "Europe/Berlin"), func(in *manners.Input) {
			in.Message.Received, in.Now, in.Past.Before = at.Add(-2*time.Minute), at, nil
		})
		if got := manners.Judge(in).Rule == "quiet hours"; got != tt.quiet {
			t.Errorf("%s: quiet %v, want %v", tt.at, got, tt.quiet)
		}
	}
	if j := manners.Judge(question(quiet(12, 12, "UTC"))); j.Say != manners.Speak {
		t.Errorf("from noon to noon: %s by %s", j.Say, j.Rule)
	}
}

func TestAWaitEndsWithTheRoomsOwnGrace(t *testing.T) {
	own := 5 * time.Minute
	j := manners.Judge(question(atOnce, func(in *manners.Input) { in.Manners.Rooms = map[string]gateway.RoomManners{"help": {Grace: &own}} }))
	if j.Say != manners.Wait || !j.Until.Equal(noon.Add(own)) {
		t.Errorf("%s until %s", j.Say, j.Until)
	}
}
