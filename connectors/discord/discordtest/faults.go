package discordtest

import (
	"context"
	"net/http"
	"strings"
	"time"
)

// fault is something that goes wrong with the next requests of a route.
type fault struct {
	route string // a route's name, "*", or the beginning of names followed by "*"
	left  int    // requests still to come; below 0: all
	kind  faultKind

	status int
	wait   time.Duration
	scope  string
	hold   chan struct{}
}

type faultKind int

const (
	failing     faultKind = iota // answer a status instead of serving
	limiting                     // answer 429
	slow                         // wait, then serve
	holding                      // serve when released
	cutBefore                    // cut the connection, serve nothing
	cutAfter                     // serve, then cut the connection
	garbleAfter                  // serve, then answer broken JSON
)

// Fail makes the next n requests of a route answer that status, such as 500 or 502; n below 0: all until Heal. A route is
// named as in Requests; "*" is all, "POST *" all that begin so.
func (s *Server) Fail(route string, status, n int) {
	s.addFault(&fault{route: route, left: n, kind: failing, status: status})
}

// RateLimit makes the next n requests of a route answer 429 with that wait; scope is "user", "shared" or "global".
func (s *Server) RateLimit(route string, n int, retryAfter time.Duration, scope string) {
	s.addFault(&fault{route: route, left: n, kind: limiting, wait: retryAfter, scope: scope})
}

// SlowDown makes all requests of a route take that long more.
func (s *Server) SlowDown(route string, by time.Duration) {
	s.addFault(&fault{route: route, left: -1, kind: slow, wait: by})
}

// Hold makes the requests of a route wait until release is called.
func (s *Server) Hold(route string) (release func()) {
	hold := make(chan struct{})
	f := &fault{route: route, left: -1, kind: holding, hold: hold}
	s.addFault(f)
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if f.left != 0 {
			f.left = 0
			close(hold)
		}
	}
}

// CutBefore cuts the connection of the next n requests of a route before anything is done.
func (s *Server) CutBefore(route string, n int) {
	s.addFault(&fault{route: route, left: n, kind: cutBefore})
}

// CutAfterPost does what the next n requests to send a message ask and cuts the connection before the answer: the sender
// cannot know what became of it.
func (s *Server) CutAfterPost(n int) { s.CutAfter("POST /channels/{channel}/messages", n) }

// CutAfter is CutAfterPost for any route.
func (s *Server) CutAfter(route string, n int) {
	s.addFault(&fault{route: route, left: n, kind: cutAfter})
}

// GarbleAfter does what the next n requests of a route ask and answers 200 with JSON that ends too early.
func (s *Server) GarbleAfter(route string, n int) {
	s.addFault(&fault{route: route, left: n, kind: garbleAfter})
}

// Heal ends all faults, those of the events too.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		if f.kind == holding && f.left != 0 {
			f.left = 0
			close(f.hold)
		}
	}
	s.faults = nil
	s.heal()
}

func (s *Server) addFault(f *fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, f)
}

// takeFault is the oldest fault that a request meets, or nil.
func (s *Server) takeFault(route string) *fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		begin, open := strings.CutSuffix(f.route, "*")
		if f.left == 0 || f.route != route && (!open || !strings.HasPrefix(route, begin)) {
			continue
		}
		if f.left > 0 {
			f.left--
		}
		return f
	}
	return nil
}

// before breaks a request on purpose; false if that was all there is to answer.
func (s *Server) before(w http.ResponseWriter, req *http.Request, f *fault) bool {
	if s.banned() {
		writeBan(w)
		return false
	}
	if f == nil {
		return true
	}
	switch f.kind {
	case failing:
		s.fail(w, f)
	case limiting:
		s.limit(w, f)
	case cutBefore:
		panic(http.ErrAbortHandler) // net/http's way to cut a connection
	case slow:
		ctx, cancel := context.WithTimeout(context.Background(), f.wait)
		defer cancel()
		s.pause(req, ctx.Done())
		return true
	case holding:
		s.pause(req, f.hold)
		return true
	default:
		return true
	}
	return false
}

func (s *Server) fail(w http.ResponseWriter, f *fault) {
	s.mu.Lock()
	s.counts.answers[f.status]++
	if f.status == http.StatusUnauthorized || f.status == http.StatusForbidden {
		s.countInvalid()
	}
	s.touch()
	s.mu.Unlock()
	if f.status < 500 {
		writeError(w, &apiError{status: f.status, message: http.StatusText(f.status)})
		return
	}
	w.Header().Set("Content-Type", "text/html") // as the proxies before the API answer
	w.WriteHeader(f.status)
	_, _ = w.Write([]byte("<html><body>" + http.StatusText(f.status) + "</body></html>"))
}

func (s *Server) limit(w http.ResponseWriter, f *fault) {
	e := setLimited(w.Header(), f.wait, f.scope)
	if f.scope == "global" {
		w.Header().Set("X-RateLimit-Global", "true")
	}
	s.mu.Lock()
	s.counts.answers[e.status]++
	if f.scope != "shared" {
		s.countInvalid()
	}
	s.touch()
	s.mu.Unlock()
	writeError(w, e)
}

// pause waits for until and cuts the connection if there is nobody to answer any more.
func (s *Server) pause(req *http.Request, until <-chan struct{}) {
	select {
	case <-until:
	case <-req.Context().Done():
		panic(http.ErrAbortHandler)
	case <-s.done:
		panic(http.ErrAbortHandler)
	}
}

// after breaks the answer of a request that was served; false if nothing more is to be sent.
func (s *Server) after(w http.ResponseWriter, f *fault, status int) bool {
	if status >= 300 {
		return true
	}
	switch f.kind {
	case cutAfter:
		panic(http.ErrAbortHandler)
	case garbleAfter:
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"id": "12`))
		return false
	}
	return true
}
