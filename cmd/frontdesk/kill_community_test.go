package main

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"testing"
	"time"

	"frontdesk/connectors/discord/discordtest"
)

// communityConfig is a gateway in a community that holds back nothing.
const communityConfig = `
store: sqlite:frontdesk.db
channels:
  community:
    kind: discord
    token: env:COMMUNITY_TOKEN
    api: %q
    team: first-line
    watch: [help]
    start: all
    grace: 0s
    talking: 0s
    cooldown: {person: 0s, matcher: 0s, article: 0s, room: 0s}
    budget: {hour: 0, share: 0}
`

// killsEnv sets how often the program is killed; without it a few times, so that all tests together stay quick.
const killsEnv = "COMMUNITY_KILLS"

// TestACommunityIsServedThroughKillsAndLostConnections kills the program at random moments while members ask, with two copies
// on one token, lost and repeated events and a server that cuts answers off. Then every question was answered at most once,
// and has an answer or a ticket.
func TestACommunityIsServedThroughKillsAndLostConnections(t *testing.T) {
	kills := 4
	if n, err := strconv.Atoi(os.Getenv(killsEnv)); err == nil {
		kills = n
	}
	d := discordtest.New(discordtest.Options{
		LimitPeriod: time.Millisecond, IdentifyEvery: time.Nanosecond, GlobalLimit: 100_000, SessionLimit: 100_000, InvalidLimit: 1 << 30,
	})
	t.Cleanup(d.Close)
	guild := d.AddGuild("Lumen")
	room := guild.AddRoom("help", discordtest.Text)
	bot := d.AddBot("frontdesk", discordtest.MessageContent)
	guild.Invite(bot, discordtest.ViewChannel|discordtest.ReadMessageHistory|discordtest.SendMessages|
		discordtest.SendMessagesInThreads|discordtest.CreatePublicThreads|discordtest.CreatePrivateThreads|discordtest.EmbedLinks)
	t.Setenv("COMMUNITY_TOKEN", bot.Token())
	dir := killFolder(t, fmt.Sprintf(communityConfig, d.URL()))
	log := newLog(t)

	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 1))
	t.Logf("seed %d", seed)
	copies := []*exec.Cmd{startFrontdesk(t, dir, log), startFrontdesk(t, dir, log)}
	asked := map[string]bool{}
	for range kills {
		for range 1 + random.IntN(3) {
			member := guild.AddMember(fmt.Sprintf("member%d", len(asked)))
			m := room.Say(member, "Hello, when will I get my refund? Thanks")
			asked[room.ID+"/"+m.ID] = true
			time.Sleep(time.Duration(random.IntN(200)) * time.Millisecond)
		}
		trouble(d, random)
		waitForSession(t, d)
		time.Sleep(time.Duration(random.IntN(400)) * time.Millisecond)
		one := random.IntN(2)
		if err := copies[one].Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = copies[one].Wait() // killed, and it says so
		copies[one] = startFrontdesk(t, dir, log)
	}
	d.Heal()
	waitForAll(t, log, dir, slices.Collect(maps.Keys(asked)), func() map[string]int { return answersIn(room, bot) })
	for _, c := range copies {
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = c.Wait() // killed, and it says so
	}
	answers := answersIn(room, bot)
	for id, n := range answers {
		if n > 1 {
			t.Errorf("%s was answered %d times", id, n)
		}
	}
	t.Logf("%d questions, %d answered, %d kills, %d sessions", len(asked), len(answers), kills, d.Identifies())
	if len(answers) == 0 { // a program that was just started may have to learn first, and what it is not sure of is a ticket
		t.Errorf("none of %d questions was answered\n%s", len(asked), log.text())
	}
}

// waitForSession waits until one of the copies is there: a lease goes over when its term has ended.
func waitForSession(t *testing.T, d *discordtest.Server) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	if err := d.Await(ctx, func() bool { return d.Connected() > 0 }); err != nil {
		t.Fatalf("no copy connects: %v", err)
	}
}

// trouble is one more thing that goes wrong.
func trouble(d *discordtest.Server, random *rand.Rand) {
	switch random.IntN(8) {
	case 0:
		d.DropConnections()
	case 1:
		d.LoseResumeWindow()
		d.DropConnections()
	case 2:
		d.DuplicateEvents(true)
	case 3:
		d.ReorderEvents(3)
	case 4:
		d.CutAfterPost(1)
	case 5:
		d.Fail("POST /channels/{channel}/messages", 502, 2)
	case 6:
		d.RateLimit("POST /channels/{channel}/messages", 2, 50*time.Millisecond, "user")
	default:
		d.DuplicateEvents(false)
	}
}

// answersIn counts the bot's answers by the message that they answer.
func answersIn(room *discordtest.Room, bot *discordtest.Bot) map[string]int {
	counts := map[string]int{}
	for _, m := range room.Messages() {
		if m.Author != nil && m.Author.ID == bot.User.ID && m.ReplyTo != "" {
			counts[room.ID+"/"+m.ReplyTo]++
		}
	}
	return counts
}
