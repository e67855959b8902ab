package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWhatCannotBeReadIsToldOnceAndInOurWords: one line, with the next step, and nothing of a library's own text.
func TestWhatCannotBeReadIsToldOnceAndInOurWords(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("notes.txt", []byte("no zip"), 0o600); err != nil {
		t.Fatal(err)
	}
	const gone = "frontdesk: gone: there is no such folder; name the folder that holds frontdesk.yaml with --config DIR\n"
	for line, want := range map[string]string{
		"status --config gone":        gone,
		"tickets --config gone":       gone,
		"try --config gone hello":     gone,
		"status --config notes.txt":   "frontdesk: notes.txt: this is no folder; name the folder that holds frontdesk.yaml with --config DIR\n",
		"restore --check notes.txt":   "frontdesk: notes.txt: this is no backup that frontdesk can read, or not a whole one; name a file that frontdesk backup wrote\n",
		"status --config " + dead(t):  "frontdesk: postgres 127.0.0.1:1/x: cannot be reached: the connection was refused; check that the server runs and that host and port are right\n",
		"tickets --config " + dead(t): "frontdesk: postgres 127.0.0.1:1/x: cannot be reached: the connection was refused; check that the server runs and that host and port are right\n",
	} {
		var errs strings.Builder
		p := process{stdin: strings.NewReader(""), stdout: new(strings.Builder), stderr: &errs}
		if status := mainStatus(strings.Fields(line), p); status != 1 || errs.String() != want {
			t.Errorf("frontdesk %s: exit status %d\n%swant\n%s", line, status, errs.String(), want)
		}
	}
}

// dead is a config whose database nobody serves.
func dead(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	front := "store: postgres://u@127.0.0.1:1/x\nchannels:\n  support: {kind: email, address: a@example.com, imap: {server: a, user: u, password: env:P}, smtp: {server: a}}\n"
	if err := os.WriteFile(filepath.Join(dir, "frontdesk.yaml"), []byte(front), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}
