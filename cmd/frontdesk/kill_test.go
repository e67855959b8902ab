package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway/store/storetest"
)

// killConfig is a gateway on a real Dovecot; its replies go to a server that loses its temper. The team has no forward.
const killConfig = `
store: %s
channels:
  support:
    kind: email
    address: support@example.test
    team: first-line
    start: all
    imap: {server: %q, user: support@example.test, password: env:KILL_PASSWORD, tls: none}
    smtp: {server: %q, tls: none}
`

// TestKilledAtAnyMomentNothingIsLostOrSaidTwice kills the program while mail comes in, on both databases, with a server
// that sometimes refuses and sometimes hangs up. Then every mail was answered at most once, and has a reply or a ticket.
func TestKilledAtAnyMomentNothingIsLostOrSaidTwice(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { killAndCount(t, "sqlite:frontdesk.db") })
	t.Run("postgres", func(t *testing.T) { killAndCount(t, storetest.Postgres(t)) })
}

const (
	killMails = 60
	killTimes = 4
)

func killAndCount(t *testing.T, url string) {
	dovecot := mailtest.StartDovecot(t, 0)
	sink := mailtest.Serve(t, mailtest.Options{NoAuth: true})
	t.Helper()
	sink.Fault(mailtest.Fault{Stage: mailtest.StageRecipient, Code: 451, Skip: 5, Times: 3})
	sink.Fault(mailtest.Fault{Stage: mailtest.StageEnd, Drop: true, Deliver: true, Skip: 12, Times: 2})
	sink.Fault(mailtest.Fault{Stage: mailtest.StageEnd, Drop: true, Skip: 20, Times: 2})
	dir := killFolder(t, fmt.Sprintf(killConfig, url, dovecot.IMAP, sink.SMTP()))

	log := newLog(t)
	run := startFrontdesk(t, dir, log)
	for i := range killMails {
		from := fmt.Sprintf("c%d@d%d.example", i, i)
		dovecot.Deliver(t, from, "support@example.test", killMail(from, i))
		if i%(killMails/killTimes) == killMails/killTimes/2 {
			if err := run.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			_ = run.Wait() // killed, and it says so
			run = startFrontdesk(t, dir, log)
		}
	}
	all := make([]string, killMails)
	for i := range all {
		all[i] = killID(i)
	}
	waitForAll(t, log, dir, all, func() map[string]int { return answered(t, sink) })
	endFrontdesk(t, run, log)
	answers := answered(t, sink)
	for id, n := range answers {
		if n > 1 {
			t.Errorf("%s was answered %d times", id, n)
		}
	}
	if len(answers) < killMails/2 {
		t.Errorf("only %d of %d mails were answered\n%s", len(answers), killMails, log.text())
	}
}

// killMatchers have no examples: a program that is killed while it learns tickets what comes in, and here answers are counted.
const killMatchers = `
order-status: {any: [{words: [my order]}], answer: [order-status]}
refund-timing: {any: [{words: [refund]}], answer: [refund-timing]}
`

func killFolder(t *testing.T, frontdesk string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../configs/example")); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "matchers")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "matchers"), 0o755); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"frontdesk.yaml":  frontdesk,
		"matchers/a.yaml": killMatchers,
		"teams.yaml":      "teams:\n  first-line: {promise: {normal: 8h}}\n  billing: {promise: {normal: 8h}, contact: \"1\"}\n  projects: {}\n",
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func killID(i int) string { return fmt.Sprintf("kill-%d@customers.example", i) }

func killMail(from string, i int) []byte {
	question := []string{"Where is my order?", "When will I get my refund?", "I have a question about brass."}[i%3]
	return fmt.Appendf(nil, "From: <%s>\r\nTo: <support@example.test>\r\nSubject: Question\r\nDate: %s\r\nMessage-ID: <kill-%d@customers.example>\r\n\r\n%s\r\n",
		from, time.Now().Format(time.RFC1123Z), i, question)
}

// answered counts the replies by the Message-ID that they answer.
func answered(t *testing.T, sink *mailtest.Server) map[string]int {
	t.Helper()
	counts := map[string]int{}
	for _, m := range sink.Mails() {
		msg, err := mail.ReadMessage(bytes.NewReader(m.Raw))
		if err != nil {
			t.Fatal(err)
		}
		counts[strings.Trim(msg.Header.Get("In-Reply-To"), "<>")]++
	}
	return counts
}

// waitForAll waits until each message of these has an answer or a ticket.
func waitForAll(t *testing.T, log *processLog, dir string, ids []string, answers func() map[string]int) {
	t.Helper()
	var missing []string
	defer func() {
		if len(missing) > 0 {
			t.Logf("neither an answer nor a ticket: %v", missing)
		}
	}()
	waitFor(t, log, "an answer or a ticket for each message", func() bool {
		answered, ticketed := answers(), ticketed(t, dir)
		missing = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return answered[id] > 0 || ticketed[id] })
		return len(missing) == 0
	})
}

// ticketed are the Message-IDs of mails that have a ticket.
func ticketed(t *testing.T, dir string) map[string]bool {
	t.Helper()
	cmd := exec.Command("frontdesk", "tickets", "--config", dir, "--format", "jsonl")
	cmd.Env = append(os.Environ(), "KILL_PASSWORD=secret")
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	for _, early := range []string{"there is no store", "it has no tables yet", "its tables have version"} {
		if strings.Contains(said.String(), early) {
			return nil // each process so far was killed before it had made them all
		}
	}
	if err != nil {
		t.Fatalf("tickets: %v: %s", err, said.String())
	}
	ids := map[string]bool{}
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var l ticketLine
		if err := dec.Decode(&l); err != nil {
			t.Fatal(err)
		}
		ids[strings.Trim(l.MessageID, "<>")] = true
	}
	return ids
}
