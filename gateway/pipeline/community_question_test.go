package pipeline_test

import (
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/discord/discordtest"
	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

// outcomes settles n messages and returns what became of each, by its author.
func (c *community) outcomes(n int) map[string]gateway.Decision {
	c.t.Helper()
	got := map[string]gateway.Decision{}
	for range n {
		s := c.next()
		got[s.Message.Author.Addr] = s.Decision
	}
	return got
}

// pending is how many messages wait for their decision.
func (c *community) pending() int {
	depth, err := c.store.Depth(c.t.Context())
	if err != nil {
		c.t.Fatal(err)
	}
	return depth[store.WorkDecide]
}

func TestTwoWhoAskInARowAnswerNobody(t *testing.T) {
	c := openCommunity(t, ", grace: 1h, max_reply_age: 3h, cooldown: {matcher: 0s, article: 0s}")
	c.help.Say(c.ann, "Hi, when does my refund arrive?")
	c.help.Say(c.ben, "Where is the refund for my lamp?")
	waitFor(t, "both to wait", func() bool { return c.pending() == 2 })
	c.clock.jump(time.Hour + time.Minute)
	for who, dec := range c.outcomes(2) {
		if dec.Outcome != gateway.OutcomeAnswer {
			t.Errorf("%s: %s (%s)", who, dec.Outcome, dec.Reason)
		}
	}
}

func TestAnEditCountsUntilTheDecision(t *testing.T) {
	c := openCommunity(t, ", grace: 1h, max_reply_age: 3h")
	asked := c.help.Say(c.ann, "Hi, when does my parrot arrive?")
	waitFor(t, "it to wait", func() bool { return c.pending() == 1 })
	c.help.Edit(asked, "Hi, when does my refund arrive?")
	c.slash(c.ben, c.help, "ask", "when does my refund arrive") // comes after the edit
	c.settledAs(func(s pipeline.Settled) bool { return s.Message.Author.Addr == c.ben.ID })
	c.clock.jump(time.Hour + time.Minute)
	if dec := c.next().Decision; dec.Outcome != gateway.OutcomeAnswer {
		t.Errorf("%s (%s)", dec.Outcome, dec.Reason)
	}
}

func TestAQuestionThatIsDeletedWhileItWaitsIsNotAnswered(t *testing.T) {
	c := openCommunity(t, ", grace: 1h, max_reply_age: 3h")
	asked := c.help.Say(c.ann, "Hi, when does my refund arrive?")
	waitFor(t, "it to wait", func() bool { return c.pending() == 1 })
	c.help.Erase(asked)
	c.slash(c.ben, c.help, "ask", "when does my refund arrive") // comes after the deletion
	c.settledAs(func(s pipeline.Settled) bool { return s.Message.Author.Addr == c.ben.ID })
	c.clock.jump(time.Hour + time.Minute)
	if dec := c.next().Decision; dec.Outcome != gateway.OutcomeLeftToPeople || !strings.Contains(dec.Reason, "deleted") {
		t.Errorf("%s (%s)", dec.Outcome, dec.Reason)
	}
	if said := c.ofBot(c.help); len(said) != 0 {
		t.Errorf("the bot said %q", said[0].Content)
	}
}

// menu uses the menu of a message.
func (c *community) menu(u *discordtest.User, m discordtest.Message, title string) *discordtest.Interaction {
	c.t.Helper()
	i, err := c.discord.ContextMenu(u, m, title)
	if err != nil {
		c.t.Fatal(err)
	}
	return i
}

func TestAMessageThatIsPointedAtIsAnsweredOnceAndNotAfterItsDeletion(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	elsewhere := c.guild.AddRoom("offtopic", discordtest.Text) // not watched
	asked := elsewhere.Say(c.ann, "when does my refund arrive")
	first := c.menu(c.mod, asked, "Answer from the knowledge base")
	second := c.menu(c.ben, asked, "Answer from the knowledge base")
	said := []string{c.answer(first), c.answer(second)}
	c.says(elsewhere, "When refunds arrive")
	for range 2 {
		c.next()
	}
	if n := len(c.ofBot(elsewhere)); n != 1 {
		t.Errorf("%d answers; told %q", n, said)
	}
	elsewhere.Erase(asked)
	c.await(func() bool { return len(elsewhere.Messages()) == 0 })
	c.noRefusals()
}

func TestAnAnswerThatIsCalledWrongOnItsWayIsTakenBack(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	release := c.discord.Hold("POST /channels/{channel}/messages")
	asked := c.help.Say(c.ann, "Hi, when does my refund arrive?")
	c.next()
	c.answer(c.fill(c.menu(c.mod, asked, "Wrong answer"), ""))
	release()
	c.says(c.help, "When refunds arrive")
	c.clock.jump(6 * time.Second) // a look is taken every few seconds
	c.await(func() bool { return len(c.ofBot(c.help)) == 0 })
}

func TestWhatOnePersonSawIsNotHeldAgainstTheRoom(t *testing.T) {
	c := openCommunity(t, ", grace: 0s, cooldown: {room: 1h}, budget: {hour: 1, share: 0}")
	c.answer(c.slash(c.ben, c.help, "ask", "when does my refund arrive"))
	c.next()
	c.help.Say(c.ann, "Hi, when does my refund arrive?")
	if s := c.next(); s.Decision.Outcome != gateway.OutcomeAnswer {
		t.Errorf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	c.says(c.help, "When refunds arrive")
}

func TestAnAnswerToACommandThatCameTooLateIsATicket(t *testing.T) {
	c := openCommunity(t, "")
	release := c.discord.Hold("PATCH /webhooks/{application}/{token}/messages/@original")
	i := c.slash(c.ann, c.help, "ask", "when does my refund arrive")
	c.next()
	c.clock.jump(20 * time.Minute)
	release()
	c.says(c.staff, "refund")
	if o := i.Outcome().Original; o != nil {
		t.Errorf("%q", o.Content)
	}
}

func TestABotThatIsOffForSomebodyAnswersThemWhenAsked(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	i, err := c.discord.Slash(c.ann, c.help, "bot-off", map[string]any{})
	if err != nil {
		t.Fatal(err)
	}
	c.answer(i)
	c.next()
	c.help.Say(c.ann, "Hi, when does my refund arrive?")
	if s := c.next(); s.Decision.Outcome != gateway.OutcomeLeftToPeople {
		t.Errorf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	c.help.Say(c.ann, c.bot.User.Mention()+" when does my refund arrive?")
	if s := c.next(); s.Decision.Outcome != gateway.OutcomeAnswer {
		t.Errorf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
}

func TestAButtonServesOnce(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	c.help.Say(c.ann, "Hi, when does my refund arrive?")
	answer := c.says(c.help, "When refunds arrive")
	c.next()
	c.press(c.ann, answer, gateway.CommandUnsolved)
	c.press(c.mod, answer, gateway.CommandPerson)
	c.press(c.ann, answer, gateway.CommandUnsolved)
	tickets := map[string]bool{}
	for range 3 {
		if s := c.next(); s.Ticket != nil {
			tickets[s.Ticket.ID] = true
		}
	}
	c.says(c.thread(c.help), "")
	c.slash(c.ben, c.help, "human", "the last one")
	c.says(c.staff, "the last one")
	if n := len(c.ofBot(c.staff)); len(tickets) != 1 || n != 2 {
		t.Errorf("%d tickets, the team's room has %q", len(tickets), contents(c.staff))
	}
}

func TestOneWhoTalksAloneToTheBotIsAnsweredThere(t *testing.T) {
	c := openCommunity(t, "")
	dm := c.direct(c.ben)
	dm.Say(c.ben, "when does my refund arrive?")
	c.says(dm, "When refunds arrive")
	c.next()
	dm.Say(c.ben, "I would like to talk to a person")
	c.says(dm, "A person will answer you here")
	c.answers("talk to a person", "I am one.")
	c.says(dm, "I am one.")
	c.noRefusals()
}
