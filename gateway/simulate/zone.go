package simulate

import (
	"maps"
	"slices"
	"time"

	"frontdesk/gateway/pipeline"
)

// Place is where the customers are taken to live: they write by the hours of its zone.
type Place struct {
	Zone *time.Location
	Why  string // how it was found, for people
}

// String is the zone, and why it is this one.
func (p Place) String() string { return p.Zone.String() + " (" + p.Why + ")" }

// PlaceOf is the place of a channel's customers where nobody names another: the zone in which the channel's team works, else
// the first team by its name that has hours, else UTC. The machine's zone counts for nothing, so that a week is the same on any.
func PlaceOf(p *pipeline.Policy, channelTeam string) Place {
	for _, name := range append([]string{channelTeam}, slices.Sorted(maps.Keys(p.Teams))...) {
		t := p.Teams[name]
		if t == nil || t.Zone == "" {
			continue
		}
		if zone, err := time.LoadLocation(t.Zone); err == nil { // checked with the opening hours
			return Place{Zone: zone, Why: "where team " + name + " works"}
		}
	}
	return Place{Zone: time.UTC, Why: "no team has hours that name a zone"}
}
