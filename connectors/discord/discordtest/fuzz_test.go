package discordtest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// FuzzRequests sends any body and any ids to any route: there is always a JSON answer or none, and the server lives on.
func FuzzRequests(f *testing.F) {
	for i, r := range routes() {
		f.Add(i, "", "1", `{"content":"x"}`)
		f.Add(i, "DM", "@me", `{"name":"x","type":11,"message":{"content":"x"}}`)
		f.Add(i, "ROOM", "MESSAGE", `{"type":7,"data":{"components":[{"type":1,"components":[{"type":2}]}]}}`)
		f.Add(i, "FORUM", "BOT", `[{"name":"`+strings.ToLower(r.name[:3])+`","description":"d","options":[{"type":3,"name":"q"}]}]`)
	}
	s := New(Options{GlobalLimit: 1 << 40, InvalidLimit: 1 << 40, LimitPeriod: 1})
	f.Cleanup(s.Close)
	g := s.AddGuild("g")
	bot, anna := s.AddBot("b"), g.AddMember("anna")
	g.Invite(bot, allPermissions)
	room, forum := g.AddRoom("r", Text), g.AddRoom("f", Forum)
	forum.OpenPost(anna, "post", "text")
	said := room.Say(anna, "hello")
	names := strings.NewReplacer(
		"DM", s.AddDM(bot.User, anna).ID, "ROOM", room.ID, "FORUM", forum.ID, "MESSAGE", said.ID, "BOT", bot.User.ID, "GUILD", g.ID,
	)
	table := routes()
	f.Fuzz(func(t *testing.T, n int, major, minor, body string) {
		if n < 0 || n >= len(table) {
			return
		}
		method, path, _ := strings.Cut(table[n].name, " ")
		req := httptest.NewRequest(method, "/", strings.NewReader(body))
		req.Header.Set("User-Agent", "DiscordBot (x, 1)")
		req.Header.Set("Authorization", "Bot "+bot.Token())
		req.Header.Set("Content-Type", "application/json")
		req.SetPathValue("version", "v10")
		for i, part := range strings.Split(path, "{")[1:] {
			key, _, _ := strings.Cut(part, "}")
			value := major
			switch {
			case key == "application":
				value = "BOT"
			case key == "guild" && i == 0:
				value = "GUILD"
			case i > 0:
				value = minor
			}
			req.SetPathValue(key, names.Replace(value))
		}
		w := httptest.NewRecorder()
		s.serve(w, req, &table[n])
		if w.Code == http.StatusInternalServerError || w.Body.Len() > 0 && !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s: %d %s", table[n].name, w.Code, w.Body)
		}
	})
}

// FuzzPayloads reads any payload of a client of the gateway as an IDENTIFY, RESUME or heartbeat.
func FuzzPayloads(f *testing.F) {
	f.Add(`{"op":1,"d":null}`)
	f.Add(`{"op":2,"d":{"token":"x","intents":1,"properties":{"os":"x"},"shard":[0,0]}}`)
	f.Add(`{"op":6,"d":{"token":"x","session_id":"y","seq":-1}}`)
	f.Fuzz(func(_ *testing.T, text string) {
		s := &Server{o: Options{}.withDefaults(), changed: make(chan struct{}), sessions: map[string]*session{}, counts: newCounters()}
		b := &Bot{User: &User{ID: "1"}, s: s, token: "x"}
		s.bots = []*Bot{b}
		s.sessions["y"] = &session{id: "y", bot: b}
		c := &conn{s: s, wake: make(chan struct{}, 1), silence: time.NewTimer(time.Hour)}
		defer c.silence.Stop()
		c.receive([]byte(text))
	})
}
