package hours_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	_ "time/tzdata" // the tests' zones, on any machine

	"pgregory.net/rapid"

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

// week is a calendar as the oracle sees it: minutes of the day, an end past 1440 is on the next day.
type week struct {
	zone   *time.Location
	spans  [7][][2]int
	closed []string
}

func (w week) open(t time.Time) bool {
	local := t.In(w.zone)
	if slices.Contains(w.closed, local.Format("2006-01-02")) {
		return false
	}
	minute, day := local.Hour()*60+local.Minute(), local.Weekday()
	inside := func(day time.Weekday, minute int) bool {
		return slices.ContainsFunc(w.spans[day], func(s [2]int) bool { return s[0] <= minute && minute < s[1] })
	}
	return inside(day, minute) || inside((day+6)%7, minute+1440)
}

func (w week) yaml() string {
	clock := func(minute int) string { return fmt.Sprintf("%d:%02d", minute/60, minute%60) }
	var days []string
	for day, spans := range w.spans {
		var texts []string
		for _, s := range spans {
			end := s[1]
			if end > 1440 {
				end -= 1440
			}
			texts = append(texts, fmt.Sprintf("%q", clock(s[0])+"-"+clock(end)))
		}
		if len(texts) > 0 {
			name := strings.ToLower(time.Weekday(day).String()[:3])
			days = append(days, name+": ["+strings.Join(texts, ", ")+"]")
		}
	}
	return fmt.Sprintf("{zone: %s, open: {%s}, closed: [%s]}", w.zone, strings.Join(days, ", "), strings.Join(w.closed, ", "))
}

// turns are zones with a day around which their wall clock jumps, repeats, lacks a midnight or a whole day.
var turns = []struct{ zone, day string }{
	{"Europe/Berlin", "2026-03-29"},
	{"Europe/Berlin", "2026-10-25"},
	{"America/New_York", "2026-03-08"},
	{"America/New_York", "2026-11-01"},
	{"America/Sao_Paulo", "2018-11-04"},
	{"America/Sao_Paulo", "2018-02-18"},
	{"Asia/Beirut", "2023-03-26"},
	{"Asia/Beirut", "2023-10-29"},
	{"Australia/Lord_Howe", "2026-04-05"},
	{"Australia/Lord_Howe", "2026-10-04"},
	{"Pacific/Apia", "2011-12-30"},
	{"Asia/Kathmandu", "2026-06-01"},
	{"Africa/Casablanca", "2026-02-15"},
	{"Europe/Berlin", "2040-12-31"},
	{"UTC", "2026-02-28"},
}

func drawWeek(t *rapid.T) (week, time.Time) {
	turn := rapid.SampledFrom(turns).Draw(t, "turn")
	zone, err := time.LoadLocation(turn.zone)
	if err != nil {
		t.Fatal(err)
	}
	day, err := time.Parse("2006-01-02", turn.day)
	if err != nil {
		t.Fatal(err)
	}
	w := week{zone: zone}
	for i := range rapid.IntRange(1, 12).Draw(t, "spans") {
		weekday := rapid.IntRange(0, 6).Draw(t, fmt.Sprintf("day %d", i))
		from := rapid.IntRange(0, 1439).Draw(t, "from")
		to := rapid.IntRange(from+1, from+1439).Draw(t, "to")
		w.spans[weekday] = append(w.spans[weekday], [2]int{from, to})
	}
	for _, offset := range rapid.SliceOfN(rapid.IntRange(-3, 3), 0, 3).Draw(t, "closed") {
		w.closed = append(w.closed, day.AddDate(0, 0, offset).Format("2006-01-02"))
	}
	start := day.Add(time.Duration(rapid.IntRange(-4*1440, 2*1440).Draw(t, "start")) * time.Minute)
	return w, start
}

func TestCalendarAgreesWithCountingMinutes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, start := drawWeek(t)
		c := mustRead(t, w.yaml())
		want := rapid.IntRange(0, 3000).Draw(t, "minutes to add")
		span := rapid.IntRange(0, 8*1440).Draw(t, "minutes between")

		counted, between, reached := 0, 0, want == 0
		opened := false
		for i := 0; i < 60*1440 && (!reached || i < span); i++ {
			moment := start.Add(time.Duration(i) * time.Minute)
			open := w.open(moment)
			if i < 3*1440 && c.Open(moment) != open {
				t.Fatalf("%s: open %v, counted %v", moment.In(w.zone), !open, open)
			}
			if open && !opened {
				opened = true
				if got := c.NextOpen(start); !got.Equal(moment) {
					t.Fatalf("next open %s, counted %s", got.In(w.zone), moment.In(w.zone))
				}
			}
			if !open {
				continue
			}
			if i < span {
				between++
			}
			if counted++; counted == want {
				reached = true
				if got := c.Add(start, time.Duration(want)*time.Minute); !got.Equal(moment.Add(time.Minute)) {
					t.Fatalf("added %s, counted %s", got.In(w.zone), moment.Add(time.Minute).In(w.zone))
				}
			}
		}
		end := start.Add(time.Duration(span) * time.Minute)
		if got := c.Between(start, end); got != time.Duration(between)*time.Minute {
			t.Fatalf("between %s, counted %d minutes", got, between)
		}
		if got := c.Between(end, start); got != -time.Duration(between)*time.Minute {
			t.Fatalf("backwards %s, counted %d minutes", got, between)
		}
	})
}

func BenchmarkAdd(b *testing.B) {
	c := mustRead(b, `{zone: Europe/Berlin, open: {mon-thu: "9:00-18:00", fri: "9:00-16:00"}, closed: [2026-12-25]}`)
	now := time.Date(2026, 3, 27, 15, 0, 0, 0, time.UTC)
	for b.Loop() {
		c.Add(now, 8*time.Hour)
	}
}
