package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/connectors/email/oauth/oauthtest"
)

const mailboxUser = "support@example.test"

// tokenShop is a config whose mailbox takes tokens, with its servers.
type tokenShop struct {
	*oauthtest.Server

	dir    string
	listen string // of the gateway, once it runs
	mail   *mailtest.Server
	out    talk
}

// talk is a terminal whose other side reads along.
type talk struct {
	mu    sync.Mutex
	text  strings.Builder
	heard func(text string) // what was written so far
}

func (t *talk) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text.Write(p)
	if t.heard != nil {
		t.heard(t.text.String())
	}
	return len(p), nil
}

func newTokenShop(t *testing.T) *tokenShop {
	t.Helper()
	s := &tokenShop{Server: oauthtest.Start(oauthtest.Options{}), dir: t.TempDir()}
	t.Cleanup(s.Close)
	s.mail, s.listen = mailtest.Serve(t, mailtest.Options{
		Users:  []mailtest.User{{Address: mailboxUser}, {Address: "other@example.test"}},
		Tokens: s.Valid, Mechanisms: []string{mailtest.XOAuth2}, RequireAuth: true,
	}), closedPort(t)
	config := fmt.Sprintf(`store: sqlite:frontdesk.db
listen: %[6]s
channels:
  support:
    kind: email
    address: %[1]s
    start: all
    imap: {server: %[2]q, tls: none}
    smtp: {server: %[3]q, tls: none}
    oauth2:
      client_id: %[4]s
      client_secret: env:FRONTDESK_TEST_CLIENT_SECRET
      token_url: %[5]s/token
      device_url: %[5]s/device
      auth_url: %[5]s/authorize
`, mailboxUser, s.mail.IMAP(), s.mail.SMTP(), oauthtest.ClientID, s.URL(), s.listen)
	t.Setenv("FRONTDESK_TEST_CLIENT_SECRET", oauthtest.ClientSecret)
	if err := os.WriteFile(filepath.Join(s.dir, "frontdesk.yaml"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}

// auth runs a command of auth and returns its exit status and what it printed.
func (s *tokenShop) auth(t *testing.T, args ...string) (int, string) {
	t.Helper()
	s.out.text.Reset()
	status := mainStatus(append(append([]string{"auth"}, args...), "--config", s.dir), process{stdin: strings.NewReader(""), stdout: &s.out, stderr: &s.out})
	text := s.out.text.String()
	if strings.Contains(text, oauthtest.Canary) {
		t.Errorf("a secret is told: %s", text)
	}
	return status, text
}

// says fails where a command did not end so and print all of this.
func says(t *testing.T, status, wantStatus int, text string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("%q is not in\n%s", w, text)
		}
	}
	if status != wantStatus {
		t.Errorf("exit status %d\n%s", status, text)
	}
}

var userCode = regexp.MustCompile(`CODE-\d+`)

func TestAPersonLetsTheProgramInByDeviceCode(t *testing.T) {
	s := newTokenShop(t)
	status, text := s.auth(t, "status")
	says(t, status, 1, text, "support: nobody has logged in yet; run frontdesk auth login support")

	s.out.heard = func(text string) { s.Agree(userCode.FindString(text), mailboxUser) }
	status, text = s.auth(t, "login", "support")
	says(t, status, 0, text, "/enter in any browser", "as "+mailboxUser, "accepts the login", "channel support is logged in")
	if _, err := os.Stat(filepath.Join(s.dir, "support.token")); err != nil {
		t.Error(err)
	}
	status, text = s.auth(t, "status")
	says(t, status, 0, text, "support: logged in on ", "renewed by itself")
}

func TestTheWrongAccountIsNotKept(t *testing.T) {
	s := newTokenShop(t)
	s.out.heard = func(text string) { s.Agree(userCode.FindString(text), "other@example.test") }
	status, text := s.auth(t, "login", "support")
	says(t, status, 1, text, "refused the token", "imap.user is the account of the token", "Nothing was changed")
	if _, err := os.Stat(filepath.Join(s.dir, "support.token")); err == nil {
		t.Error("the token was kept")
	}
}

func TestAPersonLetsTheProgramInByBrowser(t *testing.T) {
	s := newTokenShop(t)
	var once sync.Once
	visited := make(chan string, 1)
	s.out.heard = func(text string) {
		address := regexp.MustCompile(`http://\S+/authorize\S+`).FindString(text)
		if address == "" {
			return
		}
		once.Do(func() {
			go func() {
				page, _ := pageAt(t, address)
				visited <- page
			}()
		})
	}
	status, text := s.auth(t, "login", "support", "--browser")
	says(t, status, 0, text, "paste that page's address here", "channel support is logged in")
	if got := <-visited; !strings.Contains(got, "can be closed") {
		t.Errorf("the browser ends at %q", got)
	}
}

// at waits until a page of the gateway is as wanted, and returns it.
func (s *tokenShop) at(t *testing.T, log *processLog, path string, wanted func(page string) bool) string {
	t.Helper()
	return waitForPage(t, log, "http://"+s.listen+path, func(page string, _ int) bool { return wanted(page) })
}

func TestALoginThatEndsIsToldWhileMailIsStillRead(t *testing.T) {
	s := newTokenShop(t)
	obtained := time.Now().Add(-40 * time.Minute).UTC()
	grant := fmt.Sprintf(`{"client_id": %q, "refresh_token": "taken-back-%s", "access_token": %q, "obtained": %q, "expires": %q}`,
		oauthtest.ClientID, oauthtest.Canary, s.Access(mailboxUser), obtained.Format(time.RFC3339), obtained.Add(time.Hour).Format(time.RFC3339))
	if err := os.WriteFile(filepath.Join(s.dir, "support.token"), []byte(grant), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.mail.Deliver("ann@customer.example", mailboxUser, killMail("ann@customer.example", 1)); err != nil {
		t.Fatal(err)
	}
	log := newLog(t)
	run := startFrontdesk(t, s.dir, log)
	told := s.at(t, log, "/healthz", func(page string) bool { return strings.Contains(page, "cannot be renewed") })
	for _, want := range []string{"ok\nsupport: channel support, imap ", "the login ends at ", "invalid_grant", "run frontdesk auth login support"} {
		if !strings.Contains(told, want) {
			t.Errorf("%q is not in %q", want, told)
		}
	}
	s.at(t, log, "/readyz", func(page string) bool {
		return strings.Contains(page, `"ready":true`) && strings.Contains(page, "in part: ")
	})
	s.at(t, log, "/metrics", func(page string) bool {
		return strings.Contains(page, `frontdesk_received_total{channel="support",how="new"} 1`) &&
			strings.Contains(page, `frontdesk_login_failing_since_timestamp_seconds{channel="support"} 1.`)
	})

	s.out.heard = func(text string) { s.Agree(userCode.FindString(text), mailboxUser) }
	status, text := s.auth(t, "login", "support")
	says(t, status, 0, text, "channel support is logged in")
	s.at(t, log, "/healthz", func(page string) bool { return page == "ok\n" })
	endFrontdesk(t, run, log)
	if got := log.text(); !strings.Contains(got, "channel works in part") || strings.Contains(got, oauthtest.Canary) {
		t.Errorf("logged\n%s", got)
	}
}
