package pipeline

import (
	"testing"
	"time"
)

func TestAChannelStandsByOnlyWhereAnotherProcessHasIt(t *testing.T) {
	h := newHealth([]string{"support"})
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	for _, step := range []struct {
		do    func()
		state string
	}{
		{func() {}, "connecting"},
		{func() { h.forget("support") }, "stands by"},
		{func() { h.setRunning("support", true) }, "connecting"},
		{func() { h.Report("support", nil, now) }, "connected"},
		{func() { h.setRunning("support", false) }, "connecting"},
	} {
		step.do()
		if got := h.Channels()["support"].state().State; got != step.state {
			t.Errorf("%q, want %q", got, step.state)
		}
	}
}
