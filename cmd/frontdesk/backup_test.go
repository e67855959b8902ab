package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway/store/storetest"
)

// TestAStoreThatWasLostIsRestoredAndNobodyHearsTwice backs up while mail comes in, lets the gateway work on, kills it, and
// goes on with the backup in a new database: then each mail was answered at most once, and has a reply or a ticket; what
// came after the restore is answered.
func TestAStoreThatWasLostIsRestoredAndNobodyHearsTwice(t *testing.T) {
	sqlite := func(name string) string { return "sqlite:" + name + ".db" }
	t.Run("sqlite", func(t *testing.T) { loseAndRestore(t, sqlite("first"), sqlite("second")) })
	t.Run("postgres", func(t *testing.T) { loseAndRestore(t, storetest.Postgres(t), storetest.Postgres(t)) })
	t.Run("sqlite to postgres", func(t *testing.T) { loseAndRestore(t, sqlite("first"), storetest.Postgres(t)) })
}

// lost is one such story.
type lost struct {
	*testing.T
	dir     string
	dovecot *mailtest.Dovecot
	sink    *mailtest.Server
	log     *processLog
	sent    int
}

func loseAndRestore(t *testing.T, first, second string) {
	l := newLost(t, first)
	run := startFrontdesk(t, l.dir, l.log)
	l.deliver(killMails / 3)
	waitFor(t, l.log, "the first reply", func() bool { return len(answered(t, l.sink)) > 0 })
	l.deliver(killMails / 3) // the backup is taken while these are worked on
	file := filepath.Join(l.dir, "backup.zip")
	l.command("backup", file)
	l.deliver(killMails / 3)
	waitFor(t, l.log, "most replies", func() bool { return len(answered(t, l.sink)) > killMails/2 })
	if err := run.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = run.Wait() // killed, and it says so
	ended := time.Now()
	before := answered(t, l.sink)

	l.config(second)
	l.command("restore", file, "--ended", ended.Format(time.RFC3339Nano))
	if out, err := l.run("restore", file); err == nil || !strings.Contains(out, "it is not empty") {
		t.Errorf("restored twice: %v: %s", err, out)
	}
	startFrontdesk(t, l.dir, l.log)
	waitFor(t, l.log, "the next second", func() bool { return time.Now().Truncate(time.Second).After(ended) }) // Received has whole seconds
	l.deliver(6)
	l.settled()
	after := answered(t, l.sink)
	for id, n := range after {
		if n > 1 {
			t.Errorf("%s was answered %d times", id, n)
		}
	}
	late := 0
	for i := l.sent - 6; i < l.sent; i++ {
		late += after[killID(i)]
	}
	if late == 0 {
		t.Errorf("nothing that came after the restore was answered; before it %d of %d\n%s", len(before), l.sent, l.log.text())
	}
}

func newLost(t *testing.T, url string) *lost {
	t.Helper()
	sink := mailtest.Serve(t, mailtest.Options{NoAuth: true})
	l := &lost{T: t, dovecot: mailtest.StartDovecot(t, 0), sink: sink, log: newLog(t)}
	l.dir = killFolder(t, fmt.Sprintf(killConfig, url, l.dovecot.IMAP, sink.SMTP()))
	return l
}

// config names another store.
func (l *lost) config(url string) {
	l.Helper()
	text := fmt.Sprintf(killConfig, url, l.dovecot.IMAP, l.sink.SMTP())
	if err := os.WriteFile(filepath.Join(l.dir, "frontdesk.yaml"), []byte(text), 0o600); err != nil {
		l.Fatal(err)
	}
}

func (l *lost) deliver(n int) {
	l.Helper()
	for range n {
		from := fmt.Sprintf("c%d@d%d.example", l.sent, l.sent)
		l.dovecot.Deliver(l, from, "support@example.test", killMail(from, l.sent))
		l.sent++
	}
}

// settled waits until every mail has a reply or a ticket.
func (l *lost) settled() {
	l.Helper()
	all := make([]string, l.sent)
	for i := range all {
		all[i] = killID(i)
	}
	waitForAll(l.T, l.log, l.dir, all, func() map[string]int { return answered(l.T, l.sink) })
}

func (l *lost) command(args ...string) {
	l.Helper()
	if out, err := l.run(args...); err != nil {
		l.Fatalf("frontdesk %s: %v: %s", strings.Join(args, " "), err, out)
	}
}

func (l *lost) run(args ...string) (string, error) {
	cmd := exec.Command("frontdesk", append(args, "--config", l.dir)...)
	cmd.Env = append(os.Environ(), "KILL_PASSWORD=secret")
	out, err := cmd.CombinedOutput()
	return string(out), err
}
