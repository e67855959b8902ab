package hours

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"frontdesk/configs"
)

// loadWeek reads `{mon-thu: "9:00-18:00", fri: ["9:00-12:00", "13:00-16:00"]}`.
func (c *Calendar) loadWeek(s, open configs.Section, p *configs.Problems) {
	before := p.Errors()
	given := map[time.Weekday]configs.Position{}
	for _, entry := range open.Children(p) {
		days := parseDays(entry.Name)
		if days == nil {
			p.Add(entry.At, fmt.Sprintf("%q is no day of the week", entry.Name), "write mon, tue, wed, thu, fri, sat, sun or a range such as mon-fri")
			continue
		}
		spans := loadSpans(entry, p)
		for _, day := range days {
			if at, twice := given[day]; twice {
				p.Add(entry.At, fmt.Sprintf("the hours of %s are written twice; first at %s", day, at), "give a day one entry; it may be a list")
				break
			}
			given[day] = entry.At
			c.addSpans(day, spans)
		}
	}
	for day := range c.week {
		c.week[day] = merge(c.week[day])
	}
	if c.isEmpty() && p.Errors() == before {
		p.Add(s.Where("open"), "this calendar is never open", `write open: {mon-fri: "9:00-17:00"}, or open: always`)
	}
}

func (c *Calendar) isEmpty() bool {
	for _, spans := range c.week {
		if len(spans) > 0 {
			return false
		}
	}
	return true
}

// addSpans gives what is past midnight to the next day.
func (c *Calendar) addSpans(day time.Weekday, spans []span) {
	for _, s := range spans {
		c.week[day] = append(c.week[day], span{s.from, min(s.to, daySeconds)})
		if s.to > daySeconds {
			next := (day + 1) % 7
			c.week[next] = append(c.week[next], span{0, s.to - daySeconds})
		}
	}
}

// merge sorts spans and joins those that touch.
func merge(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	var out []span
	for _, s := range spans {
		if n := len(out); n > 0 && s.from <= out[n-1].to {
			out[n-1].to = max(out[n-1].to, s.to)
			continue
		}
		out = append(out, s)
	}
	return out
}

// weekdays are the names of days as written, in the order of [time.Weekday].
var weekdays = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// parseDays reads "fri", "mon-thu" or "sat-mon"; nil for anything else.
func parseDays(text string) []time.Weekday {
	from, to, isRange := strings.Cut(strings.ToLower(text), "-")
	if !isRange {
		to = from
	}
	first, last := slices.Index(weekdays, strings.TrimSpace(from)), slices.Index(weekdays, strings.TrimSpace(to))
	if first < 0 || last < 0 {
		return nil
	}
	days := []time.Weekday{time.Weekday(first)}
	for day := first; day != last; {
		day = (day + 1) % 7
		days = append(days, time.Weekday(day))
	}
	return days
}

// loadSpans reads one text or a list of them.
func loadSpans(entry configs.Section, p *configs.Problems) []span {
	var spans []span
	for _, ref := range texts(entry, p) {
		s, problem := parseSpan(ref.Name)
		if problem != "" {
			p.Add(ref.At, problem, `write hours such as "9:00-17:30", "22:00-6:00" or "0:00-24:00"`)
			continue
		}
		spans = append(spans, s)
	}
	return spans
}

var spanPattern = regexp.MustCompile(`^\s*([0-9]{1,2}):([0-9]{2})\s*[-–]\s*([0-9]{1,2}):([0-9]{2})\s*$`)

// parseSpan reads "9:00-18:00"; an end before the beginning is on the next day.
func parseSpan(text string) (s span, problem string) {
	m := spanPattern.FindStringSubmatch(text)
	if m == nil {
		return span{}, fmt.Sprintf("%q are no hours", text)
	}
	from, okFrom := clock(m[1], m[2])
	to, okTo := clock(m[3], m[4])
	switch {
	case !okFrom || !okTo || from == daySeconds:
		return span{}, fmt.Sprintf("%q is not on the clock", text)
	case from == to:
		return span{}, fmt.Sprintf("%q is no time at all", text)
	case to < from:
		to += daySeconds
	}
	return span{from, to}, ""
}

// clock is a time of day in seconds; 24:00 is the end of the day.
func clock(hour, minute string) (int, bool) {
	h, _ := strconv.Atoi(hour) // two digits, as the pattern says
	m, _ := strconv.Atoi(minute)
	return (h*60 + m) * 60, m < 60 && (h < 24 || h == 24 && m == 0)
}
