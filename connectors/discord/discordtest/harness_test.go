package discordtest

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// clock stands until it is moved.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// place is a server with a guild, a room, two people and a bot that may all that an ordinary member may.
type place struct {
	*Server
	t     *testing.T
	clock *clock
	guild *Guild
	room  *Room
	anna  *User
	mod   *User
	bot   *Bot
}

func newPlace(t *testing.T, o Options) *place {
	t.Helper()
	p := &place{t: t, clock: newClock()}
	if o.Now == nil {
		o.Now = p.clock.Now
	}
	if o.IdentifyEvery == 0 {
		o.IdentifyEvery = time.Nanosecond
	}
	p.Server = New(o)
	t.Cleanup(p.Close)
	p.guild = p.AddGuild("Shop")
	p.room = p.guild.AddRoom("help", Text)
	p.anna, p.mod = p.guild.AddMember("anna"), p.guild.AddModerator("mod")
	p.bot = p.AddBot("frontdesk", MessageContent)
	p.guild.Invite(p.bot, 0)
	return p
}

func soon(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// answer is a REST answer.
type answer struct {
	status int
	header http.Header
	body   map[string]any
	list   []any
	text   string
}

func (a answer) code() int {
	n, _ := a.body["code"].(float64)
	return int(n)
}

func (a answer) str(key string) string {
	s, _ := a.body[key].(string)
	return s
}

// do sends a request as the place's bot.
func (p *place) do(method, path string, body any) answer {
	p.t.Helper()
	return p.as("Bot "+p.bot.Token(), method, "v10"+path, body)
}

func (p *place) as(token, method, path string, body any) answer {
	p.t.Helper()
	a, err := p.try(token, method, path, body)
	if err != nil {
		p.t.Fatalf("%s %s: %v", method, path, err)
	}
	return a
}

func (p *place) try(token, method, path string, body any) (answer, error) {
	p.t.Helper()
	var in io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		in = strings.NewReader(b)
	default:
		in = bytes.NewReader(encode(b))
	}
	req, err := http.NewRequest(method, p.URL()+path, in)
	if err != nil {
		return answer{}, err
	}
	req.Header.Set("User-Agent", "DiscordBot (https://example.org, 1)")
	if token != "" {
		req.Header.Set("Authorization", token)
	}
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	a := answer{status: resp.StatusCode, header: resp.Header, text: string(data)}
	if len(data) > 0 && data[0] == '[' {
		_ = json.Unmarshal(data, &a.list)
	} else {
		_ = json.Unmarshal(data, &a.body)
	}
	return a, err
}

// must is do for what has to succeed.
func (p *place) must(method, path string, body any) answer {
	p.t.Helper()
	a := p.do(method, path, body)
	if a.status >= 300 {
		p.t.Fatalf("%s %s: %d %s", method, path, a.status, a.text)
	}
	return a
}

func (p *place) messages() string { return "/channels/" + p.room.ID + "/messages" }

// careful fails the test if a client did anything wrong.
func (p *place) careful() {
	p.t.Helper()
	if r := p.Refusals(); len(r) > 0 {
		p.t.Errorf("refusals: %s", strings.Join(r, "\n"))
	}
}

// socket is a raw gateway client without heartbeats of its own.
type socket struct {
	t       *testing.T
	ws      *websocket.Conn
	session string
	seq     int
	packed  int // compressed payloads so far
}

func (p *place) dial() *socket {
	p.t.Helper()
	return p.dialURL(p.GatewayURL() + "?v=10&encoding=json")
}

func (p *place) dialURL(url string) *socket {
	p.t.Helper()
	ws, resp, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		p.t.Fatalf("dial: %v", err)
	}
	resp.Body.Close()
	p.t.Cleanup(func() { _ = ws.Close() })
	return &socket{t: p.t, ws: ws}
}

// connect dials and identifies, and reads until READY.
func (p *place) connect(intents Intent) *socket {
	p.t.Helper()
	p.clock.add(time.Millisecond) // past the last IDENTIFY, if the test did not say otherwise
	c := p.dial()
	c.hello()
	c.identify(p.bot, intents, nil)
	ready := c.event("READY")
	c.session = ready["session_id"].(string)
	return c
}

func (c *socket) hello() {
	c.t.Helper()
	if f, _ := c.next(); f.Op != opHello {
		c.t.Fatalf("the first payload has op %d", f.Op)
	}
}

func (c *socket) send(op int, d any) {
	c.t.Helper()
	if err := c.ws.WriteJSON(map[string]any{"op": op, "d": d}); err != nil {
		c.t.Fatalf("send op %d: %v", op, err)
	}
}

func (c *socket) identify(b *Bot, intents Intent, extra map[string]any) {
	c.t.Helper()
	d := map[string]any{"token": b.Token(), "intents": intents, "properties": map[string]any{"os": "linux", "browser": "t", "device": "t"}}
	for k, v := range extra {
		d[k] = v
	}
	c.send(opIdentify, d)
}

func (c *socket) resume(b *Bot, session string, seq int) {
	c.t.Helper()
	c.send(opResume, map[string]any{"token": b.Token(), "session_id": session, "seq": seq})
}

// next is the next payload, or the close code of the connection (-1 without a close frame).
func (c *socket) next() (frame, int) {
	c.t.Helper()
	_ = c.ws.SetReadDeadline(time.Now().Add(10 * time.Second))
	kind, data, err := c.ws.ReadMessage()
	if err != nil {
		var ce *websocket.CloseError
		if errors.As(err, &ce) && ce.Code != websocket.CloseAbnormalClosure {
			return frame{Op: -1}, ce.Code
		}
		return frame{Op: -1}, -1
	}
	if kind == websocket.BinaryMessage {
		c.packed++
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			c.t.Fatalf("inflate: %v", err)
		}
		if data, err = io.ReadAll(z); err != nil {
			c.t.Fatalf("inflate: %v", err)
		}
	}
	var f frame
	if err := json.Unmarshal(data, &f); err != nil {
		c.t.Fatalf("payload %s: %v", data, err)
	}
	if f.Seq != nil {
		c.seq = *f.Seq
	}
	return f, 0
}

// event reads until an event of that name and returns its data.
func (c *socket) event(name string) map[string]any {
	c.t.Helper()
	for {
		f, code := c.next()
		if code != 0 {
			c.t.Fatalf("the connection ended with %d before %s", code, name)
		}
		if f.Type == nil || *f.Type != name {
			continue
		}
		var d map[string]any
		if err := json.Unmarshal(f.Data, &d); err != nil {
			c.t.Fatalf("%s: %v", name, err)
		}
		return d
	}
}

// until reads up to and with the message of that text and returns the names of the events before it.
func (c *socket) until(text string) []string {
	c.t.Helper()
	var names []string
	for {
		f, code := c.next()
		if code != 0 {
			c.t.Fatalf("the connection ended with %d before %q; events: %v", code, text, names)
		}
		if f.Type == nil {
			continue
		}
		if *f.Type == "MESSAGE_CREATE" && strings.Contains(string(f.Data), `"content":"`+text+`"`) {
			return names
		}
		names = append(names, *f.Type)
	}
}

// op reads until a payload with that opcode.
func (c *socket) op(op int) frame {
	c.t.Helper()
	for {
		f, code := c.next()
		if code != 0 {
			c.t.Fatalf("the connection ended with %d before op %d", code, op)
		}
		if f.Op == op {
			return f
		}
	}
}

// closed reads to the end and returns the close code.
func (c *socket) closed() int {
	c.t.Helper()
	for {
		if _, code := c.next(); code != 0 {
			return code
		}
	}
}

func hasRefusal(s *Server, part string) bool {
	return slices.ContainsFunc(s.Refusals(), func(r string) bool { return strings.Contains(r, part) })
}
