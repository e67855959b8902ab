package pipeline_test

import (
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/discord/discordtest"
	"frontdesk/gateway"
)

// direct is the conversation of somebody with the bot alone.
func (c *community) direct(u *discordtest.User) *discordtest.Room {
	return c.discord.AddDM(u, c.bot.User)
}

// answers lets the moderator answer the ticket that is forwarded with a text.
func (c *community) answers(forwarded, text string) {
	c.t.Helper()
	c.answer(c.fill(c.press(c.mod, c.says(c.staff, forwarded), gateway.CommandReply), text))
}

// housed waits until a conversation has its room.
func (c *community) housed(conversation string) (room string) {
	c.t.Helper()
	waitFor(c.t, "the conversation to have its room", func() bool {
		home, err := c.store.Home(c.t.Context(), conversation)
		room = home
		return err == nil && home != ""
	})
	return room
}

// nothingOf holds that nothing of the bot that has one of these texts stands in a room.
func (c *community) nothingOf(r *discordtest.Room, texts ...string) {
	c.t.Helper()
	for _, m := range c.ofBot(r) {
		for _, text := range texts {
			if strings.Contains(m.Content, text) {
				c.t.Errorf("everybody reads in %s: %q", r.Name(), m.Content)
			}
		}
	}
}

func TestAPersonsAnswerToAQuestionOfARoomIsForItsAuthorAlone(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	c.help.Say(c.ann, "Does anybody know the airspeed of a swallow?")
	s := c.next()
	if s.Decision.Reply != nil {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	c.answers("swallow", "Your parcel to Main Street 5 has the swallow.")
	own := c.thread(c.help)
	c.says(own, "Main Street 5")
	if own.Kind != discordtest.PrivateThread || !own.Has(c.ann) || own.Name() != "ann" {
		t.Errorf("it stands in %q, a room of kind %d", own.Name(), own.Kind)
	}
	c.housed(s.Ticket.Conversation)
	own.Say(c.ann, "Thank you, and a laden one?")
	c.says(c.staff, "a laden one")
	c.nothingOf(c.help, "Main Street")
	c.noRefusals()
}

func TestDetailsAreNotAskedForInFrontOfEverybody(t *testing.T) {
	t.Run("in a thread", func(t *testing.T) {
		c := openCommunity(t, ", grace: 0s")
		public := c.help.StartThread(c.ben, c.help.Say(c.ben, "lamps are nice"), "lamps")
		c.next()
		public.Say(c.ann, c.bot.User.Mention()+" where is my parcel? It did not come.")
		c.await(func() bool { return len(c.help.Threads()) == 2 })
		c.says(c.help.Threads()[1], "postcode")
		c.nothingOf(public, "postcode")
		c.noRefusals()
	})
	t.Run("in a post", func(t *testing.T) {
		c, post := openPost(t, "", "Where is my parcel? It did not come.")
		c.says(c.direct(c.ann), "postcode")
		c.nothingOf(post, "postcode")
		c.direct(c.ann).Say(c.ann, "AB-123456, 10115")
		c.says(c.direct(c.ann), "When refunds arrive")
	})
}

// openPost is a community with a forum, in which ann opened a post.
func openPost(t *testing.T, keys, text string) (*community, *discordtest.Room) {
	t.Helper()
	c := newCommunity(t, ", grace: 0s"+keys)
	forum := c.guild.AddRoom("ideas", discordtest.Forum)
	c.settings = strings.Replace(c.settings, "watch: [help]", "watch: [help, ideas]", 1)
	c.start()
	c.await(func() bool { return c.discord.Connected() > 0 && len(c.bot.Commands(nil)) > 0 })
	post, _ := forum.OpenPost(c.ann, "A matter", text)
	return c, post
}

func TestAPostIsWorkedInIt(t *testing.T) {
	c, post := openPost(t, "", "I would like to talk to a person, please. Who can help?")
	c.slash(c.ann, post, "human", "the matter of my post")
	c.says(post, "A person will answer you here")
	if forward := c.says(c.staff, "the matter of my post"); !strings.Contains(forward.Content, "everybody reads it") {
		t.Errorf("the team does not know that its answer is public: %q", forward.Content)
	}
	c.answers("the matter of my post", "What is it?")
	c.says(post, "What is it?")
}

func TestWhatAChatRefusesGoesTheNextWayToItsCustomer(t *testing.T) {
	for name, tt := range map[string]struct {
		keys  string
		spoil func(c *community, own *discordtest.Room)
		where func(c *community) *discordtest.Room
	}{
		"the thread was deleted": {"", func(_ *community, own *discordtest.Room) { own.Delete() }, func(c *community) *discordtest.Room { return c.thread(c.help) }},
		"the thread is archived": {"", func(_ *community, own *discordtest.Room) { own.Archive(false) }, func(c *community) *discordtest.Room { return c.thread(c.help) }},
		"the thread is locked, and no other may be opened": {"", func(c *community, own *discordtest.Room) {
			own.Archive(true)
			c.help.Deny(c.bot.User, discordtest.CreatePrivateThreads)
		}, func(c *community) *discordtest.Room { return c.direct(c.ann) }},
		"the room was removed": {"", func(c *community, own *discordtest.Room) {
			own.Delete()
			c.help.Delete()
		}, func(c *community) *discordtest.Room { return c.direct(c.ann) }},
		"no direct messages are taken any more": {", tickets: dm", func(c *community, _ *discordtest.Room) { c.ann.CloseDMs() }, func(c *community) *discordtest.Room { return c.thread(c.help) }},
	} {
		t.Run(name, func(t *testing.T) {
			c := openCommunity(t, ", grace: 0s"+tt.keys)
			c.slash(c.ann, c.help, "human", "my lamp is broken")
			ticket := c.next().Ticket
			tt.spoil(c, c.discord.Room(c.housed(ticket.Conversation)))
			c.answers("lamp", "We send a new one.")
			c.says(tt.where(c), "We send a new one.")
		})
	}
}

// TestTheAnswerToACommandThatIsOverGoesAnotherWay: it was acknowledged too late, for one.
func TestTheAnswerToACommandThatIsOverGoesAnotherWay(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	c.discord.Fail("PATCH /webhooks/{application}/{token}/messages/{message}", 404, 1)
	c.slash(c.ann, c.help, "ask", "when does my refund arrive")
	c.says(c.thread(c.help), "When refunds arrive")
}

func TestAnAnswerThatReachesNobodyGoesBackToItsTeam(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	c.slash(c.ann, c.help, "human", "my lamp is broken")
	ticket := c.next().Ticket
	c.says(c.thread(c.help), "")
	c.ann.CloseDMs()
	c.thread(c.help).Delete()
	c.help.Delete()
	c.answers("lamp", "We send a new one.")
	c.says(c.staff, "the answer could not be delivered")
	row, err := c.store.Ticket(t.Context(), ticket.ID)
	if err != nil || row.State != gateway.TicketOpen {
		t.Errorf("the ticket is %s (%v)", row.State, err)
	}
}

func TestAPromiseThatRoomsRefuseComesDirectly(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	c.help.Deny(c.bot.User, discordtest.CreatePrivateThreads)
	c.slash(c.ann, c.help, "human", "my lamp is broken")
	c.says(c.direct(c.ann), "A person will answer you here")
	c.answers("lamp", "We send a new one.")
	c.says(c.direct(c.ann), "We send a new one.")
}

func TestTwoTicketsOfOnePersonShareTheDirectConversation(t *testing.T) {
	c := openCommunity(t, ", grace: 0s, tickets: dm")
	c.slash(c.ann, c.help, "human", "my lamp is broken")
	c.says(c.direct(c.ann), "")
	c.next()
	other := c.guild.AddRoom("shop", discordtest.Text)
	c.slash(c.ann, other, "human", "and my parcel is late")
	c.says(c.staff, "parcel is late")
	c.await(func() bool { return len(c.ofBot(c.direct(c.ann))) == 2 })
	c.clock.jump(time.Minute)
	c.answers("lamp", "We send a new lamp.")
	c.answers("parcel is late", "It comes on Monday.")
	c.says(c.direct(c.ann), "new lamp")
	c.says(c.direct(c.ann), "on Monday")
	c.nothingOf(c.help, "lamp", "Monday")
	c.nothingOf(other, "lamp", "Monday")
}
