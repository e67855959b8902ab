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
	Zone     configs.Ref     `yaml:"zone,required"`
	Open     configs.Section `yaml:"open"`
	Closed   []configs.Ref   `yaml:"closed"`   // dates and ranges of them
	Holidays configs.Section `yaml:"holidays"` // codes of countries and parts of them
	Closures configs.Section `yaml:"closures"` // iCalendar files and addresses
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
