package pipeline_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/discord/discordtest"
	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
)

// both is a community with a mailbox beside it, whose one team works in a room and by mail.
func both(t *testing.T) *community {
	t.Helper()
	c := newCommunity(t, ", grace: 0s")
	c.server = mailtest.Serve(t, mailtest.Options{Domain: "lumen.example", Users: []mailtest.User{{Address: desk, Password: password}}})
	t.Setenv("HOUSE_PASSWORD", password)
	c.settings += fmt.Sprintf("\n  support: {kind: email, address: %s, team: first-line, start: all, imap: {server: %q, user: %s, password: env:HOUSE_PASSWORD, tls: none}, smtp: {server: %q, tls: none}}",
		desk, c.server.IMAP(), desk, c.server.SMTP())
	c.address = desk
	c.teams = strings.Replace(c.teams, "forward: [", "agents: [anna@elsewhere.example]\n    agents_auth: token\n    forward: [{email: team@elsewhere.example}, ", 1)
	c.start()
	c.await(func() bool { return c.discord.Connected() > 0 && len(c.bot.Commands(nil)) > 0 })
	return c
}

func TestATicketFromMailIsWorkedInTheTeamsRoom(t *testing.T) {
	c := both(t)
	c.write("ada@customers.example", "Swallows", "Does anybody know the airspeed of a swallow? I would like to talk to a person.")
	s := c.next()
	if s.Ticket == nil {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	c.answers("airspeed of a swallow", "African or European?")
	mails := to(c.sent(3), "ada@customers.example")
	_, body := parsed(t, mails[len(mails)-1])
	if !strings.Contains(body, "African or European?") {
		t.Errorf("the customer got %q", body)
	}
	waitFor(t, "the ticket to be answered", func() bool {
		row, err := c.store.Ticket(t.Context(), s.Ticket.ID)
		return err == nil && row.State == gateway.TicketAnswered
	})
	c.noRefusals()
}

func TestATicketFromAChatIsWorkedByMail(t *testing.T) {
	c := both(t)
	c.slash(c.ann, c.help, "human", "my lamp is broken")
	s := c.next()
	own := c.thread(c.help)
	c.says(own, "A person will answer you here")
	forward := to(c.sent(1), "team@elsewhere.example")[0]
	head, text := parsed(t, forward)
	if !strings.Contains(text, "my lamp is broken") {
		t.Errorf("the team got %q", text)
	}
	c.write("anna@elsewhere.example", "Re: "+head.Get("Subject"), "We send a new one.\n\n> "+"quoted", "In-Reply-To: "+head.Get("Message-ID"))
	if r := c.next(); r.Decision.Outcome != gateway.OutcomeRelay {
		t.Fatalf("%s (%s) of %s", r.Decision.Outcome, r.Decision.Reason, s.Ticket.ID)
	}
	c.says(own, "We send a new one.")
	c.nothingOf(c.help, "We send")
}

func TestAMissedPromiseIsToldInTheCustomersThreadAndTheTeamsRoom(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	asked := c.slash(c.ann, c.help, "human", "my lamp is broken")
	ticket := c.next().Ticket
	own := c.thread(c.help)
	c.says(own, "A person will answer you here")
	c.answer(asked) // its token ends with the jump
	c.clock.jump(7 * time.Hour)
	c.says(c.staff, "nobody has answered yet")
	c.clock.jump(90 * time.Minute)
	waitFor(t, "the promise to be missed", func() bool { row, err := c.store.Ticket(t.Context(), ticket.ID); return err == nil && row.Missed })
	c.await(func() bool { return len(c.ofBot(own)) == 2 })
	c.says(c.staff, "the promise to the customer was missed")
	c.answers("nobody has answered", "Sorry!")
	c.says(own, "Sorry!")
	c.noRefusals()
}

func TestAClosedTicketOpensAgainByAWord(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	c.slash(c.ann, c.help, "human", "my lamp is broken")
	first := c.next().Ticket
	own, forward := c.thread(c.help), c.says(c.staff, "my lamp")
	c.says(own, "")
	c.note(c.press(c.mod, forward, gateway.CommandClose))
	c.next()
	c.housed(first.Conversation)
	own.Say(c.ann, "It is broken again, can you help?")
	s := c.next()
	if s.Ticket == nil || s.Ticket.ID == first.ID {
		t.Fatalf("%s (%s) %+v", s.Decision.Outcome, s.Decision.Reason, s.Ticket)
	}
	c.answers("broken again", "Which one?")
	c.says(own, "Which one?")
	if n := len(c.help.Threads()); n != 1 {
		t.Errorf("%d threads", n)
	}
	c.noRefusals()
}

func TestOnePersonInTwoCommunitiesIsAnsweredWhereTheyAsk(t *testing.T) {
	c := newCommunity(t, ", grace: 0s")
	other := c.discord.AddGuild("Second")
	shop := other.AddRoom("shop", discordtest.Text)
	other.Invite(c.bot, botRights)
	other.Join(c.ann)
	c.settings = strings.Replace(c.settings, "watch: [help]", "watch: [help, shop]", 1)
	c.start()
	c.await(func() bool { return c.discord.Connected() > 0 && len(c.bot.Commands(nil)) > 0 })
	c.slash(c.ann, c.help, "human", "my lamp is broken")
	c.slash(c.ann, shop, "human", "my parcel is late")
	a, b := c.next().Ticket, c.next().Ticket
	if a == nil || b == nil || a.ID == b.ID {
		t.Fatalf("%+v, %+v", a, b)
	}
	c.answers("lamp is broken", "A new lamp.")
	c.answers("parcel is late", "On Monday.")
	c.says(c.thread(c.help), "A new lamp.")
	c.says(c.thread(shop), "On Monday.")
	c.noRefusals()
}
