package pipeline

import (
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
