package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"frontdesk/configs"
	"frontdesk/connectors"
	"frontdesk/connectors/discord/discordtest"
	"frontdesk/gateway"
	"frontdesk/gateway/metrics"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

// start runs a config folder with the real gateway, as frontdesk run does.
func start(ctx context.Context, config string, log *slog.Logger, settled func(pipeline.Settled)) (func() error, error) {
	var p configs.Problems
	folder := configs.Load(config, &p)
	channels := connectors.Load(folder.Channels, &p)
	policy := pipeline.NewPolicy(folder, connectors.Gateway(channels), &p)
	if p.Errors() > 0 {
		return nil, fmt.Errorf("config: %v", p.All())
	}
	policy, err := policy.Learn(nil)
	if err != nil {
		return nil, err
	}
	st, err := store.Open(ctx, "sqlite:"+filepath.Join(config, "..", "store", "frontdesk.db"), store.Options{Now: time.Now, Log: log})
	if err != nil {
		return nil, err
	}
	keys, err := st.Keyring(ctx)
	if err != nil {
		return nil, errors.Join(err, st.Close())
	}
	opened := map[string]gateway.Connector{}
	for _, c := range channels {
		env := gateway.Environment{Keys: keys, Log: log, Now: time.Now, Report: func(*gateway.Problem) {}}
		if opened[c.Name], err = c.Open(ctx, env); err != nil {
			return nil, errors.Join(err, st.Close())
		}
	}
	gw := pipeline.New(pipeline.Options{
		Store: st, Policy: policy, Connectors: opened, Keys: keys, Log: log, Metrics: metrics.New(prometheus.NewRegistry()),
		Now: time.Now, Settled: settled,
	})
	ended := make(chan error, 1)
	go func() {
		err := gw.Run(ctx)
		ended <- errors.Join(err, st.Close())
	}()
	return func() error { return <-ended }, nil
}

func TestEveryActOfTheCommunityEndsAsExpected(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	kept := filepath.Join(t.TempDir(), "kept")
	if err := RunCommunity(t.Context(), Options{Fast: true, Keep: kept, Stdout: &out, Start: start}); err != nil {
		t.Fatalf("%v\n%s", err, &out)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != len(acts)+1 {
		t.Errorf("%d lines for %d acts:\n%s", len(lines), len(acts), &out)
	}
	for i, a := range acts {
		if !strings.Contains(lines[i], a.Who+": ") || a.Outcome != "" && !strings.HasPrefix(lines[i], string(a.Outcome)+" ") {
			t.Errorf("act %s has the line %q", a.Name, lines[i])
		}
	}
	if _, err := os.Stat(filepath.Join(kept, "store", "frontdesk.db")); err != nil {
		t.Error(err)
	}
}

func TestABotThatDoesNotComeEndsTheCommunityWithTheGatewaysProblem(t *testing.T) {
	for _, fast := range []bool{true, false} {
		err := RunCommunity(t.Context(), Options{Fast: fast, Stdout: new(bytes.Buffer), Start: idle, patience: 10 * time.Millisecond})
		if err == nil || !strings.Contains(err.Error(), "the bot did not come within 10ms\n  the gateway's last problem: store does not work") {
			t.Errorf("fast %v: error %v", fast, err)
		}
	}
}

func TestTheSceneNamesOnlyWhatThereIs(t *testing.T) {
	rooms, names := map[string]bool{}, map[string]bool{}
	for _, r := range guildRooms {
		rooms[r.name] = true
	}
	for _, a := range acts {
		if names[a.Name] {
			t.Errorf("two acts are called %s", a.Name)
		}
		for _, other := range a.about() {
			if !names[other] {
				t.Errorf("%s waits for %s, which is no act before it", a.Name, other)
			}
		}
		if a.Room != "" && !rooms[a.Room] || a.Room == "" && a.On == "" {
			t.Errorf("%s happens in the room %q", a.Name, a.Room)
		}
		names[a.Name] = true
	}
	for _, name := range opening {
		if !names[name] {
			t.Errorf("the page opens with %s, which is no act", name)
		}
	}
}

// answered is what became of a question that was answered by a reply.
func answered(t *testing.T) (act, outcome) {
	t.Helper()
	g := newGuild()
	t.Cleanup(g.server.Close)
	asked := g.rooms[roomHelp].Say(g.people["Lena"], "When will I get my refund?")
	said := g.rooms[roomHelp].Say(g.bot.User, "**[Refunds](https://lumen.example/refunds)**", discordtest.ReplyTo(asked))
	o := outcome{deed: deed{Key: keyOf(asked), Room: g.rooms[roomHelp], Message: asked}}
	o.Said = []saying{{Delivery: gateway.Delivery{Kind: gateway.KindAnswer}, Message: said}}
	o.Settled.Decision = gateway.Decision{Outcome: gateway.OutcomeAnswer, Reply: &gateway.Reply{
		Kind: gateway.KindAnswer, Articles: []gateway.Article{{ID: "refunds", URL: "https://lumen.example/refunds"}},
	}}
	return act{Name: "refund", Outcome: gateway.OutcomeAnswer, Article: "refunds", Shown: asReply}, o
}

func TestWhatIsNotAsExpectedInTheCommunityIsNamed(t *testing.T) {
	a, good := answered(t)
	if wrong := a.differs(good); wrong != "" {
		t.Fatalf("as expected: %s", wrong)
	}
	silent := a
	silent.Outcome, silent.Article, silent.Shown = gateway.OutcomeLeftToPeople, "", ""
	private := a
	private.Shown = alone
	team := a
	team.Team = true
	note := a
	note.Note = gateway.NoteShared
	other := a
	other.Article = "orders"
	for want, wrong := range map[string]act{
		"outcome answer instead of left to people, article refunds instead of none, said as a reply instead of none": silent,
		"said as a reply instead of to its author alone":                                                             private,
		"team none instead of told":         team,
		"note none instead of shared":       note,
		"article refunds instead of orders": other,
	} {
		if got := wrong.differs(good); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	good.Said[0].Message.Content = "Refunds"
	if got := a.differs(good); got != "an answer without the article's link" {
		t.Errorf("without the link: %q", got)
	}
}

func TestWhatNobodyAskedForIsNamed(t *testing.T) {
	c := &community{guild: newGuild(), news: newNews()}
	t.Cleanup(c.guild.server.Close)
	help := c.guild.rooms[roomHelp]
	claimed := &claims{ids: map[string]bool{}}
	claimed.take(help.Say(c.guild.bot.User, "asked for").ID)
	if wrong := c.unasked(nil, claimed); len(wrong) > 0 {
		t.Fatalf("asked for: %q", wrong)
	}
	help.AddThread("aside", discordtest.PublicThread, c.guild.bot.User).Say(c.guild.bot.User, "buy lamps")
	read := newTurn(act{Name: "elsewhere", Unread: true})
	read.deed.Key = "1/2"
	c.news.onSettled(pipeline.Settled{Message: gateway.Message{SourceID: "1/2"}})
	wrong := strings.Join(c.unasked([]*turn{read}, claimed), "; ")
	if wrong != `nobody asked for "buy lamps" in #aside; elsewhere: it was read` {
		t.Errorf("%q", wrong)
	}
}

func TestOnlyTheTeamSeesTheStaffRoom(t *testing.T) {
	g := newGuild()
	t.Cleanup(g.server.Close)
	for name, u := range g.people {
		if sees := g.rooms[roomStaff].Allows(u, discordtest.ViewChannel); sees != (name == agent) {
			t.Errorf("%s sees the staff room: %v", name, sees)
		}
	}
}
