package pipeline_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/discord/discordtest"
	"frontdesk/gateway"
)

const communityTeams = `
teams:
  first-line:
    promise: {normal: 8h, urgent: {within: 1h, hours: always}}
    contact: "+49 30 1234567"
    forward: [{channel: community, room: staff}]
`

// community is a running gateway whose channel is a community of an embedded Discord.
type community struct {
	*house
	discord     *discordtest.Server
	guild       *discordtest.Guild
	help, staff *discordtest.Room
	ann, ben    *discordtest.User
	mod         *discordtest.User
	bot         *discordtest.Bot
}

const botRights = discordtest.ViewChannel | discordtest.ReadMessageHistory | discordtest.SendMessages | discordtest.SendMessagesInThreads |
	discordtest.CreatePublicThreads | discordtest.CreatePrivateThreads | discordtest.EmbedLinks

// newCommunity is a community whose gateway does not run yet; keys are further settings, YAML flow style.
func newCommunity(t *testing.T, keys string) *community {
	t.Helper()
	now := &clock{}
	s := discordtest.New(discordtest.Options{Now: now.now, LimitPeriod: time.Millisecond, IdentifyEvery: time.Nanosecond, GlobalLimit: 100_000})
	t.Cleanup(s.Close)
	c := &community{discord: s, guild: s.AddGuild("Lumen")}
	c.help, c.staff = c.guild.AddRoom("help", discordtest.Text), c.guild.AddRoom("staff", discordtest.Text)
	c.ann, c.ben, c.mod = c.guild.AddMember("ann"), c.guild.AddMember("ben"), c.guild.AddModerator("mod")
	c.bot = s.AddBot("frontdesk", discordtest.MessageContent)
	c.guild.Invite(c.bot, botRights)
	t.Setenv("HOUSE_TOKEN", c.bot.Token())
	c.house = &house{
		teams: communityTeams, matchers: houseMatchers, matching: "{}", article: houseArticle, t: t, address: "the community", channel: "community", clock: now,
		url:      "sqlite:" + filepath.Join(t.TempDir(), "frontdesk.db"),
		settings: fmt.Sprintf("{kind: discord, token: env:HOUSE_TOKEN, api: %q, team: first-line, watch: [help]%s}", s.URL(), keys),
	}
	return c
}

func openCommunity(t *testing.T, keys string) *community {
	t.Helper()
	c := newCommunity(t, keys)
	c.start()
	c.await(func() bool { return c.discord.Connected() > 0 && len(c.bot.Commands(nil)) > 0 })
	return c
}

func (c *community) await(cond func() bool) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), patience)
	defer cancel()
	if err := c.discord.Await(ctx, cond); err != nil {
		c.t.Fatalf("it did not happen: %v", err)
	}
}

// says waits for a message of the bot in a room that holds a text.
func (c *community) says(r *discordtest.Room, text string) discordtest.Message {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), patience)
	defer cancel()
	m, err := r.AwaitMessage(ctx, func(m discordtest.Message) bool { return c.isBots(m) && strings.Contains(m.Content, text) })
	if err != nil {
		c.t.Fatalf("nothing with %q is said in %s; there stands %q", text, r.Name(), contents(r))
	}
	return m
}

func (c *community) isBots(m discordtest.Message) bool {
	return m.Author != nil && m.Author.ID == c.bot.User.ID
}

func contents(r *discordtest.Room) []string {
	var out []string
	for _, m := range r.Messages() {
		out = append(out, m.Content)
	}
	return out
}

// ofBot are the bot's messages in a room.
func (c *community) ofBot(r *discordtest.Room) []discordtest.Message {
	return slices.DeleteFunc(r.Messages(), func(m discordtest.Message) bool { return !c.isBots(m) })
}

// press presses the button of a command.
func (c *community) press(u *discordtest.User, m discordtest.Message, command gateway.CommandName) *discordtest.Interaction {
	c.t.Helper()
	for _, row := range m.Components {
		for _, b := range row.Components {
			if strings.HasPrefix(b.CustomID, "fd:"+string(command)+":") {
				i, err := c.discord.Press(u, m, b.CustomID)
				if err != nil {
					c.t.Fatal(err)
				}
				return i
			}
		}
	}
	c.t.Fatalf("%q has no button %s", m.Content, command)
	return nil
}

func (c *community) answer(i *discordtest.Interaction) string {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), patience)
	defer cancel()
	m, err := i.Answer(ctx)
	if err != nil {
		c.t.Fatalf("the interaction got no answer: %v (%+v)", err, i.Outcome())
	}
	return m.Content
}

// note waits for the word that only the one who pressed a button sees.
func (c *community) note(i *discordtest.Interaction) string {
	c.t.Helper()
	c.await(func() bool { return len(i.Outcome().FollowUps) > 0 })
	m := i.Outcome().FollowUps[0]
	if !m.Ephemeral() {
		c.t.Errorf("everybody sees %q", m.Content)
	}
	return m.Content
}

// thread is the one thread below a room.
func (c *community) thread(r *discordtest.Room) *discordtest.Room {
	c.t.Helper()
	c.await(func() bool { return len(r.Threads()) == 1 })
	return r.Threads()[0]
}

func (c *community) noRefusals() {
	c.t.Helper()
	if refusals := c.discord.Refusals(); len(refusals) > 0 {
		c.t.Errorf("Discord refused: %q", refusals)
	}
}

func TestAQuestionInARoomIsAnsweredOnceAndWorkedToItsEnd(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	asked := c.help.Say(c.ann, "Hi, when does my refund arrive?")
	answer := c.says(c.help, "When refunds arrive")
	if answer.ReplyTo != asked.ID || !strings.Contains(answer.Content, "https://lumen.example/help/refunds") || len(answer.Pings) > 0 {
		t.Errorf("the answer %+v", answer)
	}
	if s := c.next(); s.Decision.Outcome != gateway.OutcomeAnswer {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	c.note(c.press(c.ben, answer, gateway.CommandUnsolved))
	if s := c.next(); s.Decision.Effects == nil || s.Decision.Effects.Note != gateway.NoteNotYours {
		t.Errorf("a stranger's press: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	c.note(c.press(c.ann, answer, gateway.CommandUnsolved))
	ticket := c.next().Ticket
	if ticket == nil || ticket.Customer.Addr != c.ann.ID {
		t.Fatalf("ticket %+v", ticket)
	}
	own := c.thread(c.help)
	c.says(own, "")
	if !own.Has(c.ann) || own.Has(c.ben) {
		t.Error("the ticket's room is not the customer's alone")
	}
	forward := c.says(c.staff, "refund")
	c.note(c.press(c.mod, forward, gateway.CommandTake))
	c.next()
	form := c.press(c.mod, forward, gateway.CommandReply)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := form.Acknowledged(ctx); err != nil {
		t.Fatal(err)
	}
	modal := form.Outcome().Modal
	if modal == nil {
		t.Fatalf("no form: %+v", form.Outcome())
	}
	sent, err := c.discord.SubmitModal(form, map[string]string{fieldOf(modal): "It leaves our bank on Friday."})
	if err != nil {
		t.Fatal(err)
	}
	c.answer(sent)
	if s := c.next(); s.Decision.Outcome != gateway.OutcomeRelay {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	c.says(own, "It leaves our bank on Friday.")
	own.Say(c.ann, "Great, and which bank is that?")
	if s := c.next(); s.Ticket == nil || s.Ticket.ID != ticket.ID {
		t.Errorf("the customer's word in the ticket's room: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	c.says(c.staff, "which bank is that")
	c.noRefusals()
}

// fieldOf is the id of a form's first field.
func fieldOf(m *discordtest.Modal) string {
	var find func([]discordtest.Component) string
	find = func(parts []discordtest.Component) string {
		for _, p := range parts {
			if len(p.Components) == 0 && p.CustomID != "" {
				return p.CustomID
			}
			if id := find(p.Components); id != "" {
				return id
			}
		}
		return ""
	}
	return find(m.Components)
}

func TestADeletedQuestionTakesItsAnswerAlong(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	asked := c.help.Say(c.ann, "Hi, when does my refund arrive?")
	c.says(c.help, "When refunds arrive")
	c.help.Erase(asked)
	c.await(func() bool { return len(c.help.Messages()) == 0 })
	c.noRefusals()
}

func TestPeopleAnswerFirst(t *testing.T) {
	c := openCommunity(t, ", grace: 2h")
	asked := c.help.Say(c.ann, "Hi, when does my refund arrive?")
	c.help.Say(c.ben, "After five days, it was the same for me", discordtest.ReplyTo(asked))
	outcomes := map[string]gateway.Outcome{}
	for range 2 {
		s := c.next()
		outcomes[s.Message.Author.Addr] = s.Decision.Outcome
		c.clock.jump(2*time.Hour + time.Second) // the question may sleep, or be decided after its answer
	}
	if outcomes[c.ann.ID] != gateway.OutcomeLeftToPeople || outcomes[c.ben.ID] == gateway.OutcomeAnswer {
		t.Errorf("outcomes %v", outcomes)
	}
	if said := c.ofBot(c.help); len(said) > 0 {
		t.Errorf("the bot said %q", said[0].Content)
	}
}

func TestWhatWasAskedDuringAGapIsAnsweredOnce(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	c.help.Say(c.ben, "Hi, when does my refund arrive?")
	c.says(c.help, "When refunds arrive")
	c.next()
	if err := c.stop(); err != nil {
		t.Fatal(err)
	}
	asked := c.help.Say(c.ann, "Could you tell me when refunds arrive? refund of May")
	c.start()
	if s := c.next(); s.Decision.Outcome != gateway.OutcomeAnswer && s.Decision.Outcome != gateway.OutcomeTicket {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	for range 3 {
		c.discord.LoseResumeWindow()
		c.discord.DropConnections()
		before := c.discord.Identifies()
		c.await(func() bool { return c.discord.Identifies() > before && c.discord.Connected() > 0 })
	}
	answers := slices.DeleteFunc(c.ofBot(c.help), func(m discordtest.Message) bool { return m.ReplyTo != asked.ID })
	if len(answers) > 1 {
		t.Errorf("%d answers", len(answers))
	}
}

func TestSlashAskIsAnsweredToItsAuthorAlone(t *testing.T) {
	c := openCommunity(t, "")
	i, err := c.discord.Slash(c.ann, c.help, "ask", map[string]any{"text": "when does my refund arrive"})
	if err != nil {
		t.Fatal(err)
	}
	if text := c.answer(i); !strings.Contains(text, "When refunds arrive") || !i.Outcome().Ephemeral {
		t.Errorf("%q: %+v", text, i.Outcome())
	}
	if len(c.ofBot(c.help)) > 0 {
		t.Error("everybody sees it")
	}
	c.note(c.press(c.ann, *i.Outcome().Original, gateway.CommandShare))
	c.says(c.help, "When refunds arrive")
	c.noRefusals()
}
