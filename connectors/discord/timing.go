package discord

import (
	"context"
	"math/rand/v2"
	"time"
)

// timing holds how long is waited for what.
type timing struct {
	retryFirst time.Duration // first pause after a lost connection or a failed request
	retryLast  time.Duration
	storeLast  time.Duration // longest pause after a failed Accept
	final      time.Duration // pause after a close code that a change in the portal heals
	token      time.Duration // pause between looks for another token after one was refused
	identify   time.Duration // least time between two IDENTIFYs ("Gateway", section Rate Limiting)
	invalid    time.Duration // pause after an invalid session; up to five times as long
	steady     time.Duration // a session that lasted so long was a good one
	handshake  time.Duration // until READY or RESUMED
	ack        time.Duration // for acknowledging an interaction, within Discord's three seconds
	patience   time.Duration // of a delivery with a rate limit
	denied     time.Duration // how long it is remembered that a room refuses us
	behind     time.Duration // until a room that could not be read is tried again
	restTries  int           // of a request that may be repeated, before it is left for later
}

func defaultTiming() timing {
	return timing{
		retryFirst: 500 * time.Millisecond, retryLast: time.Minute, storeLast: 30 * time.Second,
		final: 10 * time.Minute, token: time.Minute, identify: 5 * time.Second, invalid: time.Second, steady: 30 * time.Second,
		handshake: 30 * time.Second, ack: 2800 * time.Millisecond, patience: 10 * time.Second, denied: 10 * time.Minute,
		behind: 20 * time.Second, restTries: 3,
	}
}

// backoff grows a pause from try to try. Jitter keeps many bots from coming back in the same moment.
type backoff struct {
	first, last time.Duration
	tries       int
}

func (b *backoff) reset() { b.tries = 0 }

// next is between half of and the whole pause of this try.
func (b *backoff) next() time.Duration {
	pause := b.last
	if b.tries < 30 && b.first<<b.tries < b.last {
		pause = b.first << b.tries
	}
	b.tries++
	return pause/2 + rand.N(pause/2+1)
}

// sleep is false if ctx ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
