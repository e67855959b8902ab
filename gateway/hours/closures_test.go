package hours_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"frontdesk/configs"
	"frontdesk/gateway/hours"
)

// always is a calendar in Berlin that only its source closes.
const always = `{zone: Europe/Berlin, open: always, closures: ["` + source + `"]}`

// events wraps lines as an iCalendar text.
func events(lines string) []byte {
	lines = "BEGIN:VCALENDAR\nVERSION:2.0\n" + strings.TrimSpace(lines) + "\nEND:VCALENDAR\n"
	return []byte(strings.ReplaceAll(lines, "\n", "\r\n"))
}

func event(lines string) string { return "BEGIN:VEVENT\nUID:1\n" + lines + "\nEND:VEVENT\n" }

func TestEventsClose(t *testing.T) {
	cases := []struct{ name, events, closed, open string }{
		{
			"a whole day, in the zone of the calendar", event("DTSTART;VALUE=DATE:20261224"),
			"2026-12-24T00:00:00+01:00 2026-12-24T23:59:59+01:00", "2026-12-23T23:59:59+01:00 2026-12-25T00:00:00+01:00",
		},
		{
			"days, the end not among them", event("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227\nTRANSP:TRANSPARENT"),
			"2026-12-24T00:00:00+01:00 2026-12-26T23:59:59+01:00", "2026-12-27T00:00:00+01:00",
		},
		{
			"days by duration", event("DTSTART;VALUE=DATE:20261224\nDURATION:P1W"),
			"2026-12-30T23:59:59+01:00", "2026-12-31T00:00:00+01:00",
		},
		{
			"hours in UTC", event("DTSTART:20260601T100000Z\nDTEND:20260601T113000Z"),
			"2026-06-01T12:00:00+02:00 2026-06-01T13:29:59+02:00", "2026-06-01T11:59:59+02:00 2026-06-01T13:30:00+02:00",
		},
		{
			"hours in a zone of their own", event("DTSTART;TZID=Asia/Tokyo:20260601T190000\nDURATION:PT1H"),
			"2026-06-01T12:00:00+02:00", "2026-06-01T13:00:00+02:00",
		},
		{
			"hours without a zone", event("DTSTART:20260601T120000\nDTEND:20260601T130000"),
			"2026-06-01T12:00:00+02:00", "2026-06-01T13:00:00+02:00",
		},
		{
			"hours in a zone nobody knows", event("DTSTART;TZID=W. Europe Standard Time:20260601T120000\nDTEND;TZID=W. Europe Standard Time:20260601T130000"),
			"2026-06-01T12:00:00+02:00", "2026-06-01T13:00:00+02:00",
		},
		{
			"every year, for ever", event("DTSTART;VALUE=DATE:20001224\nRRULE:FREQ=YEARLY"),
			"2000-12-24T12:00:00+01:00 2026-12-24T12:00:00+01:00 2099-12-24T12:00:00+01:00", "2026-12-23T12:00:00+01:00",
		},
		{
			"lunch stays at noon when the clocks change", event("DTSTART;TZID=Europe/Berlin:20260301T120000\nDURATION:PT1H\nRRULE:FREQ=DAILY"),
			"2026-03-28T12:30:00+01:00 2026-03-29T12:30:00+02:00", "2026-03-28T13:30:00+01:00 2026-03-29T13:30:00+02:00",
		},
		{
			"the last Friday of a month but one", event("DTSTART;VALUE=DATE:20260130\nRRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20260401\nEXDATE;VALUE=DATE:20260227"),
			"2026-01-30T12:00:00+01:00 2026-03-27T12:00:00+01:00", "2026-02-27T12:00:00+01:00 2026-04-24T12:00:00+02:00",
		},
		{
			"two exceptions in a line, as times", event("DTSTART;TZID=Europe/Berlin:20260601T120000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE;TZID=Europe/Berlin:20260602T120000,20260603T120000"),
			"2026-06-01T12:30:00+02:00 2026-06-04T12:30:00+02:00", "2026-06-02T12:30:00+02:00 2026-06-03T12:30:00+02:00 2026-06-05T12:30:00+02:00",
		},
		{
			"further dates", event("DTSTART;VALUE=DATE:20260601\nRDATE;VALUE=DATE:20260603,20260605"),
			"2026-06-01T12:00:00+02:00 2026-06-03T12:00:00+02:00 2026-06-05T12:00:00+02:00", "2026-06-02T12:00:00+02:00",
		},
		{
			"one of many put off", event("DTSTART;VALUE=DATE:20260601\nRRULE:FREQ=WEEKLY;COUNT=3") + event("RECURRENCE-ID;VALUE=DATE:20260608\nDTSTART;VALUE=DATE:20260609"),
			"2026-06-01T12:00:00+02:00 2026-06-09T12:00:00+02:00 2026-06-15T12:00:00+02:00", "2026-06-08T12:00:00+02:00",
		},
		{
			"one of many cancelled", event("DTSTART;VALUE=DATE:20260601\nRRULE:FREQ=WEEKLY;COUNT=3") + event("RECURRENCE-ID;VALUE=DATE:20260608\nDTSTART;VALUE=DATE:20260608\nSTATUS:CANCELLED"),
			"2026-06-15T12:00:00+02:00", "2026-06-08T12:00:00+02:00",
		},
		{
			"cancelled, and without length", event("DTSTART;VALUE=DATE:20260601\nSTATUS:CANCELLED") + event("DTSTART:20260602T120000"),
			"", "2026-06-01T12:00:00+02:00 2026-06-02T12:00:00+02:00",
		},
		{
			"nothing else than events", "BEGIN:VTODO\nUID:1\nDTSTART;VALUE=DATE:20260601\nEND:VTODO", "", "2026-06-01T12:00:00+02:00",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			calendar, err := mustRead(t, always).WithClosures(map[string][]byte{source: events(c.events)})
			if err != nil {
				t.Fatal(err)
			}
			for text := range strings.FieldsSeq(c.closed) {
				if calendar.Open(at(t, text)) {
					t.Errorf("open at %s", text)
				}
			}
			for text := range strings.FieldsSeq(c.open) {
				if !calendar.Open(at(t, text)) {
					t.Errorf("closed at %s", text)
				}
			}
		})
	}
}

func TestBadClosuresCloseNothing(t *testing.T) {
	for text, want := range map[string]string{
		"":                                     "this is no iCalendar text",
		"<html>not here":                       "this is no iCalendar text",
		"BEGIN:VCALENDAR":                      "this is no iCalendar text",
		string(events(event("SUMMARY:when?"))): "event 1: no DTSTART",
		string(events(event("DTSTART:yesterday"))):                                                                           "event 1: parsing time",
		string(events(event("DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=SOMETIMES"))):                                           "event 1: ",
		string(events(event("DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=SECONDLY"))):                                            "it recurs within a day",
		string(events(event("DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY;BYHOUR=3"))):                                      "it recurs within a day",
		string(events(event("DTSTART;VALUE=DATE:00010101\nRRULE:FREQ=DAILY"))):                                               "it recurs from the year 1",
		string(events(event("DTSTART;VALUE=DATE:20260101\nDURATION:P600W"))):                                                 "it takes more than ten years",
		string(events(event("DTSTART;VALUE=DATE:20260101\nDURATION:P500W\nRRULE:FREQ=DAILY"))):                               "more than 100000 days and times are closed",
		string(events(strings.Repeat(event("DTSTART;VALUE=DATE:20260101"), 5001))):                                           "more than 5000 events",
		string(events(strings.Repeat(event("DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), 201))): "more than 200 recurring events",
	} {
		c, err := mustRead(t, always).WithClosures(map[string][]byte{source: []byte(text)})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "example") {
			t.Errorf("%.60q: %v, want %s", text, err, want)
		}
		if c == nil || !c.IsAlways() {
			t.Errorf("%.60q: closes", text)
		}
	}
}

func TestOnlyItsOwnSourcesCloseACalendar(t *testing.T) {
	c := mustRead(t, always)
	if got := c.Sources(); len(got) != 1 || got[0] != source {
		t.Errorf("sources %q", got)
	}
	text := events(event("DTSTART;VALUE=DATE:20260601"))
	other, err := c.WithClosures(map[string][]byte{"https://other.example": text})
	if err != nil || !other.IsAlways() {
		t.Errorf("another source closes; %v", err)
	}
	own, err := c.WithClosures(map[string][]byte{source: text})
	if err != nil || own.IsAlways() || !c.IsAlways() {
		t.Errorf("closed by its source: %v, changed by it: %v; %v", !own.IsAlways(), !c.IsAlways(), err)
	}
}

func TestFilesOfClosuresAreRelativeToTheConfig(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, content []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("frontdesk.yaml", []byte("channels: {support: {}}\n"))
	write("teams.yaml", []byte("hours:\n  c: {zone: Europe/Berlin, open: always, closures: [good.ics, bad.ics, windows.ics]}\n"))
	write("good.ics", append([]byte("\xef\xbb\xbf"), events(event("DTSTART;VALUE=DATE:20260601"))...))
	write("bad.ics", []byte("nothing"))
	write("windows.ics", events(event("DTSTART;TZID=Romance Standard Time:20260602T120000\nDURATION:PT1H")))

	var p configs.Problems
	hours.Load(configs.Load(dir, &p).Hours, &p)
	all := p.All()
	if len(all) != 2 || !strings.Contains(all[0].String(), `"bad.ics": this is no iCalendar text`) ||
		!strings.Contains(all[1].String(), `"windows.ics": the time zone "Romance Standard Time" is not known; times in it are taken as in Europe/Berlin`) {
		t.Errorf("problems: %v", all)
	}
	write("bad.ics", events(event("DTSTART;VALUE=DATE:20260603")))
	p = configs.Problems{}
	c := hours.Load(configs.Load(dir, &p).Hours, &p)["c"]
	for text, want := range map[string]bool{
		"2026-06-01T12:00:00+02:00": false, "2026-06-02T12:30:00+02:00": false, "2026-06-03T12:00:00+02:00": false,
		"2026-06-02T13:30:00+02:00": true,
	} {
		if c.Open(at(t, text)) != want {
			t.Errorf("%s: open %v", text, !want)
		}
	}
}

// Dates from the laws and official lists, not from the library.
func TestHolidaysClose(t *testing.T) {
	for code, days := range map[string]struct{ closed, open string }{
		"DE":       {"2026-01-01 2026-04-03 2026-04-06 2026-05-14 2026-05-25 2026-10-03 2027-03-26", "2026-03-08 2026-06-04 2026-10-31 2026-04-05"},
		"DE-BE":    {"2026-03-08 2026-10-03", "2026-06-04"},
		"de-by":    {"2026-06-04 2026-01-06 2026-11-01", "2026-10-31"},
		"AT":       {"2026-10-26 2026-06-04", "2026-04-03"},
		"CH-ZH":    {"2026-08-01", "2026-11-01"},
		"FR":       {"2026-07-14 2026-11-11", "2026-04-03"},
		"GB":       {"2026-05-04 2026-08-31 2026-12-26 2026-12-28", "2026-07-14"},
		"US":       {"2026-07-03 2026-07-04 2026-11-26 2026-01-19", "2026-11-27"},
		"JP":       {"2026-03-20 2026-09-23 2026-05-06", "2026-03-21"},
		"PL":       {"2026-11-11 2026-05-03", "2026-04-03"},
		"[DE, FR]": {"2026-07-14 2026-10-03", "2026-07-15"},
	} {
		c := mustRead(t, `{zone: Asia/Tokyo, open: always, holidays: `+code+`}`)
		for day := range strings.FieldsSeq(days.closed) {
			if c.Open(at(t, day+"T00:00:00+09:00")) || c.Open(at(t, day+"T23:59:59+09:00")) {
				t.Errorf("%s: open on %s", code, day)
			}
		}
		for day := range strings.FieldsSeq(days.open) {
			if !c.Open(at(t, day+"T00:00:00+09:00")) || !c.Open(at(t, day+"T23:59:59+09:00")) {
				t.Errorf("%s: closed on %s", code, day)
			}
		}
	}
}

func FuzzClosures(f *testing.F) {
	f.Add(events(event("DTSTART;VALUE=DATE:20260101\nDURATION:P1W\nRRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20260401\nEXDATE;VALUE=DATE:20260227")))
	f.Add(events(event("DTSTART;TZID=Europe/Berlin:20260301T120000\nDTEND:20260301T130000Z\nRDATE;VALUE=PERIOD:20260401T120000Z/PT1H")))
	f.Add(events(event("RECURRENCE-ID:20260608T120000Z\nDTSTART:20260609T120000\nSTATUS:CANCELLED")))
	f.Fuzz(func(t *testing.T, content []byte) {
		c := mustRead(t, always)
		closed, err := c.WithClosures(map[string][]byte{source: content})
		if err != nil && !closed.IsAlways() {
			t.Error("closed by what cannot be read")
		}
		now := at(t, "2026-06-01T00:00:00Z")
		if next := closed.NextOpen(now); next.Before(now) {
			t.Errorf("next open at %s", next)
		}
		if worked := closed.Between(now, now.AddDate(1, 0, 0)); worked < 0 || worked > 366*24*60*60*1e9 {
			t.Errorf("worked %s of a year", worked)
		}
	})
}
