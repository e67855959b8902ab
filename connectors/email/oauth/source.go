package oauth

import (
	"context"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// Figures of renewing.
const (
	renewTime = 30 * time.Second // for one request to the token server
	spare     = time.Minute      // a token that ends sooner is not used for a new connection
	tooNew    = 30 * time.Second // a token as new as this is not renewed because a mail server refuses it
)

// Options are what a source gets besides its settings.
type Options struct {
	Channel string           // for what an admin is told
	File    string           // where the grant is kept where the settings name none; empty: nowhere
	Now     func() time.Time // nil: time.Now
}

// Source gives the access tokens of one account. It is safe for concurrent use: however many connections ask, one request
// is on its way, also between processes that share the token file.
type Source struct {
	settings *Settings
	channel  string
	now      func() time.Time
	file     file
	client   *http.Client
	flight   singleflight.Group

	mu      sync.Mutex
	known   grant
	unsaved *unsaved // a new grant that the disk did not take
	refused hidden   // the access token that a mail server refused last
	failing failing
	busy    chan struct{} // closed when the request on its way has ended; nil: there was none
}

// unsaved is a grant that is newer than the file.
type unsaved struct {
	grant
	from hidden // the refresh token in the file that it was got with
}

type failing struct {
	since time.Time // zero: it works
	err   *Error
}

// State is what is known of an account's tokens.
type State struct {
	LoggedIn time.Time // when a person let the program in; zero where none has, or need not
	Obtained time.Time // when the present access token was got; zero: none yet
	Expires  time.Time // when it ends; zero where the server does not say
	Failing  time.Time // since when it cannot be renewed; zero: it can, as far as is known
	Err      *Error    // why
}

// Open makes a source of checked settings. It asks nobody.
func Open(s *Settings, o Options) *Source {
	path := string(s.TokenFile)
	if path == "" {
		path = o.File
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Source{
		settings: s, channel: o.Channel, now: o.Now, file: file{path},
		client: &http.Client{Timeout: renewTime, CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse // secrets go where the config says, nowhere else
		}},
	}
}

// Token returns an access token that lives long enough to log in with, renewed where need be. Its errors are of kind
// *Error, or the context's.
func (s *Source) Token(ctx context.Context) (string, error) {
	s.mu.Lock()
	g, usable := s.known, s.usable(s.known)
	s.mu.Unlock()
	if usable {
		return string(g.Access), nil
	}
	return s.renewed(ctx, s.usable)
}

// Renew gets a new token where more than half of the present one's life is over, so that there is time for people to help
// where that does not work. It says when to ask again.
func (s *Source) Renew(ctx context.Context) (next time.Duration, err error) {
	s.mu.Lock()
	fresh := s.young(s.known)
	s.mu.Unlock()
	if !fresh {
		if _, err = s.renewed(ctx, s.young); err != nil {
			return 0, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.known.left(s.now()) - s.known.life()/2, nil
}

// Refuse notes that a mail server does not accept a token, and says whether asking for another one makes sense.
func (s *Source) Refuse(token string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known.Access == hidden(token) && s.now().Sub(s.known.Obtained) < tooNew {
		return false
	}
	s.refused = hidden(token)
	return true
}

// State returns what is known; where nothing was asked for yet, it looks into the token file.
func (s *Source) State() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.known
	if g.Access == "" && s.settings.NeedsLogin() {
		if saved, err := s.file.load(); err == nil {
			g = saved
		}
	}
	return State{LoggedIn: g.LoggedIn, Obtained: g.Obtained, Expires: g.Expires, Failing: s.failing.since, Err: s.failing.err}
}

// usable is called with mu held, as young.
func (s *Source) usable(g grant) bool { return s.longer(g, min(spare, g.life()/2)) }

func (s *Source) young(g grant) bool { return s.longer(g, g.life()/2) }

func (s *Source) longer(g grant, than time.Duration) bool {
	return g.Access != "" && g.Access != s.refused && g.left(s.now()) > than
}

// renewed returns the token of one common request. A request that is on its way is not cut off by a caller who leaves: what
// the server answered would be lost.
func (s *Source) renewed(ctx context.Context, enough func(grant) bool) (string, error) {
	result := s.flight.DoChan("", func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*renewTime)
		defer cancel()
		defer close(s.begin())
		return s.renew(ctx, enough)
	})
	select {
	case r := <-result:
		if r.Err != nil {
			return "", r.Err
		}
		return r.Val.(string), nil //nolint:forcetypeassert // it is what the function returns
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
}

func (s *Source) begin() chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy = make(chan struct{})
	return s.busy
}

// Wait waits until no request is on its way, or ctx ends: a process that ends before would lose what the server gives.
func (s *Source) Wait(ctx context.Context) {
	s.mu.Lock()
	busy := s.busy
	s.mu.Unlock()
	if busy == nil {
		return
	}
	select {
	case <-busy:
	case <-ctx.Done():
	}
}

func (s *Source) renew(ctx context.Context, enough func(grant) bool) (string, error) {
	s.mu.Lock()
	g, done := s.known, enough(s.known)
	s.mu.Unlock()
	if done { // by the request before
		return string(g.Access), nil
	}
	var err error
	switch {
	case !s.settings.Token.IsZero():
		g, err = s.byCommand(ctx)
	case s.settings.Grant == GrantClient:
		g, err = s.byClient(ctx)
	default:
		g, err = s.byFile(ctx, enough)
	}
	return s.note(g, err)
}

// note keeps the outcome. A grant that could not be saved counts as got, and as trouble.
func (s *Source) note(g grant, err error) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if g.Access != "" {
		s.known = g
	}
	if err == nil {
		s.failing = failing{}
		return string(g.Access), nil
	}
	told := s.explain(err)
	if s.failing.since.IsZero() {
		s.failing.since = s.now()
	}
	s.failing.err = told
	if g.Access != "" {
		return string(g.Access), nil
	}
	return "", told
}
