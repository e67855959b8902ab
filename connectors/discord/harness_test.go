package discord

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"frontdesk/configs"
	"frontdesk/connectors/connectortest"
	"frontdesk/connectors/discord/discordtest"
	"frontdesk/gateway"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// community is a Discord with a guild, two rooms, a forum, three people and our bot.
type community struct {
	*discordtest.Server
	t           *testing.T
	guild       *discordtest.Guild
	help, staff *discordtest.Room
	forum       *discordtest.Room
	ann, ben    *discordtest.User
	mod         *discordtest.User
	bot         *discordtest.Bot
	problems    problems
	now         func() time.Time
	settings    Settings
}

const botRights = discordtest.ViewChannel | discordtest.ReadMessageHistory | discordtest.SendMessages | discordtest.SendMessagesInThreads |
	discordtest.CreatePublicThreads | discordtest.CreatePrivateThreads | discordtest.EmbedLinks

// quickly is a server on which tests need not wait for limits.
func quickly() discordtest.Options {
	return discordtest.Options{LimitPeriod: time.Millisecond, IdentifyEvery: time.Nanosecond, GlobalLimit: 100_000}
}

func newCommunity(t *testing.T, o discordtest.Options) *community {
	t.Helper()
	s := discordtest.New(o)
	t.Cleanup(s.Close)
	c := &community{Server: s, t: t, guild: s.AddGuild("Lumen"), now: time.Now}
	c.help, c.staff = c.guild.AddRoom("help", discordtest.Text), c.guild.AddRoom("staff", discordtest.Text)
	c.forum = c.guild.AddRoom("questions", discordtest.Forum)
	c.ann, c.ben, c.mod = c.guild.AddMember("ann"), c.guild.AddMember("ben"), c.guild.AddModerator("mod")
	c.bot = s.AddBot("frontdesk", discordtest.MessageContent)
	c.guild.Invite(c.bot, botRights)
	c.settings = Settings{Watch: []Watch{watching("help"), watching("questions")}}
	return c
}

func watching(name string) Watch { return Watch{Room: configs.Ref{Name: name}} }

// open makes a connector for the bot with these settings.
func (c *community) open() *Connector {
	c.t.Helper()
	s := c.settings
	s.Token, s.API = configs.PlainSecret(c.bot.Token()), c.URL()
	return c.openWith(&s)
}

func (c *community) openWith(s *Settings) *Connector {
	c.t.Helper()
	var p configs.Problems
	s.Check(configs.Section{}, &p)
	if err := p.Err(); err != nil {
		c.t.Fatal(err)
	}
	conn, err := Open(c.t.Context(), s, gateway.Environment{
		Channel: gateway.Channel{Name: "community"}, Report: c.problems.report, Now: c.now,
	})
	if err != nil {
		c.t.Fatal(err)
	}
	conn.timing = quick()
	c.t.Cleanup(conn.rest.close)
	return conn
}

// quick waits as short as tests need.
func quick() timing {
	t := defaultTiming()
	t.retryFirst, t.retryLast, t.storeLast = 5*time.Millisecond, 50*time.Millisecond, 20*time.Millisecond
	t.final, t.token, t.identify, t.invalid = 50*time.Millisecond, 20*time.Millisecond, 0, time.Millisecond
	t.behind, t.stored = 20*time.Millisecond, 100*time.Millisecond
	return t
}

// problems is what a connector reported.
type problems struct {
	mu   sync.Mutex
	all  []*gateway.Problem
	news chan struct{}
}

func (p *problems) report(problem *gateway.Problem) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all = append(p.all, problem)
	if p.news != nil {
		close(p.news)
		p.news = nil
	}
}

func (p *problems) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all = nil
}

// await waits for a report, new or old, that is wanted.
func (p *problems) await(t *testing.T, what string, wanted func(*gateway.Problem) bool) *gateway.Problem {
	t.Helper()
	seen := 0 // reports looked at
	late := time.After(30 * time.Second)
	for {
		p.mu.Lock()
		for ; seen < len(p.all); seen++ {
			if wanted(p.all[seen]) {
				defer p.mu.Unlock()
				return p.all[seen]
			}
		}
		if p.news == nil {
			p.news = make(chan struct{})
		}
		news := p.news
		p.mu.Unlock()
		select {
		case <-news:
		case <-late:
			t.Fatalf("waited for %s; reported were %v", what, p.all)
		}
	}
}

// run runs a connector until the test ends, and waits until it is connected.
func (c *community) run(conn *Connector, in gateway.Intake) (stop func()) {
	c.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- conn.Run(ctx, in) }()
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		select {
		case err := <-done:
			if err != nil {
				c.t.Errorf("Run ended with %v", err)
			}
		case <-time.After(10 * time.Second):
			c.t.Error("Run does not end")
		}
	}
	c.t.Cleanup(stop)
	return stop
}

// connected runs a connector and waits until it has read what there was.
func (c *community) connected(conn *Connector, in *connectortest.Intake) (stop func()) {
	c.t.Helper()
	c.problems.forget()
	stop = c.run(conn, in)
	c.problems.await(c.t, "a connection", func(p *gateway.Problem) bool { return p == nil })
	c.until("the rooms are known", func() bool {
		v, _ := in.Cursor(c.t.Context(), roomSource(c.help.ID))
		return v != ""
	})
	return stop
}

// until waits for something at the server or in an intake.
func (c *community) until(what string, ok func() bool) {
	c.t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	late := time.After(30 * time.Second)
	for !ok() {
		select {
		case <-tick.C:
		case <-late:
			c.t.Fatalf("waited until %s; refusals: %v", what, c.Refusals())
		}
	}
}

// careful fails where the connector did what a careful client does not.
func (c *community) careful() {
	c.t.Helper()
	for _, r := range c.Refusals() {
		c.t.Errorf("the server notes: %s", r)
	}
}

func (c *community) soon() context.Context {
	ctx, cancel := context.WithTimeout(c.t.Context(), 30*time.Second)
	c.t.Cleanup(cancel)
	return ctx
}

// answer is a reply in a room.
func answer(n int, room *discordtest.Room, to discordtest.Message) gateway.Delivery {
	return gateway.Delivery{
		ID: fmt.Sprintf("delivery%d", n), Kind: gateway.KindAnswer, Channel: "community", Conversation: "c", Message: "m",
		To: gateway.Address{Addr: to.Author.ID, Name: to.Author.Name}, Text: fmt.Sprintf("Answer %d.", n),
		Post: &gateway.Post{Place: gateway.PlaceReply, Room: room.ID, ReplyTo: remoteID(room.ID, to.ID)},
	}
}

// texts are what the messages among events say.
func texts(events []gateway.Event) []string {
	var out []string
	for _, e := range events {
		if e.Kind == gateway.EventMessage && e.Message.NewText != "" {
			out = append(out, e.Message.NewText)
		}
	}
	return out
}

// fromEnv are settings whose token is read from a variable.
func fromEnv(t *testing.T, c *community, name string) *Settings {
	t.Helper()
	file := filepath.Join(t.TempDir(), "frontdesk.yaml")
	text := fmt.Sprintf("channels:\n  community: {kind: discord, token: \"env:%s\", api: %q, watch: [help]}\n", name, c.URL())
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var p configs.Problems
	folder := configs.Load(filepath.Dir(file), &p)
	var s Settings
	folder.Channels[0].Decode(&s, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	return &s
}
