package demo

import (
	"fmt"
	"io/fs"
	"regexp"
	"time"

	"frontdesk/configs"
)

// communityConfig is the demo's own frontdesk.yaml: one community on the embedded Discord.
const communityConfig = `# Written by frontdesk demo --community; but for teams.yaml the rest of this folder is the example that comes with Frontdesk.
store: sqlite:../store/frontdesk.db
channels:
  community:
    kind: discord
    token: file:token
    api: "%s"                          # the demo's own Discord; without this key it is Discord itself
    team: first-line
    languages: [en, de, fr, es, pt, it, nl, pl, ja, zh]
    watch:
      - help
      - {room: orders, answer: thread}
      - 中文
      - questions                      # a forum
    grace: %s                          # people answer first; in a real community a minute or more
%s`

// Manners of the demo besides the grace time: a room with few messages is no burden, and live nobody waits for minutes.
const (
	fastManners = "    budget: {share: 0.6}               # a scene has few messages\n"
	liveManners = fastManners +
		"    cooldown: {person: 5s, matcher: 30s, article: 30s}   # by default minutes\n    talking: 20s\n"
)

// mailWay is how the example's teams get their tickets.
var mailWay = regexp.MustCompile(`(?m)^(\s+forward:) .*$`)

// writeConfig writes the example with a community instead of a mailbox: teams get their tickets in its staff room.
func (c *community) writeConfig(grace time.Duration) error {
	teams, err := fs.ReadFile(configs.Example(), "teams.yaml")
	if err != nil {
		return fmt.Errorf("copy the example: %w", err)
	}
	manners := liveManners
	if c.Fast {
		manners = fastManners
	}
	return copyExample(c.config(), map[string]string{
		"frontdesk.yaml": fmt.Sprintf(communityConfig, c.guild.server.URL(), grace, manners),
		"teams.yaml":     mailWay.ReplaceAllString(string(teams), "$1 [{channel: community, room: "+roomStaff+"}]"),
		"token":          c.guild.bot.Token() + "\n",
		"studio.ics":     closedStudio(time.Now()),
	})
}
