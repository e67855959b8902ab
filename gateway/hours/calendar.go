package hours

import (
	"crypto/sha256"
	"iter"
	"time"
)

// Calendar says when people work. It never changes and is safe for concurrent use.
type Calendar struct {
	zone *time.Location
	week [7][]span // by weekday, sorted, without overlaps
	closures
	sources []string            // addresses of further closures
	files   [][sha256.Size]byte // digests of the files that were read
	paths   []string            // of the files that were to be read
	always  bool
}

// span is a part of a day on the wall clock: from its first second up to the one before to, in seconds after midnight.
type span struct{ from, to int }

type date struct {
	year  int
	month time.Month
	day   int
}

const daySeconds = 24 * 60 * 60

// horizon is how far Add, Between and NextOpen look: nobody promises more, and it keeps them quick for any argument.
const horizon = 50 * 366 * 24 * time.Hour

// Always is the calendar of a clock that never stops.
func Always() *Calendar {
	return &Calendar{zone: time.UTC, always: true}
}

// IsAlways says whether the calendar never closes.
func (c *Calendar) IsAlways() bool { return c.always }

// Zone is the time zone of the opening hours.
func (c *Calendar) Zone() *time.Location { return c.zone }

// Open says whether people work at t.
func (c *Calendar) Open(t time.Time) bool {
	return c.always || c.NextOpen(t).Equal(t)
}

// NextOpen is the first moment from t on at which people work: t itself while they do.
func (c *Calendar) NextOpen(t time.Time) time.Time {
	if c.always {
		return t
	}
	for i := range c.from(t) {
		return i.start.In(t.Location())
	}
	return t.Add(horizon)
}

// Add is the first moment by which d of working time has passed since t. A result at closing time stays there: eight hours
// from opening on an eight-hour day end when it closes. It is 50 years after t at most.
func (c *Calendar) Add(t time.Time, d time.Duration) time.Time {
	if d <= 0 {
		return t
	}
	if c.always {
		return t.Add(min(d, horizon))
	}
	for i := range c.from(t) {
		length := i.end.Sub(i.start)
		if length >= d {
			return i.start.Add(d).In(t.Location())
		}
		d -= length
	}
	return t.Add(horizon)
}

// Between is the working time from a to b, negative where b is before a. It counts the first 50 years.
func (c *Calendar) Between(a, b time.Time) time.Duration {
	if b.Before(a) {
		return -c.Between(b, a)
	}
	if c.always {
		return min(b.Sub(a), horizon)
	}
	var sum time.Duration
	for i := range c.from(a) {
		if !i.start.Before(b) {
			break
		}
		if i.end.After(b) {
			i.end = b
		}
		sum += i.end.Sub(i.start)
	}
	return sum
}

// interval is a stretch of time in which people work, without its end.
type interval struct{ start, end time.Time }

// from yields the working time from t on, in order, up to the horizon.
//
// A wall clock is not even: it jumps, repeats an hour, skips a midnight or a whole day. So the time is cut where the
// zone's offset changes; within a piece the wall clock is plain arithmetic on Unix seconds.
func (c *Calendar) from(t time.Time) iter.Seq[interval] {
	return func(yield func(interval) bool) {
		end := t.Add(horizon)
		for start := t; start.Before(end); {
			_, offset := start.In(c.zone).Zone()
			next := earlier(c.nextChange(start), end)
			if !c.piece(start, next, offset, yield) {
				return
			}
			start = next
		}
	}
}

// nextChange is when the zone's offset may change after t.
func (c *Calendar) nextChange(t time.Time) time.Time {
	_, next := t.In(c.zone).ZoneBounds()
	switch {
	case next.IsZero(): // it never does
		return t.Add(horizon)
	case !next.After(t): // Go 1.26 says so on the last day of far leap years, when no zone changes
		return t.Add(time.Hour)
	default:
		return next
	}
}

// piece yields the working time of a stretch in which the zone's offset, in seconds, is the same.
func (c *Calendar) piece(start, end time.Time, offset int, yield func(interval) bool) bool {
	wall := start.Unix() + int64(offset)
	day := wall - modulo(wall, daySeconds)
	for ; ; day += daySeconds {
		midnight := time.Unix(day-int64(offset), 0).UTC()
		if !midnight.Before(end) {
			return true
		}
		for _, s := range c.spans(time.Unix(day, 0).UTC()) {
			i := interval{
				start: later(midnight.Add(time.Duration(s.from)*time.Second), start),
				end:   earlier(midnight.Add(time.Duration(s.to)*time.Second), end),
			}
			if i.start.Before(i.end) && !c.cut(i, yield) {
				return false
			}
		}
	}
}

// spans are the opening hours of a local date, given as a moment of that date in UTC.
func (c *Calendar) spans(day time.Time) []span {
	if c.days[dateOf(day)] {
		return nil
	}
	return c.week[day.Weekday()]
}

func modulo(a, b int64) int64 { return (a%b + b) % b }

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
