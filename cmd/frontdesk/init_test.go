package main

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/email/mailtest"
)

// TestWhatInitWritesAnswersAMail goes from an empty folder to an answer in the customer's mailbox, with a Dovecot as the
// provider, and no file is edited but for the port that the machine has free.
func TestWhatInitWritesAnswersAMail(t *testing.T) {
	const mailbox = "support@example.test"
	dovecot := mailtest.StartDovecot(t, 0)
	sink := mailtest.Serve(t, mailtest.Options{NoAuth: true})
	dir := filepath.Join(t.TempDir(), "mine")
	var out bytes.Buffer
	status := mainStatus([]string{
		"init", dir, "--yes", "--address", mailbox, "--imap", dovecot.IMAP, "--smtp", sink.SMTP(), "--tls", "none",
		"--password", "env:KILL_PASSWORD", "--mode", "auto", "--zone", "Europe/Berlin",
	}, process{stdin: strings.NewReader(""), stdout: &out, stderr: &out})
	if status != 0 {
		t.Fatalf("init: %s", out.String())
	}
	listen := closedPort(t)
	front := filepath.Join(dir, "frontdesk.yaml")
	text, err := os.ReadFile(front)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(front, []byte(strings.Replace(string(text), "127.0.0.1:9925", listen, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	log := newLog(t)
	startFrontdesk(t, dir, log)
	waitForPage(t, log, "http://"+listen+"/readyz", func(_ string, status int) bool { return status == http.StatusOK })
	dovecot.Deliver(t, "emma@customers.example", mailbox, []byte("From: Emma <emma@customers.example>\r\nTo: "+mailbox+
		"\r\nSubject: Opening hours\r\nMessage-ID: <one@customers.example>\r\nDate: "+time.Now().Format(time.RFC1123Z)+"\r\n\r\nHello, when are you open?\r\n"))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	sent, err := sink.WaitOutbox(ctx, 1)
	if err != nil || len(sent) != 1 {
		t.Fatalf("%d replies: %v\n%s", len(sent), err, log.text())
	}
	if reply := string(sent[0].Raw); !strings.Contains(reply, "emma@customers.example") || !strings.Contains(reply, "In-Reply-To: <one@customers.example>") ||
		!strings.Contains(reply, "We are open from Monday to Friday") {
		t.Errorf("the reply is\n%s", reply)
	}
}

func TestProvidersAreKnownByTheirDomain(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range mailProviders {
		for _, domain := range p.domains {
			if seen[domain] {
				t.Errorf("%s is listed twice", domain)
			}
			seen[domain] = true
		}
		if isServer(p.imap) != nil || isServer(p.smtp) != nil || !strings.HasSuffix(p.imap, ":993") {
			t.Errorf("%s has the servers %q and %q", p.name, p.imap, p.smtp)
		}
	}
	if p, known := providerOf("GMAIL.com"); !known || p.imap != "imap.gmail.com:993" {
		t.Errorf("GMAIL.com is %+v", p)
	}
	if p, known := providerOf("shop.example"); known || p.imap != "imap.shop.example:993" || p.smtp != "smtp.shop.example:465" {
		t.Errorf("shop.example is %+v", p)
	}
}
