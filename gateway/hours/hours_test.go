package hours_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
	_ "time/tzdata" // the tests' zones, on any machine

	"frontdesk/configs"
	"frontdesk/gateway/hours"
)

// read loads the calendar "c", whose text is the mapping below its name.
func read(text string) (*hours.Calendar, *configs.Problems) {
	var p configs.Problems
	folder := configs.LoadFS(fstest.MapFS{
		"frontdesk.yaml": {Data: []byte("channels: {support: {}}\n")},
		"teams.yaml":     {Data: []byte("hours:\n  c: " + text + "\n")},
	}, "", &p)
	return hours.Load(folder.Hours, &p)["c"], &p
}

func mustRead(t interface{ Fatal(...any) }, text string) *hours.Calendar {
	c, p := read(text)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	return c
}

func at(t *testing.T, text string) time.Time {
	t.Helper()
	moment, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

func TestAddCountsWorkingTimeOnly(t *testing.T) {
	const office = `{zone: Europe/Berlin, open: {mon-thu: "9:00-18:00", fri: ["9:00-12:00", "13:00-16:00"]}, closed: [2026-12-25]}`
	const night = `{zone: Europe/Berlin, open: {mon-sun: "22:00-6:00"}, closed: [2026-12-25]}`
	cases := []struct{ name, calendar, from, add, want string }{
		{"within a day", office, "2026-06-01T09:00:00+02:00", "8h", "2026-06-01T17:00:00+02:00"},
		{"a result at closing time stays there", office, "2026-06-01T09:00:00+02:00", "9h", "2026-06-01T18:00:00+02:00"},
		{"past the evening", office, "2026-06-01T17:00:00+02:00", "2h", "2026-06-02T10:00:00+02:00"},
		{"from the night", office, "2026-06-01T02:00:00+02:00", "1h", "2026-06-01T10:00:00+02:00"},
		{"past lunch", office, "2026-06-05T11:30:00+02:00", "1h", "2026-06-05T13:30:00+02:00"},
		{"past the weekend", office, "2026-06-05T15:30:00+02:00", "1h", "2026-06-08T09:30:00+02:00"},
		{"past a closed date and the weekend", office, "2026-12-24T17:30:00+01:00", "1h", "2026-12-28T09:30:00+01:00"},
		{"nothing", office, "2026-06-06T12:00:00+02:00", "0s", "2026-06-06T12:00:00+02:00"},
		{"past the clocks going forward", office, "2026-03-27T15:00:00+01:00", "2h", "2026-03-30T10:00:00+02:00"},
		{"past the clocks going back", office, "2026-10-23T15:00:00+02:00", "2h", "2026-10-26T10:00:00+01:00"},
		{"a night of seven hours", night, "2026-03-28T22:00:00+01:00", "7h", "2026-03-29T06:00:00+02:00"},
		{"a night of nine hours", night, "2026-10-24T22:00:00+02:00", "9h", "2026-10-25T06:00:00+01:00"},
		{"a closed date cuts a night at both midnights", night, "2026-12-24T22:00:00+01:00", "3h", "2026-12-26T01:00:00+01:00"},
		{"a day without midnight", `{zone: America/Sao_Paulo, open: {sun: "0:00-3:00"}}`, "2018-11-03T12:00:00-03:00", "1h30m", "2018-11-04T02:30:00-02:00"},
		{"a date that never was", `{zone: Pacific/Apia, open: {fri: "9:00-10:00"}}`, "2011-12-28T00:00:00Z", "1h", "2012-01-06T10:00:00+14:00"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d, err := configs.ParseDuration(c.add)
			if err != nil {
				t.Fatal(err)
			}
			calendar := mustRead(t, c.calendar)
			got := calendar.Add(at(t, c.from), d)
			if !got.Equal(at(t, c.want)) {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if back := calendar.Between(at(t, c.from), got); back != d {
				t.Errorf("between: %s, want %s", back, d)
			}
		})
	}
}

func TestHoursAreHalfOpen(t *testing.T) {
	c := mustRead(t, `{zone: Europe/Berlin, open: {mon: "0:00-24:00", tue: "9:00-18:00"}}`)
	for moment, want := range map[string]bool{
		"2026-06-01T00:00:00+02:00": true,
		"2026-06-01T23:59:59+02:00": true,
		"2026-06-02T00:00:00+02:00": false,
		"2026-06-02T08:59:59+02:00": false,
		"2026-06-02T09:00:00+02:00": true,
		"2026-06-02T18:00:00+02:00": false,
	} {
		if got := c.Open(at(t, moment)); got != want {
			t.Errorf("%s: open %v, want %v", moment, got, want)
		}
	}
}

func TestAlwaysNeverCloses(t *testing.T) {
	now := at(t, "2026-12-25T03:00:00Z")
	for name, c := range map[string]*hours.Calendar{
		"built in":  hours.Always(),
		"written":   mustRead(t, `{zone: Europe/Berlin, open: always}`),
		"all hours": mustRead(t, `{zone: Europe/Berlin, open: {mon-sun: "0:00-24:00"}}`),
	} {
		if !c.IsAlways() || !c.Open(now) || !c.NextOpen(now).Equal(now) || !c.Add(now, time.Hour).Equal(now.Add(time.Hour)) {
			t.Errorf("%s: closes", name)
		}
	}
	if mustRead(t, `{zone: Europe/Berlin, open: always, closed: [2026-12-25]}`).Open(now) {
		t.Error("open on a closed date")
	}
}

func TestFarAwayMomentsEnd(t *testing.T) {
	c := mustRead(t, `{zone: Europe/Berlin, open: {sun: "2:00-2:01"}}`)
	now := at(t, "2026-06-01T00:00:00Z")
	if got := c.Add(now, 1<<62); got.Before(now.AddDate(49, 0, 0)) {
		t.Errorf("ended at %s", got)
	}
	if got := c.Between(time.Time{}, now); got <= 0 {
		t.Errorf("between: %s", got)
	}
	if got := c.Between(now, time.Time{}); got >= 0 {
		t.Errorf("backwards: %s", got)
	}
}

func TestBadCalendarsAreToldAtTheirPlace(t *testing.T) {
	cases := []struct{ text, want string }{
		{`{open: {mon: "9:00-18:00"}}`, `2:3: "zone" is missing`},
		{`{zone: Europe/Berlik, open: always}`, `unknown time zone "Europe/Berlik"; write an IANA name`},
		{`{zone: Local, open: always}`, `unknown time zone "Local"`},
		{`{zone: Europe/Berlin}`, `this calendar is never open`},
		{`{zone: Europe/Berlin, open: {}}`, `this calendar is never open`},
		{`{zone: Europe/Berlin, open: {mon: []}}`, `this calendar is never open`},
		{`{zone: Europe/Berlin, open: sometimes}`, `expected a mapping, found a text`},
		{`{zone: Europe/Berlin, open: {monday: "9:00-18:00"}}`, `"monday" is no day of the week`},
		{`{zone: Europe/Berlin, open: {mon-thu: "9:00-18:00", wed: "9:00-12:00"}}`, `the hours of Wednesday are written twice`},
		{`{zone: Europe/Berlin, open: {mon: "9-18"}}`, `"9-18" are no hours; write hours such as`},
		{`{zone: Europe/Berlin, open: {mon: "9:00-25:00"}}`, `"9:00-25:00" is not on the clock`},
		{`{zone: Europe/Berlin, open: {mon: "24:00-6:00"}}`, `"24:00-6:00" is not on the clock`},
		{`{zone: Europe/Berlin, open: {mon: "9:60-18:00"}}`, `"9:60-18:00" is not on the clock`},
		{`{zone: Europe/Berlin, open: {mon: "9:00-9:00"}}`, `"9:00-9:00" is no time at all`},
		{`{zone: Europe/Berlin, open: {mon: 9}}`, `expected a text, found a number`},
		{`{zone: Europe/Berlin, open: always, closed: [2026-02-30]}`, `"2026-02-30" is no date`},
		{`{zone: Europe/Berlin, open: always, closed: [2026-02-01 .. 2026-02-30]}`, `is no date; write a date such as`},
		{`{zone: Europe/Berlin, open: always, closed: [2026-02-02..2026-02-01]}`, `"2026-02-02..2026-02-01" ends before it begins`},
		{`{zone: Europe/Berlin, open: always, closed: [2026-02-02..2126-02-01]}`, `takes more than ten years`},
		{`{zone: Europe/Berlin, open: always, holidays: GER}`, `no holidays are known of "GER"; did you mean`},
		{`{zone: Europe/Berlin, open: always, holidays: DE-BX}`, `no holidays are known of "DE-BX"; did you mean "DE-B`},
		{`{zone: Europe/Berlin, open: always, holidays: [DE, XX-77777]}`, `write an ISO 3166 code such as`},
		{`{zone: Europe/Berlin, open: always, holidays: CH}`, `name the part of the country, such as CH-AG`},
		{`{zone: Europe/Berlin, open: always, holidays: US-CA}`, `write US; the holidays of its parts are not known`},
		{`{zone: Europe/Berlin, open: always, holidays: {DE: BE}}`, `expected a list`},
		{`{zone: Europe/Berlin, open: always, closures: company.ics}`, `"company.ics" cannot be read: this config is not in a folder of the disk`},
		{`{zone: Europe/Berlin, open: always, closures: [/does/not/exist.ics]}`, `cannot be read: there is no such file`},
		{`{zone: Europe/Berlin, open: always, closures: [/dev]}`, `cannot be read: this is no file`},
		{`{zone: Europe/Berlin, open: always, closures: ["ftp://example.com/closed.ics"]}`, `calendars are not fetched by "ftp"; use https`},
		{`{zone: Europe/Berlin, open: always, closures: ["https://"]}`, `this is no address of a calendar`},
		{`{zone: Europe/Berlin, open: always, close: [2026-02-20]}`, `unknown key "close"; did you mean "closed"?`},
	}
	for _, c := range cases {
		calendar, p := read(c.text)
		all := p.All()
		if len(all) != 1 || !strings.Contains(all[0].String(), c.want) {
			t.Errorf("%s:\ngot  %v\nwant %s", c.text, all, c.want)
		}
		if calendar == nil {
			t.Errorf("%s: no calendar to go on with", c.text)
		}
	}
}

func TestTheNameAlwaysIsTaken(t *testing.T) {
	var p configs.Problems
	folder := configs.LoadFS(fstest.MapFS{
		"frontdesk.yaml": {Data: []byte("channels: {support: {}}\n")},
		"teams.yaml":     {Data: []byte("hours:\n  always: {zone: UTC, open: {mon: \"9:00-10:00\"}}\n")},
	}, "", &p)
	if c := hours.Load(folder.Hours, &p)["always"]; !c.IsAlways() || p.Errors() != 1 {
		t.Errorf("always: %v, problems: %v", c.IsAlways(), p.All())
	}
}

func BenchmarkAdd(b *testing.B) {
	c := mustRead(b, `{zone: Europe/Berlin, open: {mon-thu: "9:00-18:00", fri: "9:00-16:00"}, closed: [2026-12-25]}`)
	now := time.Date(2026, 3, 27, 15, 0, 0, 0, time.UTC)
	for b.Loop() {
		c.Add(now, 8*time.Hour)
	}
}
