package discord

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"frontdesk/connectors/retry"
)

// limits keeps the server's rate limits: a bucket for each route and major parameter, as its headers name them, and the
// global one (Discord's documentation, "Rate Limits"). No limit is written down here: the server tells each.
type limits struct {
	mu      sync.Mutex
	routes  map[string]string  // route -> name of its bucket, as the server gave it
	buckets map[string]*bucket // bucket or route, with the major parameter
	global  time.Time          // nothing is sent before
}

// bucket is what requests share a limit. Its requests go one after the other, so that none overtakes what the one before
// learns.
type bucket struct {
	turn      chan struct{} // holds one token
	remaining int
	reset     time.Time
	used      time.Time
}

// bucketsKept is how many buckets are remembered before idle ones are forgotten.
const bucketsKept = 2000

func newLimits() *limits {
	return &limits{routes: map[string]string{}, buckets: map[string]*bucket{}}
}

// errLimited means that the server's limit leaves no time for the request.
var errLimited = errors.New("the rate limit leaves no time for it")

// take waits until a request may go, for no longer than patience (0: as long as ctx lasts). The bucket is to be given back.
func (l *limits) take(ctx context.Context, route, major string, patience time.Duration) (*bucket, error) {
	b := l.bucket(route, major)
	select {
	case <-b.turn:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	until := l.opens(b)
	wait := time.Until(until)
	if patience > 0 && wait > patience {
		b.turn <- struct{}{}
		return nil, errLimited
	}
	if wait > 0 && !retry.Sleep(ctx, wait) {
		b.turn <- struct{}{}
		return nil, ctx.Err()
	}
	return b, nil
}

// opens is when the bucket's next request may go.
func (l *limits) opens(b *bucket) time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	until := l.global
	if b.remaining <= 0 && b.reset.After(until) {
		until = b.reset
	}
	return until
}

func (l *limits) bucket(route, major string) *bucket {
	l.mu.Lock()
	defer l.mu.Unlock()
	if name, ok := l.routes[route]; ok {
		route = name
	}
	b, ok := l.buckets[route+" "+major]
	if !ok {
		l.forget()
		b = newBucket()
		l.buckets[route+" "+major] = b
	}
	b.used = time.Now()
	return b
}

func newBucket() *bucket {
	b := &bucket{turn: make(chan struct{}, 1), remaining: 1}
	b.turn <- struct{}{}
	return b
}

// forget drops buckets whose limit is over; the lock is held.
func (l *limits) forget() {
	if len(l.buckets) < bucketsKept {
		return
	}
	now := time.Now()
	for key, b := range l.buckets {
		if now.Sub(b.used) > time.Minute && now.After(b.reset) && len(b.turn) == 1 {
			delete(l.buckets, key)
		}
	}
}

// give returns a bucket with what the answer's header says; nil where there was no answer.
func (l *limits) give(b *bucket, route, major string, h http.Header) {
	l.mu.Lock()
	defer l.mu.Unlock()
	defer func() { b.turn <- struct{}{} }()
	if h == nil {
		return
	}
	if remaining, err := strconv.Atoi(h.Get("X-RateLimit-Remaining")); err == nil {
		b.remaining = remaining
		b.reset = time.Now().Add(seconds(h.Get("X-RateLimit-Reset-After")) + time.Millisecond) // the header is rounded
	} else {
		b.remaining = 1
	}
	if name := h.Get("X-RateLimit-Bucket"); name != "" && l.routes[route] != name {
		l.routes[route] = name
		if _, ok := l.buckets[name+" "+major]; !ok {
			l.buckets[name+" "+major] = b
		}
	}
}

// hold keeps the bucket, or everything, closed for a while: a 429 says so.
func (l *limits) hold(b *bucket, after time.Duration, global bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	until := time.Now().Add(after)
	if global {
		l.global = until
		return
	}
	b.remaining, b.reset = 0, until
}

// seconds reads "1.5"; 0 for what is no number.
func seconds(s string) time.Duration {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f < 0 {
		return 0
	}
	return time.Duration(f * float64(time.Second))
}

// routeOf splits a path into its route and its major parameter, on which limits stand by themselves.
func routeOf(method, path string) (route, major string) {
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(strings.Trim(path, "/"), "/")
	for i := 1; i < len(parts); i++ {
		if !isID(parts[i]) && (parts[0] != "webhooks" || i != 2) {
			continue
		}
		if i == 1 && (parts[0] == "channels" || parts[0] == "guilds" || parts[0] == "webhooks") || parts[0] == "webhooks" && i == 2 {
			major += parts[i]
		}
		parts[i] = ":id"
	}
	return method + " " + strings.Join(parts, "/"), major
}
