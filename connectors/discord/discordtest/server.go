package discordtest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Options say how the server behaves; the zero value is Discord's documented behaviour.
type Options struct {
	// Now is the clock of ids, rate limits, tokens and resume windows; time.Now if nil. While it stands, no limit refills.
	// Heartbeats are real time always, because the client's are.
	Now func() time.Time
	// Addr is where to listen; 127.0.0.1 on a free port if empty.
	Addr string

	// Heartbeat is the interval told in HELLO (41.25 s); a connection that is silent for half an interval more is closed
	// with 4009.
	Heartbeat time.Duration
	// ResumeWindow is how long a lost session can be resumed (2 min), ReplayLimit how many events are kept for that (10,000).
	ResumeWindow time.Duration
	ReplayLimit  int
	// MaxConcurrency IDENTIFYs (1) may come in each IdentifyEvery (5 s), SessionLimit (1,000) in 24 hours.
	MaxConcurrency int
	IdentifyEvery  time.Duration
	SessionLimit   int
	// GuildsPerShard is the number of guilds from which sharding is required (2,500).
	GuildsPerShard int

	// AckWithin is the time to acknowledge an interaction (3 s), TokenLife the life of its token (15 min).
	AckWithin, TokenLife time.Duration
	// NonceWindow is how long a nonce counts as used (3 min; the documentation says "the past few minutes").
	NonceWindow time.Duration

	// LimitPeriod replaces the period of every route's rate limit, so that tests need not wait; zero keeps the table's.
	LimitPeriod time.Duration
	// GlobalLimit is the number of requests a bot may make in a second (50).
	GlobalLimit int
	// InvalidLimit is the number of 401, 403 and 429 in 10 minutes after which all is refused (10,000).
	InvalidLimit int
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Addr == "" {
		o.Addr = "127.0.0.1:0"
	}
	def(&o.Heartbeat, 41250*time.Millisecond)
	def(&o.ResumeWindow, 2*time.Minute)
	def(&o.ReplayLimit, 10000)
	def(&o.MaxConcurrency, 1)
	def(&o.IdentifyEvery, 5*time.Second)
	def(&o.SessionLimit, 1000)
	def(&o.GuildsPerShard, 2500)
	def(&o.AckWithin, 3*time.Second)
	def(&o.TokenLife, 15*time.Minute)
	def(&o.NonceWindow, 3*time.Minute)
	def(&o.GlobalLimit, 50)
	def(&o.InvalidLimit, 10000)
	return o
}

func def[T comparable](v *T, value T) {
	var zero T
	if *v == zero {
		*v = value
	}
}

// Server is one Discord. All methods are safe to call at the same time.
type Server struct {
	o    Options
	http *http.Server
	base string
	done chan struct{}
	wg   sync.WaitGroup

	mu           sync.Mutex
	changed      chan struct{} // closed and replaced at every change of state
	lastID       uint64
	guilds       map[string]*Guild
	rooms        map[string]*Room // channels, threads and DMs
	users        map[string]*User
	bots         []*Bot
	sessions     map[string]*session
	conns        map[*conn]struct{}
	interactions map[string]*Interaction // by token
	limits       map[string]*window
	faults       []*fault
	events       eventFaults
	counts       counters
}

// New starts a server. Like httptest.NewServer it panics when the loopback interface cannot be listened on.
func New(o Options) *Server {
	o = o.withDefaults()
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", o.Addr)
	if err != nil {
		panic(fmt.Sprintf("discordtest: listen on %s: %v", o.Addr, err))
	}
	s := &Server{
		o: o, base: l.Addr().String(), done: make(chan struct{}), changed: make(chan struct{}),
		guilds: map[string]*Guild{}, rooms: map[string]*Room{}, users: map[string]*User{},
		sessions: map[string]*session{}, conns: map[*conn]struct{}{}, interactions: map[string]*Interaction{},
		limits: map[string]*window{}, counts: newCounters(),
	}
	s.http = &http.Server{Handler: s.handler(), ReadHeaderTimeout: 10 * time.Second}
	s.wg.Add(1)
	go func() {
		defer s.wg.Done()
		_ = s.http.Serve(l) // ends with ErrServerClosed
	}()
	return s
}

// Close ends all connections and returns when nothing of the server runs any more.
func (s *Server) Close() {
	s.mu.Lock()
	select {
	case <-s.done:
		s.mu.Unlock()
		return
	default:
		close(s.done)
	}
	for c := range s.conns {
		_ = c.ws.UnderlyingConn().Close()
	}
	s.mu.Unlock()
	_ = s.http.Close()
	s.wg.Wait()
}

// URL is the base of the REST API without a version, as the `api:` setting of a channel takes it: "http://127.0.0.1:port/api/".
func (s *Server) URL() string { return "http://" + s.base + "/api/" }

// GatewayURL is what GET /gateway answers.
func (s *Server) GatewayURL() string { return "ws://" + s.base + "/gateway/" }

// Client is an HTTP client that reaches this server under Discord's own host names, for programs whose endpoints are fixed.
func (s *Server) Client() *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	return &http.Client{Transport: rehost{base: s.base, next: t}, Timeout: 20 * time.Second}
}

type rehost struct {
	base string
	next *http.Transport
}

func (r rehost) RoundTrip(req *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(req.URL.Host, "discord.com") && req.URL.Host != r.base {
		return nil, fmt.Errorf("discordtest: a request to %s left the test", req.URL.Host)
	}
	out := req.Clone(req.Context())
	out.URL.Scheme, out.URL.Host, out.Host = "http", r.base, r.base
	return r.next.RoundTrip(out)
}

// CloseIdleConnections lets http.Client.CloseIdleConnections reach the transport below.
func (r rehost) CloseIdleConnections() { r.next.CloseIdleConnections() }

// ErrClosed is what Await returns after Close.
var ErrClosed = errors.New("discordtest: the server is closed")

// Await returns nil as soon as cond holds; it is asked again after every change on the server, so that tests need not sleep.
// The error says that ctx ended or the server was closed first. cond may call all methods of the server.
func (s *Server) Await(ctx context.Context, cond func() bool) error {
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if cond() {
			return nil
		}
		select {
		case <-changed:
		case <-s.done:
			return ErrClosed
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// touch wakes those who Await; the lock is held.
func (s *Server) touch() {
	close(s.changed)
	s.changed = make(chan struct{})
}
