package main

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
	"frontdesk/gateway/backtest"
)

// What a gateway did with the demo's mail, a backtest of its store does again: with follow-ups, answers of the team, drafts
// and thanks among it.
func TestBacktestOfTheStoreDecidesAsTheGatewayDid(t *testing.T) {
	kept := filepath.Join(t.TempDir(), "kept")
	var out bytes.Buffer
	if status := mainStatus([]string{"demo", "--fast", "--keep", kept}, process{stdout: &out, stderr: &out}); status != 0 {
		t.Fatalf("the demo ended with %d: %s", status, out.String())
	}
	t.Setenv("SUPPORT_PASSWORD", "secret")
	l, err := configFlag{Config: filepath.Join(kept, "config")}.mustLoad(&out)
	if err != nil {
		t.Fatalf("%v: %s", err, out.String())
	}
	st, err := l.openStore(t.Context(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	source, err := backtest.FromStore(t.Context(), st, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	keys, err := st.Keyring(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	people, same := 0, 0
	_, err = backtest.Run(t.Context(), source, backtest.Options{
		Policy: l.policy, Channel: l.channels[0].Channel, Keys: keys,
		Judged: func(r backtest.Result) {
			was, err := st.Trace(t.Context(), r.Mail.Name)
			if err != nil {
				t.Error(err)
				return
			}
			if r.Fate == backtest.ByPeople {
				if people++; was.Outcome != gateway.OutcomeRelay && was.Outcome != gateway.OutcomeAttach {
					t.Errorf("%s: %s, and taken for the team's", r.Mail.Event.Message.Subject, was.Outcome)
				}
				return
			}
			is := r.Judged.Decision
			if is.Outcome != was.Outcome || is.Matcher != was.Matcher || (is.Reply == nil) != (was.Reply == nil) {
				t.Errorf("%s: %s (%s, %s), the gateway: %s (%s, %s)", r.Mail.Event.Message.Subject, is.Outcome, is.Matcher, is.Reason, was.Outcome, was.Matcher, was.Reason)
				return
			}
			same++
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if same < 15 || people == 0 {
		t.Errorf("only %d decisions and %d mails of the team were compared", same, people)
	}
}

func TestBacktestOfAMailboxLeavesNothingBehind(t *testing.T) {
	server := mailtest.Serve(t, mailtest.Options{Users: []mailtest.User{{Address: "support@lumen.example", Password: "secret"}}})
	for i, text := range []string{"Do you ship to Norway?", "Can the shade be dyed?", "I forgot my password"} {
		raw := fmt.Sprintf("Return-Path: <c@gmail.com>\r\nFrom: c%d@gmail.com\r\nTo: support@lumen.example\r\nSubject: Q\r\nMessage-ID: <%d@x>\r\nDate: Mon, 7 Sep 2026 1%d:00:00 +0000\r\n\r\n%s\r\n", i, i, i, text)
		if _, err := server.Append("support@lumen.example", "INBOX", []byte(raw)); err != nil {
			t.Fatal(err)
		}
	}
	dir, temporary := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", temporary)
	t.Setenv("BACKTEST_PASSWORD", "secret")
	config := filepath.Join(dir, "shop")
	if err := os.CopyFS(config, configs.Example()); err != nil {
		t.Fatal(err)
	}
	channel := fmt.Sprintf("channels:\n  support: {kind: email, address: support@lumen.example, imap: {server: %q, user: support@lumen.example, "+
		"password: \"env:BACKTEST_PASSWORD\", tls: none}, smtp: {server: %q, tls: none}}\n", server.IMAP(), server.SMTP())
	if err := os.WriteFile(filepath.Join(config, "frontdesk.yaml"), []byte(channel), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if status := mainStatus([]string{"backtest", "--config", config, "mailbox"}, process{stdout: &out, stderr: &errs}); status != 0 {
		t.Fatalf("status %d: %s", status, errs.String())
	}
	if !strings.Contains(out.String(), "mails: 3, 2026-09-07 to 2026-09-07") || !strings.Contains(out.String(), "INBOX/1: Q") {
		t.Errorf("got\n%s", out.String())
	}
	errs.Reset()
	if status := mainStatus([]string{"backtest", "--config", config, "--folder", "Lost", "mailbox"}, process{stdout: &out, stderr: &errs}); status != 1 || !strings.Contains(errs.String(), `folder "Lost" cannot be opened`) {
		t.Errorf("status %d: %s", status, errs.String())
	}
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if _, err := os.Stat(filepath.Join(config, "frontdesk.db")); err == nil {
		t.Error("a store was made")
	}
}

// TestBacktestReadsAFolderOfADovecotAndChangesNothing names the folder as a source: channel, slash, folder.
func TestBacktestReadsAFolderOfADovecotAndChangesNothing(t *testing.T) {
	dovecot := mailtest.StartDovecot(t, 0)
	user := dovecot.Users[0]
	var mails [][]byte
	for i, text := range []string{"Where is my order?", "I want my refund", "Where is my order?"} {
		mails = append(mails, fmt.Appendf(nil, "Return-Path: <c%d@gmail.com>\r\nFrom: c%d@gmail.com\r\nTo: support@example.test\r\nSubject: Q%d\r\n"+
			"Message-ID: <%d@x>\r\nDate: Mon, 7 Sep 2026 1%d:00:00 +0000\r\n\r\n%s\r\n", i, i, i, i, i, text))
	}
	dovecot.Rebuild(t, user, "Archive/2026", mails...)
	dovecot.Rebuild(t, user, "Empty")
	dir := killFolder(t, fmt.Sprintf(killConfig, "sqlite:frontdesk.db", dovecot.IMAP, closedPort(t)))
	t.Setenv("KILL_PASSWORD", dovecot.Password)
	before := dovecot.Mailbox(t, user, "Archive/2026")
	backtests := func(status int, want string, args ...string) {
		t.Helper()
		var out bytes.Buffer
		got := mainStatus(append([]string{"backtest", "--config", dir}, args...), process{stdout: &out, stderr: &out})
		if got != status || !strings.Contains(out.String(), want) {
			t.Errorf("%v: status %d, want %d and %q:\n%s", args, got, status, want, out.String())
		}
	}
	backtests(0, "mails: 3, 2026-09-07 to 2026-09-07", "imap:support/Archive/2026")
	backtests(0, "mails: 3, 2026-09-07 to 2026-09-07", "imap:support", "--folder", "Archive/2026")
	backtests(1, "channel support: folder Empty holds no mail; name another, such as imap:support/Archive", "imap:support/Empty")
	backtests(1, `folder "Lost" cannot be opened`, "imap:support/Lost")
	backtests(1, "imap:/Archive names no channel; write imap:support/Archive", "imap:/Archive")
	backtests(1, "--folder says INBOX; take one of them out", "imap:support/Archive", "--folder", "INBOX")
	backtests(1, "--channel says other; take one of them out", "imap:support/Archive", "--channel", "other")
	backtests(1, "sales", "imap:sales/Archive")
	if after := dovecot.Mailbox(t, user, "Archive/2026"); !reflect.DeepEqual(after, before) {
		t.Errorf("the folder was changed: %v, before %v", after, before)
	}
}
