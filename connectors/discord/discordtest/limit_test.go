package discordtest

import (
	"net/http"
	"testing"
	"time"
)

func TestRateLimitOfARoute(t *testing.T) {
	p := newPlace(t, Options{})
	for i := range 5 {
		a := p.must("POST", p.messages(), noPings("x", nil))
		if left := a.header.Get("X-RateLimit-Remaining"); left != itoa(4-i) {
			t.Errorf("request %d: remaining %s", i, left)
		}
	}
	a := p.do("POST", p.messages(), noPings("x", nil))
	if a.status != 429 || a.body["retry_after"] != 5.0 || a.body["global"] != false {
		t.Errorf("the sixth: %d %s", a.status, a.text)
	}
	for key, want := range map[string]string{
		"X-RateLimit-Scope": "user", "Retry-After": "5", "X-RateLimit-Limit": "5", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": "5.000",
	} {
		if got := a.header.Get(key); got != want {
			t.Errorf("%s: %q, expected %q", key, got, want)
		}
	}
	other := p.guild.AddRoom("other", Text)
	if a := p.do("POST", "/channels/"+other.ID+"/messages", noPings("x", nil)); a.status != 200 {
		t.Errorf("another room is limited too: %d", a.status)
	}
	p.clock.add(5 * time.Second)
	p.must("POST", p.messages(), noPings("x", nil))
	if n := len(p.room.Messages()); n != 6 {
		t.Errorf("%d messages", n)
	}
	p.careful()
}

func TestGlobalRateLimit(t *testing.T) {
	p := newPlace(t, Options{GlobalLimit: 3})
	for _, path := range []string{"/users/@me", "/gateway/bot", "/users/@me/guilds"} {
		p.must("GET", path, nil)
	}
	a := p.do("GET", "/users/@me", nil)
	if a.status != 429 || a.body["global"] != true || a.header.Get("X-RateLimit-Global") != "true" || a.header.Get("X-RateLimit-Scope") != "global" {
		t.Errorf("%d %s %v", a.status, a.text, a.header)
	}
	p.clock.add(time.Second)
	p.must("GET", "/users/@me", nil)
}

func TestInvalidRequestsBanTheAddress(t *testing.T) {
	p := newPlace(t, Options{InvalidLimit: 3})
	for range 3 {
		p.as("", "GET", "v10/users/@me", nil)
	}
	a := p.do("GET", "/users/@me", nil)
	if a.status != http.StatusTooManyRequests || a.text != "error code: 1015" || a.header.Get("X-RateLimit-Scope") != "" {
		t.Errorf("%d %s %v", a.status, a.text, a.header)
	}
	p.clock.add(10*time.Minute + time.Second)
	p.must("GET", "/users/@me", nil)
}

func TestSharedLimitsDoNotCountAsInvalid(t *testing.T) {
	p := newPlace(t, Options{})
	const route = "POST /channels/{channel}/messages"
	p.RateLimit(route, 1, 1500*time.Millisecond, "shared")
	p.RateLimit(route, 1, time.Second, "global")
	a := p.do("POST", p.messages(), noPings("x", nil))
	if a.status != 429 || a.body["retry_after"] != 1.5 || a.header.Get("Retry-After") != "2" || p.InvalidRequests() != 0 {
		t.Errorf("shared: %s %v, %d invalid", a.text, a.header, p.InvalidRequests())
	}
	if a := p.do("POST", p.messages(), noPings("x", nil)); a.body["global"] != true || p.InvalidRequests() != 1 {
		t.Errorf("global: %s, %d invalid", a.text, p.InvalidRequests())
	}
	p.must("POST", p.messages(), noPings("x", nil))
	if got := p.Requests()[route]; got != 3 {
		t.Errorf("%d requests", got)
	}
	if got := p.Answers()[429]; got != 2 {
		t.Errorf("%d answers 429", got)
	}
}

func TestStubbornClientsAreNoted(t *testing.T) {
	p := newPlace(t, Options{LimitPeriod: time.Nanosecond})
	p.room.Deny(p.bot.User, SendMessages)
	post := func(n int) {
		for range n {
			p.clock.add(time.Second)
			p.do("POST", p.messages(), noPings("x", nil))
		}
	}
	post(patience)
	p.room.Reset(p.bot.User)
	post(1) // succeeds
	p.room.Deny(p.bot.User, SendMessages)
	post(patience)
	p.careful()
	post(1)
	if !hasRefusal(p.Server, "again and again, though the answer is 403") {
		t.Errorf("%v", p.Refusals())
	}
	for range patience + 1 {
		p.as("Bot x", "GET", "v10/users/@me", nil)
	}
	if !hasRefusal(p.Server, "though the answer is 401") {
		t.Errorf("%v", p.Refusals())
	}
}
