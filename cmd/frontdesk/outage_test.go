package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/email/mailtest"
)

// TestASendingServerThatIsDownIsToldOnce lets some replies wait for a server that nobody runs: one line tells of it, not
// one a reply and attempt, and nothing is lost.
func TestASendingServerThatIsDownIsToldOnce(t *testing.T) {
	const (
		user  = "support@example.test"
		mails = 8 // the caps let so many alike be answered
	)
	server := mailtest.Serve(t, mailtest.Options{Users: []mailtest.User{{Address: user, Password: "secret"}}})
	for i := range mails {
		from := fmt.Sprintf("c%d@customers.example", i)
		if err := server.Deliver(from, user, killMail(from, i)); err != nil {
			t.Fatal(err)
		}
	}
	listen, down := closedPort(t), closedPort(t)
	dir := killFolder(t, fmt.Sprintf("listen: %s\nchannels:\n  support: {kind: email, address: %s, team: first-line, start: all,"+
		" imap: {server: %q, user: %s, password: env:KILL_PASSWORD, tls: none}, smtp: {server: %q, tls: none}}\n", listen, user, server.IMAP(), user, down))
	log := newLog(t)
	run := startFrontdesk(t, dir, log)
	told := waitForTrouble(t, log, listen)
	if want := "sending: connect to " + down + ": the connection was refused; check host and port"; !strings.Contains(told, want) {
		t.Errorf("%q lacks %q", told, want)
	}
	endFrontdesk(t, run, log)
	if got := log.text(); strings.Count(got, "sending paused, the server cannot be reached") != 1 || strings.Contains(got, "delivery not sent") {
		t.Errorf("the outage is told as\n%s", got)
	}
	// With another server what waited is sent.
	front := filepath.Join(dir, "frontdesk.yaml")
	text, err := os.ReadFile(front)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(front, []byte(strings.Replace(string(text), down, server.SMTP(), 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	startFrontdesk(t, dir, log)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if sent, err := server.WaitOutbox(ctx, mails); err != nil || len(sent) != mails {
		t.Errorf("%d replies arrived of %d: %v\n%s", len(sent), mails, err, log.text())
	}
}
