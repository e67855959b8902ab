package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestABrokenConfigIsToldInOneLine breaks a file of the running program's config and mends it again.
func TestABrokenConfigIsToldInOneLine(t *testing.T) {
	dir := killFolder(t, fmt.Sprintf("listen: %s\nchannels:\n  support: {kind: email, address: support@example.test, team: first-line,"+
		" imap: {server: %q, user: u, password: env:KILL_PASSWORD, tls: none}, smtp: {server: %q, tls: none}}\n", closedPort(t), closedPort(t), closedPort(t)))
	log := newLog(t)
	run := startFrontdesk(t, dir, log, "--log", "info")
	told := func(what string) {
		t.Helper()
		waitFor(t, log, what, func() bool { return strings.Contains(log.text(), what) })
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	told("channel not connected") // the config is watched by now
	teams, err := os.ReadFile(filepath.Join(dir, "teams.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	write("teams.yaml", string(teams)+"  x: [\n")
	told("config not reloaded")
	if got := log.text(); strings.Count(got, "config not reloaded") != 1 || !strings.Contains(got, "teams.yaml:5:") || strings.Contains(got, "unknown team") {
		t.Errorf("one error is told as\n%s", got)
	}
	write("teams.yaml", string(teams))
	told("config is well again")
	calendar := func(day string) string {
		return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:" + day + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	}
	write("closed.ics", calendar("20261224"))
	write("teams.yaml", "hours: {office: {zone: Europe/Berlin, open: {mon-fri: \"9:00-17:00\"}, closures: closed.ics}}\n"+string(teams))
	reloads := func() int { return strings.Count(log.text(), "config reloaded") }
	waitFor(t, log, "a reload", func() bool { return reloads() == 1 })
	write("closed.ics", calendar("20261231"))
	waitFor(t, log, "a reload after the calendar has changed", func() bool { return reloads() == 2 })
	elsewhere := filepath.Join(t.TempDir(), "company.ics")
	outside := func(day string) {
		t.Helper()
		if err := os.WriteFile(elsewhere+"~", []byte(calendar(day)), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(elsewhere+"~", elsewhere); err != nil {
			t.Fatal(err)
		}
	}
	write("teams.yaml", "hours: {office: {zone: Europe/Berlin, open: {mon-fri: \"9:00-17:00\"}, closures: "+elsewhere+"}}\n"+string(teams))
	waitFor(t, log, "the missing calendar to be told", func() bool { return strings.Contains(log.text(), "company.ics") })
	outside("20261224")
	waitFor(t, log, "a reload after the calendar has come", func() bool { return reloads() == 3 })
	outside("20261231")
	waitFor(t, log, "a reload after a calendar outside the folder has changed", func() bool { return reloads() == 4 })
	if got := log.text(); strings.Count(got, "company.ics\\\" cannot be read") != 1 || !strings.Contains(got, `"msg":"config change in effect","what":"calendar office: closures"`) {
		t.Errorf("the log does not say what has changed:\n%s", got)
	}
	front, err := os.ReadFile(filepath.Join(dir, "frontdesk.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	write("frontdesk.yaml", strings.Replace(string(front), "team: first-line", "team: billing", 1))
	told("frontdesk.yaml has changed, restart to use it")
	endFrontdesk(t, run, log)
}
