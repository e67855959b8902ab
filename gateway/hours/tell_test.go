package hours_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"frontdesk/gateway/hours"
)

// monday is an hour at which the office is open.
var monday = time.Date(2026, 6, 8, 8, 0, 0, 0, time.UTC)

// steady are tickets of the last weeks, one an open hour, each answered within the minutes given by its number.
func steady(c *hours.Calendar, n int, minutes func(i int) int) []hours.Sample {
	var samples []hours.Sample
	for at := monday.Add(-time.Hour); len(samples) < n; at = at.Add(-time.Hour) {
		if c.Open(at) {
			answered := c.Add(at, time.Duration(minutes(len(samples)))*time.Minute)
			samples = append(samples, hours.Sample{Created: at, Answered: answered})
		}
	}
	return samples
}

func TestFewAnswersTellWhatIsConfigured(t *testing.T) {
	c := mustRead(t, office)
	for n, want := range map[int]bool{0: false, 19: false, 20: true} {
		m := hours.Measure(steady(c, n, func(int) int { return 30 }), c, monday)
		due, measured := hours.Forecast{Configured: 4 * time.Hour, Calendar: c, Measured: m, Widen: 1}.Tell(monday)
		if measured != want || m.N != n {
			t.Errorf("%d answers: measured %v, counted %d", n, measured, m.N)
		}
		if !measured && !due.Equal(monday.Add(4*time.Hour)) {
			t.Errorf("%d answers: due %s", n, due)
		}
		if measured && !due.Equal(monday.Add(30*time.Minute)) {
			t.Errorf("%d answers: due %s", n, due)
		}
	}
}

func TestTheTimeToldIsWithinOpeningHours(t *testing.T) {
	c := mustRead(t, office)
	m := hours.Measure(steady(c, 60, func(int) int { return 30 }), c, monday)
	saturday := monday.AddDate(0, 0, -2)
	if due, _ := (hours.Forecast{Calendar: c, Measured: m}).Tell(saturday); !due.Equal(at(t, "2026-06-08T09:30:00+02:00")) {
		t.Errorf("told on a Saturday: %s", due)
	}
	early := hours.Measure(steady(c, 60, func(int) int { return 0 }), c, monday)
	if due, _ := (hours.Forecast{Calendar: c, Measured: early}).Tell(saturday); !due.After(c.NextOpen(saturday)) {
		t.Errorf("of a team that answers at once, on a Saturday: %s", due)
	}
}

func TestMedianAndP80AreOfWorkingTime(t *testing.T) {
	c := mustRead(t, office)
	m := hours.Measure(steady(c, 100, func(i int) int { return 10 * (i%10 + 1) }), c, monday)
	if m.Median != 50*time.Minute && m.Median != time.Hour {
		t.Errorf("median %s", m.Median)
	}
	if m.P80 != 80*time.Minute && m.P80 != 90*time.Minute {
		t.Errorf("80 %%: %s", m.P80)
	}
	over := []hours.Sample{{Created: at(t, "2026-06-05T17:00:00+02:00"), Answered: at(t, "2026-06-08T09:30:00+02:00")}}
	if m := hours.Measure(over, c, monday); m.Median != 90*time.Minute {
		t.Errorf("over a weekend: %s", m.Median)
	}
}

func TestWaitingTicketsAreNotForgotten(t *testing.T) {
	c := mustRead(t, office)
	answered := steady(c, 60, func(int) int { return 30 })
	quick := hours.Measure(answered, c, monday)
	all := slices.Clone(answered)
	for range 40 { // that came on Friday and still wait
		all = append(all, hours.Sample{Created: at(t, "2026-06-05T10:00:00+02:00")})
	}
	slow := hours.Measure(all, c, monday)
	if slow.P80 < 9*time.Hour || quick.P80 != 30*time.Minute || slow.N != quick.N {
		t.Errorf("80 %%: %s with 40 that wait for nine hours, %s without", slow.P80, quick.P80)
	}
	for i := range all {
		if all[i].Answered.IsZero() {
			all[i].Gone = all[i].Created.Add(time.Minute)
		}
	}
	if gone := hours.Measure(all, c, monday); gone.P80 != 30*time.Minute {
		t.Errorf("80 %%: %s with 40 that went away at once", gone.P80)
	}
}

func TestALongerQueueIsToldALaterTime(t *testing.T) {
	c := mustRead(t, office)
	m := hours.Measure(steady(c, 100, func(i int) int { return 30 + i%7 }), c, monday)
	last := monday
	for backlog := range 60 {
		due, _ := hours.Forecast{Calendar: c, Measured: m, Backlog: backlog}.Tell(monday)
		if due.Before(last) {
			t.Fatalf("with %d waiting: %s, with one less %s", backlog, due, last)
		}
		last = due
	}
	if last.Sub(monday) < 10*time.Hour {
		t.Errorf("with 59 waiting: %s", last)
	}
}

func TestOldAnswersFade(t *testing.T) {
	c := hours.Always()
	var samples []hours.Sample
	for day := range 40 {
		took := 8 * time.Hour // in the past
		if day < 14 {
			took = time.Hour
		}
		for hour := range 8 {
			created := monday.AddDate(0, 0, -day-1).Add(time.Duration(hour) * time.Hour)
			samples = append(samples, hours.Sample{Created: created, Answered: created.Add(took)})
		}
	}
	if m := hours.Measure(samples, c, monday); m.P80 != time.Hour {
		t.Errorf("80 %%: %s", m.P80)
	}
	if m := hours.Measure(samples, c, monday.AddDate(0, 0, 60)); m.N != 0 {
		t.Errorf("%d answers count after two months", m.N)
	}
}

func TestWideningIsNeverNarrowing(t *testing.T) {
	c := hours.Always()
	m := hours.Measure(steady(c, 60, func(int) int { return 60 }), c, monday)
	for widen, want := range map[float64]time.Duration{0: time.Hour, 0.5: time.Hour, 1: time.Hour, 1.5: 90 * time.Minute} {
		due, _ := hours.Forecast{Calendar: c, Measured: m, Backlog: 1, Widen: widen}.Tell(monday)
		if got := due.Sub(monday).Round(time.Second); got != want {
			t.Errorf("widened by %v: %s, want %s", widen, got, want)
		}
	}
}

func TestTicketsAreRaisedAtThreeQuarters(t *testing.T) {
	c := mustRead(t, office)
	for _, x := range []struct{ created, due, want string }{
		{"2026-06-08T09:00:00+02:00", "2026-06-08T17:00:00+02:00", "2026-06-08T15:00:00+02:00"},
		{"2026-06-05T16:00:00+02:00", "2026-06-08T11:00:00+02:00", "2026-06-08T10:00:00+02:00"},
		{"2026-06-06T12:00:00+02:00", "2026-06-08T13:00:00+02:00", "2026-06-08T12:00:00+02:00"},
		{"2026-06-08T09:00:00+02:00", "2026-06-08T09:00:00+02:00", "2026-06-08T09:00:00+02:00"},
	} {
		if got := hours.Escalate(at(t, x.created), at(t, x.due), c); !got.Equal(at(t, x.want)) {
			t.Errorf("from %s to %s: %s, want %s", x.created, x.due, got, x.want)
		}
	}
}

// Anything may stand in a store; what is told must still make sense.
func TestWhateverHappenedTheTimeToldIsLater(t *testing.T) {
	calendars := []*hours.Calendar{mustRead(t, office), hours.Always()}
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(calendars).Draw(t, "calendar")
		moment := rapid.Custom(func(t *rapid.T) time.Time {
			if rapid.IntRange(0, 4).Draw(t, "none") == 0 {
				return time.Time{}
			}
			return monday.Add(time.Duration(rapid.IntRange(-50*24*60, 24*60).Draw(t, "minute")) * time.Minute)
		})
		samples := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) hours.Sample {
			return hours.Sample{Created: moment.Draw(t, "created"), Answered: moment.Draw(t, "answered"), Gone: moment.Draw(t, "gone")}
		}), 0, 80).Draw(t, "samples")
		m := hours.Measure(samples, c, monday)
		if m.Median < 0 || m.P80 < m.Median || m.Backlog < 0 || m.N > len(samples) {
			t.Fatalf("measured %s, %s, %v, %d", m.Median, m.P80, m.Backlog, m.N)
		}
		f := hours.Forecast{Configured: time.Hour, Calendar: c, Measured: m, Backlog: rapid.IntRange(-1, 10_000).Draw(t, "backlog")}
		narrow, _ := f.Tell(monday)
		f.Widen = rapid.Float64Range(1, 4).Draw(t, "widen")
		if wide, _ := f.Tell(monday); !narrow.After(monday) || wide.Before(narrow) {
			t.Fatalf("told %s, widened %s", narrow, wide)
		}
	})
}

func BenchmarkTell5000(b *testing.B) {
	c := mustRead(b, office)
	f := hours.Forecast{Calendar: c, Measured: hours.Measure(many(5000), c, monday), Backlog: 7, Widen: 1}
	for b.Loop() {
		f.Tell(monday)
	}
}

func BenchmarkMeasure5000(b *testing.B) {
	c := mustRead(b, office)
	samples := many(5000)
	for b.Loop() {
		hours.Measure(samples, c, monday)
	}
}

// many are samples of six weeks.
func many(n int) []hours.Sample {
	samples := make([]hours.Sample, n)
	for i := range samples {
		created := monday.Add(-time.Duration(i) * 12 * time.Minute)
		samples[i] = hours.Sample{Created: created, Answered: created.Add(time.Duration(i*7919%4000) * time.Minute)}
	}
	return samples
}
