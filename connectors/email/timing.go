package email

import (
	"time"
)

// timing holds how long the session waits for what.
type timing struct {
	quiet time.Duration // silence of the server while an answer is awaited
	total time.Duration // one command in all

	pollFirst time.Duration // first pause between polls after mail arrived: servers hold IDLE notices back up to 500 ms
	pollLast  time.Duration // longest pause of these
	pollFor   time.Duration // how long after mail arrived the short polls go on
	idleFirst time.Duration // first IDLE, after which the mailbox is looked through whatever was said
	idleLast  time.Duration // longest IDLE
	sentEvery time.Duration // least pause between looks at the sent mail
	noIdle    time.Duration // pause between polls where the server has no IDLE

	retryFirst time.Duration // first pause after a lost connection
	retryLast  time.Duration
	retryLogin time.Duration // pause after a refused login, so that the account is not locked
	storeLast  time.Duration // longest pause after a failed Accept

	renewFirst time.Duration // first pause after a token could not be renewed
	renewLast  time.Duration
	renewLook  time.Duration // longest pause between looks at the token's age: the machine may have slept
}

func defaultTiming() timing {
	return timing{
		quiet: 60 * time.Second, total: 10 * time.Minute,
		pollFirst: 20 * time.Millisecond, pollLast: 500 * time.Millisecond, pollFor: 10 * time.Second,
		idleFirst: time.Second, idleLast: time.Minute, sentEvery: 2 * time.Second, noIdle: 10 * time.Second,
		retryFirst: 200 * time.Millisecond, retryLast: time.Minute, retryLogin: 5 * time.Minute,
		storeLast:  30 * time.Second,
		renewFirst: 10 * time.Second, renewLast: 2 * time.Minute, renewLook: 5 * time.Minute,
	}
}
