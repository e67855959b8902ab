package email

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"

	"frontdesk/connectors/retry"
	"frontdesk/gateway"
)

// sentBox watches the folder in which the account keeps what people send with their mail programs, so that who answers a
// customer there is noticed. It changes nothing in it, and trouble with it never keeps the inbox waiting.
type sentBox struct {
	c      *Connector
	in     gateway.Intake
	name   string // of the folder; empty: not found yet
	cursor cursor
	placed bool // cursor is known

	looked  time.Time // when the server was last asked
	absent  bool      // this connection's server names no such folder
	told    string    // the trouble that was last logged
	retry   retry.Backoff
	pause   time.Time // after trouble it is left alone until then
	reading []imap.UID
	failed  map[imap.UID]int // how often fetching this one alone has broken the connection
	careful imap.UID         // up to here mails are fetched one by one
}

// newSentBox is nil where the settings switch it off.
func newSentBox(c *Connector, in gateway.Intake) *sentBox {
	if c.settings.Sent == sentNone {
		return nil
	}
	return &sentBox{
		c: c, in: in, name: c.settings.Sent, failed: map[imap.UID]int{},
		retry: retry.Backoff{First: c.timing.retryFirst, Last: c.timing.retryLast},
	}
}

// due says whether it is time to look; a new connection asks at once.
func (b *sentBox) due() bool {
	now := time.Now()
	return b != nil && !b.absent && !now.Before(b.pause) && now.Sub(b.looked) >= b.c.timing.sentEvery
}

func (b *sentBox) connected() {
	if b != nil {
		b.looked, b.absent = time.Time{}, false
	}
}

// lookAtSent reads what people have sent since the last look. It comes before the inbox is read: after an outage the answer
// is known when its question is. Where another folder was opened for it, the inbox is opened again.
func (s *session) lookAtSent(ctx context.Context, l *link) error {
	b := s.sent
	if !b.due() {
		return nil
	}
	opened, err := b.look(ctx, l)
	if err = b.trouble(ctx, err); err != nil || !opened {
		return err
	}
	box, err := l.examine(ctx, s.folder)
	if err != nil {
		return err
	}
	return s.place(ctx, l, box)
}

// trouble passes on what ends the connection. What the server refuses is told to the log, once.
func (b *sentBox) trouble(ctx context.Context, err error) error {
	var refused *imap.Error
	var store *storeError
	switch {
	case err == nil:
		b.retry.Reset()
		b.told, b.reading = "", nil
		return nil
	case ended(ctx), errors.As(err, &store):
		return err
	}
	b.pause = time.Now().Add(b.retry.Next())
	b.blame()
	if told := err.Error(); told != b.told {
		b.told = told
		b.c.env.Log.Warn("sent mail is not read: who answers customers in a mail program is not noticed", "folder", b.name, "error", err)
	}
	if errors.As(err, &refused) {
		if b.c.settings.Sent == "" {
			b.name = "" // it may have another name by now
		}
		return nil
	}
	return err
}

// blame counts a fetch that broke the connection.
func (b *sentBox) blame() {
	if n := len(b.reading); n > 0 {
		b.careful = max(b.careful, b.reading[n-1])
		if n == 1 {
			b.failed[b.reading[0]]++
		}
	}
	b.reading = nil
}

// look asks for the state of the folder, and opens it only where there is something new in it.
func (b *sentBox) look(ctx context.Context, l *link) (opened bool, err error) {
	b.looked = time.Now()
	if b.name == "" {
		if b.name, err = l.findSent(ctx, b.c.settings.Folder); err != nil || b.name == "" {
			b.absent = err == nil
			return false, err
		}
	}
	if !b.placed {
		if err := b.recall(ctx); err != nil {
			return false, err
		}
	}
	news, err := l.newsOf(ctx, b.name, b.cursor)
	if err != nil || !news {
		return false, err
	}
	box, err := l.examine(ctx, b.name)
	if err != nil {
		return true, err
	}
	return true, b.read(ctx, l, box)
}

// recall reads the stored cursor.
func (b *sentBox) recall(ctx context.Context) error {
	value, err := b.in.Cursor(ctx, b.name)
	if err != nil {
		return &storeError{err}
	}
	b.cursor, _ = parseCursor(value)
	b.placed = true
	return nil
}

// read takes in what is behind the cursor. A folder that is seen for the first time begins now; a rebuilt one is read
// again from its first mail, where what is known is known by its Message-ID and what is old is left out.
func (b *sentBox) read(ctx context.Context, l *link, box *imap.SelectData) error {
	next, err := l.nextUID(ctx, box)
	if err != nil {
		return err
	}
	if b.cursor.validity != box.UIDValidity {
		fresh := cursor{validity: box.UIDValidity}
		if b.cursor.validity == 0 {
			fresh.uid = next - 1
		}
		b.careful, b.failed = 0, map[imap.UID]int{}
		if err := b.accept(ctx, nil, fresh); err != nil {
			return err
		}
	}
	uids, err := l.from(ctx, b.cursor.uid+1)
	if err != nil {
		return err
	}
	for len(uids) > 0 {
		n := min(len(uids), batchMails)
		if uids[0] <= b.careful {
			n = 1
		}
		if err := b.batch(ctx, l, uids[:n]); err != nil {
			return err
		}
		uids = uids[n:]
	}
	if b.cursor.uid < next-1 { // what was there has been deleted
		return b.accept(ctx, nil, b.cursor.at(next-1))
	}
	return nil
}

// batch reads headers first, and of those mails alone that may answer a customer the text.
func (b *sentBox) batch(ctx context.Context, l *link, uids []imap.UID) error {
	after := b.cursor.at(uids[len(uids)-1])
	if len(uids) == 1 && b.failed[uids[0]] >= maxFailures {
		b.c.env.Log.Warn("a sent mail cannot be read and is left out", "folder", b.name, "uid", uint32(uids[0]))
		return b.accept(ctx, nil, after)
	}
	b.reading = slices.Clone(uids)
	heads, err := l.bodies(ctx, uids, sentHeader())
	if err != nil {
		return fmt.Errorf("fetch headers of sent mail: %w", err)
	}
	answers := slices.DeleteFunc(slices.Clone(uids), func(uid imap.UID) bool { return !b.mayAnswer(heads[uid]) })
	var events []gateway.Event
	if len(answers) > 0 {
		raws, err := l.bodies(ctx, answers, &imap.FetchItemBodySection{Peek: true, Partial: &imap.SectionPartial{Size: maxSentText}})
		if err != nil {
			return fmt.Errorf("fetch sent mail: %w", err)
		}
		for _, uid := range answers {
			if raw, ok := raws[uid]; ok {
				events = append(events, b.event(uid, heads[uid], raw))
			}
		}
	}
	b.reading = nil
	return b.accept(ctx, events, after)
}

func (b *sentBox) accept(ctx context.Context, events []gateway.Event, next cursor) error {
	if err := b.in.Accept(ctx, events, gateway.Cursor{Source: b.name, Value: next.String()}); err != nil {
		return &storeError{err}
	}
	b.cursor = next
	return nil
}
