package hours

import (
	"errors"
	"fmt"
	"time"

	"github.com/teambition/rrule-go"
)

// expand closes at all occurrences of the event that no other event replaces.
func (r *icsReader) expand(e vevent, replaced map[string]bool) error {
	if e.length <= 0 {
		return nil
	}
	closeAt := func(t time.Time) error {
		key := e.key(t)
		if e.except[key] || e.replaces == "" && replaced[e.uid+"\n"+key] {
			return nil
		}
		return r.close(e, t)
	}
	for _, t := range e.more {
		if err := closeAt(t); err != nil {
			return err
		}
	}
	if e.rule == nil || e.replaces != "" {
		return closeAt(e.start)
	}
	rule, err := r.rule(e)
	if err != nil {
		return err
	}
	next := rule.Iterator()
	for t, ok := next(); ok; t, ok = next() {
		if err := closeAt(onClock(t, -shift, e.start.Location())); err != nil {
			return err
		}
	}
	return nil
}

// shift is how many years later rules are worked out. The library looks for the next occurrence until the year 9999, for
// seconds if there is none; near that year it ends soon. Weekdays and leap years are the same every 400 years.
const shift = 19 * 400

// onClock is the moment with t's clock and date, years later, in another zone.
func onClock(t time.Time, years int, zone *time.Location) time.Time {
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	return time.Date(year+years, month, day, hour, minute, second, 0, zone)
}

// rule is the event's RRULE on the wall clock, [shift]ed, ended where the years do that are known.
func (r *icsReader) rule(e vevent) (*rrule.RRule, error) {
	option := *e.rule
	end := time.Date(lastYear, 12, 31, 23, 59, 59, 0, time.UTC)
	if r.rules++; r.rules > maxRecurring {
		return nil, fmt.Errorf("more than %d recurring events", maxRecurring)
	}
	if option.Freq > rrule.DAILY || len(option.Byhour)+len(option.Byminute)+len(option.Bysecond) > 0 {
		return nil, errors.New("it recurs within a day, which closures do not")
	}
	if len(option.Byeaster) > 0 {
		return nil, errors.New("BYEASTER is not in the standard")
	}
	if e.start.Year() < 1900 || e.start.Year() > lastYear {
		return nil, fmt.Errorf("it recurs from the year %d", e.start.Year())
	}
	if option.Until.IsZero() || option.Until.After(end) {
		option.Until = end
	}
	option.Until = onClock(option.Until.In(e.start.Location()), shift, time.UTC)
	option.Dtstart = onClock(e.start, shift, time.UTC)
	return rrule.NewRRule(option)
}

// close closes from start on for the length of the event.
func (r *icsReader) close(e vevent, start time.Time) error {
	n := 1
	if e.wholeDay {
		for day, end := start, start.Add(e.length); day.Before(end); day = day.AddDate(0, 0, 1) {
			r.found.days[dateOf(day)] = true
			n++
		}
	} else {
		r.found.shut = append(r.found.shut, interval{start, start.Add(e.length)})
	}
	if r.count += n; r.count > maxClosed {
		return fmt.Errorf("more than %d days and times are closed", maxClosed)
	}
	return nil
}
