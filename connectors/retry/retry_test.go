package retry

import (
	"context"
	"testing"
	"time"
)

func TestAPauseGrowsToTheLongestAndBeginsAnew(t *testing.T) {
	b := Backoff{First: 100 * time.Millisecond, Last: time.Second}
	for i, whole := range []time.Duration{100, 200, 400, 800, 1000, 1000} {
		whole *= time.Millisecond
		if got := b.Next(); got < whole/2 || got > whole || b.Tries() != i+1 {
			t.Errorf("try %d: %v of %v", b.Tries(), got, whole)
		}
	}
	b.Reset()
	if got := b.Next(); got > b.First {
		t.Errorf("after a reset: %v", got)
	}
}

func TestSleepEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	if !Sleep(ctx, 0) {
		t.Error("a sleep that was over is told as cut off")
	}
	cancel()
	if Sleep(ctx, time.Hour) {
		t.Error("a sleep that was cut off is told as over")
	}
}
