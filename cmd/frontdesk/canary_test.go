package main

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"frontdesk/connectors/email/mailtest"
)

// canaries are values that stand nowhere but where a secret does.
var canaries = map[string]string{
	"env": "canary-9b1e-env", "file": "canary-9b1e-file", "cmd": "canary-9b1e-cmd", "smtp": "canary-9b1e-smtp", "store": "canary-9b1e-store",
	"discord": "canary-9b1e-discord", "oauth": "canary-9b1e-oauth",
}

// TestNoSecretIsEverShown runs the gateway with logins that fail, and every command that looks at a config or a store.
func TestNoSecretIsEverShown(t *testing.T) {
	const user = "support@example.test"
	server := mailtest.Serve(t, mailtest.Options{Users: []mailtest.User{{Address: user, Password: "another"}}})
	listen, channels := closedPort(t), ""
	for name, secret := range map[string]string{"one": "env:CANARY_ENV", "two": "file:secret.txt", "three": `"cmd:printf canary-9b1e-%s cmd"`} {
		channels += fmt.Sprintf("  %s: {kind: email, address: %s@example.test, team: first-line, imap: {server: %q, user: %s, password: %s, tls: none},"+
			" smtp: {server: %q, user: %s, password: env:CANARY_SMTP, tls: none}}\n", name, name, server.IMAP(), user, secret, server.SMTP(), user)
	}
	channels += fmt.Sprintf("  four: {kind: discord, token: env:CANARY_DISCORD, api: \"http://%s\", watch: [help], team: first-line}\n", closedPort(t))
	channels += fmt.Sprintf("  five: {kind: email, address: five@example.test, team: first-line, imap: {server: %q, tls: none}, smtp: {server: %q, tls: none},"+
		" oauth2: {grant: client_credentials, client_id: it, client_secret: env:CANARY_OAUTH, token_url: \"http://%s/token\"}}\n", server.IMAP(), server.SMTP(), closedPort(t))
	dir := killFolder(t, "listen: "+listen+"\nchannels:\n"+channels)
	if err := os.WriteFile(filepath.Join(dir, "secret.txt"), []byte(canaries["file"]+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CANARY_ENV", canaries["env"])
	t.Setenv("CANARY_SMTP", canaries["smtp"])
	t.Setenv("CANARY_DISCORD", canaries["discord"])
	t.Setenv("CANARY_OAUTH", canaries["oauth"])
	log := newLog(t)
	run := startFrontdesk(t, dir, log, "--log", "debug")
	waitFor(t, log, "the logins to fail", func() bool { return strings.Count(log.text(), "channel not connected") >= 5 })
	for _, path := range []string{"/healthz", "/readyz", "/metrics"} {
		page, _ := pageAt(t, "http://"+listen+path)
		showsNoSecret(t, path, page)
	}
	kept := filepath.Join(t.TempDir(), "backup.zip")
	all := []string{
		"check", "check --effective", "check --effective --format json", "check --effective --format yaml", "doctor", "status", "status --format json", "explain --last 5",
		"tickets", "work", "breaker", "suppress", "auth status", "review", "pause --all", "resume --all", "pause nothing", "shadow", "test", "backup " + kept,
	}
	for _, line := range all {
		showsNoSecret(t, line, command(dir, line))
	}
	holdsNoSecret(t, kept)
	endFrontdesk(t, run, log)
	showsNoSecret(t, "the log at debug", log.text())
	for _, url := range []string{"postgres://fd:%s@" + closedPort(t) + "/fd", "postgres://fd:%s@[/fd", "postgrse://fd:%s@host/fd", "postgres://fd:%s@" + closedPort(t) + "/fd?sslmode=maybe"} {
		dir := killFolder(t, "store: "+fmt.Sprintf("%q", fmt.Sprintf(url, canaries["store"]))+"\nchannels:\n"+channels)
		if err := os.WriteFile(filepath.Join(dir, "secret.txt"), []byte(canaries["file"]+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{"check", "check --effective", "status", "work", "run", "tickets", "explain --last 1"} {
			showsNoSecret(t, line+" with "+url, command(dir, line))
		}
	}
}

// holdsNoSecret looks into every file of a backup.
func holdsNoSecret(t *testing.T, backup string) {
	t.Helper()
	z, err := zip.OpenReader(backup)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }() // it was only read
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		showsNoSecret(t, f.Name+" in the backup", f.Name+string(text))
	}
}

// command is all that a command prints; whether it fails does not matter.
func command(dir, line string) string {
	words := strings.Fields(line)
	cmd := exec.Command("frontdesk", append(words, "--config", dir)...)
	out, err := cmd.CombinedOutput()
	return fmt.Sprintf("%s\n%v", out, err)
}

func showsNoSecret(t *testing.T, where, text string) {
	t.Helper()
	if len(strings.TrimSpace(text)) == 0 {
		t.Errorf("%s shows nothing", where)
	}
	for kind, canary := range canaries {
		if strings.Contains(text, canary) {
			t.Errorf("%s shows the secret of %s:\n%s", where, kind, text)
		}
	}
}
