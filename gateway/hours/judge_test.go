package hours_test

import (
	"math"
	"testing"
	"time"

	"frontdesk/gateway/hours"
)

// outcomes were due one a given time before monday, the latest first; broken says which were not kept.
func outcomes(n int, every time.Duration, broken func(i int) bool) []hours.Outcome {
	var out []hours.Outcome
	for i := range n {
		due := monday.Add(-time.Duration(i+1) * every)
		answered := due.Add(-time.Minute)
		if broken(i) {
			answered = due.Add(time.Minute)
		}
		out = append(out, hours.Outcome{Due: due, Answered: answered})
	}
	return out
}

func TestKeptTimesAreCounted(t *testing.T) {
	fifth := func(i int) bool { return i%5 == 0 }
	cases := []struct {
		name     string
		outcomes []hours.Outcome
		n        int
		kept     float64
		alarm    bool
	}{
		{"nothing told", nil, 0, 0, false},
		{"four of five", outcomes(100, time.Hour, fifth), 100, 0.8, false},
		{"all broken", outcomes(50, 20*time.Minute, func(int) bool { return true }), 50, 0, true},
		{"seven of twenty within a day", outcomes(20, time.Hour, func(i int) bool { return i < 7 }), 20, 0.65, true},
		{"six of twenty within a day", outcomes(20, time.Hour, func(i int) bool { return i < 6 }), 20, 0.7, false},
		{"too few to tell of a day", outcomes(9, time.Hour, func(int) bool { return true }), 9, 0, false},
		{"a bad day, long past", outcomes(100, time.Hour, func(i int) bool { return i > 30 }), 100, 0.31, false},
		{"three weeks ago", outcomes(10, 21*24*time.Hour, fifth), 0, 0, false},
		{"not due yet, even if answered", []hours.Outcome{{Due: monday.Add(time.Hour), Answered: monday}}, 0, 0, false},
		{"never answered", []hours.Outcome{{Due: monday.Add(-time.Hour)}}, 1, 0, false},
		{"gone before it was due", []hours.Outcome{{Due: monday.Add(-time.Hour), Gone: monday.Add(-2 * time.Hour)}}, 0, 0, false},
		{"gone after it was due", []hours.Outcome{{Due: monday.Add(-2 * time.Hour), Gone: monday.Add(-time.Hour)}}, 1, 0, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			j := hours.Judge(c.outcomes, monday)
			if j.N != c.n || math.Abs(j.Kept-c.kept) > 1e-9 || j.Alarm != c.alarm {
				t.Errorf("%d, kept %v, alarm %v", j.N, j.Kept, j.Alarm)
			}
			if want := c.kept - 0.8; c.n > 0 && math.Abs(j.Error-want) > 1e-9 || c.n == 0 && j.Error != 0 {
				t.Errorf("error %v", j.Error)
			}
		})
	}
}

func TestBrokenTimesWidenWhatIsToldNext(t *testing.T) {
	widen := func(o []hours.Outcome) float64 { return hours.Judge(o, monday).Widen }
	if got := widen(nil); got != 1 {
		t.Errorf("nothing told: %v", got)
	}
	if got := widen(outcomes(200, time.Hour, func(i int) bool { return i%10 == 9 })); got != 1 {
		t.Errorf("nine of ten kept: %v", got)
	}
	third := widen(outcomes(200, time.Hour, func(i int) bool { return i%3 == 0 }))
	half := widen(outcomes(200, time.Hour, func(i int) bool { return i%2 == 0 }))
	all := widen(outcomes(200, time.Hour, func(int) bool { return true }))
	if third < 1.15 || half < third || all < half || all > 4 {
		t.Errorf("a third broken %v, half %v, all %v", third, half, all)
	}
	day := widen(outcomes(20, time.Hour, func(i int) bool { return i < 7 }))
	if day < 1.05 {
		t.Errorf("a bad day: %v", day)
	}
}
