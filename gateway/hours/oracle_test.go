package hours_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// week is a calendar as the oracle sees it: minutes of the day, an end past 1440 is on the next day.
type week struct {
	zone     *time.Location
	spans    [7][][2]int
	closed   []string       // dates
	ranges   [][2]string    // of dates, as written in the config
	holidays []string       // dates that DE has
	events   [][2]time.Time // of an iCalendar source
}

func (w week) open(t time.Time) bool {
	local := t.In(w.zone)
	day := local.Format(time.DateOnly)
	inRange := func(r [2]string) bool { return r[0] <= day && day <= r[1] }
	inEvent := func(e [2]time.Time) bool { return !t.Before(e[0]) && t.Before(e[1]) }
	if slices.Contains(w.closed, day) || slices.Contains(w.holidays, day) ||
		slices.ContainsFunc(w.ranges, inRange) || slices.ContainsFunc(w.events, inEvent) {
		return false
	}
	minute, weekday := local.Hour()*60+local.Minute(), local.Weekday()
	inside := func(day time.Weekday, minute int) bool {
		return slices.ContainsFunc(w.spans[day], func(s [2]int) bool { return s[0] <= minute && minute < s[1] })
	}
	return inside(weekday, minute) || inside((weekday+6)%7, minute+1440)
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
	closed := slices.Clone(w.closed)
	for _, r := range w.ranges {
		closed = append(closed, r[0]+".."+r[1])
	}
	holidays := ""
	if w.holidays != nil {
		holidays = ", holidays: DE"
	}
	return fmt.Sprintf("{zone: %s, open: {%s}, closed: [%s], closures: ['%s']%s}",
		w.zone, strings.Join(days, ", "), strings.Join(closed, ", "), source, holidays)
}

const source = "https://calendar.example/closed.ics"

// ics is the text that the source would give.
func (w week) ics() []byte {
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
	for n, e := range w.events {
		length := int(e[1].Sub(e[0]).Minutes())
		fmt.Fprintf(&b, "BEGIN:VEVENT\r\nUID:%d\r\nDTSTART:%s\r\n", n, e[0].UTC().Format("20060102T150405Z"))
		if n%2 == 0 {
			fmt.Fprintf(&b, "DURATION:PT%dM\r\n", length)
		} else {
			fmt.Fprintf(&b, "DTEND:%s\r\n", e[1].UTC().Format("20060102T150405Z"))
		}
		b.WriteString("END:VEVENT\r\n")
	}
	b.WriteString("END:VCALENDAR\r\n")
	return []byte(b.String())
}

// germanHolidays are those of the days that the tests look at, from the law and not from a library.
var germanHolidays = []string{
	"2011-12-25", "2011-12-26", "2012-01-01", "2018-03-30", "2018-04-02", "2018-10-03", "2018-12-25", "2018-12-26",
	"2019-01-01", "2023-04-07", "2023-04-10", "2023-05-01", "2023-05-18", "2023-05-29", "2023-10-03", "2023-12-25",
	"2023-12-26", "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2026-10-03",
	"2026-12-25", "2026-12-26", "2027-01-01", "2040-12-25", "2040-12-26", "2041-01-01",
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
	{"Europe/Berlin", "2026-04-05"},
	{"Europe/Berlin", "2026-05-24"},
	{"Europe/Berlin", "2023-04-08"},
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
	if rapid.Bool().Draw(t, "range") {
		from := day.AddDate(0, 0, rapid.IntRange(-5, 3).Draw(t, "range from"))
		to := from.AddDate(0, 0, rapid.IntRange(0, 4).Draw(t, "range days"))
		w.ranges = [][2]string{{from.Format(time.DateOnly), to.Format(time.DateOnly)}}
	}
	for range rapid.IntRange(0, 4).Draw(t, "events") {
		from := day.Add(time.Duration(rapid.IntRange(-4*1440, 4*1440).Draw(t, "event")) * time.Minute)
		to := from.Add(time.Duration(rapid.IntRange(1, 2*1440).Draw(t, "event minutes")) * time.Minute)
		w.events = append(w.events, [2]time.Time{from, to})
	}
	if rapid.Bool().Draw(t, "holidays") {
		w.holidays = germanHolidays
	}
	start := day.Add(time.Duration(rapid.IntRange(-4*1440, 2*1440).Draw(t, "start")) * time.Minute)
	return w, start
}

func TestCalendarAgreesWithCountingMinutes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, start := drawWeek(t)
		c, err := mustRead(t, w.yaml()).WithClosures(map[string][]byte{source: w.ics()})
		if err != nil {
			t.Fatal(err)
		}
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
