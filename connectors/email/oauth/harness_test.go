package oauth

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors/email/oauth/oauthtest"
)

const account = "support@example.test"

func newClock() *oauthtest.Clock {
	return oauthtest.NewClock(time.Date(2026, 1, 2, 10, 0, 0, 0, time.UTC))
}

// provider is a token server with settings that use it.
type provider struct {
	*oauthtest.Server

	settings Settings
	path     string // of the token file
	clock    *oauthtest.Clock
}

func newProvider(t *testing.T, o oauthtest.Options) *provider {
	t.Helper()
	p := &provider{clock: newClock(), path: filepath.Join(t.TempDir(), "state", "support.token")}
	o.Now = p.clock.Now
	p.Server = oauthtest.Start(o)
	t.Cleanup(p.Close)
	p.settings = Settings{
		Provider: Custom, Grant: GrantLogin, ClientID: oauthtest.ClientID, ClientSecret: configs.PlainSecret(oauthtest.ClientSecret),
		TokenURL: p.URL() + "/token", AuthURL: p.URL() + "/authorize", DeviceURL: p.URL() + "/device", TokenFile: configs.Path(p.path),
	}
	return p
}

// source is one process's.
func (p *provider) source() *Source {
	return Open(&p.settings, Options{Channel: "support", Now: p.clock.Now})
}

// loggedIn puts a grant into the token file.
func (p *provider) loggedIn(t *testing.T) {
	t.Helper()
	g := grant{Client: oauthtest.ClientID, Refresh: hidden(p.Grant(account)), LoggedIn: p.clock.Now()}
	if err := (file{p.path}).save(t.Context(), g); err != nil {
		t.Fatal(err)
	}
}

func token(t *testing.T, s *Source) string {
	t.Helper()
	got, err := s.Token(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// noCanary fails where a text holds what may stand nowhere.
func noCanary(t *testing.T, text string) {
	t.Helper()
	if strings.Contains(text, oauthtest.Canary) {
		t.Errorf("a secret is told: %s", text)
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
