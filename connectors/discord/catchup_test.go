package discord

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"frontdesk/connectors/connectortest"
	"frontdesk/connectors/discord/discordtest"
	"frontdesk/gateway"
)

func TestDirectMessagesAreReadAfterAGap(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	dm := c.AddDM(c.ann, c.bot.User)
	stop := c.connected(c.open(), in)
	dm.Say(c.ann, "hello?")
	e := in.Wait(t, 1)[0].Message
	if e.Chat.Form != gateway.FormDirect || !e.Chat.ToUs || e.Chat.Watched {
		t.Errorf("handed in was %+v", e.Chat)
	}
	c.until("it is remembered", func() bool { v, _ := in.Cursor(t.Context(), directSource); return v == dm.ID })
	stop()
	dm.Say(c.ann, "still there?")
	c.connected(c.open(), in)
	same(t, in.Wait(t, 2), []string{"hello?", "still there?"})
	c.careful()
}

func TestWhatACustomerWritesInATicketsThreadIsRead(t *testing.T) {
	c := newCommunity(t, quickly())
	in, conn := connectortest.NewIntake(), c.open()
	c.connected(conn, in)
	q := c.staff.Say(c.ann, "in a room that nobody watches")
	r := c.mustSend(conn, to(answer(1, c.staff, q), gateway.PlacePrivate))
	thread := c.Room(r.Room)
	thread.Say(c.ann, "thank you")
	c.until("it is handed in", func() bool {
		events, _ := in.Events()
		return slices.Contains(texts(events), "thank you")
	})
	events, _ := in.Events()
	last := events[len(events)-1].Message
	if last.Room != thread.ID || last.Chat.Form != gateway.FormThread || last.Chat.Watched || last.Chat.ToUs || last.Chat.Parent != c.staff.ID {
		t.Errorf("handed in was %+v", last.Chat)
	}
	c.LoseResumeWindow()
	c.DropConnections()
	thread.Say(c.ann, "one more thing")
	c.until("it is handed in too", func() bool {
		events, _ := in.Events()
		return slices.Contains(texts(events), "one more thing")
	})
	c.careful()
}

func TestForumPostHasItsTitle(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	c.connected(c.open(), in)
	post, first := c.forum.OpenPost(c.ann, "How do I \u202epay?", "By card?")
	post.Say(c.ben, "yes")
	events := in.Wait(t, 2)
	m, second := events[0].Message, events[1].Message
	if m.Subject != "How do I pay?" || m.NewText != "By card?" || !m.Chat.Opens || m.Chat.Form != gateway.FormPost || m.Chat.Parent != c.forum.ID ||
		m.Chat.RoomName != "questions" || m.Room != post.ID || m.SourceID != remoteID(post.ID, first.ID) || m.Chat.Community != c.guild.ID {
		t.Errorf("handed in was %+v %+v", m, m.Chat)
	}
	if second.Subject != "" || second.Chat.Opens {
		t.Errorf("the second was %+v %+v", second, second.Chat)
	}
	c.careful()
}

func TestOthersAreTrafficAloneAndOnlyWhereItMatters(t *testing.T) {
	c := newCommunity(t, quickly())
	in, conn := connectortest.NewIntake(), c.open()
	c.connected(conn, in)
	other := c.guild.AddForeignBot("music")
	q := c.help.Say(c.ann, "Where is my order?")
	c.help.Say(other, "now playing")
	c.help.Say(c.ann, "by a webhook", discordtest.ByWebhook("deploys"))
	c.help.Say(c.ben, "", discordtest.System(discordtest.TypeMemberJoin))
	c.mustSend(conn, answer(1, c.help, q))
	c.staff.Say(other, c.bot.User.Mention())
	c.staff.Say(c.ann, c.bot.User.Mention()+" where is it?")
	c.help.Say(c.mod, "the last")
	events := in.Wait(t, 7)
	for _, text := range []string{"Where is my order?", "where is it?", "the last"} {
		if n := count(texts(events), text); n != 1 {
			t.Errorf("%q was handed in %d times", text, n)
		}
	}
	var automatic, ours, moderators int
	for _, e := range events {
		chat := e.Message.Chat
		if chat.Automatic {
			automatic++
		}
		if chat.Ours {
			ours++
		}
		if chat.Moderator && !chat.Ours && !chat.Automatic {
			moderators++
		}
		if (chat.Automatic || chat.Ours) && (e.Message.Text != "" || e.Message.NewText != "") {
			t.Errorf("text of %+v", e.Message)
		}
	}
	if len(events) != 7 || automatic != 3 || ours != 1 || moderators != 1 {
		t.Errorf("%d events: %d automatic, %d ours, %d by moderators", len(events), automatic, ours, moderators)
	}
	c.careful()
}

func TestWithoutThePrivilegedIntentOnlyWhatIsSaidToUsHasText(t *testing.T) {
	c := newCommunity(t, quickly())
	c.bot.SetPrivileged(0)
	no := false
	c.settings.MessageContent = &no
	in, conn := connectortest.NewIntake(), c.open()
	c.connected(conn, in)
	q := c.help.Say(c.ann, "Where is my order?")
	c.mustSend(conn, answer(1, c.help, q))
	c.help.Say(c.ann, c.bot.User.Mention()+" and my refund?")
	events := in.Wait(t, 3)
	same(t, events, []string{"and my refund?"})
	if problems := conn.Probe(t.Context()); len(problems) > 0 {
		t.Errorf("doctor says %v", problems)
	}
	c.careful()
}

func TestEventsThatCannotBeReadAreLeftOut(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	c.connected(c.open(), in)
	for _, odd := range []string{`{"id": 5}`, `[]`, `{"id": "1", "channel_id": "2", "content": "no author"}`, `null`, `{"author": 7}`} {
		for _, kind := range []string{"MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_REACTION_ADD", "GUILD_ROLE_UPDATE", "THREAD_CREATE", "UNHEARD_OF"} {
			c.SendEvent(c.bot, kind, json.RawMessage(odd))
		}
	}
	want := c.numbered(0, 1)
	c.until("what can be read is handed in", func() bool {
		events, _ := in.Events()
		return slices.Equal(texts(events), want)
	})
}

func TestQueueThatOverflowsIsFilledFromTheRoomsHistory(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	conn := c.open()
	c.connected(conn, in)
	q := newQueue()
	for i := range queueMost + 10 {
		q.push(item{message: &message{ID: fmt.Sprint(i)}})
	}
	q.push(item{removed: &removal{room: "1"}}) // what history does not have is kept
	n := 0
	for {
		items, _ := q.pop(t.Context(), batchMost)
		if items[0].catchUp {
			break
		}
		n += len(items)
	}
	if n != queueMost+1 {
		t.Errorf("%d items were kept", n)
	}
}

func TestStormOfServerErrorsLosesNothing(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	c.connected(c.open(), in)
	q := c.help.Say(c.ann, "question 0")
	in.Wait(t, 1)
	for _, route := range []string{"GET /gateway/bot", "GET /guilds/*", "GET /channels/*"} {
		c.Fail(route, 503, 12)
	}
	c.LoseResumeWindow()
	c.DropConnections()
	want := append([]string{q.Content}, c.numbered(1, 5)...)
	c.problems.await(t, "the server's failure", func(p *gateway.Problem) bool { return p != nil && strings.Contains(p.What, "the server fails") })
	got := texts(in.Wait(t, 5))
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("handed in were %q", got)
	}
	c.careful()
}

func TestRemovedBotForgetsTheCommunity(t *testing.T) {
	c := newCommunity(t, quickly())
	in, conn := connectortest.NewIntake(), c.open()
	c.connected(conn, in)
	c.guild.Remove(c.bot.User)
	c.problems.await(t, "the rooms", func(p *gateway.Problem) bool { return p != nil && strings.Contains(p.What, `no room "help"`) })
	if problems := conn.Probe(t.Context()); len(problems) != 1 || !strings.Contains(problems[0].Hint, "client_id="+c.bot.User.ID) {
		t.Errorf("doctor says %v", problems)
	}
	c.problems.forget()
	c.guild.Invite(c.bot, botRights)
	c.problems.await(t, "that all is well", func(p *gateway.Problem) bool { return p == nil })
	want := c.numbered(0, 1)
	same(t, in.Wait(t, 1), want)
}
