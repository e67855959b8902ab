package hours_test

import (
	"math"
	"math/rand/v2"
	"time"

	"frontdesk/gateway/hours"
)

// world is a team and its customers, simulated minute by minute: who writes when, who works when, how long an answer takes.
type world struct {
	name       string
	calendar   string
	configured time.Duration
	perDay     float64  // tickets on a plain weekday
	shifts     [][2]int // of each agent, in hours of the local day
	effort     float64  // median minutes for an answer
	surge      [2]int   // days in which three times as many come
	ill        [2]int   // days in which the first agent is away

	// next chooses which of the waiting is worked on; nil: the oldest.
	next func(q *queue, waiting []*ticket) int
}

// ticket is a sample, and what was told of it.
type ticket struct {
	hours.Sample
	due      time.Time
	fixed    time.Time // by the config alone
	measured bool
}

// in says whether an answer was there by due.
func (t *ticket) in(due time.Time) bool { return !t.Answered.IsZero() && !t.Answered.After(due) }

// queue is one run of a world.
type queue struct {
	world
	c       *hours.Calendar
	r       *rand.Rand
	start   time.Time
	now     time.Time
	busy    []time.Time  // until when each agent works
	waiting [2][]*ticket // normal, urgent
	told    [2][]*ticket // all there were
	learned time.Time
	known   [2]hours.Measured
	judged  [2]hours.Judgement

	samples  []hours.Sample // of [queue.learn], to be used again
	outcomes []hours.Outcome
}

const (
	weeks  = 12 // of a run
	warmUp = 3  // the first ones, not looked at
	settle = 2  // the last ones, not looked at: what was told in them may not have come yet
	urgent = 0.1
	spread = 0.7 // of the effort, as a logarithm
)

// run simulates the world, and returns the tickets that were told a measured time, by urgency.
func (w world) run(c *hours.Calendar, seed uint64) [2][]*ticket {
	start := time.Date(2026, 2, 16, 0, 0, 0, 0, time.UTC)
	q := &queue{world: w, c: c, r: rand.New(rand.NewPCG(seed, 7)), start: start, busy: make([]time.Time, len(w.shifts))}
	for minute := range weeks * 7 * 24 * 60 {
		q.now = start.Add(time.Duration(minute) * time.Minute)
		q.arrive()
		q.work()
	}
	var out [2][]*ticket
	for class, all := range q.told {
		for _, t := range all {
			day := int(t.Created.Sub(start).Hours() / 24)
			if within(day, [2]int{warmUp * 7, (weeks - settle) * 7}) && t.measured {
				out[class] = append(out[class], t)
			}
		}
	}
	return out
}

// learn measures and judges from what is known at this hour.
func (q *queue) learn() {
	q.learned = q.now
	for class, all := range q.told {
		q.samples, q.outcomes = q.samples[:0], q.outcomes[:0]
		for _, t := range all {
			if q.now.Sub(t.Created) > 6*7*24*time.Hour {
				continue
			}
			q.samples = append(q.samples, t.Sample)
			if t.measured {
				q.outcomes = append(q.outcomes, hours.Outcome{Due: t.due, Answered: t.Answered})
			}
		}
		q.known[class] = hours.Measure(q.samples, q.c, q.now)
		q.judged[class] = hours.Judge(q.outcomes, q.now)
	}
}

// arrive lets customers write: most by day, few at night and on weekends.
func (q *queue) arrive() {
	local := q.now.In(q.c.Zone())
	rate := q.perDay / (24 * 60)
	rate *= 1 + 0.9*math.Cos(float64(local.Hour()-13)*math.Pi/12)
	if d := local.Weekday(); d == time.Saturday || d == time.Sunday {
		rate *= 0.4
	}
	if within(q.day(), q.surge) {
		rate *= 3
	}
	if q.r.Float64() >= rate {
		return
	}
	if q.now.Sub(q.learned) >= 2*time.Hour {
		q.learn()
	}
	class := 0
	if q.r.Float64() < urgent {
		class = 1
	}
	t := &ticket{Sample: hours.Sample{Created: q.now}}
	forecast := hours.Forecast{
		Configured: q.configured, Calendar: q.c, Measured: q.known[class],
		Backlog: q.open(class), Widen: q.judged[class].Widen,
	}
	t.due, t.measured = forecast.Tell(q.now)
	t.fixed = q.c.Add(q.now, q.configured)
	q.waiting[class] = append(q.waiting[class], t)
	q.told[class] = append(q.told[class], t)
}

// open counts what has no answer yet, what is being worked on included.
func (q *queue) open(class int) int {
	n := 0
	for _, t := range q.told[class][max(0, len(q.told[class])-1000):] {
		if t.Answered.IsZero() || t.Answered.After(q.now) {
			n++
		}
	}
	return n
}

func (q *queue) day() int { return int(q.now.Sub(q.start) / (24 * time.Hour)) }

func within(day int, days [2]int) bool { return days[0] <= day && day < days[1] }

// work gives the agents who are there and free what waits, urgent ones first.
func (q *queue) work() {
	if !q.c.Open(q.now) {
		return
	}
	hour := q.now.In(q.c.Zone()).Hour()
	for agent, shift := range q.shifts {
		if !within(hour, shift) || q.busy[agent].After(q.now) || agent == 0 && within(q.day(), q.ill) {
			continue
		}
		t := q.take()
		if t == nil {
			return
		}
		effort := q.effort * math.Exp(spread*q.r.NormFloat64())
		q.busy[agent] = q.now.Add(time.Duration(effort * float64(time.Minute)))
		t.Answered = q.busy[agent]
	}
}

func (q *queue) take() *ticket {
	for class := 1; class >= 0; class-- {
		waiting := q.waiting[class]
		if len(waiting) == 0 {
			continue
		}
		i := 0
		if q.next != nil {
			i = q.next(q, waiting)
		}
		t := waiting[i]
		q.waiting[class] = append(waiting[:i:i], waiting[i+1:]...)
		return t
	}
	return nil
}

// Ways in which agents choose what to work on.

func anyOf(q *queue, waiting []*ticket) int { return q.r.IntN(len(waiting)) }

func newest(_ *queue, waiting []*ticket) int { return len(waiting) - 1 }

// raised takes tickets first whose promise is at three quarters, as the program tells agents to.
func raised(q *queue, waiting []*ticket) int {
	for i, t := range waiting {
		if !q.now.Before(hours.Escalate(t.Created, t.due, q.c)) {
			return i
		}
	}
	return 0
}
