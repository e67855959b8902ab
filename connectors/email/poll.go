package email

import (
	"context"
	"errors"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"frontdesk/connectors/retry"
)

// wait returns when the folder should be looked through again. Shortly after mail arrived it asks the server in short
// pauses that grow: more often comes soon, and servers hold their IDLE notices back. Later it waits by IDLE.
func (s *session) wait(ctx context.Context, l *link) error {
	for {
		if l.hasNews() || s.sent.due() {
			return nil
		}
		quiet := time.Since(s.lastMail)
		if quiet >= s.c.timing.pollFor {
			break
		}
		if !retry.Sleep(ctx, min(max(quiet/8, s.c.timing.pollFirst), s.c.timing.pollLast)) {
			return context.Cause(ctx)
		}
		if err := l.do(ctx, func() error { return l.Noop().Wait() }); err != nil {
			return err
		}
	}
	if s.noIdle || !l.canIdle(ctx) {
		if !retry.Sleep(ctx, s.c.timing.noIdle) {
			return context.Cause(ctx)
		}
		return nil
	}
	return s.idle(ctx, l)
}

// idle waits for news by IDLE, which is a hint only: connections die without a word, and some servers forget what came
// just before. So the folder is looked through after a pause whatever was said; the pause grows to a minute, far less
// than the half hour after which servers hang up.
func (s *session) idle(ctx context.Context, l *link) error {
	s.idleFor = min(max(2*s.idleFor, s.c.timing.idleFirst), s.c.timing.idleLast)
	var idle *imapclient.IdleCommand
	err := l.do(ctx, func() error {
		cmd, err := l.Idle()
		idle = cmd
		return err
	})
	if refused := (*imap.Error)(nil); errors.As(err, &refused) {
		s.noIdle = true
		return nil
	}
	if err != nil {
		return err
	}
	timer := time.NewTimer(s.idleFor)
	defer timer.Stop()
	select {
	case <-l.news:
	case <-timer.C:
	case <-l.Closed():
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	return l.do(ctx, func() error {
		if err := idle.Close(); err != nil {
			return err
		}
		return idle.Wait()
	})
}

// canIdle asks for the capabilities at most once; after that the library knows them.
func (l *link) canIdle(ctx context.Context) bool {
	able := false
	err := l.do(ctx, func() error {
		able = l.Caps().Has(imap.CapIdle)
		return nil
	})
	return err == nil && able
}
