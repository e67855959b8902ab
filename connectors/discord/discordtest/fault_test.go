package discordtest

import (
	"encoding/json"
	"slices"
	"testing"
	"time"
)

func TestCutAfterPostStoresTheMessage(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(GuildMessages | MessageContent)
	p.CutAfterPost(1)
	token := "Bot " + p.bot.Token()
	body := noPings("sent?", map[string]any{"nonce": "1", "enforce_nonce": true})
	if _, err := p.try(token, "POST", "v10"+p.messages(), body); err == nil {
		t.Error("the sender got an answer")
	}
	c.until("sent?")
	p.must("POST", p.messages(), body)
	if n := len(p.room.Messages()); n != 1 {
		t.Errorf("%d messages", n)
	}
}

func TestBrokenRequests(t *testing.T) {
	const route = "POST /channels/{channel}/messages"
	p := newPlace(t, Options{})
	token, path := "Bot "+p.bot.Token(), "v10"+p.messages()
	p.CutBefore(route, 1)
	if _, err := p.try(token, "POST", path, noPings("a", nil)); err == nil || len(p.room.Messages()) != 0 {
		t.Errorf("cut before: %v, %d messages", err, len(p.room.Messages()))
	}
	p.Fail("POST *", 502, 2)
	for range 2 {
		if a := p.do("POST", p.messages(), noPings("b", nil)); a.status != 502 || a.body != nil {
			t.Errorf("%d %s", a.status, a.text)
		}
	}
	p.GarbleAfter(route, 1)
	if a := p.do("POST", p.messages(), noPings("c", nil)); a.status != 200 || json.Valid([]byte(a.text)) || len(p.room.Messages()) != 1 {
		t.Errorf("garbled: %d %q, %d messages", a.status, a.text, len(p.room.Messages()))
	}
	p.Fail("*", 500, -1)
	if a := p.do("GET", "/users/@me", nil); a.status != 500 {
		t.Errorf("%d", a.status)
	}
	p.Heal()
	p.must("GET", "/users/@me", nil)
}

func TestHoldAndSlowDown(t *testing.T) {
	p := newPlace(t, Options{})
	release := p.Hold("GET /users/@me")
	done := make(chan answer)
	go func() {
		a, _ := p.try("Bot "+p.bot.Token(), "GET", "v10/users/@me", nil)
		done <- a
	}()
	if err := p.Await(soon(t), func() bool { return p.Requests()["GET /users/@me"] == 1 }); err != nil {
		t.Fatal(err)
	}
	select {
	case <-done:
		t.Error("it was not held")
	default:
	}
	release()
	if a := <-done; a.status != 200 {
		t.Errorf("%d", a.status)
	}
	p.SlowDown("*", time.Hour)
	go func() {
		_, err := p.try("Bot "+p.bot.Token(), "GET", "v10/users/@me", nil)
		if err == nil {
			t.Error("an hour's delay was none")
		}
		done <- answer{}
	}()
	if err := p.Await(soon(t), func() bool { return p.Requests()["GET /users/@me"] == 2 }); err != nil {
		t.Fatal(err)
	}
	p.Close() // ends those who wait
	<-done
}

func TestDisconnects(t *testing.T) {
	tests := map[string]struct {
		do     func(*place)
		code   int
		resume bool
	}{
		"a code that heals":         {func(p *place) { p.Disconnect(4000) }, 4000, true},
		"a code that ends it":       {func(p *place) { p.Disconnect(4009) }, 4009, false},
		"fatal":                     {func(p *place) { p.CloseFatal(4014) }, 4014, false},
		"no close frame":            {func(p *place) { p.DropConnections() }, -1, true},
		"a revoked token":           {func(p *place) { p.bot.RevokeToken() }, 4004, false},
		"no close frame, no window": {func(p *place) { p.LoseResumeWindow(); p.DropConnections() }, -1, false},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t, Options{})
			c := p.connect(Guilds)
			tc.do(p)
			if code := c.closed(); code != tc.code {
				t.Errorf("closed with %d", code)
			}
			p.Heal()
			again := p.dial()
			again.hello()
			again.resume(p.bot, c.session, c.seq)
			f, _ := again.next()
			if resumed := f.Op == opDispatch; resumed != tc.resume {
				t.Errorf("resumed: %v", resumed)
			}
		})
	}
}

func TestFatalCodesMeetEveryIdentify(t *testing.T) {
	p := newPlace(t, Options{})
	p.CloseFatal(4013)
	for range 2 {
		c := p.dial()
		c.hello()
		c.identify(p.bot, Guilds, nil)
		if code := c.closed(); code != 4013 {
			t.Errorf("closed with %d", code)
		}
	}
	p.Heal()
	p.connect(Guilds)
}

func TestInvalidSession(t *testing.T) {
	for _, resumable := range []bool{true, false} {
		p := newPlace(t, Options{})
		c := p.connect(GuildMessages | MessageContent)
		p.InvalidateSessions(resumable)
		if f := c.op(opInvalid); string(f.Data) != string(encode(resumable)) {
			t.Errorf("op 9 with %s", f.Data)
		}
		p.room.Say(p.anna, "meanwhile")
		again := p.dial()
		again.hello()
		again.resume(p.bot, c.session, c.seq)
		if !resumable {
			again.op(opInvalid)
			continue
		}
		again.until("meanwhile")
		again.event("RESUMED")
	}
}

func TestAskReconnect(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(Guilds)
	p.AskReconnect()
	c.op(opReconnect)
}

func TestUnacknowledgedHeartbeats(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(GuildMessages | MessageContent)
	p.StopHeartbeatACKs()
	c.send(opHeartbeat, c.seq)
	if err := p.Await(soon(t), func() bool { return p.Heartbeats() == 1 }); err != nil {
		t.Fatal(err)
	}
	p.room.Say(p.anna, "x")
	if f, _ := c.next(); f.Op == opACK {
		t.Error("it was acknowledged")
	}
	other := p.connect(Guilds)
	other.send(opHeartbeat, 1)
	other.op(opACK)
}

func TestDuplicatesAndDisorder(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(GuildMessages | MessageContent)
	p.DuplicateEvents(true)
	p.room.Say(p.anna, "a")
	c.until("a")
	seq := c.seq
	c.until("a")
	if c.seq != seq+1 {
		t.Errorf("sequence %d after %d", c.seq, seq)
	}
	p.DuplicateEvents(false)
	p.ReorderEvents(3)
	for _, text := range []string{"b", "c", "d", "e"} {
		p.room.Say(p.anna, text)
	}
	p.ReorderEvents(0)
	var got []string
	for range 4 {
		got = append(got, c.event("MESSAGE_CREATE")["content"].(string))
	}
	if !slices.Equal(got, []string{"d", "c", "b", "e"}) {
		t.Errorf("order %v", got)
	}
}

func TestOutageAndRemoval(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(Guilds | GuildMessages | MessageContent)
	p.guild.SetOutage(true)
	if e := c.event("GUILD_DELETE"); e["unavailable"] != true {
		t.Errorf("outage: %v", e)
	}
	p.room.Say(p.anna, "unheard")
	p.guild.SetOutage(false)
	c.event("GUILD_CREATE")
	p.room.Deny(p.bot.User, ViewChannel)
	c.event("CHANNEL_UPDATE")
	p.room.Say(p.anna, "unseen")
	p.room.Reset(p.bot.User)
	p.room.Say(p.anna, "seen")
	if names := c.until("seen"); slices.Contains(names, "MESSAGE_CREATE") {
		t.Errorf("events: %v", names)
	}
	p.room.Delete()
	c.event("CHANNEL_DELETE")
	p.guild.Remove(p.bot.User)
	if e := c.event("GUILD_DELETE"); e["unavailable"] != nil {
		t.Errorf("removal: %v", e)
	}
}

func TestMalformedEvent(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(GuildMessages)
	p.SendEvent(p.bot, "MESSAGE_CREATE", json.RawMessage(`{"id":"1","referenced_message":"x"}`))
	if m := c.event("MESSAGE_CREATE"); m["referenced_message"] != "x" {
		t.Errorf("%v", m)
	}
}
