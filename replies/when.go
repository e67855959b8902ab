package replies

import (
	"strconv"
	"strings"
	"time"

	"frontdesk/gateway"
)

const day = 24 * time.Hour

// farDays is how many days away a weekday alone would be misread.
const farDays = 6

// expected says when an answer comes: "usually by Monday 10:30 CET". What is not measured is said as usual. A promise
// without a moment is told as its time: "usually within 8 working hours".
func (w *words) expected(p *gateway.Promise, now time.Time, workingDay time.Duration) string {
	phrase := ""
	switch {
	case !p.Due.IsZero():
		phrase = w.moment("by", p.Due, now)
	case p.Within > 0:
		phrase = w.within(p, workingDay)
	}
	if w == nil || phrase == "" || p.Measured {
		return phrase
	}
	return w.say("usually", map[string]any{"Phrase": phrase})
}

// moment says a time in its own zone, short: weekday, time and zone, with the date where it is far from now or now is
// not known. The form is the message that it is put into: moment, by or at.
func (w *words) moment(form string, t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	if w == nil {
		return t.Format("2006-01-02 15:04 ") + zoneName(t)
	}
	zone := zoneName(t)
	for _, name := range []string{t.Location().String(), zone} {
		if own := w.say("zones."+name, nil); own != "" {
			zone = own
			break
		}
	}
	return w.say(form, map[string]any{"Day": w.day(form, t, now), "Clock": w.clock(t), "Zone": zone})
}

func (w *words) clock(t time.Time) string {
	return w.plural("clock", t.Hour(), map[string]any{
		"Hour": strconv.Itoa(t.Hour()), "Minute": t.Format("04"), "Minutes": t.Minute(),
	})
}

// day is the weekday as the form needs it, with the date where that is far.
func (w *words) day(form string, t, now time.Time) string {
	weekdays := w.list("weekdays_" + form)
	if weekdays == nil {
		weekdays = w.list("weekdays")
	}
	weekday := weekdays[t.Weekday()]
	if !now.IsZero() && daysBetween(now.In(t.Location()), t) < farDays {
		return weekday
	}
	return w.say("date", map[string]any{
		"Weekday": weekday, "Day": t.Day(), "First": t.Day() == 1, "Month": w.list("months")[t.Month()-1],
	})
}

// daysBetween counts calendar days, in either direction.
func daysBetween(a, b time.Time) int {
	midnight := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	n := int(midnight(b).Sub(midnight(a)) / day)
	return max(n, -n)
}

// zoneName is the zone's abbreviation at a moment, "CET"; where it has none, or one that others have too, "UTC+8".
func zoneName(t time.Time) string {
	name, offset := t.Zone()
	if !strings.HasPrefix(name, "+") && !strings.HasPrefix(name, "-") && (name != "CST" || offset < 0) {
		return name
	}
	sign := "+"
	if offset < 0 {
		sign, offset = "−", -offset
	}
	name = "UTC" + sign + strconv.Itoa(offset/3600)
	if minutes := offset % 3600 / 60; minutes != 0 {
		name += ":" + strconv.Itoa(minutes)
	}
	return name
}
