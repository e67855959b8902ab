package discordtest

import (
	"bytes"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// busy is a server without limits in the way.
func busy(b *testing.B) (*Server, *Room, *User, *Bot) {
	b.Helper()
	s := New(Options{LimitPeriod: time.Nanosecond, GlobalLimit: 1 << 40, IdentifyEvery: time.Nanosecond})
	b.Cleanup(s.Close)
	g := s.AddGuild("g")
	bot := s.AddBot("b", MessageContent)
	g.Invite(bot, 0)
	return s, g.AddRoom("r", Text), g.AddMember("anna"), bot
}

// BenchmarkSay is a message that goes out to one connection.
func BenchmarkSay(b *testing.B) {
	s, room, anna, bot := busy(b)
	ws, resp, err := websocket.DefaultDialer.Dial(s.GatewayURL()+"?v=10&encoding=json", nil)
	if err != nil {
		b.Fatal(err)
	}
	resp.Body.Close()
	id := map[string]any{"token": bot.Token(), "intents": GuildMessages | MessageContent, "properties": map[string]any{"os": "x"}}
	if err := ws.WriteJSON(map[string]any{"op": opIdentify, "d": id}); err != nil {
		b.Fatal(err)
	}
	last := make(chan struct{})
	go func() {
		defer close(last)
		for {
			if _, data, err := ws.ReadMessage(); err != nil || bytes.Contains(data, []byte(`"last"`)) {
				return
			}
		}
	}()
	if err := s.Await(b.Context(), func() bool { return s.Connected() == 1 }); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		room.Say(anna, "How do I reset my password?")
	}
	room.Say(anna, "last")
	<-last
	_ = ws.Close()
}

func BenchmarkPost(b *testing.B) {
	s, room, _, bot := busy(b)
	client := s.Client()
	b.Cleanup(client.CloseIdleConnections)
	body := []byte(`{"content":"Like this","allowed_mentions":{"parse":[]}}`)
	for b.Loop() {
		req, err := http.NewRequest(http.MethodPost, s.URL()+"v10/channels/"+room.ID+"/messages", bytes.NewReader(body))
		if err != nil {
			b.Fatal(err)
		}
		req.Header.Set("Authorization", "Bot "+bot.Token())
		req.Header.Set("User-Agent", "DiscordBot (x, 1)")
		req.Header.Set("Content-Type", "application/json")
		resp, err := client.Do(req)
		if err != nil || resp.StatusCode != http.StatusOK {
			b.Fatalf("%v %v", resp, err)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
	}
}
