package hours

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sort"
	"time"
)

// closures are times at which nobody works though the week says so.
type closures struct {
	days map[date]bool // in the calendar's zone
	shut []interval    // sorted, without overlaps
}

// The years in which holidays and recurring closures are known.
const (
	firstYear = 1990
	lastYear  = 2099
)

func dateOf(t time.Time) date {
	year, month, day := t.Date()
	return date{year, month, day}
}

// join is what is closed in a or in b; neither is changed.
func (a closures) join(b closures) closures {
	if len(b.days) == 0 && len(b.shut) == 0 {
		return a
	}
	days := make(map[date]bool, len(a.days)+len(b.days))
	maps.Copy(days, a.days)
	maps.Copy(days, b.days)
	return closures{days: days, shut: mergeIntervals(slices.Concat(a.shut, b.shut))}
}

func mergeIntervals(all []interval) []interval {
	slices.SortFunc(all, func(a, b interval) int { return a.start.Compare(b.start) })
	var out []interval
	for _, i := range all {
		if n := len(out); n > 0 && !i.start.After(out[n-1].end) {
			out[n-1].end = later(out[n-1].end, i.end)
			continue
		}
		out = append(out, i)
	}
	return out
}

// cut yields what is left of working time between closures.
func (a closures) cut(i interval, yield func(interval) bool) bool {
	next := sort.Search(len(a.shut), func(n int) bool { return a.shut[n].end.After(i.start) })
	for ; next < len(a.shut) && a.shut[next].start.Before(i.end); next++ {
		open := interval{i.start, a.shut[next].start}
		if open.start.Before(open.end) && !yield(open) {
			return false
		}
		i.start = a.shut[next].end
	}
	return !i.start.Before(i.end) || yield(i)
}

// Sources are the addresses of calendars whose events close this one. Nothing is fetched here: see [Fetch] and
// [Calendar.WithClosures].
func (c *Calendar) Sources() []string { return slices.Clone(c.sources) }

// WithClosures is the calendar closed at the events of its sources too, given their contents as iCalendar texts by address.
// Other addresses are ignored. A text that cannot be read closes nothing and is named in the error; the calendar is fit for
// use all the same.
func (c *Calendar) WithClosures(contents map[string][]byte) (*Calendar, error) {
	out := *c
	var errs []error
	for n, source := range c.sources {
		content, ok := contents[source]
		if !ok {
			continue
		}
		read, _, err := parseICS(content, c.zone)
		if err != nil { // without the address, which may be a secret
			errs = append(errs, fmt.Errorf("read closures, source %d: %w", n+1, err))
			continue
		}
		out.closures = out.join(read)
	}
	out.always = out.neverCloses()
	return &out, errors.Join(errs...)
}
