// Package filelock keeps the processes of one machine from doing the same at once. It is no lock between machines, and none
// that outlives its process. Look next at its two users: the migrations of package store, and the tokens of package oauth.
package filelock

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

// wait is how often a lock that somebody holds is tried again.
const wait = 20 * time.Millisecond

// ErrHeld: another process, or another part of this one, holds the lock.
var ErrHeld = errors.New("another process holds the lock")

// Lock takes the lock that a file stands for, which is made where it is not there, for its owner only. It waits for whoever
// holds the lock until ctx ends: then the error is ErrHeld with the cause of ctx. unlock gives it back, as the end of the process does; the
// file stays.
func Lock(ctx context.Context, path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	retry := time.NewTicker(wait)
	defer retry.Stop()
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			return func() { _ = f.Close() }, nil // closing unlocks
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR) {
			return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), f.Close())
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(fmt.Errorf("%w %s: %w", ErrHeld, path, context.Cause(ctx)), f.Close())
		case <-retry.C:
		}
	}
}
