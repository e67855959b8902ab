package hours

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// Sample is one ticket that waited for the first answer of a person.
type Sample struct {
	Created  time.Time
	Answered time.Time // of the first answer by a person; zero: none yet
	Gone     time.Time // where it ended without such an answer (solved by itself, spam); zero: it did not
}

// Measured is what the queue of one team and urgency really did in the last weeks. It never changes and is safe for
// concurrent use; the zero value knows nothing.
type Measured struct {
	N       int           // answers of people that it rests on
	Median  time.Duration // working time to the first answer, of the tickets of the last weeks
	P80     time.Duration // 80 % were answered within it
	Backlog float64       // tickets that were waiting already when one came: the usual number
	scores  []score       // by value
}

// score is what one ticket says about the next: its working time divided by what was to be done before it.
type score struct {
	value    float64 // seconds of working time per unit of load
	weight   float64 // by age; recent ones tell more
	log      float64 // of the load
	censored bool    // not answered: it would have been more
}

const (
	// memory is how far back samples count.
	memory = 6 * 7 * 24 * time.Hour
	// halfLife is the age at which a sample counts half; in a small queue it is that of the sample that is enough-th to last.
	halfLife = 3 * 24 * time.Hour
	enough   = 40
	// loadBase is what a ticket is to its queue when none waits before it: itself, and being noticed.
	loadBase = 2
	// keptShare is how many promises are to be kept.
	keptShare = 0.8
)

// Measure looks at the tickets of one team and one urgency, all that were created or still open in the last six weeks,
// in any order. Those without an answer count as well: they take at least as long as they have waited until now.
func Measure(samples []Sample, c *Calendar, now time.Time) Measured {
	samples = lastWeeks(samples, now)
	if len(samples) == 0 {
		return Measured{}
	}
	work := newRuler(c, samples[0].Created, now)
	backlogs, half := backlogs(samples, now), halved(samples, now)
	var m Measured
	plain := make([]score, len(samples))
	m.scores = make([]score, len(samples))
	for i, s := range samples {
		end, answered := s.end(now)
		waited := work.between(s.Created, end).Seconds()
		load := float64(backlogs[i]) + loadBase
		weight := math.Exp2(-now.Sub(s.Created).Hours() / half.Hours())
		plain[i] = score{value: waited, weight: weight, censored: !answered}
		m.scores[i] = score{value: waited / load, weight: weight, log: math.Log(load), censored: !answered}
		if answered {
			m.N++
		}
	}
	byValue(plain)
	byValue(m.scores)
	m.Median, m.P80 = seconds(quantile(plain, 0.5, age)), seconds(quantile(plain, keptShare, age))
	m.Backlog = usual(m.scores)
	return m
}

// end is when the waiting ended, at the latest now, and whether by an answer.
func (s Sample) end(now time.Time) (end time.Time, answered bool) {
	switch {
	case !s.Answered.IsZero() && !s.Answered.After(now):
		return s.Answered, true
	case !s.Gone.IsZero() && s.Gone.Before(now):
		return s.Gone, false
	default:
		return now, false
	}
}

// lastWeeks are the samples that count, by the time of their creation.
func lastWeeks(samples []Sample, now time.Time) []Sample {
	var out []Sample
	for _, s := range samples {
		end, _ := s.end(now)
		if s.Created.After(now) || end.Before(s.Created) || now.Sub(end) > memory {
			continue
		}
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b Sample) int { return a.Created.Compare(b.Created) })
	return out
}

// halved is the age at which the samples, which are sorted, count half.
func halved(samples []Sample, now time.Time) time.Duration {
	return max(halfLife, now.Sub(samples[max(0, len(samples)-enough)].Created))
}

// backlogs says for each of the samples, which are sorted, how many others waited when it came.
func backlogs(samples []Sample, now time.Time) []int {
	ends := make([]time.Time, len(samples))
	for i, s := range samples {
		ends[i], _ = s.end(now)
	}
	slices.SortFunc(ends, time.Time.Compare)
	out := make([]int, len(samples))
	ended := 0
	for i, s := range samples {
		for ended < i && ends[ended].Before(s.Created) {
			ended++
		}
		out[i] = i - ended
	}
	return out
}

func byValue(scores []score) {
	slices.SortFunc(scores, func(a, b score) int { return cmp.Compare(a.value, b.value) })
}

func age(s score) float64 { return s.weight }

// quantile is the value that the share q of the scores, which are sorted, stay within: Kaplan and Meier's estimate, by
// which an unanswered ticket counts among those that take longer than it has waited, and no more is said of it. Where too
// few are answered to know, it is the greatest value seen.
func quantile(scores []score, q float64, weight func(score) float64) float64 {
	var atRisk float64
	for _, s := range scores {
		atRisk += weight(s)
	}
	waiting := 1.0
	for _, s := range scores {
		w := weight(s)
		if !s.censored && atRisk > 0 {
			waiting *= 1 - min(1, w/atRisk)
		}
		if waiting <= 1-q {
			return s.value
		}
		atRisk -= w
	}
	if len(scores) == 0 {
		return 0
	}
	return scores[len(scores)-1].value
}

// usual is the mean backlog.
func usual(scores []score) float64 {
	var sum, weights float64
	for _, s := range scores {
		sum += s.weight * (math.Exp(s.log) - loadBase)
		weights += s.weight
	}
	if weights == 0 {
		return 0
	}
	return sum / weights
}

func seconds(s float64) time.Duration {
	return time.Duration(min(s, horizon.Seconds()) * float64(time.Second))
}
