package discordtest

import (
	"maps"
	"net/http"
	"slices"
	"time"
)

// counters are what the tests ask about afterwards.
type counters struct {
	requests   map[string]int
	stubborn   map[string]int // 401 by token, 403 by bucket, since the last success
	answers    map[int]int
	refusals   []string
	invalid    []time.Time // 401, 403 and 429 of the last 10 minutes
	identifies int
	throttled  int
	resumes    int
	resumed    int
	heartbeats int
}

func newCounters() counters {
	return counters{requests: map[string]int{}, answers: map[int]int{}, stubborn: map[string]int{}}
}

// Identifies is the number of IDENTIFYs that came, refused ones too.
func (s *Server) Identifies() int { return locked(s, func() int { return s.counts.identifies }) }

// ThrottledIdentifies is the number of IDENTIFYs that came faster than MaxConcurrency allows.
func (s *Server) ThrottledIdentifies() int {
	return locked(s, func() int { return s.counts.throttled })
}

// Resumes is the number of RESUMEs that came, Resumed of those that succeeded.
func (s *Server) Resumes() int { return locked(s, func() int { return s.counts.resumes }) }

// Resumed is the number of RESUMEs that succeeded.
func (s *Server) Resumed() int { return locked(s, func() int { return s.counts.resumed }) }

// Heartbeats is the number of heartbeats that came.
func (s *Server) Heartbeats() int { return locked(s, func() int { return s.counts.heartbeats }) }

// Connected is the number of connections that have a session.
func (s *Server) Connected() int {
	return locked(s, func() int {
		n := 0
		for c := range s.conns {
			if c.sess != nil {
				n++
			}
		}
		return n
	})
}

// Requests is the number of requests by route, such as "POST /channels/{channel}/messages".
func (s *Server) Requests() map[string]int {
	return locked(s, func() map[string]int { return maps.Clone(s.counts.requests) })
}

// Answers is the number of REST answers by HTTP status; answers that were broken on purpose are not counted.
func (s *Server) Answers() map[int]int {
	return locked(s, func() map[int]int { return maps.Clone(s.counts.answers) })
}

// Refusals are what clients did wrong in a strict sense, in their order: malformed requests, unknown fields, mentions without
// allowed_mentions, late or double acknowledgements, void interaction tokens, going on after many 401 or 403, faults of the
// gateway protocol. A test of a careful client asserts that there are none; of two copies on one token, that there is nothing
// but 40060. Missing permissions, vanished rooms and rate limits are no refusals: they can happen to anybody.
func (s *Server) Refusals() []string {
	return locked(s, func() []string { return slices.Clone(s.counts.refusals) })
}

// note records a refusal; the lock is held.
func (s *Server) note(refusal string) {
	s.counts.refusals = append(s.counts.refusals, refusal)
	s.touch()
}

func (s *Server) count(r *route) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts.requests[r.name]++
	s.touch()
}

// countInvalid counts an invalid request: too many of them ban the address (developers/topics/rate-limits, section Invalid
// Request Limit).
func (s *Server) countInvalid() {
	now := s.o.Now()
	s.counts.invalid = append(recent(s.counts.invalid, now.Add(-10*time.Minute)), now)
}

// patience is how often a client may get the same 401 or 403 in a row: several requests may be under way when the first comes.
const patience = 10

// watchStubborn notes a client that goes on with a token that is refused, or with a route of a room that is forbidden
// (developers/topics/rate-limits, section Invalid Request Limit, asks for both).
func (s *Server) watchStubborn(c *call, status int) {
	key := c.bucket()
	if status == http.StatusUnauthorized {
		key = c.req.Header.Get("Authorization")
	}
	if status != http.StatusUnauthorized && status != http.StatusForbidden {
		delete(s.counts.stubborn, key)
		return
	}
	s.counts.stubborn[key]++
	if s.counts.stubborn[key] == patience+1 {
		s.note("REST: " + c.route.name + " again and again, though the answer is " + itoa(status))
	}
}

// InvalidRequests is the number of 401, 403 and 429 of the last 10 minutes.
func (s *Server) InvalidRequests() int {
	return locked(s, func() int {
		s.counts.invalid = recent(s.counts.invalid, s.o.Now().Add(-10*time.Minute))
		return len(s.counts.invalid)
	})
}

// banned says that the address made too many invalid requests.
func (s *Server) banned() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts.invalid = recent(s.counts.invalid, s.o.Now().Add(-10*time.Minute))
	return len(s.counts.invalid) >= s.o.InvalidLimit
}

// writeBan is what the proxy before the API answers: no JSON and no rate limit headers.
func writeBan(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/plain; charset=UTF-8")
	w.Header().Set("Retry-After", "600")
	w.WriteHeader(http.StatusTooManyRequests)
	_, _ = w.Write([]byte("error code: 1015"))
}
