package discordtest

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// withCommands registers /ask, a message menu and a command for moderators.
func (p *place) withCommands() {
	p.t.Helper()
	p.must("PUT", "/applications/"+p.bot.User.ID+"/guilds/"+p.guild.ID+"/commands", []any{
		map[string]any{"name": "ask", "description": "Ask", "options": []any{
			map[string]any{"type": 3, "name": "question", "description": "What?", "required": true},
			map[string]any{"type": 3, "name": "about", "description": "Topic", "autocomplete": true},
		}},
		map[string]any{"name": "Answer this", "type": 3},
		map[string]any{"name": "Who is it", "type": 2},
		map[string]any{"name": "bot-off", "description": "Silence", "default_member_permissions": "8192"},
	})
}

// received is the next interaction that the socket gets, with the path of its callback.
func (c *socket) received() (data map[string]any, callback, webhook string) {
	c.t.Helper()
	i := c.event("INTERACTION_CREATE")
	return i, "/interactions/" + i["id"].(string) + "/" + i["token"].(string) + "/callback",
		"/webhooks/" + i["application_id"].(string) + "/" + i["token"].(string)
}

func ok(t *testing.T) func(*Interaction, error) *Interaction {
	return func(i *Interaction, err error) *Interaction {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return i
	}
}

func TestDeferredAnswer(t *testing.T) {
	p := newPlace(t, Options{})
	p.withCommands()
	c := p.connect(GuildMessages | MessageContent)
	i := ok(t)(p.Slash(p.anna, p.room, "ask", map[string]any{"question": "how?"}))
	got, callback, webhook := c.received()
	option := got["data"].(map[string]any)["options"].([]any)[0].(map[string]any)
	if option["value"] != "how?" || got["member"].(map[string]any)["user"].(map[string]any)["id"] != p.anna.ID {
		t.Errorf("interaction %v", got)
	}
	if a := p.must("POST", callback, map[string]any{"type": 5, "data": map[string]any{"flags": FlagEphemeral}}); a.status != 204 {
		t.Errorf("callback: %d", a.status)
	}
	if err := i.Acknowledged(soon(t)); err != nil {
		t.Fatal(err)
	}
	if o := i.Outcome(); !o.Deferred || !o.Ephemeral || o.Original != nil {
		t.Errorf("after deferring: %+v", o)
	}
	p.must("PATCH", webhook+"/messages/@original", noPings("so", nil))
	m, err := i.Answer(soon(t))
	if err != nil || m.Content != "so" || !m.Ephemeral() || len(p.room.Messages()) != 0 {
		t.Errorf("answer %+v, %v", m, err)
	}
	p.must("POST", webhook, noPings("and for all", nil))
	if o := i.Outcome(); len(o.FollowUps) != 1 || len(p.room.Messages()) != 1 {
		t.Errorf("after the follow-up: %+v", o)
	}
	p.must("DELETE", webhook+"/messages/@original", nil)
	if o := i.Outcome(); o.Original != nil {
		t.Errorf("after deletion: %+v", o)
	}
	p.careful()
}

func TestAnswerForAll(t *testing.T) {
	p := newPlace(t, Options{})
	p.withCommands()
	c := p.connect(GuildMessages)
	i := ok(t)(p.Slash(p.anna, p.room, "ask", map[string]any{"question": "how?"}))
	_, callback, webhook := c.received()
	a := p.must("POST", callback+"?with_response=true", map[string]any{"type": 5})
	if a.body["interaction"].(map[string]any)["response_message_loading"] != true {
		t.Errorf("%s", a.text)
	}
	if m := c.event("MESSAGE_CREATE"); m["flags"] != float64(FlagLoading) || m["webhook_id"] != p.bot.User.ID {
		t.Errorf("promised: %v", m)
	}
	p.must("POST", webhook, noPings("so", nil)) // the first follow-up fills the promise
	if m := c.event("MESSAGE_UPDATE"); m["content"] != "so" || m["flags"] != 0.0 {
		t.Errorf("given: %v", m)
	}
	if o := i.Outcome(); o.Original.Content != "so" || len(o.FollowUps) != 0 || o.Original.Type != TypeSlash {
		t.Errorf("%+v", o)
	}
	p.careful()
}

func TestInteractionsThatAreRefused(t *testing.T) {
	p := newPlace(t, Options{LimitPeriod: time.Nanosecond, Heartbeat: time.Minute})
	p.withCommands()
	c := p.connect(GuildMessages)
	use := func() (string, string) {
		p.clock.add(time.Second)
		ok(t)(p.Slash(p.anna, p.room, "ask", map[string]any{"question": "how?"}))
		_, callback, webhook := c.received()
		return callback, webhook
	}
	check := func(what string, a answer, status, code int) {
		t.Helper()
		if a.status != status || a.code() != code {
			t.Errorf("%s: %d %s", what, a.status, a.text)
		}
	}
	now := map[string]any{"type": 4, "data": noPings("x", nil)}

	callback, webhook := use()
	check("a follow-up before the acknowledgement", p.do("POST", webhook, noPings("x", nil)), 404, 10015)
	p.must("POST", callback, now)
	check("a second acknowledgement", p.do("POST", callback, now), 400, 40060)
	p.clock.add(16 * time.Minute)
	check("after 15 minutes", p.do("PATCH", webhook+"/messages/@original", noPings("y", nil)), 401, 50027)

	callback, webhook = use()
	p.clock.add(4 * time.Second)
	check("after 3 seconds", p.do("POST", callback, now), 404, 10062)
	check("what follows it", p.do("POST", webhook, noPings("x", nil)), 404, 10015)
	check("another id", p.do("POST", strings.Replace(callback, "/interactions/", "/interactions/1", 1), now), 404, 10062)

	callback, webhook = use()
	check("an update without a message", p.do("POST", callback, map[string]any{"type": 6}), 400, 50035)
	check("choices for a command", p.do("POST", callback, map[string]any{"type": 8, "data": map[string]any{"choices": []any{}}}), 400, 50035)
	check("an unknown field", p.do("POST", callback, map[string]any{"type": 4, "data": map[string]any{"contnt": "x"}}), 400, 50035)
	check("an empty answer", p.do("POST", callback, map[string]any{"type": 4, "data": map[string]any{}}), 400, 50006)
	check("a modal without fields", p.do("POST", callback, map[string]any{"type": 9, "data": map[string]any{"custom_id": "m", "title": "t"}}), 400, 50035)
	check("flags on a promise", p.do("POST", callback, map[string]any{"type": 5, "data": map[string]any{"flags": FlagSilent}}), 400, 50035)
	p.must("POST", callback, now)
	check("an unknown follow-up", p.do("GET", webhook+"/messages/1", nil), 404, 10008)
	check("a follow-up too long", p.do("POST", webhook, noPings(strings.Repeat("x", 2001), nil)), 400, 50035)
	if n := len(p.Refusals()); n != 13 {
		t.Errorf("%d refusals: %s", n, strings.Join(p.Refusals(), "\n"))
	}
}

func TestNobodyAcknowledges(t *testing.T) {
	p := newPlace(t, Options{AckWithin: 10 * time.Millisecond})
	p.withCommands()
	i := ok(t)(p.Slash(p.anna, p.room, "ask", map[string]any{"question": "how?"}))
	if err := i.Acknowledged(soon(t)); !errors.Is(err, ErrNotAcknowledged) {
		t.Errorf("%v", err)
	}
}

func TestButtons(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(GuildMessages)
	rows := []any{row(button("solved", nil), button("off", map[string]any{"disabled": true}))}
	id := p.must("POST", p.messages(), noPings("answer", map[string]any{"components": rows})).str("id")
	m, _ := p.room.Message(id)
	i := ok(t)(p.Press(p.anna, m, "solved"))
	got, callback, _ := c.received()
	if got["message"].(map[string]any)["id"] != id || got["data"].(map[string]any)["custom_id"] != "solved" {
		t.Errorf("%v", got)
	}
	p.must("POST", callback, map[string]any{"type": 7, "data": noPings("answer, solved", map[string]any{"components": []any{}})})
	m, err := i.Answer(soon(t))
	if err != nil || m.ID != id || m.Content != "answer, solved" || len(m.Buttons()) != 0 || !i.Outcome().Updated {
		t.Errorf("%+v, %v", m, err)
	}
	for _, gone := range []string{"solved", "off", "never"} {
		if _, err := p.Press(p.anna, m, gone); err == nil {
			t.Errorf("%q can be pressed", gone)
		}
	}
	p.careful()
}

func TestModals(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(GuildMessages)
	m, _ := p.room.Message(p.must("POST", p.messages(), noPings("ticket", map[string]any{"components": []any{row(button("answer", nil))}})).str("id"))
	i := ok(t)(p.Press(p.mod, m, "answer"))
	_, callback, _ := c.received()
	field := map[string]any{"type": 4, "custom_id": "text", "label": "Answer", "style": 2, "max_length": 10}
	p.must("POST", callback, map[string]any{"type": 9, "data": map[string]any{"custom_id": "form", "title": "Answer", "components": []any{row(field)}}})
	if _, err := p.SubmitModal(i, map[string]string{"text": "far too long a text"}); err == nil {
		t.Error("a text longer than max_length is taken")
	}
	if _, err := p.SubmitModal(i, map[string]string{"other": "x"}); err == nil {
		t.Error("an unknown field is taken")
	}
	next := ok(t)(p.SubmitModal(i, map[string]string{"text": "so"}))
	got, callback, _ := c.received()
	part := got["data"].(map[string]any)["components"].([]any)[0].(map[string]any)["components"].([]any)[0].(map[string]any)
	if got["type"] != float64(Submit) || part["value"] != "so" || got["message"].(map[string]any)["id"] != m.ID {
		t.Errorf("%v", got)
	}
	if a := p.do("POST", callback, map[string]any{"type": 9}); a.code() != 50035 {
		t.Errorf("a modal after a modal: %s", a.text)
	}
	p.must("POST", callback, map[string]any{"type": 6})
	if !next.Outcome().Updated {
		t.Errorf("%+v", next.Outcome())
	}
}

func TestLabelsAndMenus(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(GuildMessages)
	options := []any{map[string]any{"label": "Billing", "value": "billing"}, map[string]any{"label": "Other", "value": "other"}}
	menu := map[string]any{"type": 3, "custom_id": "topic", "options": options}
	m, _ := p.room.Message(p.must("POST", p.messages(), noPings("what about?", map[string]any{"components": []any{row(menu)}})).str("id"))
	if _, err := p.Choose(p.mod, m, "topic", "no such"); err == nil {
		t.Error("a value that is not there is chosen")
	}
	i := ok(t)(p.Choose(p.mod, m, "topic", "billing"))
	got, callback, _ := c.received()
	if v := got["data"].(map[string]any)["values"].([]any); v[0] != "billing" {
		t.Errorf("%v", got)
	}
	label := map[string]any{"type": 18, "label": "Why?", "component": map[string]any{"type": 4, "custom_id": "why", "style": 1, "required": false}}
	p.must("POST", callback, map[string]any{"type": 9, "data": map[string]any{"custom_id": "f", "title": "t", "components": []any{label}}})
	ok(t)(p.SubmitModal(i, map[string]string{"why": ""}))
	got, _, _ = c.received()
	if got["data"].(map[string]any)["components"].([]any)[0].(map[string]any)["component"].(map[string]any)["custom_id"] != "why" {
		t.Errorf("%v", got)
	}
	p.careful()
}

func TestContextMenuShowsTheMessage(t *testing.T) {
	p := newPlace(t, Options{})
	p.bot.SetPrivileged(0)
	p.withCommands()
	c := p.connect(GuildMessages)
	said := p.room.Say(p.anna, "unreadable")
	ok(t)(p.ContextMenu(p.mod, said, "Answer this"))
	got, callback, _ := c.received()
	message := got["data"].(map[string]any)["resolved"].(map[string]any)["messages"].(map[string]any)[said.ID].(map[string]any)
	if message["content"] != "unreadable" {
		t.Errorf("%v", message)
	}
	p.must("POST", callback, map[string]any{"type": 4, "data": noPings("so", nil)})
	if m := p.room.Messages(); m[1].Type != TypeContextMenu {
		t.Errorf("the answer has type %d", m[1].Type)
	}
	ok(t)(p.UserMenu(p.mod, p.room, p.anna, "Who is it"))
	if got, _, _ := c.received(); got["data"].(map[string]any)["target_id"] != p.anna.ID {
		t.Errorf("%v", got)
	}
	p.careful()
}

func TestChoicesWhileTyping(t *testing.T) {
	p := newPlace(t, Options{})
	p.withCommands()
	c := p.connect(Guilds)
	i := ok(t)(p.Type(p.anna, p.room, "ask", "about", "ref"))
	_, callback, _ := c.received()
	p.must("POST", callback, map[string]any{"type": 8, "data": map[string]any{"choices": []any{map[string]any{"name": "Refunds", "value": "refunds"}}}})
	if o := i.Outcome(); len(o.Choices) != 1 || o.Choices[0].Value != "refunds" {
		t.Errorf("%+v", o)
	}
	p.careful()
}

func TestButtonsOfEphemeralAnswers(t *testing.T) {
	p := newPlace(t, Options{})
	p.withCommands()
	c := p.connect(GuildMessages)
	i := ok(t)(p.Slash(p.anna, p.room, "ask", map[string]any{"question": "how?"}))
	_, callback, _ := c.received()
	answer := noPings("so", map[string]any{"flags": FlagEphemeral, "components": []any{row(button("share", nil))}})
	p.must("POST", callback, map[string]any{"type": 4, "data": answer})
	m, err := i.Answer(soon(t))
	if err != nil {
		t.Fatal(err)
	}
	next := ok(t)(p.Press(p.anna, m, "share"))
	got, callback, webhook := c.received()
	if got["message"].(map[string]any)["flags"] != float64(FlagEphemeral) {
		t.Errorf("%v", got["message"])
	}
	p.must("POST", callback, map[string]any{"type": 6})
	p.must("PATCH", webhook+"/messages/@original", map[string]any{"components": []any{}})
	if o := next.Outcome(); len(o.Original.Buttons()) != 0 || len(p.room.Messages()) != 0 {
		t.Errorf("%+v", o)
	}
	p.must("POST", webhook, noPings("shared", nil))
	if m := p.room.Messages(); len(m) != 1 || m[0].Content != "shared" || m[0].Type != TypeReply {
		t.Errorf("%+v", m)
	}
	p.careful()
}
