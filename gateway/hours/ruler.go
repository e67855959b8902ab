package hours

import (
	"sort"
	"time"
)

// ruler answers many questions about the working time in one stretch of time quickly.
type ruler struct {
	calendar  *Calendar
	intervals []interval
	before    []time.Duration // working time before each interval
}

func newRuler(c *Calendar, from, to time.Time) *ruler {
	r := &ruler{calendar: c}
	if c.always {
		return r
	}
	var sum time.Duration
	for i := range c.from(from) {
		if i.start.After(to) {
			break
		}
		r.intervals = append(r.intervals, i)
		r.before = append(r.before, sum)
		sum += i.end.Sub(i.start)
	}
	return r
}

// between is [Calendar.Between] of two moments in the stretch, b not before a.
func (r *ruler) between(a, b time.Time) time.Duration {
	if r.calendar.always {
		return b.Sub(a)
	}
	return r.until(b) - r.until(a)
}

// until is the working time from the beginning of the stretch to t.
func (r *ruler) until(t time.Time) time.Duration {
	next := sort.Search(len(r.intervals), func(i int) bool { return r.intervals[i].start.After(t) })
	if next == 0 {
		return 0
	}
	i := r.intervals[next-1]
	return r.before[next-1] + earlier(t, i.end).Sub(i.start)
}
