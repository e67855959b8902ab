package discord

import (
	"net/http"
	"testing"
	"time"
)

func TestGlobalLimitClosesEveryBucket(t *testing.T) {
	l := newLimits()
	one, other := l.bucket("POST channels/:id/messages", "1"), l.bucket("GET channels/:id", "2")
	l.hold(one, time.Hour, false)
	if time.Until(l.opens(one)) < time.Minute || time.Until(l.opens(other)) > 0 {
		t.Error("a bucket's limit is not its own")
	}
	l.hold(one, 2*time.Hour, true)
	if time.Until(l.opens(other)) < time.Minute {
		t.Error("the global limit leaves a bucket open")
	}
}

func TestRoutesShareTheBucketThatTheServerNames(t *testing.T) {
	l := newLimits()
	empty := http.Header{}
	empty.Set("X-RateLimit-Bucket", "b")
	empty.Set("X-RateLimit-Remaining", "0")
	empty.Set("X-RateLimit-Reset-After", "3600")
	for _, route := range []string{"GET a", "PUT a"} {
		b, err := l.take(t.Context(), route, "1", 0)
		if err != nil {
			t.Fatal(err)
		}
		l.give(b, route, "1", empty)
	}
	if l.bucket("GET a", "1") != l.bucket("PUT a", "1") {
		t.Error("two routes of one bucket are counted apart")
	}
	if _, err := l.take(t.Context(), "GET a", "1", time.Second); err != errLimited { //nolint:errorlint // it is returned as it is
		t.Errorf("an empty bucket gives %v", err)
	}
	if _, err := l.take(t.Context(), "GET a", "2", time.Second); err != nil {
		t.Errorf("another room's bucket gives %v", err)
	}
}

func TestRouteAndItsMajorParameter(t *testing.T) {
	const a, b = "100000000000000001", "100000000000000002"
	for path, want := range map[string][2]string{
		"/channels/" + a + "/messages/" + b:                  {"channels/:id/messages/:id", a},
		"/channels/" + a + "/messages?limit=100&before=" + b: {"channels/:id/messages", a},
		"/guilds/" + a + "/members/" + b:                     {"guilds/:id/members/:id", a},
		"/webhooks/" + a + "/token/messages/@original":       {"webhooks/:id/:id/messages/@original", a + "token"},
		"/users/@me/channels":                                {"users/@me/channels", ""},
		"/applications/" + a + "/commands":                   {"applications/:id/commands", ""},
	} {
		if route, major := routeOf("GET", path); route != "GET "+want[0] || major != want[1] {
			t.Errorf("%s is %q of %q", path, route, major)
		}
	}
}
