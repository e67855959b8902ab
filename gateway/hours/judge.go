package hours

import (
	"math"
	"slices"
	"time"
)

// Outcome is one time told to a customer and what became of it.
type Outcome struct {
	Due      time.Time // as told
	Answered time.Time // of the first answer by a person; zero: none yet
	Gone     time.Time // where it ended without one; zero: it did not
}

// Judgement says how well the times told were kept.
type Judgement struct {
	N     int     // times told that have come
	Kept  float64 // share of them that was kept; 0 without any
	Error float64 // Kept minus the 80 % that are aimed at; 0 without any
	Widen float64 // factor for the times told from now on, 1 or more
	Alarm bool    // more than 30 % of the last day's were broken: an admin should know
}

const (
	verdictMemory = 14 * 24 * time.Hour
	alarmDay      = 24 * time.Hour
	alarmShare    = 0.3
	alarmCount    = 10 // fewer say nothing about a day
	widenStep     = 0.02
	widenForget   = 0.99
	maxWiden      = 4
)

// Judge looks at the times told of the last two weeks, of one team and urgency, in any order. Only those that have come
// are judged: a time kept is known before one broken, and to count it earlier would flatter.
func Judge(outcomes []Outcome, now time.Time) Judgement {
	j := Judgement{Widen: 1}
	outcomes = come(outcomes, now)
	var kept, day, broken int
	widen := 0.0
	for _, o := range outcomes {
		miss := -(1 - keptShare)
		recent := now.Sub(o.Due) <= alarmDay
		if recent {
			day++
		}
		if o.kept() {
			kept++
		} else {
			miss = keptShare
			if recent {
				broken++
			}
		}
		widen = min(max(widen*widenForget+widenStep*miss, 0), math.Log(maxWiden))
	}
	j.N = len(outcomes)
	if j.N > 0 {
		j.Kept = float64(kept) / float64(j.N)
		j.Error = j.Kept - keptShare
	}
	j.Widen = math.Exp(widen)
	j.Alarm = day >= alarmCount && float64(broken) > alarmShare*float64(day)
	return j
}

func (o Outcome) kept() bool { return !o.Answered.IsZero() && !o.Answered.After(o.Due) }

// come are the outcomes whose time has come, in the order of that; those that ended without an answer say nothing.
func come(outcomes []Outcome, now time.Time) []Outcome {
	var out []Outcome
	for _, o := range outcomes {
		withdrawn := !o.Gone.IsZero() && o.Answered.IsZero() && o.Gone.Before(o.Due)
		if o.Due.After(now) || now.Sub(o.Due) > verdictMemory || withdrawn {
			continue
		}
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b Outcome) int { return a.Due.Compare(b.Due) })
	return out
}
