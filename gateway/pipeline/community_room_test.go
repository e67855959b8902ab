package pipeline_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors"
	"frontdesk/connectors/discord/discordtest"
	"frontdesk/gateway/pipeline"
)

// retryJump is more than the wait before the first other attempt at a delivery.
const retryJump = 10 * time.Second

// problem waits until the channel's problem, as an admin reads it, has these texts; without any, until there is none.
func (c *community) problem(texts ...string) {
	c.t.Helper()
	waitFor(c.t, "the admin to be told "+strings.Join(texts, ", "), func() bool {
		p := c.gateway.Health().Channels()["community"].Problem
		if p == nil || len(texts) == 0 {
			return p == nil && len(texts) == 0
		}
		for _, text := range texts {
			if !strings.Contains(p.String(), text) {
				return false
			}
		}
		return true
	})
}

func TestATeamsRoomThatIsMissingIsToldAndItsTicketsWait(t *testing.T) {
	c := newCommunity(t, ", grace: 0s")
	c.teams = strings.ReplaceAll(c.teams, "room: staff", "room: team")
	c.start()
	c.await(func() bool { return c.discord.Connected() > 0 && len(c.bot.Commands(nil)) > 0 })
	c.problem(`there is no room "team" that the bot can see`, "help, staff")
	if p := c.gateway.Health().Channels()["community"].Problem; !p.Partial || !strings.Contains(c.log.String(), "channel works in part") {
		t.Errorf("told as %+v", p)
	}
	c.slash(c.ann, c.help, "human", "my lamp is broken")
	c.next()
	team := c.guild.AddRoom("team", discordtest.Text)
	c.problem()
	waitFor(t, "the next attempt", func() bool { c.clock.jump(retryJump); return len(c.ofBot(team)) > 0 })
	c.says(team, "my lamp is broken")
}

func TestATeamsRoomThatRefusesGetsItsTicketsOnceThatIsMended(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	c.staff.Deny(c.bot.User, discordtest.SendMessages)
	c.slash(c.ann, c.help, "human", "my lamp is broken")
	c.next()
	c.problem("the bot may not do its work in #staff", "Send Messages")
	c.staff.Reset(c.bot.User)
	c.problem()
	waitFor(t, "the next attempt", func() bool { c.clock.jump(retryJump); return len(c.ofBot(c.staff)) > 0 })
	c.says(c.staff, "my lamp is broken")
}

func TestATeamsRoomThatIsRenamedGoesOn(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	c.slash(c.ann, c.help, "human", "my lamp is broken")
	c.says(c.thread(c.help), "")
	c.staff.Rename("night-shift")
	c.problem(`the room "staff" of the config is called "night-shift" now`, "write the new name")
	c.slash(c.ben, c.help, "human", "mine too")
	c.says(c.staff, "mine too")
	c.answers("my lamp", "We send a new one.")
	c.says(c.help.Threads()[0], "We send a new one.")
	c.noRefusals()
}

func TestMailToATeamNeedsAChannelThatSendsIt(t *testing.T) {
	c := newCommunity(t, "")
	files := fstest.MapFS{
		"frontdesk.yaml": {Data: []byte("channels:\n  community: " + c.settings + "\n")},
		"teams.yaml":     {Data: []byte("teams:\n  first-line:\n    agents: [anna@elsewhere.example]\n    forward: [{email: team@elsewhere.example}]\n")},
	}
	var p configs.Problems
	folder := configs.LoadFS(files, "house", &p)
	pipeline.NewPolicy(folder, connectors.Gateway(connectors.Load(folder.Channels, &p)), &p)
	if err := p.Err(); err == nil || !strings.Contains(err.Error(), `no channel can send mail to "team@elsewhere.example"`) {
		t.Errorf("%v", err)
	}
}
