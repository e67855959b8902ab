package discord

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/connectortest"
	"frontdesk/connectors/discord/discordtest"
	"frontdesk/gateway"
)

// numbered says n messages in the help room and returns their texts.
func (c *community) numbered(from, to int) []string {
	var said []string
	for i := from; i < to; i++ {
		said = append(said, fmt.Sprintf("question %d", i))
		c.help.Say(c.ann, said[len(said)-1])
	}
	return said
}

// same fails where the events are not these texts, in this order.
func same(t *testing.T, events []gateway.Event, want []string) {
	t.Helper()
	if got := texts(events); !slices.Equal(got, want) {
		t.Errorf("handed in were %d texts, said %d:\n%s", len(got), len(want), strings.Join(got, "\n"))
	}
}

func TestWhatWasSaidBeforeTheFirstStartIsNotRead(t *testing.T) {
	c := newCommunity(t, quickly())
	c.numbered(0, 3)
	in := connectortest.NewIntake()
	c.connected(c.open(), in)
	want := c.numbered(3, 5)
	same(t, in.Wait(t, 2), want)
	c.careful()
}

func TestWhatWasMissedIsReadAfterwards(t *testing.T) {
	for name, lose := range map[string]func(*community){
		"connection cut, session resumed": func(c *community) { c.DropConnections() },
		"resume window lost":              func(c *community) { c.LoseResumeWindow(); c.DropConnections() },
		"asked to reconnect":              func(c *community) { c.AskReconnect() },
		"session invalid":                 func(c *community) { c.InvalidateSessions(false) },
		"session invalid, resumable":      func(c *community) { c.InvalidateSessions(true) },
		"close code 4009":                 func(c *community) { c.Disconnect(4009) },
		"close code 4000":                 func(c *community) { c.Disconnect(4000) },
		"close code 1000":                 func(c *community) { c.Disconnect(1000) },
	} {
		t.Run(name, func(t *testing.T) {
			c := newCommunity(t, quickly())
			in := connectortest.NewIntake()
			c.connected(c.open(), in)
			want := c.numbered(0, 2)
			in.Wait(t, 2)
			lose(c)
			want = append(want, c.numbered(2, 4)...)
			in.Wait(t, 4)
			want = append(want, c.numbered(4, 6)...)
			events := in.Wait(t, 6)
			same(t, events, want)
			c.careful()
		})
	}
}

func TestWhatWasMissedWhileNothingRanIsReadAfterwards(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	old, _ := c.forum.OpenPost(c.ann, "An old post", "an old question")
	c.connected(c.open(), in)()
	want := c.numbered(0, 250)
	old.Say(c.ann, "more of the old post")
	c.forum.OpenPost(c.ben, "How do I pay?", "by card?")
	started := c.help.StartThread(c.ben, c.help.Messages()[10], "a thread")
	started.Say(c.ben, "in the thread")
	c.staff.Say(c.ann, "in a room that nobody watches")
	c.connected(c.open(), in)
	events := in.Wait(t, 254) // with the system's word at the beginning of the thread
	got := texts(events)
	for _, text := range append(want, "more of the old post", "by card?", "in the thread") {
		if n := count(got, text); n != 1 {
			t.Errorf("%q was handed in %d times", text, n)
		}
	}
	if slices.Contains(got, "an old question") || slices.Contains(got, "in a room that nobody watches") {
		t.Errorf("too much was handed in: %q", got)
	}
	c.careful()
}

func count(all []string, one string) int {
	n := 0
	for _, s := range all {
		if s == one {
			n++
		}
	}
	return n
}

func TestThreadBegunJustBeforeACrashIsReadFromItsBeginning(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	stop := c.connected(c.open(), in)
	thread := c.help.AddThread("a thread", discordtest.PublicThread, c.ann)
	c.help.Say(c.ann, "later than the thread")
	in.Wait(t, 1)
	stop()
	thread.Say(c.ann, "in the thread")
	c.connected(c.open(), in)
	same(t, in.Wait(t, 2), []string{"later than the thread", "in the thread"})
}

func TestAGapIsReadWithinBounds(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	c.connected(c.open(), in)()
	want := c.numbered(0, catchUpMost+120)
	c.connected(c.open(), in)
	last := c.help.Say(c.ann, "after the gap")
	want = append(want, last.Content)
	c.until("the newest is read", func() bool {
		events, _ := in.Events()
		got := texts(events)
		return len(got) > 0 && got[len(got)-1] == last.Content
	})
	events, _ := in.Events()
	got := texts(events)
	if n := len(got); n < catchUpMost || n > catchUpMost+catchUpPage || !slices.Equal(got, want[len(want)-n:]) {
		t.Errorf("%d of %d were read: from %q to %q", n, len(want), got[0], got[n-1])
	}
}

func TestEventsThatComeInAnotherOrderAreAllHandedIn(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	c.connected(c.open(), in)
	c.ReorderEvents(4)
	want := c.numbered(0, 40)
	c.ReorderEvents(0)
	got := texts(in.Wait(t, 40))
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("handed in were %q", got)
	}
}

func TestEventsThatComeTwiceAreHandedInOnce(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	c.connected(c.open(), in)
	c.DuplicateEvents(true)
	want := c.numbered(0, 40)
	same(t, in.Wait(t, 40), want)
	if _, again := in.Events(); again > 0 {
		t.Errorf("%d came again", again)
	}
}

func TestAfterAResumeTheRoomsAreLookedThroughToo(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	c.connected(c.open(), in)
	c.DropConnections()
	c.until("they are listed", func() bool { return c.Resumed() > 0 && c.Requests()["GET /guilds/{guild}/threads/active"] > 0 })
	c.careful()
}

func TestThreadThatTheBotJoinsLaterIsReadFromThere(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	stop := c.connected(c.open(), in)
	thread := c.help.AddThread("between two", discordtest.PrivateThread, c.ann, c.ben)
	thread.Say(c.ann, "before the bot was there")
	c.help.Say(c.ann, "later in the room")
	in.Wait(t, 1)
	thread.AddToThread(c.bot.User)
	c.until("the thread is known", func() bool { v, _ := in.Cursor(t.Context(), roomSource(thread.ID)); return v != "" })
	stop()
	thread.Say(c.ann, "with the bot")
	c.connected(c.open(), in)
	same(t, in.Wait(t, 2), []string{"later in the room", "with the bot"})
}

func TestAMessageOvertakenBeforeACrashIsNotLost(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	stop := c.connected(c.open(), in)
	c.ReorderEvents(2) // the second is sent alone if the session ends between them
	c.help.Say(c.ann, "first")
	second := c.help.Say(c.ann, "second")
	in.Wait(t, 2)
	stop()
	// As if the program had died after it stored the second and before the first.
	lagging := connectortest.NewIntake()
	m := mark{low: parseSnowflake(c.help.ID)}.with(parseSnowflake(second.ID))
	for source, value := range map[string]string{roomSource(c.help.ID): m.String()} {
		if err := lagging.Accept(t.Context(), nil, gateway.Cursor{Source: source, Value: value}); err != nil {
			t.Fatal(err)
		}
	}
	c.ReorderEvents(0)
	c.run(c.open(), lagging)
	same(t, lagging.Wait(t, 1), []string{"first"})
}

func TestHundredReconnectsLoseAndRepeatNothing(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	c.connected(c.open(), in)
	r := rand.New(rand.NewPCG(1, 2))
	var want []string
	for i := range 100 {
		want = append(want, c.numbered(i, i+1)...)
		switch r.IntN(5) {
		case 0:
			c.DropConnections()
		case 1:
			c.LoseResumeWindow()
			c.DropConnections()
		case 2:
			c.InvalidateSessions(r.IntN(2) == 0)
		case 3:
			c.AskReconnect()
		default:
			c.Disconnect(4000)
		}
		if r.IntN(3) == 0 {
			in.Wait(t, len(want))
		}
	}
	events := in.Wait(t, len(want))
	got := texts(events)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("handed in were %d of %d", len(got), len(want))
	}
	c.careful()
	t.Logf("%d identifies, %d resumes", c.Identifies(), c.Resumes())
}

func TestMessagesAreNotLostWhileTheStoreFails(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	c.connected(c.open(), in)
	in.Fail(errors.New("the disk is full"), 20)
	want := c.numbered(0, 5)
	c.problems.await(t, "a problem of the store", func(p *gateway.Problem) bool {
		return p != nil && strings.Contains(p.What, "the disk is full")
	})
	same(t, in.Wait(t, 5), want)
	c.careful()
}

func TestServerErrorsWhileCatchingUpLoseNothing(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	c.connected(c.open(), in)
	c.LoseResumeWindow()
	c.Fail("GET /channels/{channel}/messages", 502, 10)
	c.DropConnections()
	want := c.numbered(0, 3)
	events := in.Wait(t, 3)
	got := texts(events)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("handed in were %q", got)
	}
	c.careful()
}

func TestDeadConnectionIsNoticedByItsHeartbeats(t *testing.T) {
	o := quickly()
	o.Heartbeat = 200 * time.Millisecond
	c := newCommunity(t, o)
	in := connectortest.NewIntake()
	c.connected(c.open(), in)
	c.StopHeartbeatACKs()
	c.problems.await(t, "the silence", func(p *gateway.Problem) bool { return p != nil && strings.Contains(p.What, "heartbeats") })
	c.until("it resumes", func() bool { return c.Resumed() > 0 })
	same(t, in.Wait(t, len(c.numbered(0, 1))), []string{"question 0"})
}

func TestCloseCodesThatCannotHealSayWhatToChange(t *testing.T) {
	for code, hint := range map[int]string{
		4010: "shards: auto", 4011: "shards: auto", 4013: "not compatible", 4014: "Message Content Intent",
	} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			c := newCommunity(t, quickly())
			in := connectortest.NewIntake()
			conn := c.open()
			conn.timing.final = time.Hour
			c.connected(conn, in)
			c.CloseFatal(code)
			c.problems.await(t, hint, func(p *gateway.Problem) bool { return p != nil && strings.Contains(p.Hint, hint) })
			if n := c.Identifies(); n > 2 {
				t.Errorf("it identified %d times", n)
			}
		})
	}
}

func TestRefusedIntentHealsInThePortal(t *testing.T) {
	c := newCommunity(t, quickly())
	c.bot.SetPrivileged(0)
	in := connectortest.NewIntake()
	c.run(c.open(), in)
	c.problems.await(t, "the intent", func(p *gateway.Problem) bool { return p != nil && strings.Contains(p.What, "4014") })
	c.bot.SetPrivileged(discordtest.MessageContent)
	c.problems.await(t, "a connection", func(p *gateway.Problem) bool { return p == nil })
}

func TestRevokedTokenStopsUntilThereIsAnother(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	t.Setenv("DISCORD_TOKEN_OF_TEST", c.bot.Token())
	conn := c.openWith(fromEnv(t, c, "DISCORD_TOKEN_OF_TEST"))
	c.connected(conn, in)
	question := c.help.Say(c.ann, "Where is my order?")
	in.Wait(t, 1)

	token := c.bot.RevokeToken()
	c.problems.await(t, "the token", func(p *gateway.Problem) bool { return p != nil && strings.Contains(p.What, "token") })
	_, err := conn.Send(t.Context(), answer(1, c.help, question))
	var refused *gateway.SendError
	if !errors.As(err, &refused) || !refused.Account {
		t.Errorf("sending ended with %v", err)
	}
	const post = "POST /channels/{channel}/messages"
	posted := c.Requests()[post]
	for range 5 {
		_, _ = conn.Send(t.Context(), answer(1, c.help, question))
	}
	if n := c.Requests()[post]; n != posted {
		t.Errorf("%d posts with a refused token, %d before", n, posted)
	}
	if n := c.InvalidRequests(); n > 5 { // those that were under way
		t.Errorf("%d requests with a refused token", n)
	}

	t.Setenv("DISCORD_TOKEN_OF_TEST", token)
	c.help.Say(c.ann, "Still there?")
	same(t, in.Wait(t, 2), []string{"Where is my order?", "Still there?"})
	if _, err := conn.Send(t.Context(), answer(1, c.help, question)); err != nil {
		t.Error(err)
	}
}

func TestARefusalThatIsHeardLateDoesNotStopTheNextToken(t *testing.T) {
	c := newCommunity(t, quickly())
	old := c.bot.Token()
	t.Setenv("DISCORD_TOKEN_OF_TEST", c.bot.RevokeToken())
	conn := c.openWith(fromEnv(t, c, "DISCORD_TOKEN_OF_TEST"))
	conn.awaitToken(t.Context(), old)
	if conn.rest.refused.Load() {
		t.Error("the new token is held for refused")
	}
}

func TestSessionsOfADayAreCounted(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	spent := identifies{since: time.Now().Add(-time.Hour), count: identifyMost - identifyReserve - 1}
	if err := in.Accept(t.Context(), nil, gateway.Cursor{Source: identifySource, Value: spent.String()}); err != nil {
		t.Fatal(err)
	}
	stop := c.connected(c.open(), in)
	stop()
	c.problems.forget()
	c.run(c.open(), in)
	c.problems.await(t, "the limit", func(p *gateway.Problem) bool { return p != nil && strings.Contains(p.What, "too many sessions") })
	if n := c.Identifies(); n != 1 {
		t.Errorf("it identified %d times", n)
	}
}

func TestTheServersOwnCountOfSessionsIsObeyed(t *testing.T) {
	o := quickly()
	o.SessionLimit = 1
	c := newCommunity(t, o)
	in := connectortest.NewIntake()
	c.connected(c.open(), in)()
	c.problems.forget()
	c.run(c.open(), in)
	c.problems.await(t, "the limit", func(p *gateway.Problem) bool { return p != nil && strings.Contains(p.What, "too many sessions") })
	c.careful()
}

func TestShardsShareTheCommunities(t *testing.T) {
	c := newCommunity(t, quickly())
	c.settings.Shards = Shards{Count: 3}
	var rooms []*discordtest.Room
	for i := range 6 {
		g := c.AddGuild(fmt.Sprintf("Guild %d", i))
		g.Invite(c.bot, botRights)
		g.Join(c.ann)
		rooms = append(rooms, g.AddRoom(fmt.Sprintf("room-%d", i), discordtest.Text))
		c.settings.Watch = append(c.settings.Watch, watching(fmt.Sprintf("room-%d", i)))
	}
	in := connectortest.NewIntake()
	c.connected(c.open(), in)
	c.until("all are connected", func() bool { return c.Connected() == 3 })
	c.until("all rooms are known", func() bool {
		for _, r := range rooms {
			if v, _ := in.Cursor(t.Context(), roomSource(r.ID)); v == "" {
				return false
			}
		}
		return true
	})
	for i, r := range rooms {
		r.Say(c.ann, fmt.Sprintf("question %d", i))
	}
	got := texts(in.Wait(t, len(rooms)))
	slices.Sort(got)
	if len(slices.Compact(got)) != len(rooms) {
		t.Errorf("handed in were %q", got)
	}
	c.careful()
}

func TestRoomsThatDoNotExistAreTold(t *testing.T) {
	c := newCommunity(t, quickly())
	c.settings.Watch = append(c.settings.Watch, watching("hlep"))
	in := connectortest.NewIntake()
	c.run(c.open(), in)
	p := c.problems.await(t, "the room", func(p *gateway.Problem) bool { return p != nil && strings.Contains(p.What, `no room "hlep"`) })
	if !strings.Contains(p.Hint, "help, questions, staff") {
		t.Errorf("the hint is %q", p.Hint)
	}
	c.until("the others are read", func() bool { v, _ := in.Cursor(t.Context(), roomSource(c.help.ID)); return v != "" })
	c.help.Say(c.ann, "the rest works")
	in.Wait(t, 1)
	c.guild.AddRoom("hlep", discordtest.Text)
	c.problems.await(t, "that all is well", func(p *gateway.Problem) bool { return p == nil })
}

func TestNamesThatAreNotUniqueAreTold(t *testing.T) {
	c := newCommunity(t, quickly())
	other := c.AddGuild("Other")
	other.Invite(c.bot, botRights)
	other.AddRoom("help", discordtest.Text)
	c.run(c.open(), connectortest.NewIntake())
	p := c.problems.await(t, "the rooms", func(p *gateway.Problem) bool { return p != nil && strings.Contains(p.What, `2 rooms named "help"`) })
	if !strings.Contains(p.Hint, c.help.ID+" in Lumen") {
		t.Errorf("the hint is %q", p.Hint)
	}
}
