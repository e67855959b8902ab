package hours_test

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway/hours"
)

func TestWhatFilesCloseIsListedOnTheCalendarsClock(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string][]byte{
		"team.ics": events(event("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261226") + event("UID:2\nDTSTART:20261231T130000Z\nDTEND:20261231T170000Z") +
			event("UID:3\nDTSTART:20270105T200000Z\nDTEND:20270106T060000Z") + event("UID:4\nDTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY")),
		"none.ics":   events(""),
		"broken.ics": []byte("nonsense"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var p configs.Problems
	f := configs.LoadFS(fstest.MapFS{
		"frontdesk.yaml": {Data: []byte("channels: {}\n")},
		"teams.yaml": {Data: []byte("hours:\n  office:\n    {zone: Europe/Berlin, open: always,\n" +
			"     closures: [team.ics, none.ics, broken.ics, missing.ics, 'https://calendar.example/x.ics']}\n")},
	}, "c", &p)
	from := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	got := hours.ClosedBy(f.Hours[0], dir, from, from.AddDate(0, 3, 0))
	want := []string{"2026-12-24", "2026-12-25", "2026-12-31 14:00 to 18:00", "2027-01-01", "2027-01-05 21:00 to 2027-01-06 07:00"}
	if !reflect.DeepEqual(got["team.ics"], want) {
		t.Errorf("team.ics closes\n%q, want\n%q", got["team.ics"], want)
	}
	if names := slices.Sorted(maps.Keys(got)); !slices.Equal(names, []string{"none.ics", "team.ics"}) || len(got["none.ics"]) > 0 {
		t.Errorf("files %q, none.ics closes %q", names, got["none.ics"])
	}
}
