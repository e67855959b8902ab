package oauth

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/oauth2"
)

// Way is how a person lets the program in.
type Way string

// Ways. A device code is typed into any browser anywhere; with a browser on this machine the provider sends the person
// back to an address that only this machine answers (RFC 8252 section 7.3).
const (
	ByDevice  Way = "device"
	ByBrowser Way = "browser"
)

// Ask is how a person is spoken with.
type Ask struct {
	Way   Way               // empty: what the provider offers, a device code first
	User  string            // the account; suggested to the provider
	Port  int               // where the browser is sent back to; 0: any free one
	Say   func(text string) // tells the person
	Input io.Reader         // lines of the person, who may paste the address that the browser could not open; nil: none
	// Verify tries a token before anything is kept; an error of it ends the login and is returned.
	Verify func(ctx context.Context, token string) error
}

// farewell is how long the browser has to read its last page.
const farewell = 2 * time.Second

// loginTime is how long a person has where the server sets no time.
const loginTime = 15 * time.Minute

// Login lets a person grant access and keeps what was granted. An earlier grant stays where it fails. Its errors are of
// kind *Error, the context's, or those of Verify.
func (s *Source) Login(ctx context.Context, ask Ask) error {
	if !s.settings.NeedsLogin() {
		return &Error{What: "nobody has to log in for this channel", Hint: "its tokens come " + s.settings.origin(), Lasting: true}
	}
	way, err := s.settings.way(ask.Way)
	if err != nil {
		return err
	}
	secret, err := s.settings.secret(ctx)
	if err != nil {
		return s.explain(err)
	}
	ctx, cancel := context.WithTimeout(ctx, loginTime)
	defer cancel()
	var t *oauth2.Token
	if way == ByDevice {
		t, err = s.byDevice(ctx, secret, ask)
	} else {
		t, err = s.byBrowser(ctx, secret, ask)
	}
	if err != nil {
		return s.brokenOff(err)
	}
	return s.keep(ctx, t, ask.Verify)
}

// brokenOff explains why a login did not work, which nobody tries again but the person.
func (s *Source) brokenOff(err error) *Error {
	told := *s.explain(err)
	told.Hint = strings.Replace(told.Hint, triedAgain, s.login()+" again when it is back", 1)
	return &told
}

func (s *Source) keep(ctx context.Context, t *oauth2.Token, verify func(context.Context, string) error) error {
	if t.RefreshToken == "" {
		return s.explain(errNoRefresh)
	}
	if verify != nil {
		if err := verify(ctx, t.AccessToken); err != nil {
			return err
		}
	}
	g := s.granted(t, grant{LoggedIn: s.now()})
	if err := s.file.save(ctx, g); err != nil {
		return s.explain(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known, s.unsaved, s.refused, s.failing = g, nil, "", failing{}
	return nil
}

// origin says in words where tokens come from that nobody logs in for.
func (s *Settings) origin() string {
	if !s.Token.IsZero() {
		return "from the command of oauth2.token"
	}
	return "to the application itself (grant: client_credentials)"
}

// way is the one asked for, if the provider has it.
func (s *Settings) way(asked Way) (Way, error) {
	switch {
	case asked == ByDevice && s.Provider == Google && s.DeviceURL == "":
		return "", &Error{
			What: "Google gives no mail access by device code: its list of scopes for devices has none for mail",
			Hint: "log in with a browser instead, which may run on another machine", Lasting: true,
		}
	case asked == ByDevice && s.DeviceURL == "":
		return "", &Error{What: "the config has no device_url", Hint: "add it, or log in with a browser", Lasting: true}
	case asked == ByBrowser && s.AuthURL == "":
		return "", &Error{What: "the config has no auth_url", Hint: "add it, or log in by device code", Lasting: true}
	case asked != "":
		return asked, nil
	case s.DeviceURL != "":
		return ByDevice, nil
	}
	return ByBrowser, nil
}

// byDevice shows a code and waits until the person has typed it in (RFC 8628).
func (s *Source) byDevice(ctx context.Context, secret string, ask Ask) (*oauth2.Token, error) {
	config := s.settings.config(secret)
	given, err := config.DeviceAuth(s.with(ctx))
	if err != nil {
		return nil, s.clean(err, secret)
	}
	ask.Say(fmt.Sprintf("Open %s in any browser and enter the code\n\n    %s\n\nthere, as %s. Waiting…", given.VerificationURI, given.UserCode, ask.User))
	t, err := config.DeviceAccessToken(s.with(ctx), given)
	switch {
	case err == nil:
		return t, nil
	case errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil:
		return nil, s.gaveUp(ctx)
	}
	return nil, s.clean(err, secret, given.DeviceCode)
}

// gaveUp tells the end of a person's time from the end of the program.
func (s *Source) gaveUp(ctx context.Context) error {
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.DeadlineExceeded) {
		return &Error{What: "the login was broken off", Hint: s.login() + " again", Lasting: true, cause: cause}
	}
	return &answer{code: "expired_token", description: "the time to log in is over"}
}

// byBrowser sends the person to the provider and waits for the browser to come back with a code (RFC 8252, with PKCE).
func (s *Source) byBrowser(ctx context.Context, secret string, ask Ask) (*oauth2.Token, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(ask.Port)))
	if err != nil {
		return nil, &Error{What: fmt.Sprintf("port %d of this machine cannot be used", ask.Port), Hint: "choose another with --port", Lasting: true, cause: err}
	}
	r := newReturning(rand.Text())
	defer r.serve(l)()

	config := s.settings.config(secret)
	port := l.Addr().(*net.TCPAddr).Port //nolint:forcetypeassert // it listens on TCP
	config.RedirectURL = fmt.Sprintf("http://127.0.0.1:%d/", port)
	verifier := oauth2.GenerateVerifier()
	ask.Say(fmt.Sprintf("Open this address in a browser and agree, as %s:\n\n%s\n\n"+
		"If the browser runs on another machine, it ends at a page of 127.0.0.1 that does not open:\n"+
		"paste that page's address here. Waiting…", ask.User, config.AuthCodeURL(r.state, s.settings.wishes(verifier, ask.User)...)))
	if ask.Input != nil {
		go r.read(ask.Input, ask.Say) // it ends with the input
	}
	code, err := r.wait(ctx)
	if err != nil {
		if ctx.Err() != nil {
			err = s.gaveUp(ctx)
		}
		return nil, err
	}
	t, err := config.Exchange(s.with(ctx), code, oauth2.VerifierOption(verifier))
	if err != nil {
		return nil, s.clean(err, secret, code, verifier)
	}
	return t, nil
}

// wishes are what the authorization is asked with besides the usual. Google gives a refresh token for offline access only,
// and again only where consent is asked for again.
func (s *Settings) wishes(verifier, user string) []oauth2.AuthCodeOption {
	wishes := []oauth2.AuthCodeOption{oauth2.S256ChallengeOption(verifier)}
	if s.Provider == Google {
		wishes = append(wishes, oauth2.AccessTypeOffline, oauth2.SetAuthURLParam("prompt", "consent"))
	}
	if user != "" {
		wishes = append(wishes, oauth2.SetAuthURLParam("login_hint", user))
	}
	return wishes
}

// returning receives the browser that comes back.
type returning struct {
	state string
	came  chan result
}

type result struct {
	code string
	err  error
}

func newReturning(state string) *returning { return &returning{state, make(chan result, 1)} }

// serve answers the browser until stop is called, which lets it finish reading.
func (r *returning) serve(l net.Listener) (stop func()) {
	server := &http.Server{Handler: r, ReadHeaderTimeout: 10 * time.Second}
	served := make(chan struct{})
	go func() { defer close(served); _ = server.Serve(l) }() // its only error is the closed listener
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), farewell)
		defer cancel()
		_ = errors.Join(server.Shutdown(ctx), server.Close()) // a browser that holds on is left
		<-served
	}
}

// take reads what the provider put into the address. What has not our state is not of this login (RFC 6749 section 10.12).
func (r *returning) take(q url.Values) (ok bool) {
	if q.Get("state") != r.state {
		return false
	}
	got := result{code: q.Get("code")}
	if code := q.Get("error"); code != "" || got.code == "" {
		got.err = &answer{code: code, description: firstLine(q.Get("error_description"))}
	}
	select {
	case r.came <- got:
	default: // a browser that loads the page twice
	}
	return true
}

// ServeHTTP implements [http.Handler].
func (r *returning) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if !r.take(req.URL.Query()) {
		http.Error(w, "This page is not part of a login that is going on.", http.StatusNotFound)
		return
	}
	_, _ = io.WriteString(w, "This window can be closed. The rest is said in the terminal.\n")
}

// read takes addresses that a person pastes, and says where one is of no use.
func (r *returning) read(input io.Reader, say func(text string)) {
	lines := bufio.NewScanner(input)
	lines.Buffer(nil, 64<<10)
	for lines.Scan() {
		pasted := strings.TrimSpace(lines.Text())
		if u, err := url.Parse(pasted); pasted != "" && (err != nil || !r.take(u.Query())) {
			say("That is not the address at which this login ends: it begins with http://127.0.0.1 and has state= and code= in it. Paste all of it. Waiting…")
		}
	}
}

func (r *returning) wait(ctx context.Context) (code string, err error) {
	select {
	case got := <-r.came:
		return got.code, got.err
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
}
