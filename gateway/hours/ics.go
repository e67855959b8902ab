package hours

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/emersion/go-ical"
	"github.com/teambition/rrule-go"
)

const (
	maxEvents    = 5_000
	maxRecurring = 200     // of them; a rule that never comes true is costly
	maxClosed    = 100_000 // days and times, all occurrences together
	maxEventDays = 3660
)

// vevent is one event of an iCalendar text (RFC 5545 §3.6.1): whole days or a time, perhaps recurring.
type vevent struct {
	uid      string
	start    time.Time // for whole days midnight in UTC, which stands for the date in the calendar's zone
	wholeDay bool
	length   time.Duration
	rule     *rrule.ROption
	more     []time.Time     // RDATE
	except   map[string]bool // EXDATE, by key
	replaces string          // key of the occurrence that this event stands for; empty: none
	gone     bool            // STATUS:CANCELLED
}

// icsReader collects what the events close.
type icsReader struct {
	zone     *time.Location
	found    closures
	count    int // of days and times found
	rules    int
	warnings []string
}

// parseICS reads the events of an iCalendar text as closures. Every event closes, whether it is marked as busy or free:
// calendars of holidays usually say free. Texts without a zone, and those whose zone nobody knows, are in the given one.
func parseICS(content []byte, zone *time.Location) (found closures, warnings []string, err error) {
	defer func() { // go-ical panics at a line that ends within a parameter
		if broken := recover(); broken != nil {
			found, warnings, err = closures{}, nil, fmt.Errorf("this is no iCalendar text: %v", broken)
		}
	}()
	r := &icsReader{zone: zone, found: closures{days: map[date]bool{}}}
	events, err := r.decode(content)
	if err != nil {
		return closures{}, nil, err
	}
	replaced := map[string]bool{}
	for _, e := range events {
		if e.replaces != "" {
			replaced[e.uid+"\n"+e.replaces] = true
		}
	}
	for _, e := range events {
		if e.gone {
			continue
		}
		if err := r.expand(e, replaced); err != nil {
			return closures{}, nil, fmt.Errorf("event of %s: %w", e.start.Format(time.DateOnly), err)
		}
	}
	r.found.shut = mergeIntervals(r.found.shut)
	return r.found, r.warnings, nil
}

// decode reads all calendars of the text.
func (r *icsReader) decode(content []byte) ([]vevent, error) {
	decoder := ical.NewDecoder(bytes.NewReader(bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))))
	var events []vevent
	for calendars := 0; ; calendars++ {
		c, err := decoder.Decode()
		if errors.Is(err, io.EOF) && calendars > 0 {
			return events, nil
		}
		if err != nil {
			return nil, fmt.Errorf("this is no iCalendar text: %w", err)
		}
		for _, component := range c.Events() {
			e, err := r.event(component)
			if err != nil {
				return nil, fmt.Errorf("event %d: %w", len(events)+1, err)
			}
			if events = append(events, e); len(events) > maxEvents {
				return nil, fmt.Errorf("more than %d events", maxEvents)
			}
		}
	}
}

func (r *icsReader) event(component ical.Event) (vevent, error) {
	props := component.Props
	start := props.Get(ical.PropDateTimeStart)
	if start == nil {
		return vevent{}, errors.New("no DTSTART")
	}
	e := vevent{except: map[string]bool{}}
	if uid := props.Get(ical.PropUID); uid != nil {
		e.uid = uid.Value
	}
	if status := props.Get(ical.PropStatus); status != nil {
		e.gone = strings.EqualFold(status.Value, string(ical.EventCancelled))
	}
	var err error
	if e.start, e.wholeDay, err = r.moment(start, start.Value); err != nil {
		return vevent{}, err
	}
	if err := r.length(&e, props); err != nil {
		return vevent{}, err
	}
	if e.rule, err = props.RecurrenceRule(); err != nil {
		return vevent{}, err
	}
	return e, r.exceptions(&e, props)
}

// length is from DTEND or DURATION, else a day or nothing.
func (r *icsReader) length(e *vevent, props ical.Props) error {
	if e.wholeDay {
		e.length = 24 * time.Hour
	}
	if end := props.Get(ical.PropDateTimeEnd); end != nil {
		t, _, err := r.moment(end, end.Value)
		if err != nil {
			return err
		}
		e.length = max(e.length, t.Sub(e.start))
	} else if d := props.Get(ical.PropDuration); d != nil {
		length, err := d.Duration()
		if err != nil {
			return err
		}
		e.length = max(e.length, length)
	}
	if e.length > maxEventDays*24*time.Hour {
		return errors.New("it takes more than ten years")
	}
	return nil
}

// exceptions reads EXDATE, RDATE and RECURRENCE-ID.
func (r *icsReader) exceptions(e *vevent, props ical.Props) error {
	for _, name := range []string{ical.PropExceptionDates, ical.PropRecurrenceDates, ical.PropRecurrenceID} {
		for _, prop := range props.Values(name) {
			for text := range strings.SplitSeq(prop.Value, ",") {
				t, _, err := r.moment(&prop, text)
				if err != nil {
					return err
				}
				switch name {
				case ical.PropExceptionDates:
					e.except[e.key(t)] = true
				case ical.PropRecurrenceDates:
					e.more = append(e.more, t)
				default:
					e.replaces = e.key(t)
				}
			}
		}
	}
	return nil
}

// key names an occurrence: by its date for whole days, since some programs write exceptions of those as times.
func (e *vevent) key(t time.Time) string {
	if e.wholeDay {
		return t.Format(time.DateOnly)
	}
	return t.UTC().Format(time.RFC3339)
}

// moment reads a date or a time. A date is midnight in UTC.
func (r *icsReader) moment(prop *ical.Prop, text string) (t time.Time, isDate bool, err error) {
	text, _, _ = strings.Cut(strings.TrimSpace(text), "/") // a period begins with its start
	if len(text) == len("20060102") {
		t, err = time.Parse("20060102", text)
		return t, true, err
	}
	if strings.HasSuffix(text, "Z") {
		t, err = time.Parse("20060102T150405Z", text)
		return t, false, err
	}
	t, err = time.ParseInLocation("20060102T150405", text, r.location(prop.Params.Get(ical.PropTimezoneID)))
	return t, false, err
}

// location is the zone named, where it is an IANA name; other programs' own names are not known.
func (r *icsReader) location(name string) *time.Location {
	if name == "" {
		return r.zone
	}
	if zone, err := time.LoadLocation(name); err == nil && name != "Local" {
		return zone
	}
	if warning := fmt.Sprintf("the time zone %q is not known; times in it are taken as in %s", name, r.zone); len(r.warnings) == 0 {
		r.warnings = append(r.warnings, warning)
	}
	return r.zone
}
