package pipeline_test

import (
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/discord/discordtest"
)

func TestWhatIsSaidInAStormIsAnsweredOnceItIsOver(t *testing.T) {
	c := openCommunity(t, ", grace: 0s, cooldown: {person: 0s, matcher: 0s, article: 0s}, budget: {hour: 0, share: 0}")
	c.discord.Fail("*", 503, -1)
	asked := map[string]bool{}
	for range 3 {
		m := c.help.Say(c.guild.AddMember("member"), "Hi, when does my refund arrive?")
		asked[m.ID] = true
		c.next()
	}
	c.discord.DropConnections()
	waitFor(t, "the answers to be tried", func() bool { return strings.Count(c.log.String(), "delivery not sent") >= 1 })
	c.discord.Heal()
	answered := map[string]int{}
	waitFor(t, "the answers", func() bool {
		c.clock.jump(time.Second)
		clear(answered)
		for _, m := range c.ofBot(c.help) {
			answered[m.ReplyTo]++
		}
		return len(answered) == len(asked)
	})
	for id, n := range answered {
		if n != 1 || !asked[id] {
			t.Errorf("%s was answered %d times", id, n)
		}
	}
}

func TestABotThatWasRemovedTellsItAndGoesOnWhenItIsBack(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	c.guild.Remove(c.bot.User)
	c.problem(`there is no room "help" that the bot can see`, "the bot was invited")
	c.guild.Invite(c.bot, botRights)
	c.problem()
	c.help.Say(c.ann, "Hi, when does my refund arrive?")
	c.says(c.help, "When refunds arrive")
}

func TestARoomThatTakesPermissionsAwayIsToldAndItsQuestionsGoToTheTeam(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	c.help.Deny(c.bot.User, discordtest.SendMessages)
	c.help.Say(c.ann, "Hi, when does my refund arrive?")
	c.says(c.staff, "did not reach the customer")
	c.problem("the bot may not do its work in #help", "Send Messages")
	c.answers("did not reach", "It takes five days.")
	c.says(c.thread(c.help), "It takes five days.")
	c.help.Reset(c.bot.User)
	c.problem()
}
