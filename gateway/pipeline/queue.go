package pipeline

import (
	"context"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/hours"
)

// queueMemory is how far back tickets tell what a queue does; what is still open counts however old.
const queueMemory = 6 * 7 * 24 * time.Hour

// lane is the tickets of one team that were opened with one urgency.
type lane struct {
	team   string
	urgent bool
}

// pace is what a lane really does.
type pace struct {
	measured hours.Measured
	judged   hours.Judgement
	backlog  int
}

// queue is what all lanes did when it was read. It never changes.
type queue map[lane]pace

// measureQueue reads the tickets of the last weeks and measures each lane.
func (g *Gateway) measureQueue(ctx context.Context) error {
	p, now := g.policy.Load(), g.now()
	tickets, err := g.store.Paces(ctx, now.Add(-queueMemory))
	if err != nil {
		return err
	}
	samples, outcomes, waiting := map[lane][]hours.Sample{}, map[lane][]hours.Outcome{}, map[lane]int{}
	for _, t := range tickets {
		l := lane{t.Team, t.Urgent}
		s := hours.Sample{Created: t.Created, Answered: t.Answered}
		if t.Answered.IsZero() {
			s.Gone = t.Closed
		}
		samples[l] = append(samples[l], s)
		if !t.Promised.IsZero() {
			outcomes[l] = append(outcomes[l], hours.Outcome{Due: t.Promised, Answered: s.Answered, Gone: s.Gone})
		}
		if t.Waits && t.Answered.IsZero() {
			waiting[l]++
		}
	}
	q := queue{}
	for l, s := range samples {
		c := p.Teams[l.team].commitment(l.urgent)
		if c == nil {
			continue
		}
		judged := hours.Judge(outcomes[l], now)
		q[l] = pace{hours.Measure(s, c.Calendar, now), judged, waiting[l]}
		g.judgePromises(l, judged)
	}
	g.queue.Store(&q)
	return nil
}

// judgePromises tells an admin how well the times told are kept.
func (g *Gateway) judgePromises(l lane, j hours.Judgement) {
	urgency := string(gateway.UrgencyNormal)
	if l.urgent {
		urgency = string(gateway.UrgencyUrgent)
	}
	g.metrics.PromiseError.WithLabelValues(l.team, urgency).Set(j.Error)
	if j.Alarm {
		g.log.Warn("promises break: more than three of ten of the last day were missed; the times told are widened", "team", l.team, "urgency", urgency)
	}
}

// at is the policy with what the queues did.
func (pol *Policy) at(q *queue) *Policy {
	if q == nil {
		return pol
	}
	with := *pol
	with.queue = *q
	return &with
}

// promise says what a team tells at now; nil where it promises nothing.
func (pol *Policy) promise(t *Team, urgent bool, now time.Time) *gateway.Promise {
	c := t.commitment(urgent)
	if c == nil {
		return nil
	}
	if again := pol.toldBefore(t.Name, urgent); again != nil {
		return again
	}
	pace := pol.queue[lane{t.Name, urgent}]
	f := hours.Forecast{Configured: c.Within, Calendar: c.Calendar, Measured: pace.measured, Backlog: pace.backlog, Widen: pace.judged.Widen}
	due, measured := f.Tell(now)
	pr := &gateway.Promise{Within: c.Within, Always: c.Always, Due: due.UTC(), Measured: measured, Zone: t.Zone}
	if !c.Calendar.Open(now) {
		pr.Opens = c.Calendar.NextOpen(now).UTC()
	}
	if urgent {
		pr.Contact = t.Contact
	}
	return pr
}
