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

// AlwaysName is the name of the calendar that needs no definition.
const AlwaysName = "always"

// settings is a calendar as it is written in teams.yaml.
type settings struct {
	Zone   configs.Ref     `yaml:"zone,required"`
	Open   configs.Section `yaml:"open"`
	Closed []configs.Ref   `yaml:"closed"` // dates
}

// Load reads the calendars of a config by name, [AlwaysName] among them. What is wrong is noted in p; a calendar with an
// error is there too, so that references to it are not reported on top, and is open always.
func Load(sections []configs.Section, p *configs.Problems) map[string]*Calendar {
	calendars := map[string]*Calendar{AlwaysName: Always()}
	for _, s := range sections {
		if s.Name == AlwaysName {
			p.Add(s.At, `"always" is there already: open at all times`, "give this calendar another name")
			continue
		}
		before := p.Errors()
		c := load(s, p)
		if p.Errors() > before {
			c = Always()
		}
		calendars[s.Name] = c
	}
	return calendars
}

func load(s configs.Section, p *configs.Problems) *Calendar {
	var set settings
	s.Decode(&set, p)
	c := &Calendar{zone: loadZone(set.Zone, p), closed: map[date]bool{}}
	for _, ref := range set.Closed {
		if ref.IsZero() { // no text, and told so
			continue
		}
		day, err := time.Parse("2006-01-02", ref.Name)
		if err != nil {
			p.Add(ref.At, fmt.Sprintf("%q is no date", ref.Name), "write one such as 2026-12-25")
			continue
		}
		year, month, d := day.Date()
		c.closed[date{year, month, d}] = true
	}
	if text, ok := set.Open.Scalar(); ok && text == AlwaysName {
		for day := range c.week {
			c.week[day] = []span{{0, daySeconds}}
		}
	} else {
		c.loadWeek(s, set.Open, p)
	}
	c.always = c.neverCloses()
	return c
}

func (c *Calendar) neverCloses() bool {
	for _, spans := range c.week {
		if len(spans) != 1 || spans[0] != (span{0, daySeconds}) {
			return false
		}
	}
	return len(c.closed) == 0
}

func loadZone(ref configs.Ref, p *configs.Problems) *time.Location {
	zone, err := time.LoadLocation(ref.Name)
	switch {
	case ref.IsZero(): // told as missing already
		return time.UTC
	case err != nil || ref.Name == "" || strings.EqualFold(ref.Name, "local"):
		p.Add(ref.At, fmt.Sprintf("unknown time zone %q", ref.Name), "write an IANA name such as Europe/Berlin")
		return time.UTC
	}
	return zone
}

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
	var texts []configs.Ref
	if _, ok := entry.Scalar(); ok {
		texts = make([]configs.Ref, 1)
		entry.Decode(&texts[0], p)
	} else {
		entry.Decode(&texts, p)
	}
	var spans []span
	for _, ref := range texts {
		if ref.IsZero() { // no text, and told so
			continue
		}
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
