// Package oauthtest is a token server for tests: an OAuth 2 provider on loopback that gives, renews, rotates and takes back
// tokens, and misbehaves on demand. It tells a mail server about its tokens too (RFC 7662), so that a real Dovecot can
// be asked to accept them. It is not for production.
package oauthtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

// Canary stands in every token and secret of this server, so that a test can look for it where none may be.
const Canary = "canary-7f3a"

// Of the one client of a server.
const (
	ClientID     = "frontdesk-test"
	ClientSecret = "client-secret-" + Canary
)

// Options of a server. The zero value gives tokens that live for an hour and keeps refresh tokens.
type Options struct {
	Life   time.Duration    // of an access token; default an hour
	Rotate bool             // every use of a refresh token gives another one and ends it
	Now    func() time.Time // default time.Now
	Long   int              // further bytes of an access token, as Microsoft's are long
}

// Fault is one misbehaviour of the token address.
type Fault struct {
	Status      int    // of the answer; 0: none
	Code        string // error of RFC 6749; empty with a Status: a page of HTML
	Description string
	Echo        bool            // the description repeats what was sent
	Reached     func()          // called when a request meets it
	Hold        <-chan struct{} // the answer waits for it
	Times       int             // that many times; 0: always
}

// Server is a running token server. Its methods are safe for concurrent use.
type Server struct {
	http    *httptest.Server
	options Options

	mu      sync.Mutex
	number  int
	refresh map[string]string    // token: account
	access  map[string]ticket    // token: whose
	codes   map[string]challenge // of browsers
	devices map[string]*device   // by device code
	faults  []*Fault
	asked   int
}

type ticket struct {
	user    string
	expires time.Time
}

// Start starts a server. Close ends it.
func Start(o Options) *Server {
	if o.Life == 0 {
		o.Life = time.Hour
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Server{
		options: o, refresh: map[string]string{}, access: map[string]ticket{},
		codes: map[string]challenge{}, devices: map[string]*device{},
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /token", s.token)
	mux.HandleFunc("POST /device", s.device)
	mux.HandleFunc("GET /authorize", s.authorize)
	mux.HandleFunc("/introspect", s.introspect)
	s.http = httptest.NewServer(mux)
	return s
}

// Close ends the server.
func (s *Server) Close() { s.http.Close() }

// URL is the server's own address; /token, /device and /authorize are below it.
func (s *Server) URL() string { return s.http.URL }

// Introspection is where a mail server asks about tokens.
func (s *Server) Introspection() string { return s.http.URL + "/introspect?token=" }

// Grant gives a refresh token of an account, as if its owner had agreed.
func (s *Server) Grant(user string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newRefresh(user)
}

// Access gives an access token of an account.
func (s *Server) Access(user string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newAccess(user)
}

// Revoke ends all refresh tokens of an account, and its access tokens too.
func (s *Server) Revoke(user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for t, u := range s.refresh {
		if u == user {
			delete(s.refresh, t)
		}
	}
	s.revokeAccess(user)
}

// RevokeAccess ends the access tokens of an account, which its mail server refuses from then on.
func (s *Server) RevokeAccess(user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.revokeAccess(user)
}

func (s *Server) revokeAccess(user string) {
	for t, a := range s.access {
		if a.user == user {
			delete(s.access, t)
		}
	}
}

// Valid says whose access token it is; false where it is none, or over.
func (s *Server) Valid(token string) (user string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.access[token]
	return a.user, ok && s.options.Now().Before(a.expires)
}

// Asked is how often the token address was asked.
func (s *Server) Asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked
}

// Fault puts a misbehaviour in force.
func (s *Server) Fault(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

// Heal ends all misbehaviour.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

func (s *Server) newRefresh(user string) string {
	s.number++
	t := fmt.Sprintf("refresh-%s-%d", Canary, s.number)
	s.refresh[t] = user
	return t
}

func (s *Server) newAccess(user string) string {
	s.number++
	t := fmt.Sprintf("access-%s-%d", Canary, s.number) + strings.Repeat("x", s.options.Long)
	s.access[t] = ticket{user, s.options.Now().Add(s.options.Life)}
	return t
}

// introspect answers what RFC 7662 asks for; the mail server puts the token into the address.
func (s *Server) introspect(w http.ResponseWriter, r *http.Request) {
	user, ok := s.Valid(r.FormValue("token"))
	if !ok {
		reply(w, http.StatusOK, map[string]any{"active": false})
		return
	}
	reply(w, http.StatusOK, map[string]any{"active": true, "username": user, "client_id": ClientID})
}

func reply(w http.ResponseWriter, status int, body map[string]any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // a client that is gone needs no answer
}

func refuse(w http.ResponseWriter, status int, code, description string) {
	reply(w, status, map[string]any{"error": code, "error_description": description})
}
