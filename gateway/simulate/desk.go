package simulate

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"frontdesk/gateway/hours"
	"frontdesk/gateway/pipeline"
)

const (
	effortSpread = 0.7                 // of how long an answer takes, as a logarithm
	longestDrain = 14 * 24 * time.Hour // how long agents go on behind the last mail
)

// Agents say who works, and how fast.
type Agents struct {
	Each   int            // in every team
	Teams  map[string]int // in these teams, otherwise
	Effort time.Duration  // median time that one answer takes
}

func (a Agents) of(team string) int {
	if n, ok := a.Teams[team]; ok {
		return n
	}
	return a.Each
}

// ticket is one that waits for a person.
type ticket struct {
	created, due, answered time.Time // due is zero where nothing was promised; answered, where nobody came to it
	urgent                 bool
}

// kept says whether a promise was kept.
func (t *ticket) kept() bool { return !t.answered.IsZero() && !t.answered.After(t.due) }

// desk is one team at work.
type desk struct {
	team     string
	calendar *hours.Calendar
	agents   int
	tickets  []*ticket // in the order in which they were opened
}

// calendarOf is when a team works: the hours of its promise. A team that promises nothing names none, and works always.
func calendarOf(p *pipeline.Policy, team string) *hours.Calendar {
	if t := p.Teams[team]; t != nil && t.Normal != nil && t.Normal.Calendar != nil {
		return t.Normal.Calendar
	}
	return hours.Always()
}

// work lets the agents answer minute by minute, urgent tickets first, then the oldest. It returns how many waited at the end
// of each hour from the start on.
func (d *desk) work(from, to time.Time, effort time.Duration, seed uint64) []int {
	r := rand.New(rand.NewPCG(seed, 2))
	busy := make([]time.Time, d.agents)
	var waiting []*ticket
	var backlog []int
	next := 0
	for now := from; now.Before(to) || (len(waiting) > 0 && now.Before(to.Add(longestDrain))); now = now.Add(time.Minute) {
		for next < len(d.tickets) && !d.tickets[next].created.After(now) {
			waiting = append(waiting, d.tickets[next])
			next++
		}
		for i := range busy {
			if len(waiting) == 0 || busy[i].After(now) || !d.calendar.Open(now) {
				continue
			}
			takes := time.Duration(float64(effort) * math.Exp(effortSpread*r.NormFloat64()))
			t := takeNext(&waiting)
			busy[i] = d.calendar.Add(now, takes)
			t.answered = busy[i]
		}
		if now.Before(to) && now.Sub(from)%time.Hour == time.Hour-time.Minute {
			backlog = append(backlog, len(waiting))
		}
	}
	return backlog
}

func takeNext(waiting *[]*ticket) *ticket {
	i := slices.IndexFunc(*waiting, func(t *ticket) bool { return t.urgent })
	i = max(i, 0)
	t := (*waiting)[i]
	*waiting = slices.Delete(*waiting, i, i+1)
	return t
}
