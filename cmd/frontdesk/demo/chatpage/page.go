package chatpage

import (
	"crypto/rand"
	"crypto/subtle"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"

	"frontdesk/connectors/discord/discordtest"
)

//go:embed page.html
var pageHTML string

// Options are what a page shows.
type Options struct {
	Server *discordtest.Server
	Guild  string // name of the community
	Bot    *discordtest.Bot
	Rooms  []Room
	People []Person
	// Decided returns what was decided about a message, named as gateway.Message.SourceID names it.
	Decided func(source string) (Decision, bool)
	// Log returns the last decisions, newest first.
	Log func() []Decision
	// Host is the address that the page is served at, such as "127.0.0.1:8080": requests for any other host are refused.
	Host string
}

// Room is a room of the community; its threads follow it on the page.
type Room struct {
	Room    *discordtest.Room
	About   string // one line under its name
	Watched bool   // the gateway reads it
}

// Person is somebody whom the reader can be.
type Person struct {
	User *discordtest.User
	Part string // "member", "moderator", "team"
}

// Decision is what the gateway decided about one message, command or button.
type Decision struct {
	At      time.Time `json:"at"`
	Who     string    `json:"who,omitempty"`
	What    string    `json:"what,omitempty"`
	Outcome string    `json:"outcome"`
	Reason  string    `json:"reason"`
}

// Page is one page that is served. Its methods may be called at the same time.
type Page struct {
	o     Options
	token string

	mu           sync.Mutex
	interactions []used // of all people, oldest first
	forms        map[string]*discordtest.Interaction
	readers      map[chan struct{}]bool
}

// used is one interaction of a person's.
type used struct {
	by   string // user id
	with *discordtest.Interaction
	name string // "/ask", or empty for buttons and menus
}

// New makes a page under a new random token.
func New(o Options) (*Page, error) {
	secret := make([]byte, 18)
	if _, err := rand.Read(secret); err != nil {
		return nil, err
	}
	return &Page{
		o: o, token: base64.RawURLEncoding.EncodeToString(secret),
		forms: map[string]*discordtest.Interaction{}, readers: map[chan struct{}]bool{},
	}, nil
}

// URL is where a browser finds the page.
func (p *Page) URL() string { return "http://" + p.o.Host + "/" + p.token + "/" }

// Handler serves the page; all but its own paths is not found.
func (p *Page) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{token}/{$}", p.page)
	mux.HandleFunc("GET /{token}/state", p.state)
	mux.HandleFunc("GET /{token}/events", p.events)
	mux.HandleFunc("POST /{token}/act", p.act)
	return p.guarded(mux)
}

// guarded lets only those in who know the address, and only from the page itself: names that a stranger's page points at this
// machine, and requests of other pages, are refused.
func (p *Page) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		given, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		origin := r.Header.Get("Origin")
		switch {
		case r.Host != p.o.Host, subtle.ConstantTimeCompare([]byte(given), []byte(p.token)) != 1:
			http.NotFound(w, r)
		case origin != "" && origin != "http://"+p.o.Host:
			http.Error(w, "only the page itself may ask", http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// page serves the one file, whose script and style run by a nonce of this answer.
func (p *Page) page(w http.ResponseWriter, _ *http.Request) {
	raw := make([]byte, 18)
	_, _ = rand.Read(raw) // never fails
	nonce := base64.RawURLEncoding.EncodeToString(raw)
	w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'nonce-"+nonce+"'; style-src 'nonce-"+nonce+
		"'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write([]byte(strings.ReplaceAll(pageHTML, "NONCE", nonce))) // the reader may be gone
}

func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // the reader may be gone
}

// person is who a request speaks for.
func (p *Page) person(id string) (Person, bool) {
	for _, one := range p.o.People {
		if one.User.ID == id {
			return one, true
		}
	}
	return Person{}, false
}
