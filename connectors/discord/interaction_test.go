package discord

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"frontdesk/connectors/connectortest"
	"frontdesk/connectors/discord/discordtest"
	"frontdesk/gateway"
)

// offering runs a connector whose commands are registered.
func (c *community) offering() (*Connector, *connectortest.Intake) {
	c.t.Helper()
	return c.offeringBy(c.open())
}

func (c *community) offeringBy(conn *Connector) (*Connector, *connectortest.Intake) {
	c.t.Helper()
	in := connectortest.NewIntake()
	c.connected(conn, in)
	c.offers(conn)
	return conn, in
}

// offers waits until the commands are registered.
func (c *community) offers(conn *Connector) {
	c.t.Helper()
	c.until("the commands are registered", func() bool {
		have, err := conn.registered(c.t.Context(), c.bot.User.ID)
		return err == nil && len(have) == len(conn.settings.Commands.offers())
	})
}

// used waits until an interaction is acknowledged.
func (c *community) used(i *discordtest.Interaction, err error) *discordtest.Interaction {
	c.t.Helper()
	if err == nil {
		err = i.Acknowledged(c.soon())
	}
	if err != nil {
		c.t.Fatal(err)
	}
	return i
}

// commands are those among events, in their order.
func commands(events []gateway.Event) []gateway.Event {
	return slices.DeleteFunc(slices.Clone(events), func(e gateway.Event) bool { return e.Message.Chat == nil || e.Message.Chat.Command == nil })
}

// lastCommand waits for the n-th command.
func (c *community) lastCommand(in *connectortest.Intake, n int) gateway.Event {
	c.t.Helper()
	var found []gateway.Event
	c.until("the command is handed in", func() bool {
		events, _ := in.Events()
		found = commands(events)
		return len(found) >= n
	})
	return found[n-1]
}

func TestQuestionByCommandIsAnsweredInItsPlace(t *testing.T) {
	c := newCommunity(t, quickly())
	conn, in := c.offering()
	i := c.used(c.Slash(c.ann, c.help, "ask", map[string]any{"text": "Where is <@" + c.ben.ID + ">'s order?"}))
	if o := i.Outcome(); !o.Deferred || !o.Ephemeral {
		t.Errorf("it was acknowledged with %+v", o)
	}
	e := c.lastCommand(in, 1)
	m, cmd := e.Message, e.Message.Chat.Command
	if e.Kind != gateway.EventCommand || m.SourceID != "interaction/"+i.ID || m.NewText != "Where is @somebody's order?" || m.Author.Addr != c.ann.ID ||
		m.Room != c.help.ID || !m.Chat.ToUs || !m.Chat.Watched || m.Chat.Moderator || cmd.Name != gateway.CommandAsk || cmd.Respond == nil || !cmd.Respond.Private {
		t.Errorf("handed in was %+v %+v %+v", m, m.Chat, cmd)
	}
	d := gateway.Delivery{
		ID: "d1", Kind: gateway.KindAnswer, To: m.Author, Text: "It is on its way.",
		Post: &gateway.Post{Place: gateway.PlaceRespond, Respond: cmd.Respond, Buttons: []gateway.Button{{Label: "Share", Command: gateway.CommandShare, Delivery: "d1"}}},
	}
	if sent, known, err := conn.Find(t.Context(), d); sent || err != nil {
		t.Errorf("before: sent %v, known %v, %v", sent, known, err)
	}
	another := c.open() // a restart, or another process
	r := c.mustSend(another, d)
	shown, err := i.Answer(c.soon())
	if err != nil || shown.Content != d.Text || !strings.HasSuffix(r.RemoteID, "/"+shown.ID) || !shown.Ephemeral() {
		t.Errorf("shown is %+v, %v", shown, err)
	}
	if sent, known, err := conn.Find(t.Context(), d); !sent || !known || err != nil {
		t.Errorf("after: sent %v, known %v, %v", sent, known, err)
	}
	press := c.used(c.Press(c.ann, shown, "fd:share:d1"))
	if e := c.lastCommand(in, 2); e.Message.Chat.Command.Delivery != "d1" || e.Message.Chat.Command.Name != gateway.CommandShare {
		t.Errorf("the button gave %+v", e.Message.Chat.Command)
	}
	if o := press.Outcome(); !o.Updated {
		t.Errorf("the button was acknowledged with %+v", o)
	}
	c.careful()
}

func TestCommandsAreAcknowledgedWhileTheStoreIsSlow(t *testing.T) {
	c := newCommunity(t, quickly())
	_, in := c.offering()
	in.Fail(errors.New("the store is slow"), -1)
	c.help.Say(c.ann, "a message that waits before them")
	for range 20 {
		c.used(c.Slash(c.ann, c.help, "human", nil))
	}
	if events, _ := in.Events(); len(commands(events)) > 0 {
		t.Error("the store was not slow")
	}
	in.Fail(nil, 0)
	c.lastCommand(in, 20)
	c.careful()
}

func TestAcknowledgementIsTriedAgain(t *testing.T) {
	c := newCommunity(t, quickly())
	_, in := c.offering()
	c.Fail("POST /interactions/{interaction}/{token}/callback", 503, 2)
	c.used(c.Slash(c.ann, c.help, "human", map[string]any{"text": "My order is lost"}))
	if e := c.lastCommand(in, 1); e.Message.NewText != "My order is lost" || e.Message.Chat.Command.Respond == nil {
		t.Errorf("handed in was %+v", e.Message)
	}
}

// TestAWishIsStoredBeforeItIsAcknowledged: a process that dies in between loses none that somebody was told of.
func TestAWishIsStoredBeforeItIsAcknowledged(t *testing.T) {
	c := newCommunity(t, quickly())
	conn := c.open()
	conn.timing.stored = time.Hour
	_, in := c.offeringBy(conn)
	in.Fail(errors.New("the store does not work"), 5)
	c.used(c.Slash(c.ann, c.help, "human", nil))
	if events, _ := in.Events(); len(commands(events)) != 1 {
		t.Errorf("acknowledged while the store has %d", len(commands(events)))
	}
}

// lateIntake is a store that fails from a moment on, and works again after the end of Run's context where it recovers.
type lateIntake struct {
	*connectortest.Intake
	broken   atomic.Bool
	recovers bool
}

func (in *lateIntake) Accept(ctx context.Context, events []gateway.Event, c gateway.Cursor) error {
	if _, last := ctx.Deadline(); in.broken.Load() && (!last || !in.recovers) {
		return errors.New("the store does not work")
	}
	return in.Intake.Accept(ctx, events, c)
}

// TestAWishThatWaitsAtTheEndIsStoredOrNotAcknowledged: whoever was told that it was taken can rely on that.
func TestAWishThatWaitsAtTheEndIsStoredOrNotAcknowledged(t *testing.T) {
	for _, recovers := range []bool{true, false} {
		c := newCommunity(t, quickly())
		conn := c.open()
		conn.timing.stored, conn.timing.ack = time.Hour, time.Hour
		if !recovers {
			conn.timing.last = 20 * time.Millisecond
		}
		in := &lateIntake{Intake: connectortest.NewIntake(), recovers: recovers}
		stop := c.run(conn, in)
		c.until("the rooms are known", func() bool {
			v, _ := in.Cursor(c.t.Context(), roomSource(c.help.ID))
			return v != ""
		})
		c.offers(conn)
		before, _ := in.Cursor(c.t.Context(), roomSource(c.help.ID))
		in.broken.Store(true)
		c.help.Say(c.ann, "a message that waits before it")
		i, err := c.Slash(c.ann, c.help, "human", nil)
		if err != nil {
			t.Fatal(err)
		}
		c.until("the wish waits", func() bool {
			conn.unacknowledged.mu.Lock()
			defer conn.unacknowledged.mu.Unlock()
			return len(conn.unacknowledged.of) == 1
		})
		stop()
		events, _ := in.Events()
		if told, stored := i.Outcome().Acknowledged, len(commands(events)) == 1; told != recovers || stored != recovers {
			t.Errorf("a store that recovers %v: acknowledged %v, stored %v", recovers, told, stored)
		}
		if after, _ := in.Cursor(c.t.Context(), roomSource(c.help.ID)); after != before {
			t.Error("the message that was not stored counts as read")
		}
	}
}

// TestNothingIsSaidInPlaceOfACommandBeforeItIsAcknowledged: Discord would know of no such place yet.
func TestNothingIsSaidInPlaceOfACommandBeforeItIsAcknowledged(t *testing.T) {
	c := newCommunity(t, quickly())
	conn, in := c.offering()
	c.Fail("POST /interactions/{interaction}/{token}/callback", 503, 3)
	i, err := c.Slash(c.ann, c.help, "ask", map[string]any{"text": "Where is my order?"})
	if err != nil {
		t.Fatal(err)
	}
	cmd := c.lastCommand(in, 1).Message.Chat.Command
	d := gateway.Delivery{ID: "d1", Kind: gateway.KindAnswer, To: gateway.Address{Addr: c.ann.ID}, Text: "On its way.", Post: &gateway.Post{Place: gateway.PlaceRespond, Respond: cmd.Respond}}
	c.mustSend(conn, d)
	if shown, err := i.Answer(c.soon()); err != nil || shown.Content != d.Text {
		t.Errorf("shown is %+v, %v", shown, err)
	}
}

// TestAnAnswerToACommandThatWasAcknowledgedTooLateIsRefusedForGood: at first another process may be about to do it.
func TestAnAnswerToACommandThatWasAcknowledgedTooLateIsRefusedForGood(t *testing.T) {
	o := quickly()
	o.AckWithin = time.Nanosecond
	c := newCommunity(t, o)
	_, in := c.offering()
	if _, err := c.Slash(c.ann, c.help, "ask", map[string]any{"text": "Where is my order?"}); err != nil {
		t.Fatal(err)
	}
	cmd := c.lastCommand(in, 1).Message.Chat.Command
	d := gateway.Delivery{ID: "d1", Kind: gateway.KindAnswer, To: gateway.Address{Addr: c.ann.ID}, Text: "Late.", Post: &gateway.Post{Place: gateway.PlaceRespond, Respond: cmd.Respond}}
	for after, permanent := range map[time.Duration]bool{0: false, 2*callbackTime + time.Second: true} {
		another := c.open()
		another.env.Now = func() time.Time { return cmd.Respond.Until.Add(after - respondWithin) }
		_, err := another.Send(t.Context(), d)
		var refused *gateway.SendError
		if !errors.As(err, &refused) || refused.Permanent != permanent {
			t.Errorf("after %s: %v", after, err)
		}
	}
}

func TestButtonsOfAnAnswer(t *testing.T) {
	c := newCommunity(t, quickly())
	conn, in := c.offering()
	q := c.help.Say(c.ann, "Where is my order?")
	d := answer(1, c.help, q)
	for _, name := range []gateway.CommandName{gateway.CommandSolved, gateway.CommandUnsolved, gateway.CommandPerson} {
		d.Post.Buttons = append(d.Post.Buttons, gateway.Button{Label: string(name), Command: name, Delivery: d.ID})
	}
	shown := c.at(c.mustSend(conn, d))
	for n, b := range d.Post.Buttons {
		i := c.used(c.Press(c.mod, shown, customID(b.Command, d.ID)))
		cmd := c.lastCommand(in, n+1).Message.Chat
		if cmd.Command.Name != b.Command || cmd.Command.Delivery != d.ID || cmd.Command.About != remoteID(c.help.ID, shown.ID) || !cmd.Moderator {
			t.Errorf("handed in was %+v of %+v", cmd.Command, cmd)
		}
		// What is said to the one who pressed leaves the answer as it is.
		note := gateway.Delivery{ID: "n" + b.Label, Kind: gateway.KindNote, To: d.To, Text: "Thanks.", Post: &gateway.Post{Place: gateway.PlaceRespond, Respond: cmd.Command.Respond}}
		c.mustSend(conn, note)
		o := i.Outcome()
		if b.Command == gateway.CommandPerson {
			if o.Original == nil || o.Original.Content != "Thanks." || !o.Original.Ephemeral() {
				t.Errorf("the answer is %+v", o)
			}
		} else if len(o.FollowUps) != 1 || !o.FollowUps[0].Ephemeral() {
			t.Errorf("the answer is %+v", o)
		}
	}
	if m, _ := c.help.Message(shown.ID); m.Content != d.Text {
		t.Errorf("the answer became %q", m.Content)
	}
	c.careful()
}

func TestMenuOfAMessage(t *testing.T) {
	c := newCommunity(t, quickly())
	_, in := c.offering()
	q := c.help.Say(c.ann, "Where is my **order**?")
	for n, tt := range []struct {
		title string
		name  gateway.CommandName
		by    *discordtest.User
	}{
		{"Answer from the knowledge base", gateway.CommandAnswer, c.ben},
		{"Hand to a person", gateway.CommandHandOver, c.ben},
		{"Mute the bot here", gateway.CommandMute, c.mod},
	} {
		c.used(c.ContextMenu(tt.by, q, tt.title))
		m := c.lastCommand(in, n+1).Message
		cmd := m.Chat.Command
		if cmd.Name != tt.name || cmd.About != remoteID(c.help.ID, q.ID) || cmd.AboutAuthor.Addr != c.ann.ID || m.NewText != "Where is my **order**?" ||
			m.Author.Addr != tt.by.ID || m.Chat.Moderator != (tt.by == c.mod) || m.Thread.InReplyTo[0] != cmd.About {
			t.Errorf("handed in was %+v with %+v", m, cmd)
		}
	}
	if _, err := c.ContextMenu(c.ben, q, "Wrong answer"); err == nil {
		t.Error("somebody who is no moderator is offered the command of moderators")
	}
	c.careful()
}

func TestWrongAnswerAsksWhatItWasAbout(t *testing.T) {
	c := newCommunity(t, quickly())
	conn, in := c.offering()
	q := c.help.Say(c.ann, "Where is my order?")
	shown := c.at(c.mustSend(conn, answer(1, c.help, q)))
	i := c.used(c.ContextMenu(c.mod, shown, "Wrong answer"))
	sub := c.used(c.SubmitModal(i, map[string]string{formField: "refunds"}))
	cmd := c.lastCommand(in, 1).Message.Chat.Command
	if cmd.Name != gateway.CommandWrong || cmd.About != remoteID(c.help.ID, shown.ID) || cmd.Argument != "refunds" || cmd.Respond == nil {
		t.Errorf("handed in was %+v", cmd)
	}
	if o := sub.Outcome(); !o.Ephemeral {
		t.Errorf("it was acknowledged with %+v", o)
	}
	empty := c.used(c.ContextMenu(c.mod, shown, "Wrong answer"))
	c.used(c.SubmitModal(empty, nil))
	if cmd := c.lastCommand(in, 2).Message.Chat.Command; cmd.Argument != "" {
		t.Errorf("handed in was %+v", cmd)
	}
	c.careful()
}

func TestTeamAnswersByAForm(t *testing.T) {
	c := newCommunity(t, quickly())
	conn, in := c.offering()
	d := gateway.Delivery{
		ID: "f1", Kind: gateway.KindForward, To: gateway.Address{Addr: "staff"}, Text: "A ticket.",
		Post: &gateway.Post{Place: gateway.PlaceRoom, Room: "staff", Buttons: []gateway.Button{
			{Label: "Take", Command: gateway.CommandTake, Ticket: "T1"}, {Label: "Answer", Command: gateway.CommandReply, Ticket: "T1"},
		}},
	}
	shown := c.at(c.mustSend(conn, d))
	c.used(c.Press(c.ben, shown, "fd:take:T1"))
	if cmd := c.lastCommand(in, 1).Message.Chat.Command; cmd.Name != gateway.CommandTake || cmd.Ticket != "T1" {
		t.Errorf("handed in was %+v", cmd)
	}
	i := c.used(c.Press(c.ben, shown, "fd:reply:T1"))
	c.used(c.SubmitModal(i, map[string]string{formField: "It comes\ntomorrow."}))
	m := c.lastCommand(in, 2).Message
	if m.Chat.Command.Name != gateway.CommandReply || m.Chat.Command.Ticket != "T1" || m.NewText != "It comes\ntomorrow." || m.Room != c.staff.ID {
		t.Errorf("handed in was %+v with %+v", m, m.Chat.Command)
	}
	if events, _ := in.Events(); len(commands(events)) != 2 {
		t.Error("opening the form was handed in")
	}
	c.careful()
}

func TestReactionsBelowAnAnswerAreFeedback(t *testing.T) {
	c := newCommunity(t, quickly())
	conn, in := c.offering()
	q := c.help.Say(c.ann, "Where is my order?")
	shown := c.at(c.mustSend(conn, answer(1, c.help, q)))
	c.help.React(c.ann, q, "✅")     // not below an answer of ours
	c.help.React(c.ann, shown, "👀") // says nothing
	c.help.React(c.ann, shown, "✅")
	c.help.React(c.mod, shown, "❌")
	first, second := c.lastCommand(in, 1), c.lastCommand(in, 2)
	about := remoteID(c.help.ID, shown.ID)
	if first.Kind != gateway.EventFeedback || first.Message.SourceID != "reaction/"+about+"/"+c.ann.ID+"/✅" || first.Message.Chat.Command.About != about ||
		first.Message.Chat.Command.Name != gateway.CommandSolved || first.Message.Chat.Moderator || first.Message.Chat.Command.Respond != nil {
		t.Errorf("handed in was %+v", first.Message)
	}
	if second.Message.Chat.Command.Name != gateway.CommandUnsolved || !second.Message.Chat.Moderator {
		t.Errorf("handed in was %+v", second.Message)
	}
	c.careful()
}

// log is an intake that keeps all that is handed in, edits and deletions of known messages too.
type log struct {
	*connectortest.Intake
	mu  sync.Mutex
	all []gateway.Event
}

func (l *log) Accept(ctx context.Context, events []gateway.Event, c gateway.Cursor) error {
	l.mu.Lock()
	l.all = append(l.all, events...)
	l.mu.Unlock()
	return l.Intake.Accept(ctx, events, c)
}

func (l *log) of(kind gateway.EventKind) []gateway.Event {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(l.all), func(e gateway.Event) bool { return e.Kind != kind })
}

func TestEditsAndDeletionsAreHandedIn(t *testing.T) {
	c := newCommunity(t, quickly())
	in := connectortest.NewIntake()
	c.connected(c.open(), in)() // so that the rooms are known
	all := &log{Intake: in}
	c.run(c.open(), all)
	q := c.help.Say(c.ann, "Where is my ordre?")
	in.Wait(t, 1)
	c.help.Edit(q, "Where is my order?")
	c.staff.Edit(c.staff.Say(c.ann, "in a room that nobody watches"), "still")
	c.help.Erase(q)
	c.until("the deletion is handed in", func() bool { return len(all.of(gateway.EventDeletion)) == 1 })
	edits, id := all.of(gateway.EventEdit), remoteID(c.help.ID, q.ID)
	if len(edits) != 1 || edits[0].Message.SourceID != id || edits[0].Message.NewText != "Where is my order?" {
		t.Errorf("edits are %+v", edits)
	}
	if d := all.of(gateway.EventDeletion)[0].Message; d.SourceID != id || !d.Chat.Watched {
		t.Errorf("the deletion is %+v", d)
	}
	c.careful()
}

func TestExpiredCommandIsRefusedForGood(t *testing.T) {
	c := newCommunity(t, quickly())
	conn, in := c.offering()
	c.used(c.Slash(c.ann, c.help, "ask", map[string]any{"text": "Where is my order?"}))
	respond := *c.lastCommand(in, 1).Message.Chat.Command.Respond
	d := gateway.Delivery{ID: "d1", Kind: gateway.KindAnswer, To: gateway.Address{Addr: c.ann.ID}, Text: "Late.", Post: &gateway.Post{Place: gateway.PlaceRespond, Respond: &respond}}
	requests := c.Requests()["PATCH /webhooks/{application}/{token}/messages/{message}"]
	for name, change := range map[string]func(){
		"by our clock": func() { respond.Until = time.Now().Add(-time.Second) },
		"by the server's": func() {
			respond.Until = time.Now().Add(time.Minute)
			respond.Token = c.bot.User.ID + "/aW50ZXJhY3Rpb24"
		},
	} {
		change()
		_, err := conn.Send(t.Context(), d)
		var refused *gateway.SendError
		if !errors.As(err, &refused) || !refused.Permanent || refused.Account || refused.Code == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := c.Requests()["PATCH /webhooks/{application}/{token}/messages/{message}"] - requests; n != 1 {
		t.Errorf("%d requests", n)
	}
}

func TestCommandsAreRegisteredOnceAndRemoved(t *testing.T) {
	c := newCommunity(t, quickly())
	registered := func(want int) {
		t.Helper()
		in, conn := connectortest.NewIntake(), c.open()
		stop := c.connected(conn, in)
		c.until("the commands are registered", func() bool {
			have, err := conn.registered(context.Background(), c.bot.User.ID)
			return err == nil && len(have) == want
		})
		stop()
	}
	registered(8)
	registered(8)
	if n := c.Requests()["PUT /applications/{application}/commands"]; n != 1 {
		t.Errorf("the same commands were written %d times", n)
	}
	no := false
	c.settings.Commands = Commands{Off: &no, Wrong: &no}
	registered(5)
	c.settings.Commands = Commands{Ask: &no, Human: &no, Off: &no, Answer: &no, HandOver: &no, Wrong: &no, Mute: &no}
	registered(0)
	c.careful()
}

func TestCommandThatIsNoLongerOfferedSaysSo(t *testing.T) {
	c := newCommunity(t, quickly())
	conn, _ := c.offering()
	if _, ok := conn.wish(interaction{Type: 2, Data: interactionData{Name: "unknown"}}); ok {
		t.Error("an unknown command is a wish")
	}
	for _, id := range []string{"", "fd", "fd:solved", "fd:unknown:1", "xy:solved:1"} {
		if _, ok := parseCustomID(id); ok {
			t.Errorf("%q is taken for a button of ours", id)
		}
	}
}
