package pipeline

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
)

func TestATeamIsClosedWhenItsCalendarSaysSo(t *testing.T) {
	const address = "https://calendar.lumen.example/closed.ics"
	var p configs.Problems
	folder := configs.LoadFS(fstest.MapFS{
		"frontdesk.yaml": {Data: []byte("channels: {support: {kind: email, team: first-line}}\n")},
		"teams.yaml": {Data: []byte("hours:\n  office: {zone: Europe/Berlin, open: {mon-fri: \"9:00-17:00\"}, closures: [\"" + address + "\"]}\n" +
			"teams:\n  first-line: {hours: office, promise: {normal: 1h}}\n")},
	}, "test", &p)
	pol := NewPolicy(folder, []gateway.Channel{testChannel()}, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	if got := pol.ClosureSources(); len(got) != 1 || got[0] != address {
		t.Fatalf("sources %v", got)
	}
	ics := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20260302\r\nDTEND;VALUE=DATE:20260303\r\nSUMMARY:closed\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	closed, err := pol.WithClosures(map[string][]byte{address: []byte(ics)})
	if err != nil {
		t.Fatal(err)
	}
	open, shut := pol.promise(pol.Teams["first-line"], false, now), closed.promise(closed.Teams["first-line"], false, now)
	if !open.Due.Equal(now.Add(time.Hour)) || !shut.Due.Equal(time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)) {
		t.Errorf("open by %s, closed by %s", open.Due, shut.Due)
	}
	if _, err := pol.WithClosures(map[string][]byte{address: []byte("nonsense")}); err == nil {
		t.Error("nonsense is no calendar")
	}
}

func TestAChangedCalendarFileIsAChangedPolicy(t *testing.T) {
	dir := t.TempDir()
	hash := func(day, teams string) string {
		t.Helper()
		for name, text := range map[string]string{
			"frontdesk.yaml": "channels: {support: {kind: email, team: first-line}}\n",
			"teams.yaml":     "hours:\n  office: {zone: Europe/Berlin, open: {mon-fri: \"9:00-17:00\"}, closures: closed.ics}\nteams:\n  first-line: {hours: office}\n" + teams,
			"closed.ics":     "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:" + day + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
		} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		var p configs.Problems
		pol := NewPolicy(configs.Load(dir, &p), []gateway.Channel{testChannel()}, &p)
		if err := p.Err(); err != nil {
			t.Fatal(err)
		}
		return pol.Hash
	}
	first := hash("20261224", "")
	if again := hash("20261224", ""); again != first {
		t.Errorf("nothing has changed: %s, then %s", first, again)
	}
	for name, other := range map[string]string{"calendar": hash("20261231", ""), "teams": hash("20261224", "# x\n")} {
		if other == first || len(other) != len(first) {
			t.Errorf("another %s: %s, then %s", name, first, other)
		}
	}
}
