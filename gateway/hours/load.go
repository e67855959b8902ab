package hours

import (
	"fmt"
	"strings"
	"time"

	"frontdesk/configs"
)

// AlwaysName is the name of the calendar that needs no definition.
const AlwaysName = "always"

// settings is a calendar as it is written in teams.yaml.
type settings struct {
	Zone     configs.Ref     `yaml:"zone,required" help:"Time zone, an IANA name such as Europe/Berlin"`
	Open     configs.Section `yaml:"open" help:"Hours by day or range of days: {mon-thu: \"9:00-18:00\", fri: [\"9:00-12:00\", \"13:00-16:00\"]}; or always"`
	Closed   []configs.Ref   `yaml:"closed" help:"Dates and ranges of them: 2026-12-25, 2026-12-24..2027-01-01"`
	Holidays configs.Section `yaml:"holidays" shape:"texts" help:"Public holidays, by codes of countries and their parts: DE-BE, CH, GB"`
	Closures configs.Section `yaml:"closures" shape:"texts" private:"yes" help:"iCalendar files of this folder, and https addresses of calendars, whose events close the team"`
}

// Shape is that of a calendar.
func Shape() configs.Shape {
	spans := configs.TextOrTexts(configs.Text())
	return configs.ShapeOf(settings{}).MustWith("open", configs.Either(configs.Text(AlwaysName), configs.NamesOf(spans)))
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
			c = &Calendar{zone: time.UTC, always: true, paths: c.paths}
		}
		calendars[s.Name] = c
	}
	return calendars
}

func load(s configs.Section, p *configs.Problems) *Calendar {
	var set settings
	s.Decode(&set, p)
	c := &Calendar{zone: loadZone(set.Zone, p)}
	c.closures = loadClosed(set.Closed, p).join(loadHolidays(set.Holidays, p))
	c.loadClosures(set.Closures, p)
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
	return len(c.days) == 0 && len(c.shut) == 0
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

// texts are one text or a list of them.
func texts(s configs.Section, p *configs.Problems) []configs.Ref {
	var all, out []configs.Ref
	if _, ok := s.Scalar(); ok {
		all = make([]configs.Ref, 1)
		s.Decode(&all[0], p)
	} else if !s.IsZero() {
		s.Decode(&all, p)
	}
	for _, ref := range all {
		if !ref.IsZero() { // else it is no text, and told so
			out = append(out, ref)
		}
	}
	return out
}
