package discord

import (
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
	stored     time.Duration // until an interaction is acknowledged that the store has not taken yet
	last       time.Duration // after the end, for storing what waits yet
	ack        time.Duration // for acknowledging an interaction, that wait included, within Discord's three seconds
	patience   time.Duration // of a delivery with a rate limit
	denied     time.Duration // how long it is remembered that a room refuses us
	behind     time.Duration // until a room that could not be read is tried again
	restTries  int           // of a request that may be repeated, before it is left for later
}

func defaultTiming() timing {
	return timing{
		retryFirst: 500 * time.Millisecond, retryLast: time.Minute, storeLast: 30 * time.Second,
		final: 10 * time.Minute, token: time.Minute, identify: 5 * time.Second, invalid: time.Second, steady: 30 * time.Second,
		handshake: 30 * time.Second, stored: 1200 * time.Millisecond, last: time.Second, ack: 2800 * time.Millisecond, patience: 10 * time.Second, denied: 10 * time.Minute,
		behind: 20 * time.Second, restTries: 3,
	}
}
