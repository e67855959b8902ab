package hours

import (
	"math"
	"time"
)

// MinSamples is how many answers must have been measured before more is told than what the config promises.
const MinSamples = 20

const (
	// nearness is how far apart, as a logarithm, two loads may be to tell much about one another, and far is what those
	// beyond it count.
	nearness = 0.5
	far      = 0.02
	// shortest is the least working time that is told, for a team that answers before it opens.
	shortest = 5 * time.Minute
)

// Forecast is what a customer is told about when a person answers.
type Forecast struct {
	Configured time.Duration // the team's promise, as working time
	Calendar   *Calendar
	Measured   Measured
	Backlog    int     // tickets of this team and urgency that wait already
	Widen      float64 // of [Judge]; less than 1 is 1
}

// Tell says by when a person usually answers what came at now, and whether that is measured or only configured. Measured,
// it is the time that four of five such tickets are answered within.
func (f Forecast) Tell(now time.Time) (due time.Time, measured bool) {
	if f.Measured.N < MinSamples {
		return f.Calendar.Add(now, f.Configured), false
	}
	within := seconds(f.within() * max(1, f.Widen))
	return f.Calendar.Add(now, max(within, shortest)), true
}

// within is the 80 % quantile for the backlog of now, as seconds of working time.
func (f Forecast) within() float64 {
	load := float64(max(0, f.Backlog)) + loadBase
	log := math.Log(load)
	weight := func(s score) float64 {
		apart := (s.log - log) / nearness
		return s.weight * (far + math.Exp(-apart*apart/2))
	}
	return load * quantile(f.Measured.scores, cautious(f.Measured.scores, weight), weight)
}

// cautious is the quantile to take of so many scores that the next one is within it in 80 % of cases: of n scores the
// k-th is not passed by the next with a probability of k/(n+1). Weighted scores are worth fewer, as Kish counts them.
func cautious(scores []score, weight func(score) float64) float64 {
	var sum, squares float64
	for _, s := range scores {
		w := weight(s)
		sum += w
		squares += w * w
	}
	if sum == 0 {
		return keptShare
	}
	return min(keptShare*(1+squares/(sum*sum)), 0.95)
}

// Escalate is the moment at which three quarters of the working time from created to due are gone, and a ticket is raised.
func Escalate(created, due time.Time, c *Calendar) time.Time {
	return c.Add(created, c.Between(created, due)*3/4)
}
