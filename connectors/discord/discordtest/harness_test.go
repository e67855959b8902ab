package discordtest

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

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

func hasRefusal(s *Server, part string) bool {
	return slices.ContainsFunc(s.Refusals(), func(r string) bool { return strings.Contains(r, part) })
}
