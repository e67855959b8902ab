package kb

import (
	"math"
	"testing"
)

func TestWhatCustomersSaidIsJudgedWithItsBounds(t *testing.T) {
	for _, c := range []struct {
		said             Said
		share, low, high float64 // bounds from R's prop.test without correction
		judged           string
	}{
		{Said{}, 0, 0, 1, ""},
		{Said{Solved: 8, Unsolved: 2}, 0.8, 0.4902, 0.9433, ""},
		{Said{Solved: 0, Unsolved: 1}, 0, 0, 0.7935, ""},
		{Said{Solved: 0, Unsolved: 10}, 0, 0, 0.2775, "helps too few"},
		{Said{Solved: 5, Unsolved: 5}, 0.5, 0.2366, 0.7634, "perhaps helps too few"},
		{Said{Solved: 50, Unsolved: 50}, 0.5, 0.4038, 0.5962, "helps too few"},
		{Said{Solved: 10, Unsolved: 0}, 1, 0.7225, 1, ""},
	} {
		low, high := c.said.Bounds()
		for name, pair := range map[string][2]float64{"share": {c.said.Share(), c.share}, "low": {low, c.low}, "high": {high, c.high}} {
			if math.Abs(pair[0]-pair[1]) > 0.0001 {
				t.Errorf("%+v: %s %.4f, want %.4f", c.said, name, pair[0], pair[1])
			}
		}
		if got := c.said.Judge(); got != c.judged {
			t.Errorf("%+v: %q, want %q", c.said, got, c.judged)
		}
	}
}
