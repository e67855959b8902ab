package pipeline_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/discord/discordtest"
	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

// fill writes into the form that a button shows, and sends it.
func (c *community) fill(i *discordtest.Interaction, text string) *discordtest.Interaction {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), patience)
	defer cancel()
	if err := i.Acknowledged(ctx); err != nil {
		c.t.Fatal(err)
	}
	modal := i.Outcome().Modal
	if modal == nil {
		c.t.Fatalf("no form: %+v", i.Outcome())
	}
	sent, err := c.discord.SubmitModal(i, map[string]string{fieldOf(modal): text})
	if err != nil {
		c.t.Fatal(err)
	}
	return sent
}

// slash uses a command with a text.
func (c *community) slash(u *discordtest.User, r *discordtest.Room, name, text string) *discordtest.Interaction {
	c.t.Helper()
	i, err := c.discord.Slash(u, r, name, map[string]any{"text": text})
	if err != nil {
		c.t.Fatal(err)
	}
	return i
}

// settledAs waits until a message or command of this kind is settled, and returns it.
func (c *community) settledAs(is func(pipeline.Settled) bool) pipeline.Settled {
	c.t.Helper()
	for {
		if s := c.next(); is(s) {
			return s
		}
	}
}

func byCommand(name gateway.CommandName) func(pipeline.Settled) bool {
	return func(s pipeline.Settled) bool {
		return s.Message.Chat != nil && s.Message.Chat.Command != nil && s.Message.Chat.Command.Name == name
	}
}

func TestACommandThatComesToNothingTellsTheTeamNothing(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	otto := c.guild.AddModerator("otto")
	c.help.Say(c.ann, "Does anybody know the airspeed of a swallow?")
	ticket := c.next().Ticket
	forward := c.says(c.staff, "swallow")
	c.note(c.press(otto, forward, gateway.CommandTake))
	if said := c.note(c.press(c.mod, forward, gateway.CommandClose)); !strings.Contains(said, "Somebody else") {
		t.Errorf("closing the ticket of another: %q", said)
	}
	form := c.fill(c.press(c.mod, forward, gateway.CommandReply), "African or ```European```?")
	c.await(func() bool { return len(form.Outcome().FollowUps) == 2 })
	back := slices.ContainsFunc(form.Outcome().FollowUps, func(m discordtest.Message) bool {
		return m.Ephemeral() && m.Content == "```\nAfrican or '''European'''?\n```"
	})
	if !back {
		t.Errorf("the agent's text is lost: %+v", form.Outcome().FollowUps)
	}
	c.settledAs(byCommand(gateway.CommandReply))
	c.slash(c.ann, c.help, "human", "and of a laden one?") // what the customer says comes after all that
	c.says(c.staff, "laden")
	if said := contents(c.staff); len(said) != 2 {
		t.Errorf("the team's room has %q", said)
	}
	row, err := c.store.Ticket(t.Context(), ticket.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, note := range row.Notes {
		if strings.Contains(note, "with another") {
			t.Errorf("noted %q", note)
		}
	}
	c.noRefusals()
}

func TestWhoTakesATicketFromAnotherInAChatIsToldFromWhom(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	otto := c.guild.AddModerator("otto")
	c.help.Say(c.ann, "Does anybody know the airspeed of a swallow?")
	c.next()
	forward := c.says(c.staff, "swallow")
	if said := c.note(c.press(otto, forward, gateway.CommandTake)); said != "The ticket is yours." {
		t.Errorf("the first who takes it: %q", said)
	}
	if said := c.note(c.press(c.mod, forward, gateway.CommandTake)); said != "The ticket is yours now. otto had it." {
		t.Errorf("the second: %q", said)
	}
	c.says(c.staff, "mod has this ticket.") // which all see, the first among them
	if said := c.note(c.press(c.mod, forward, gateway.CommandTake)); said != "The ticket is yours." {
		t.Errorf("the second once more: %q", said)
	}
	c.noRefusals()
}

func TestWhatIsSaidInATeamsRoomStaysThere(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	c.slash(c.ann, c.help, "human", "my lamp is broken")
	c.next()
	own, forward := c.thread(c.help), c.says(c.staff, "lamp")
	c.says(own, "")
	c.note(c.press(c.mod, forward, gateway.CommandTake))
	c.next()
	c.staff.Say(c.mod, "When does a refund arrive in such a case, what do you think?", discordtest.ReplyTo(forward))
	if s := c.next(); s.Decision.Outcome != gateway.OutcomeNotForUs || s.Ticket != nil {
		t.Errorf("a reply to the ticket: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	c.says(c.staff, "This stays in this room.")
	c.staff.Say(c.mod, c.bot.User.Mention()+" where is my refund?")
	if s := c.next(); s.Decision.Outcome != gateway.OutcomeNotForUs {
		t.Errorf("a word to the bot: %s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	c.answer(c.fill(c.press(c.mod, forward, gateway.CommandReply), "Das Ersatzteil geht morgen in die Post, bitte entschuldigen Sie die Verspätung."))
	c.says(own, "Ersatzteil")
	if n, m := len(c.staff.Threads()), len(c.ofBot(own)); n != 0 || m != 2 {
		t.Errorf("%d threads in the team's room, %d messages to the customer", n, m)
	}
	h, err := c.store.History(t.Context(), store.HistoryQuery{Sender: c.ann.ID, Now: c.clock.now()})
	if err != nil || h.Language == "de" {
		t.Errorf("the customer is taken to speak %q, as the agent does (%v)", h.Language, err)
	}
	c.noRefusals()
}

func TestAWishForAPersonGoesOnWithTheTicketThatIsThere(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	c.slash(c.ann, c.help, "human", "my lamp is broken")
	first := c.next().Ticket
	c.says(c.thread(c.help), "")
	c.clock.jump(2 * time.Hour)
	c.answer(c.slash(c.ann, c.help, "human", "and it smells"))
	if s := c.next(); s.Ticket == nil || s.Ticket.ID != first.ID {
		t.Errorf("%s (%s) on %+v", s.Decision.Outcome, s.Decision.Reason, s.Ticket)
	}
	c.says(c.staff, "it smells")
	c.answer(c.slash(c.ben, c.help, "human", "mine too"))
	if s := c.next(); s.Ticket == nil || s.Ticket.ID == first.ID {
		t.Errorf("another member's: %s (%s) on %+v", s.Decision.Outcome, s.Decision.Reason, s.Ticket)
	}
}

func TestAskSaysWhereItGoesOn(t *testing.T) {
	for name, tt := range map[string]struct{ question, note, thread string }{
		"nothing fits":    {"the airspeed of a swallow", "A person takes over. The answer comes in a private thread.", "A person will answer you here"},
		"details missing": {"where is my parcel", "A few details are needed first", "order"},
	} {
		t.Run(name, func(t *testing.T) {
			c := openCommunity(t, "")
			i := c.slash(c.ann, c.help, "ask", tt.question)
			if said := c.answer(i); !strings.Contains(said, tt.note) || !i.Outcome().Ephemeral {
				t.Errorf("%q", said)
			}
			c.says(c.thread(c.help), tt.thread)
			c.noRefusals()
		})
	}
}

func TestAnAnswerIsSharedOnce(t *testing.T) {
	c := openCommunity(t, "")
	i := c.slash(c.ann, c.help, "ask", "when does my refund arrive")
	c.answer(i)
	c.next()
	for range 3 {
		c.press(c.ann, *i.Outcome().Original, gateway.CommandShare)
	}
	for range 3 {
		if s := c.next(); s.Decision.Effects == nil || s.Decision.Effects.Note != gateway.NoteShared {
			t.Errorf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
		}
	}
	c.says(c.help, "When refunds arrive")
	c.slash(c.ben, c.help, "human", "the last one")
	c.says(c.staff, "the last one")
	if said := c.ofBot(c.help); len(said) != 1 {
		t.Errorf("%d messages", len(said))
	}
}

func TestATeamsRoomShowsWhoHasATicket(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	c.slash(c.ann, c.help, "human", "my lamp is broken")
	c.next()
	forward := c.says(c.staff, "lamp")
	c.note(c.press(c.mod, forward, gateway.CommandTake))
	c.says(c.staff, "-# mod has this ticket.")
	c.answer(c.fill(c.press(c.mod, forward, gateway.CommandReply), "We send a new one."))
	c.says(c.staff, "-# mod has answered.")
	c.note(c.press(c.mod, forward, gateway.CommandClose))
	closed := c.says(c.staff, "-# mod has closed this ticket.")
	if len(closed.Components) > 0 || !strings.Contains(closed.Content, "my lamp is broken") || strings.Contains(closed.Content, "has answered") {
		t.Errorf("%q with %d rows of buttons", closed.Content, len(closed.Components))
	}
	if said := c.ofBot(c.staff); len(said) != 1 {
		t.Errorf("%d messages", len(said))
	}
	c.noRefusals()
}
