package email

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2"

	"frontdesk/connectors/retry"
	"frontdesk/gateway"
)

// session reads one folder over one connection after the other. It is owned by the goroutine of Run.
type session struct {
	c      *Connector
	in     gateway.Intake
	folder string
	cursor cursor
	retry  retry.Backoff
	sent   *sentBox // nil: not watched

	lastMail time.Time        // when mail last arrived; zero: not since Run began
	idleFor  time.Duration    // the last IDLE's length
	noIdle   bool             // the server refused IDLE
	careful  imap.UID         // up to here mails are fetched one by one, since a batch broke
	failures map[imap.UID]int // how often fetching this one alone has failed
}

// renewalTerm is how long Run waits at its end for a token that is on its way.
const renewalTerm = 10 * time.Second

// Run implements [gateway.Connector]: it reads the mailbox until ctx ends, over as many connections as it takes.
func (c *Connector) Run(ctx context.Context, in gateway.Intake) error {
	s := &session{
		c: c, in: in, folder: c.settings.Folder,
		retry:    retry.Backoff{First: c.timing.retryFirst, Last: c.timing.retryLast},
		failures: map[imap.UID]int{},
		sent:     newSentBox(c, in),
	}
	if c.tokens != nil {
		keeping, stop := context.WithCancel(ctx)
		var kept sync.WaitGroup
		kept.Go(func() { c.keepFresh(keeping) })
		defer func() {
			stop()
			kept.Wait()
			ending, over := context.WithTimeout(context.WithoutCancel(ctx), renewalTerm)
			defer over()
			c.tokens.Wait(ending)
		}()
	}
	for {
		err := s.connection(ctx)
		if ended(ctx) {
			return nil
		}
		if errors.Is(err, gateway.ErrLeaseLost) {
			return err
		}
		c.board.connection(c.explain(err))
		c.env.Log.Debug("mailbox connection lost", "attempt", s.retry.Tries(), "error", err)
		if !retry.Sleep(ctx, s.pause(err)) {
			return nil
		}
	}
}

// pause is long after a refused login: many servers lock an account after some.
func (s *session) pause(err error) time.Duration {
	pause := s.retry.Next()
	if refused := (*loginError)(nil); errors.As(err, &refused) {
		return min(pause*20, s.c.timing.retryLogin)
	}
	return pause
}

// connection reads until something breaks.
func (s *session) connection(ctx context.Context) error {
	l, err := s.c.dial(ctx)
	if err != nil {
		return err
	}
	defer l.close()
	box, err := l.examine(ctx, s.folder)
	if err != nil {
		return err
	}
	if err := s.place(ctx, l, box); err != nil {
		return err
	}
	s.sent.connected()
	for {
		if err := s.lookAtSent(ctx, l); err != nil {
			return err
		}
		if err := s.catchUp(ctx, l); err != nil {
			return err
		}
		s.well()
		if err := s.wait(ctx, l); err != nil {
			return err
		}
	}
}

// well tells that the mailbox is read as it should be.
func (s *session) well() {
	s.retry.Reset()
	s.c.board.connection(nil)
}

// folderError is a folder that the server does not open.
type folderError struct {
	folder string
	err    error
}

func (e *folderError) Error() string { return fmt.Sprintf("open folder %s: %v", e.folder, e.err) }
func (e *folderError) Unwrap() error { return e.err }

// examine opens the folder without the right to change it.
func (l *link) examine(ctx context.Context, folder string) (*imap.SelectData, error) {
	var box *imap.SelectData
	err := l.do(ctx, func() error {
		data, err := l.Select(folder, &imap.SelectOptions{ReadOnly: true}).Wait()
		box = data
		return err
	})
	var refused *imap.Error
	if errors.As(err, &refused) {
		return nil, &folderError{folder, err}
	}
	if err != nil {
		return nil, err
	}
	return box, nil
}

// place finds where to read on: after the stored cursor, from the start that the settings ask for, or from the first
// mail where the mailbox was rebuilt. A new place is stored before anything is read.
func (s *session) place(ctx context.Context, l *link, box *imap.SelectData) error {
	value, err := s.in.Cursor(ctx, s.folder)
	if err != nil {
		return &storeError{err}
	}
	known, ok := parseCursor(value)
	if ok && known.validity == box.UIDValidity {
		s.cursor = known
		return nil
	}
	next, err := l.nextUID(ctx, box)
	if err != nil {
		return err
	}
	fresh := cursor{validity: box.UIDValidity}
	if ok {
		fresh.rebuilt = next
		s.careful, s.failures = 0, map[imap.UID]int{}
	} else if fresh.uid, err = s.startAfter(ctx, l, next); err != nil {
		return err
	}
	return s.accept(ctx, nil, fresh)
}

// startAfter is the last UID that is not read at the first start.
func (s *session) startAfter(ctx context.Context, l *link, next imap.UID) (imap.UID, error) {
	switch settings := s.c.settings; {
	case settings.Start == startAll:
		return 0, nil
	case settings.since.IsZero():
		return next - 1, nil
	default:
		uids, err := l.search(ctx, &imap.SearchCriteria{Since: settings.since})
		if err != nil || len(uids) == 0 {
			return next - 1, err
		}
		return uids[0] - 1, nil
	}
}

// storeError is a failure on our side.
type storeError struct{ err error }

func (e *storeError) Error() string { return "store: " + e.err.Error() }
func (e *storeError) Unwrap() error { return e.err }

// accept stores a batch, as often as it takes: mail that was fetched is not fetched again because a disk is full.
func (s *session) accept(ctx context.Context, events []gateway.Event, next cursor) error {
	wait := retry.Backoff{First: s.c.timing.retryFirst, Last: s.c.timing.storeLast}
	for {
		err := s.in.Accept(ctx, events, gateway.Cursor{Source: s.folder, Value: next.String()})
		if err == nil {
			s.cursor = next
			s.well()
			return nil
		}
		if ended(ctx) || errors.Is(err, gateway.ErrLeaseLost) {
			return err
		}
		s.c.board.connection(s.c.explain(&storeError{err}))
		if !retry.Sleep(ctx, wait.Next()) {
			return context.Cause(ctx)
		}
	}
}

func ended(ctx context.Context) bool { return ctx.Err() != nil }
