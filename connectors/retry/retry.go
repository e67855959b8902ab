// Package retry is how connectors, and what plays with them, wait: between tries of what failed, and until a context
// ends. It is not where it is decided what is tried again; each connector knows that, and the gateway for deliveries.
package retry

import (
	"context"
	"math/rand/v2"
	"time"
)

// Backoff grows a pause from try to try. Jitter keeps many programs from coming back in the same moment.
type Backoff struct {
	First, Last time.Duration // of the first try, and the longest
	tries       int
}

// Reset begins anew, after a try that worked.
func (b *Backoff) Reset() { b.tries = 0 }

// Tries is how many pauses there were since Reset.
func (b *Backoff) Tries() int { return b.tries }

// Next is between half of and the whole pause of this try.
func (b *Backoff) Next() time.Duration {
	pause := b.Last
	if b.tries < 30 && b.First<<b.tries < b.Last {
		pause = b.First << b.tries
	}
	b.tries++
	return pause/2 + rand.N(pause/2+1)
}

// Sleep is false if ctx ended first.
func Sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
