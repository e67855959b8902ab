package discordtest

import (
	"fmt"
	"hash/fnv"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// window is one rate limit: so many requests until reset (developers/topics/rate-limits).
type window struct {
	left  int
	reset time.Time
}

// take uses one request; false if none is left.
func (w *window) take(now time.Time, limit int, period time.Duration) bool {
	if !now.Before(w.reset) {
		w.left, w.reset = limit, now.Add(period)
	}
	if w.left == 0 {
		return false
	}
	w.left--
	return true
}

func (s *Server) window(key string) *window {
	w := s.limits[key]
	if w == nil {
		w = &window{}
		s.limits[key] = w
	}
	return w
}

// throttle applies the bot's global limit and the route's; interactions are not bound to the global one.
func (c *call) throttle(h http.Header) error {
	now := c.o.Now()
	if c.bot != nil && !c.interactionRoute() {
		if w := c.window("global " + c.bot.User.ID); !w.take(now, c.o.GlobalLimit, time.Second) {
			h.Set("X-RateLimit-Global", "true")
			return c.limited(h, w.reset.Sub(now), "global")
		}
	}
	if c.route.limit == 0 {
		return nil
	}
	period := c.route.period
	if c.o.LimitPeriod > 0 {
		period = c.o.LimitPeriod
	}
	w := c.window(c.bucket())
	ok := w.take(now, c.route.limit, period)
	c.limitHeaders(h, w, now)
	if !ok {
		return c.limited(h, w.reset.Sub(now), "user")
	}
	return nil
}

func (c *call) interactionRoute() bool {
	return strings.Contains(c.route.name, "/interactions/") || strings.Contains(c.route.name, "/webhooks/")
}

// bucket is the route and the top-level resource that it is counted for.
func (c *call) bucket() string {
	who := ""
	if c.bot != nil {
		who = c.bot.User.ID
	}
	major := c.param("channel") + c.param("guild") + c.param("token")
	return who + " " + c.route.name + " " + major
}

func (c *call) limitHeaders(h http.Header, w *window, now time.Time) {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(c.route.name))
	h.Set("X-RateLimit-Limit", itoa(c.route.limit))
	h.Set("X-RateLimit-Remaining", itoa(w.left))
	h.Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(w.reset.UnixMilli())/1000))
	h.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", w.reset.Sub(now).Seconds()))
	h.Set("X-RateLimit-Bucket", fmt.Sprintf("%016x", sum.Sum64()))
}

// limited is the answer 429; the header has whole seconds, the body fractions.
func (c *call) limited(h http.Header, wait time.Duration, scope string) error {
	return setLimited(h, wait, scope)
}

func setLimited(h http.Header, wait time.Duration, scope string) *apiError {
	h.Set("X-RateLimit-Scope", scope)
	h.Set("Retry-After", itoa(int(math.Ceil(wait.Seconds()))))
	message := "You are being rate limited."
	if scope == "shared" {
		message = "The resource is being rate limited."
	}
	return &apiError{status: http.StatusTooManyRequests, message: message, retry: wait.Seconds(), scope: scope}
}

func itoa(n int) string { return strconv.Itoa(n) }
