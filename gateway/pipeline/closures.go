package pipeline

import (
	"errors"
	"fmt"
	"slices"

	"frontdesk/gateway/hours"
)

// ClosureSources are the addresses of calendars whose events close a team. Who fetches them hands their contents to
// WithClosures.
func (pol *Policy) ClosureSources() []string {
	var all []string
	for _, c := range pol.calendars() {
		all = append(all, c.Sources()...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// WithClosures is the policy whose teams are closed at the events of these iCalendar texts, by address. What cannot be
// read closes nothing and is named in the error; the policy is fit for use all the same.
func (pol *Policy) WithClosures(contents map[string][]byte) (*Policy, error) {
	closed := map[*hours.Calendar]*hours.Calendar{}
	var errs []error
	for _, c := range pol.calendars() {
		with, err := c.WithClosures(contents)
		if err != nil {
			errs = append(errs, fmt.Errorf("closures: %w", err))
		}
		closed[c] = with
	}
	out := *pol
	out.Teams = make(map[string]*Team, len(pol.Teams))
	for name, t := range pol.Teams {
		team := *t
		team.Normal, team.Urgent = t.Normal.on(closed), t.Urgent.on(closed)
		out.Teams[name] = &team
	}
	return &out, errors.Join(errs...)
}

// calendars are those that a promise runs on, each once.
func (pol *Policy) calendars() []*hours.Calendar {
	var all []*hours.Calendar
	for _, name := range keys(pol.Teams) {
		for _, c := range []*Commitment{pol.Teams[name].Normal, pol.Teams[name].Urgent} {
			if c != nil && !slices.Contains(all, c.Calendar) {
				all = append(all, c.Calendar)
			}
		}
	}
	return all
}

// on is the commitment on another calendar.
func (c *Commitment) on(calendars map[*hours.Calendar]*hours.Calendar) *Commitment {
	if c == nil {
		return nil
	}
	moved := *c
	moved.Calendar = calendars[c.Calendar]
	return &moved
}
