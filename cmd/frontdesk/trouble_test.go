package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/email/mailtest"
)

// TestTroubleIsToldInASentence starts the program against servers that are wrong in one way each, and reads what
// /readyz tells a person.
func TestTroubleIsToldInASentence(t *testing.T) {
	const user = "support@example.test"
	server := func(o mailtest.Options) *mailtest.Server {
		o.Users = []mailtest.User{{Address: user, Password: "secret"}}
		return mailtest.Serve(t, o)
	}
	plain := server(mailtest.Options{})
	gone := server(mailtest.Options{})
	if err := gone.Remove(user, "INBOX"); err != nil {
		t.Fatal(err)
	}
	cert, ca, err := mailtest.Certificate(time.Now().Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	expired := server(mailtest.Options{Certificate: cert})
	if cert, _, err = mailtest.Certificate(time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	unknownAuthority := server(mailtest.Options{Certificate: cert})
	longLabel := strings.Repeat("x", 70) // no resolver is asked for such a name
	tests := map[string]struct {
		imap string // settings
		ca   []byte
		want []string
	}{
		"wrong password":     {fmt.Sprintf("{server: %q, user: %s, password: env:WRONG, tls: none}", plain.IMAP(), user), nil, []string{"password"}},
		"unknown host":       {fmt.Sprintf("{server: %q, user: %s, password: env:RIGHT, tls: none}", longLabel+".example:143", user), nil, []string{"host"}},
		"nobody listens":     {fmt.Sprintf("{server: %q, user: %s, password: env:RIGHT, tls: none}", closedPort(t), user), nil, []string{"refused"}},
		"expired":            {fmt.Sprintf("{server: %q, user: %s, password: env:RIGHT, ca: ca.pem}", expired.IMAPS(), user), ca, []string{"certificate is valid from"}},
		"unknown authority":  {fmt.Sprintf("{server: %q, user: %s, password: env:RIGHT}", unknownAuthority.IMAPS(), user), nil, []string{"certificate"}},
		"a vanished mailbox": {fmt.Sprintf("{server: %q, user: %s, password: env:RIGHT, tls: none}", gone.IMAP(), user), nil, []string{"INBOX"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			listen := closedPort(t)
			dir := killFolder(t, fmt.Sprintf("listen: %s\nchannels:\n  support: {kind: email, address: %s, team: first-line, imap: %s, smtp: {server: %q, tls: none}}\n",
				listen, user, tt.imap, plain.SMTP()))
			if tt.ca != nil {
				if err := os.WriteFile(filepath.Join(dir, "ca.pem"), tt.ca, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			t.Setenv("WRONG", "wrong")
			t.Setenv("RIGHT", "secret")
			log := newLog(t)
			run := startFrontdesk(t, dir, log)
			told := waitForTrouble(t, log, listen)
			for _, want := range append(tt.want, "support", ";") { // the place, the problem; the next step
				if !strings.Contains(told, want) {
					t.Errorf("%q lacks %q", told, want)
				}
			}
			if strings.Contains(told+log.text(), "secret") || strings.Contains(log.text(), "wrong\"") {
				t.Errorf("a password is shown:\n%s\n%s", told, log.text())
			}
			t.Log(told)
			endFrontdesk(t, run, log)
		})
	}
}

// waitForTrouble waits until /readyz tells of the channel's trouble.
func waitForTrouble(t *testing.T, log *processLog, listen string) string {
	t.Helper()
	var told string
	waitForPage(t, log, "http://"+listen+"/readyz", func(page string, status int) bool {
		var body readiness
		if err := json.Unmarshal([]byte(page), &body); err != nil {
			t.Fatal(err)
		}
		told = body.Channels["support"]
		return status == http.StatusServiceUnavailable && !body.Ready && strings.Contains(told, "127.0.0.1") || strings.Contains(told, "xxxx")
	})
	return told
}
