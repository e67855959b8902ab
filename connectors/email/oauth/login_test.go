package oauth

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/email/oauth/oauthtest"
)

var shownCode = regexp.MustCompile(`CODE-\d+`)

func TestLoginByDeviceCode(t *testing.T) {
	p := newProvider(t, oauthtest.Options{})
	s := p.source()
	var verified string
	err := s.Login(t.Context(), Ask{
		User: account,
		Say: func(text string) {
			if !strings.Contains(text, p.URL()+"/enter") || !p.Agree(shownCode.FindString(text), account) {
				t.Errorf("said %q", text)
			}
			noCanary(t, text)
		},
		Verify: func(_ context.Context, token string) error {
			verified, _ = p.Valid(token)
			return nil
		},
	})
	if err != nil || verified != account {
		t.Fatalf("%q, %v", verified, err)
	}
	if s.State().LoggedIn.IsZero() {
		t.Errorf("%+v", s.State())
	}
	p.clock.Forward(2 * time.Hour)
	token(t, p.source()) // another process goes on with it
}

func TestADeclinedLoginKeepsTheEarlierOne(t *testing.T) {
	p := newProvider(t, oauthtest.Options{})
	p.loggedIn(t)
	before := readFile(t, p.path)
	err := p.source().Login(t.Context(), Ask{Say: func(text string) { p.Decline(shownCode.FindString(text)) }})
	if err == nil || !strings.Contains(err.Error(), "access_denied") {
		t.Errorf("%v", err)
	}
	wrong := errors.New("the wrong account")
	err = p.source().Login(t.Context(), Ask{
		Say:    func(text string) { p.Agree(shownCode.FindString(text), "other@example.test") },
		Verify: func(context.Context, string) error { return wrong },
	})
	if !errors.Is(err, wrong) || readFile(t, p.path) != before {
		t.Errorf("%v", err)
	}
}

// address is what was said, to be opened.
var address = regexp.MustCompile(`http://\S+/authorize\S+`)

// visit opens the address as a browser does; a page of text is its end.
func visit(t *testing.T, text string) string {
	t.Helper()
	answer, err := http.Get(address.FindString(text)) //nolint:noctx,gosec // loopback
	if err != nil {
		t.Error(err)
		return ""
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Error(err)
	}
	return string(page)
}

func TestLoginByBrowser(t *testing.T) {
	p := newProvider(t, oauthtest.Options{})
	s := p.source()
	pages := make(chan string, 1)
	err := s.Login(t.Context(), Ask{Way: ByBrowser, User: account, Say: func(text string) {
		noCanary(t, text)
		go func() { pages <- visit(t, text) }()
	}})
	if err != nil {
		t.Fatal(err)
	}
	if page := <-pages; !strings.Contains(page, "can be closed") {
		t.Errorf("the browser ends at %q", page)
	}
	if user, _ := p.Valid(token(t, s)); user != account {
		t.Errorf("logged in as %q", user)
	}
}

func TestABrowserOnAnotherMachineIsPasted(t *testing.T) {
	p := newProvider(t, oauthtest.Options{})
	input, pasted := io.Pipe()
	told := make(chan string, 1)
	err := p.source().Login(t.Context(), Ask{Way: ByBrowser, User: account, Input: input, Say: func(text string) {
		if !address.MatchString(text) {
			told <- text
			return
		}
		go func() {
			client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
			answer, err := client.Get(address.FindString(text)) //nolint:noctx // loopback
			if err != nil {
				t.Error(err)
				return
			}
			_ = answer.Body.Close()
			_, _ = io.WriteString(pasted, "nonsense\n\n  "+answer.Header.Get("Location")+"  \n")
			_ = pasted.Close()
		}()
	}})
	if err != nil {
		t.Fatal(err)
	}
	select {
	case text := <-told:
		if !strings.Contains(text, "is not the address") {
			t.Errorf("of nonsense is said %q", text)
		}
	default:
		t.Error("nothing is said of nonsense")
	}
}

func TestABrowserOfAnotherLoginIsNotTaken(t *testing.T) {
	p := newProvider(t, oauthtest.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	err := p.source().Login(ctx, Ask{Way: ByBrowser, Say: func(text string) {
		u, err := url.Parse(address.FindString(text))
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.Get(u.Query().Get("redirect_uri") + "?state=forged&code=stolen") //nolint:noctx // loopback
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != http.StatusNotFound {
			t.Errorf("status %d", answer.StatusCode)
		}
		cancel()
	}})
	if err == nil || !strings.Contains(err.Error(), "broken off") || p.Asked() != 0 {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(p.path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file was made: %v", err)
	}
}

func TestARefusalInTheBrowserIsTold(t *testing.T) {
	p := newProvider(t, oauthtest.Options{})
	err := p.source().Login(t.Context(), Ask{Way: ByBrowser, User: "nobody", Say: func(text string) { visit(t, text) }})
	if err == nil || !strings.Contains(err.Error(), "did not agree") {
		t.Errorf("%v", err)
	}
}

func TestWaysThatAProviderDoesNotHave(t *testing.T) {
	google := &Settings{Provider: Google, Grant: GrantLogin}
	google.fill()
	if way, err := google.way(""); way != ByBrowser || err != nil {
		t.Errorf("%v %v", way, err)
	}
	if _, err := google.way(ByDevice); err == nil || !strings.Contains(err.Error(), "Google gives no mail access by device code") {
		t.Errorf("%v", err)
	}
	if _, err := (&Settings{Provider: Custom, TokenURL: "x", DeviceURL: "y"}).way(ByBrowser); err == nil {
		t.Error("a browser without an address")
	}
}

// TestALoginThatDidNotWorkIsTriedAgainByThePerson: no gateway does it.
func TestALoginThatDidNotWorkIsTriedAgainByThePerson(t *testing.T) {
	p := newProvider(t, oauthtest.Options{})
	s := p.source()
	p.Close()
	err := s.Login(t.Context(), Ask{Way: ByDevice, Say: func(string) { t.Error("there is no code") }})
	const next = "check this machine's network and DNS; run frontdesk auth login support again when it is back"
	if err == nil || !strings.HasSuffix(err.Error(), next) || strings.Contains(err.Error(), "tries it again") {
		t.Errorf("error %v", err)
	}
}
