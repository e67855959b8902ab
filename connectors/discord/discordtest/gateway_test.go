package discordtest

import (
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

func TestReadyThenGuilds(t *testing.T) {
	p := newPlace(t, Options{})
	forum := p.guild.AddRoom("forum", Forum)
	post, _ := forum.OpenPost(p.anna, "Lost parcel", "Where is it?")
	secret := p.room.AddThread("staff", PrivateThread, p.mod)
	c := p.dial()
	c.hello()
	c.identify(p.bot, Guilds, nil)
	ready := c.event("READY")
	if g := ready["guilds"].([]any)[0].(map[string]any); g["id"] != p.guild.ID || g["unavailable"] != true {
		t.Errorf("READY has guild %v", g)
	}
	created := c.event("GUILD_CREATE")
	if n := len(created["channels"].([]any)); n != 2 {
		t.Errorf("%d channels, not 2", n)
	}
	threads := created["threads"].([]any)
	if len(threads) != 1 || threads[0].(map[string]any)["id"] != post.ID {
		t.Errorf("threads %v; the bot sees the post and not %s", threads, secret.ID)
	}
	if n := len(created["members"].([]any)); n != 1 {
		t.Errorf("%d members, not the bot alone", n)
	}
	p.careful()
}

func TestIntentsDecideWhatIsSent(t *testing.T) {
	p := newPlace(t, Options{})
	none := p.connect(0)
	few := p.connect(GuildMessages)
	all := p.connect(GuildMessages | MessageContent | GuildMessageReactions)
	first := p.room.Say(p.anna, "hello")
	p.room.React(p.anna, first, "✅")
	p.room.Say(p.anna, "ping "+p.bot.User.Mention())
	if m := few.event("MESSAGE_CREATE"); m["content"] != "" {
		t.Errorf("without the content intent: %v", m["content"])
	}
	if m := few.event("MESSAGE_CREATE"); !strings.HasPrefix(m["content"].(string), "ping") {
		t.Errorf("a mention's content is withheld: %v", m["content"])
	}
	if m := all.event("MESSAGE_CREATE"); m["content"] != "hello" {
		t.Errorf("with the content intent: %v", m["content"])
	}
	if r := all.event("MESSAGE_REACTION_ADD"); r["user_id"] != p.anna.ID {
		t.Errorf("reaction %v", r)
	}
	p.AskHeartbeat()
	if f, _ := none.next(); f.Op != opHeartbeat {
		t.Errorf("without intents something came: op %d %v", f.Op, f.Type)
	}
}

func TestContentIsWithheldWithTheSwitchOff(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(GuildMessages | MessageContent)
	p.bot.SetPrivileged(0)
	said := p.room.Say(p.anna, "hello", WithFile("a.png", "image/png", 3), WithEmbed(Embed{Title: "x"}))
	m := c.event("MESSAGE_CREATE")
	if m["content"] != "" || len(m["attachments"].([]any)) != 0 || len(m["embeds"].([]any)) != 0 {
		t.Errorf("content is there: %v", m)
	}
	if a := p.must("GET", p.messages()+"/"+said.ID, nil); a.str("content") != "" {
		t.Errorf("REST has the content: %s", a.text)
	}
	own := p.must("POST", p.messages(), map[string]any{
		"content": "mine", "message_reference": map[string]any{"message_id": said.ID}, "allowed_mentions": map[string]any{"parse": []string{}},
	})
	if own.str("content") != "mine" || own.body["referenced_message"].(map[string]any)["content"] != "" {
		t.Errorf("own message: %s", own.text)
	}
	p.careful()
}

func TestGatewayRefusals(t *testing.T) {
	identified := func(extra map[string]any) func(*place, *socket) {
		return func(p *place, c *socket) { c.identify(p.bot, Guilds, extra) }
	}
	tests := map[string]struct {
		do   func(*place, *socket)
		code int
	}{
		"a wrong token":            {identified(map[string]any{"token": "x"}), 4004},
		"an unknown intent":        {identified(map[string]any{"intents": 1 << 30}), 4013},
		"a privileged intent":      {identified(map[string]any{"intents": GuildMembers}), 4014},
		"no intents":               {identified(map[string]any{"intents": nil}), 4002},
		"an unknown field":         {identified(map[string]any{"intent": 1}), 4002},
		"a shard out of range":     {identified(map[string]any{"shard": []int{2, 2}}), 4010},
		"a payload that is long":   {identified(map[string]any{"presence": map[string]any{"status": strings.Repeat("x", 4096)}}), 4002},
		"a presence before all":    {func(_ *place, c *socket) { c.send(opPresence, nil) }, 4003},
		"an unknown opcode":        {func(_ *place, c *socket) { c.send(99, nil) }, 4001},
		"no JSON":                  {func(_ *place, c *socket) { _ = c.ws.WriteMessage(websocket.TextMessage, []byte("hi")) }, 4002},
		"a heartbeat with text":    {func(_ *place, c *socket) { c.send(opHeartbeat, "x") }, 4002},
		"a resume of another's":    {func(_ *place, c *socket) { c.send(opResume, map[string]any{"token": "x", "session_id": "y", "seq": 1}) }, 4004},
		"121 payloads in a minute": {func(_ *place, c *socket) { flood(c) }, 4008},
		"identifying twice":        {func(p *place, c *socket) { identified(nil)(p, c); identified(nil)(p, c) }, 4005},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t, Options{})
			c := p.dial()
			c.hello()
			tc.do(p, c)
			if code := c.closed(); code != tc.code {
				t.Errorf("closed with %d, not %d", code, tc.code)
			}
			if len(p.Refusals()) == 0 {
				t.Error("the refusal is not noted")
			}
		})
	}
}

func flood(c *socket) {
	for range payloadsPerMin + 1 {
		c.send(opHeartbeat, nil)
	}
}

func TestGatewayVersion(t *testing.T) {
	p := newPlace(t, Options{})
	if code := p.dialURL(p.GatewayURL() + "?v=6&encoding=json").closed(); code != 4012 {
		t.Errorf("version 6: %d", code)
	}
}

func TestSilenceIsATimeout(t *testing.T) {
	p := newPlace(t, Options{Heartbeat: 20 * time.Millisecond})
	if code := p.dial().closed(); code != 4009 {
		t.Errorf("closed with %d", code)
	}
	if !hasRefusal(p.Server, "no heartbeat") {
		t.Error("it is not noted")
	}
}

func TestHeartbeatIsAcknowledged(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(Guilds)
	c.send(opHeartbeat, 1)
	c.op(opACK)
	c.send(opHeartbeat, nil)
	c.op(opACK)
	if n := p.Heartbeats(); n != 2 {
		t.Errorf("%d heartbeats", n)
	}
}

func TestResumeReplaysWhatWasMissed(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(GuildMessages | MessageContent)
	p.DropConnections()
	if code := c.closed(); code != -1 {
		t.Errorf("a cut connection has close code %d", code)
	}
	p.room.Say(p.anna, "one")
	p.room.Say(p.anna, "two")
	again := p.dial()
	again.hello()
	again.resume(p.bot, c.session, c.seq)
	again.until("one")
	again.until("two")
	again.event("RESUMED")
	if p.Resumed() != 1 || p.Identifies() != 1 {
		t.Errorf("%d resumed, %d identifies", p.Resumed(), p.Identifies())
	}
	p.careful()
}

func TestResumeThatComesTooLate(t *testing.T) {
	late := map[string]func(*place){
		"the window passed":   func(p *place) { p.clock.add(3 * time.Minute) },
		"the window was lost": func(p *place) { p.LoseResumeWindow() },
		"too many events":     func(p *place) { sayMany(p, 20) },
	}
	for name, spoil := range late {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t, Options{ReplayLimit: 10})
			c := p.connect(GuildMessages)
			p.DropConnections()
			c.closed()
			spoil(p)
			again := p.dial()
			again.hello()
			again.resume(p.bot, c.session, c.seq)
			if f := again.op(opInvalid); string(f.Data) != "false" {
				t.Errorf("op 9 with %s", f.Data)
			}
			p.clock.add(time.Second)
			again.identify(p.bot, GuildMessages, nil)
			again.event("READY")
		})
	}
}

func sayMany(p *place, n int) {
	for range n {
		p.room.Say(p.anna, "again")
	}
}

func TestResumeWithASequenceFromTheFuture(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(Guilds)
	p.DropConnections()
	c.closed()
	again := p.dial()
	again.hello()
	again.resume(p.bot, c.session, 999)
	if code := again.closed(); code != 4007 {
		t.Errorf("closed with %d", code)
	}
}

func TestClosingWith1000GivesTheSessionUp(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(Guilds)
	_ = c.ws.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""))
	c.closed()
	again := p.dial()
	again.hello()
	again.resume(p.bot, c.session, c.seq)
	if f := again.op(opInvalid); string(f.Data) != "false" {
		t.Errorf("op 9 with %s", f.Data)
	}
}

func TestIdentifyConcurrency(t *testing.T) {
	p := newPlace(t, Options{IdentifyEvery: 5 * time.Second})
	p.connect(Guilds)
	c := p.dial()
	c.hello()
	c.identify(p.bot, Guilds, nil)
	if f := c.op(opInvalid); string(f.Data) != "false" {
		t.Errorf("op 9 with %s", f.Data)
	}
	p.clock.add(5 * time.Second)
	c.identify(p.bot, Guilds, nil)
	c.event("READY")
	if p.ThrottledIdentifies() != 1 || p.Identifies() != 3 {
		t.Errorf("%d throttled of %d", p.ThrottledIdentifies(), p.Identifies())
	}
}

func TestTooManyIdentifiesResetTheToken(t *testing.T) {
	p := newPlace(t, Options{SessionLimit: 2})
	token := p.bot.Token()
	first := p.connect(Guilds)
	p.connect(Guilds)
	if left := p.must("GET", "/gateway/bot", nil).body["session_start_limit"].(map[string]any)["remaining"]; left != 0.0 {
		t.Errorf("remaining %v", left)
	}
	c := p.dial()
	c.hello()
	c.identify(p.bot, Guilds, nil)
	if code := c.closed(); code != 4004 {
		t.Errorf("the third IDENTIFY: %d", code)
	}
	if code := first.closed(); code != 4004 {
		t.Errorf("the first session: %d", code)
	}
	if p.bot.Token() == token {
		t.Error("the token is still good")
	}
}

func TestShardsGetTheirGuildsOnly(t *testing.T) {
	clk := newClock()
	p := newPlace(t, Options{Now: clk.Now, MaxConcurrency: 2})
	rooms := map[int]*Room{shardOf(p.guild.ID, 2): p.room}
	for len(rooms) < 2 {
		clk.add(time.Millisecond)
		g := p.AddGuild("Other")
		g.Invite(p.bot, 0)
		rooms[shardOf(g.ID, 2)] = g.AddRoom("help", Text)
	}
	var shards [2]*socket
	for i := range shards {
		shards[i] = p.dial()
		shards[i].hello()
		shards[i].identify(p.bot, GuildMessages|MessageContent, map[string]any{"shard": []int{i, 2}})
		shards[i].event("READY")
	}
	rooms[0].Say(p.anna, "zero")
	rooms[1].Say(p.anna, "one")
	for i, text := range []string{"zero", "one"} {
		if m := shards[i].event("MESSAGE_CREATE"); m["content"] != text {
			t.Errorf("shard %d got %v", i, m["content"])
		}
	}
}

func TestShardingIsRequiredFromSoManyGuilds(t *testing.T) {
	p := newPlace(t, Options{GuildsPerShard: 1})
	c := p.dial()
	c.hello()
	c.identify(p.bot, Guilds, nil)
	if code := c.closed(); code != 4011 {
		t.Errorf("closed with %d", code)
	}
}

func TestPayloadCompression(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.dial()
	c.hello()
	c.identify(p.bot, Guilds, map[string]any{"compress": true})
	if c.event("GUILD_CREATE"); c.packed == 0 {
		t.Error("GUILD_CREATE came uncompressed")
	}
	if p.Connected() != 1 {
		t.Error("the connection did not stand the compressed payloads")
	}
}

func TestTwoCopiesOnOneTokenBothGetAll(t *testing.T) {
	p := newPlace(t, Options{})
	one, two := p.connect(GuildMessages|MessageContent), p.connect(GuildMessages|MessageContent)
	p.room.Say(p.anna, "hello")
	one.until("hello")
	two.until("hello")
	if n := p.Connected(); n != 2 {
		t.Errorf("%d connected", n)
	}
}
