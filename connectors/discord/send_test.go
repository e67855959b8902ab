package discord

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/connectortest"
	"frontdesk/connectors/discord/discordtest"
	"frontdesk/gateway"
)

const postRoute = "POST /channels/{channel}/messages"

func (c *community) mustSend(conn *Connector, d gateway.Delivery) gateway.Receipt {
	c.t.Helper()
	r, err := conn.Send(c.t.Context(), d)
	if err != nil {
		c.t.Fatal(err)
	}
	return r
}

// at is the message that a receipt names.
func (c *community) at(r gateway.Receipt) discordtest.Message {
	c.t.Helper()
	room, id, _ := splitID(r.RemoteID)
	m, ok := c.Room(room).Message(id)
	if !ok {
		c.t.Fatalf("there is no message %s", r.RemoteID)
	}
	return m
}

func to(d gateway.Delivery, place gateway.Place) gateway.Delivery {
	p := *d.Post
	p.Place = place
	d.Post = &p
	return d
}

func TestReplyNamesItsQuestionAndRingsNobody(t *testing.T) {
	c := newCommunity(t, quickly())
	q := c.help.Say(c.ann, "Where is my order?")
	d := answer(1, c.help, q)
	d.Text = "Hello @everyone, see <https://lumen.example/help>."
	d.Post.Buttons = []gateway.Button{
		{Label: "Solved", Command: gateway.CommandSolved, Delivery: d.ID},
		{Label: "Talk to a person", Command: gateway.CommandPerson, Delivery: d.ID},
	}
	m := c.at(c.mustSend(c.open(), d))
	if m.ReplyTo != q.ID || m.AllowedMentions == nil || len(m.Pings) > 0 || len(m.AllowedMentions.Parse) > 0 || m.AllowedMentions.RepliedUser {
		t.Errorf("the reply is %+v", m)
	}
	if b := m.Buttons(); len(b) != 2 || b[0].CustomID != "fd:solved:delivery1" || b[1].Label != "Talk to a person" {
		t.Errorf("the buttons are %+v", b)
	}
	c.careful()
}

func TestReplyToADeletedQuestionIsAMessage(t *testing.T) {
	c := newCommunity(t, quickly())
	q := c.help.Say(c.ann, "Where is my order?")
	c.help.Erase(q)
	if m := c.at(c.mustSend(c.open(), answer(1, c.help, q))); m.ReplyTo != "" {
		t.Errorf("it answers %s", m.ReplyTo)
	}
	c.careful()
}

func TestAnswerInAThreadOpensItOnce(t *testing.T) {
	c := newCommunity(t, quickly())
	q := c.help.Say(c.ann, "Where is my order?")
	conn := c.open()
	for n := range 2 {
		d := to(answer(n, c.help, q), gateway.PlaceThread)
		d.Post.Title = "Where is\nmy order?"
		r := c.mustSend(conn, d)
		if r.Room != q.ID || c.at(r).Room.ID != q.ID {
			t.Errorf("it went to %+v", r)
		}
	}
	if threads := c.help.Threads(); len(threads) != 1 || threads[0].Name() != "Where is my order?" {
		t.Errorf("there are %d threads", len(threads))
	}
	c.careful()
}

func TestAnswerInAForumPostStaysThere(t *testing.T) {
	c := newCommunity(t, quickly())
	post, q := c.forum.OpenPost(c.ann, "How do I pay?", "By card?")
	r := c.mustSend(c.open(), to(answer(1, post, q), gateway.PlaceThread))
	if m := c.at(r); m.Room != post || m.ReplyTo != q.ID || r.Room != "" {
		t.Errorf("it went to %+v", r)
	}
	c.careful()
}

func TestPrivateThreadHasItsCustomerAlone(t *testing.T) {
	c := newCommunity(t, quickly())
	q := c.help.Say(c.ann, "Where is my order?")
	conn := c.open()
	c.RateLimit(postRoute, 1, 0, "shared")
	d := to(answer(1, c.help, q), gateway.PlacePrivate)
	if _, err := conn.Send(t.Context(), d); err == nil {
		t.Fatal("a limited delivery was sent")
	}
	r := c.mustSend(conn, d)
	thread := c.Room(r.Room)
	if thread == nil || thread.Kind != discordtest.PrivateThread || !thread.Has(c.ann) || thread.Has(c.ben) || thread.Parent != c.help {
		t.Errorf("it went to %+v", r)
	}
	if n := len(c.help.Threads()); n != 1 {
		t.Errorf("two attempts opened %d threads", n)
	}
	// Below a thread the private one hangs on the room above.
	inThread := c.help.StartThread(c.ann, q, "thread")
	again := to(answer(2, inThread, inThread.Say(c.ann, "And now?")), gateway.PlacePrivate)
	if r := c.mustSend(conn, again); c.Room(r.Room).Parent != c.help {
		t.Errorf("the second went to %+v", r)
	}
	// A forum has no private threads.
	post, first := c.forum.OpenPost(c.ann, "How do I pay?", "By card?")
	if r := c.mustSend(conn, to(answer(3, post, first), gateway.PlacePrivate)); c.Room(r.Room).Kind != discordtest.Direct {
		t.Errorf("the third went to %+v", r)
	}
}

func TestDirectMessageSaysWhereItWent(t *testing.T) {
	c := newCommunity(t, quickly())
	q := c.help.Say(c.ann, "Where is my order?")
	conn := c.open()
	d := to(answer(1, c.help, q), gateway.PlaceDirect)
	r := c.mustSend(conn, d)
	if room := c.Room(r.Room); room.Kind != discordtest.Direct || room != c.AddDM(c.ann, c.bot.User) {
		t.Errorf("it went to %+v", r)
	}
	c.ann.CloseDMs()
	_, err := conn.Send(t.Context(), to(answer(2, c.help, q), gateway.PlaceDirect))
	var refused *gateway.SendError
	if !errors.As(err, &refused) || !refused.Permanent || !strings.Contains(refused.Code, "50007") {
		t.Errorf("closed direct messages: %v", err)
	}
	c.careful()
}

func TestForwardFindsItsRoomByName(t *testing.T) {
	c := newCommunity(t, quickly())
	d := gateway.Delivery{
		ID: "f1", Kind: gateway.KindForward, To: gateway.Address{Addr: "staff"}, Text: "A ticket.",
		Post: &gateway.Post{Place: gateway.PlaceRoom, Room: "staff", Buttons: []gateway.Button{{Label: "Take", Command: gateway.CommandTake, Ticket: "T1"}}},
	}
	if m := c.at(c.mustSend(c.open(), d)); m.Room != c.staff || m.Buttons()[0].CustomID != "fd:take:T1" {
		t.Errorf("it is %+v", m)
	}
	d.Post.Room = "nowhere"
	_, err := c.open().Send(t.Context(), d)
	var refused *gateway.SendError
	if !errors.As(err, &refused) || !refused.Permanent || !strings.Contains(err.Error(), "it sees help, questions, staff") {
		t.Errorf("an unknown room: %v", err)
	}
	c.careful()
}

func TestEditAndRetractionOfAnEarlierAnswer(t *testing.T) {
	c := newCommunity(t, quickly())
	q := c.help.Say(c.ann, "Where is my order?")
	conn := c.open()
	first := answer(1, c.help, q)
	first.Post.Buttons = []gateway.Button{{Label: "Solved", Command: gateway.CommandSolved, Delivery: "delivery1"}}
	r := c.mustSend(conn, first)
	change := gateway.Delivery{ID: "e1", Kind: gateway.KindEdit, Text: "Another answer.", Post: &gateway.Post{Place: gateway.PlaceReply, Room: c.help.ID, Target: r.RemoteID}}
	c.mustSend(conn, change)
	if m := c.at(r); m.Content != "Another answer." || len(m.Buttons()) > 0 {
		t.Errorf("after the edit it is %+v", m)
	}
	change.ID, change.Kind = "e2", gateway.KindRetraction
	for range 2 { // what is gone needs no more
		c.mustSend(conn, change)
	}
	if n := len(c.help.Messages()); n != 1 {
		t.Errorf("%d messages are left", n)
	}
	change.ID, change.Kind = "e3", gateway.KindEdit
	_, err := conn.Send(t.Context(), change)
	var refused *gateway.SendError
	if !errors.As(err, &refused) || !refused.Permanent || refused.Code != "404 10008" {
		t.Errorf("an edit of what is gone: %v", err)
	}
	c.careful()
}

func TestWhatIsNoRefusalIsNotKnown(t *testing.T) {
	for name, tt := range map[string]struct {
		fault    func(*community)
		definite bool
		arrived  int
	}{
		"cut after it was taken":    {func(c *community) { c.CutAfterPost(1) }, false, 1},
		"cut before it was taken":   {func(c *community) { c.CutBefore(postRoute, 1) }, false, 0},
		"an answer that is no JSON": {func(c *community) { c.GarbleAfter(postRoute, 1) }, false, 1},
		"502":                       {func(c *community) { c.Fail(postRoute, 502, 1) }, false, 0},
		"500":                       {func(c *community) { c.Fail(postRoute, 500, 1) }, false, 0},
		"400":                       {func(c *community) { c.Fail(postRoute, 400, 1) }, true, 0},
		"429":                       {func(c *community) { c.RateLimit(postRoute, 1, 0, "user") }, true, 0},
		"nobody listens":            {func(c *community) { c.Close() }, true, 0},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCommunity(t, quickly())
			q := c.help.Say(c.ann, "Where is my order?")
			tt.fault(c)
			_, err := c.open().Send(t.Context(), answer(1, c.help, q))
			var refused *gateway.SendError
			if err == nil || errors.As(err, &refused) != tt.definite {
				t.Errorf("it ended with %v", err)
			}
			if refused != nil && refused.Permanent != (name == "400") || refused != nil && refused.Unreachable != (name == "nobody listens") {
				t.Errorf("it ended with %+v", refused)
			}
			if n := len(c.help.Messages()) - 1; n != tt.arrived {
				t.Errorf("%d arrived", n)
			}
		})
	}
}

func TestWhatArrivedUnseenIsFound(t *testing.T) {
	for name, place := range map[string]gateway.Place{
		"reply": gateway.PlaceReply, "thread": gateway.PlaceThread, "room": gateway.PlaceRoom, "direct": gateway.PlaceDirect, "private": gateway.PlacePrivate,
	} {
		t.Run(name, func(t *testing.T) {
			c := newCommunity(t, quickly())
			q := c.help.Say(c.ann, "Where is my order?")
			conn, d := c.open(), to(answer(1, c.help, q), place)
			if sent, known, err := conn.Find(t.Context(), d); sent || err != nil || known != (place != gateway.PlacePrivate && place != gateway.PlaceThread) {
				t.Errorf("before: sent %v, known %v, %v", sent, known, err)
			}
			c.CutAfterPost(1)
			if _, err := conn.Send(t.Context(), d); err == nil {
				t.Fatal("it was not cut")
			}
			for range 150 {
				c.help.Say(c.ben, "chatter")
			}
			if sent, known, err := conn.Find(t.Context(), d); !sent || !known || err != nil {
				t.Errorf("after: sent %v, known %v, %v", sent, known, err)
			}
			other := to(answer(2, c.help, q), place)
			if sent, _, err := conn.Find(t.Context(), other); sent || err != nil {
				t.Errorf("another: sent %v, %v", sent, err)
			}
			c.careful()
		})
	}
}

func TestFindKnowsItsMessageWithoutTheNonce(t *testing.T) {
	c := newCommunity(t, quickly())
	q := c.help.Say(c.ann, "Where is my order?")
	conn, d := c.open(), answer(1, c.help, q)
	said := message{
		Author: &user{ID: c.bot.User.ID, Bot: true}, Content: d.Text, Reference: &reference{MessageID: q.ID},
	}
	if !conn.isIt(said, d) {
		t.Error("the same words as an answer to the same question are not known")
	}
	for name, change := range map[string]func(*message){
		"other words":    func(m *message) { m.Content = "Other." },
		"other question": func(m *message) { m.Reference = nil },
		"a person":       func(m *message) { m.Author = &user{ID: "1"} },
		"other nonce":    func(m *message) { m.Nonce = "another" },
	} {
		other := said
		change(&other)
		if conn.isIt(other, d) {
			t.Errorf("%s: it is taken for ours", name)
		}
	}
}

func TestRateLimitIsWaitedForBeforeTheNextRequest(t *testing.T) {
	o := quickly()
	o.LimitPeriod = 100 * time.Millisecond
	c := newCommunity(t, o)
	q := c.help.Say(c.ann, "Where is my order?")
	conn := c.open()
	for n := range 12 { // 5 are let through at a time
		c.mustSend(conn, answer(n, c.help, q))
	}
	c.RateLimit(postRoute, 1, 150*time.Millisecond, "user")
	if _, err := conn.Send(t.Context(), answer(20, c.help, q)); err == nil {
		t.Error("a limited request succeeded")
	}
	c.mustSend(conn, answer(20, c.help, q))
	c.RateLimit(postRoute, 1, 150*time.Millisecond, "global")
	if _, err := conn.Send(t.Context(), answer(21, c.help, q)); err == nil {
		t.Error("a limited request succeeded")
	}
	c.mustSend(conn, to(answer(22, c.staff, q), gateway.PlaceRoom)) // another bucket waits too
	if n := c.Answers()[429]; n != 2 {
		t.Errorf("the server had to refuse %d requests", n)
	}
	c.RateLimit(postRoute, 1, time.Hour, "user")
	conn.timing.patience = time.Millisecond
	for range 3 {
		_, err := conn.Send(t.Context(), answer(23, c.help, q))
		var refused *gateway.SendError
		if !errors.As(err, &refused) || refused.Permanent || !strings.HasPrefix(refused.Code, "429") {
			t.Errorf("it ended with %v", err)
		}
	}
	if n := c.Answers()[429]; n != 3 {
		t.Errorf("the server had to refuse %d requests", n)
	}
	c.careful()
}

func TestRoomThatRefusesIsRememberedAndNamed(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	conn := c.open()
	c.connected(conn, in)
	q := c.help.Say(c.ann, "Where is my order?")
	c.help.Deny(c.bot.User, discordtest.SendMessages)
	in.Wait(t, 1)
	c.until("the bot knows", func() bool { return len(conn.rooms.lacks(c.help.ID, int64(discordtest.SendMessages))) > 0 })
	for n := range 4 {
		_, err := conn.Send(t.Context(), answer(n, c.help, q))
		var refused *gateway.SendError
		if !errors.As(err, &refused) || !refused.Permanent || refused.Code != "403 50013" {
			t.Errorf("it ended with %v", err)
		}
	}
	if n := c.Answers()[403]; n != 1 {
		t.Errorf("the server had to refuse %d requests", n)
	}
	p := c.problems.await(t, "the permission", func(p *gateway.Problem) bool { return p != nil && strings.Contains(p.What, "#help") })
	if !strings.HasSuffix(p.Hint, ": Send Messages") {
		t.Errorf("the hint is %q", p.Hint)
	}
	c.mustSend(conn, to(answer(9, c.staff, q), gateway.PlaceRoom)) // other rooms work
	c.problems.forget()
	c.help.Reset(c.bot.User)
	c.problems.await(t, "that all is well", func(p *gateway.Problem) bool { return p == nil })
	c.mustSend(conn, answer(10, c.help, q))
	c.careful()
}

func TestRemovedRoomIsRefusedForGood(t *testing.T) {
	c := newCommunity(t, quickly())
	q := c.help.Say(c.ann, "Where is my order?")
	c.help.Delete()
	_, err := c.open().Send(t.Context(), answer(1, c.help, q))
	var refused *gateway.SendError
	if !errors.As(err, &refused) || !refused.Permanent || refused.Code != "404 10003" {
		t.Errorf("it ended with %v", err)
	}
}

func TestTooLongTextIsCutOutsideOfLinks(t *testing.T) {
	url := "https://lumen.example/help/" + strings.Repeat("x", 60)
	for name, tt := range map[string]struct{ text, end string }{
		"bare link":     {strings.Repeat("word ", 390) + url + strings.Repeat(" more", 30), "word…"},
		"markdown link": {strings.Repeat("word ", 390) + "[the article](" + url + ") more", "word…"},
		"block of code": {"```\n" + strings.Repeat("code ", 500) + "\n```", "code…\n```"},
		"one word":      {strings.Repeat("é", 3000), "é…"},
		"fits":          {strings.Repeat("é", 2000), "é"},
	} {
		got := fit(tt.text, textLimit)
		if n := len([]rune(got)); n > textLimit || n < textLimit*9/10 || !strings.HasSuffix(got, tt.end) || strings.Contains(got, "https") {
			t.Errorf("%s: %d characters that end in %q", name, n, got[max(0, len(got)-30):])
		}
	}
}

func TestNamesThatPeopleChooseStayText(t *testing.T) {
	for _, text := range []string{
		"@everyone", "@here", "<@123456789012345678>", "<@!123456789012345678>", "<@&123456789012345678>", "<#123456789012345678>",
		"</ask:123456789012345678>", "<id:customize>",
	} {
		if got := quiet("x " + text + " y"); ringing.MatchString(got) || strings.ReplaceAll(got, "\u200b", "") != "x "+text+" y" {
			t.Errorf("%q became %q", text, got)
		}
	}
	for _, text := range []string{"ann@here.example is no room", "<https://lumen.example>", "a <b> c", "1 <3"} {
		if got := quiet(text); text != "ann@here.example is no room" && got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
	if got := cleanName("\u202eevil\u200b\u2066 name\u0007\n\u00a0x"); got != "evil name x" {
		t.Errorf("a name became %q", got)
	}
	long := printable(strings.Repeat("a", 200), labelMost)
	if n := len([]rune(long)); n != labelMost {
		t.Errorf("a label has %d characters", n)
	}
	if rows := rowsOf(slices.Repeat([]gateway.Button{{Label: "x", Command: gateway.CommandSolved}}, 40)); len(rows) != rowsMost {
		t.Errorf("%d rows", len(rows))
	}
}
