package hours

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"frontdesk/configs"
)

// ClosedBy lists what each iCalendar file of a calendar's section closes between two moments, in the order of time, by the
// name under which the file is written there: "2026-12-24", or "2026-12-24 14:00 to 18:00" on the calendar's clock. dir is
// the folder that names are relative to. Files that cannot be read are left out; [Load] tells of them.
func ClosedBy(s configs.Section, dir string, from, to time.Time) map[string][]string {
	var told configs.Problems
	var zone configs.Ref
	s.Get("zone").Decode(&zone, &told)
	own := loadZone(zone, &told)
	closed := map[string][]string{}
	for _, ref := range texts(s.Get("closures"), &told) {
		if strings.Contains(ref.Name, "://") {
			continue
		}
		content, err := readICS(dir, ref.Name)
		if err != nil {
			continue
		}
		if read, _, err := parseICS(content, own); err == nil {
			closed[ref.Name] = read.list(from.In(own), to.In(own))
		}
	}
	return closed
}

// list is what is closed from one moment to another.
func (a closures) list(from, to time.Time) []string {
	out := []string{}
	first, last := from.Format(time.DateOnly), to.Format(time.DateOnly)
	for day := range a.days {
		text := fmt.Sprintf("%04d-%02d-%02d", day.year, day.month, day.day)
		if first <= text && text <= last {
			out = append(out, text)
		}
	}
	for _, i := range a.shut {
		if i.end.After(from) && i.start.Before(to) {
			out = append(out, i.list(from.Location()))
		}
	}
	slices.Sort(out) // dates come first
	return out
}

func (i interval) list(zone *time.Location) string {
	start, end := i.start.In(zone), i.end.In(zone)
	form := "2006-01-02 15:04"
	if dateOf(start) == dateOf(end) {
		return start.Format(form) + " to " + end.Format("15:04")
	}
	return start.Format(form) + " to " + end.Format(form)
}
