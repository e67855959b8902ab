package email

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"

	"frontdesk/gateway"
)

// Limits of what is fetched.
const (
	listSize     = 500       // mails whose sizes are asked for at once
	batchMails   = 50        // mails a batch
	batchBytes   = 8 << 20   // of mail a batch; one mail may be more
	maxMail      = 10 << 20  // a larger mail is fetched in part
	partialBytes = 256 << 10 // of a larger mail
	maxFailures  = 3         // after so many a mail is quarantined unread
)

// catchUp reads all that is behind the cursor.
func (s *session) catchUp(ctx context.Context, l *link) error {
	if s.cursor.uid == ^imap.UID(0) {
		return nil
	}
	uids, err := l.from(ctx, s.cursor.uid+1)
	if err != nil {
		return err
	}
	for len(uids) > 0 {
		n := min(len(uids), listSize)
		if uids[0] <= s.careful {
			n = 1
		}
		if err := s.chunk(ctx, l, uids[:n]); err != nil {
			return err
		}
		uids = uids[n:]
	}
	return nil
}

// chunk reads some mails in batches. What fails is remembered, so that it is tried alone next time, and given up as
// unreadable in the end: one bad mail never holds the others back.
func (s *session) chunk(ctx context.Context, l *link, uids []imap.UID) error {
	if len(uids) == 1 && s.failures[uids[0]] >= maxFailures {
		return s.giveUp(ctx, l, uids[0])
	}
	mails, err := l.sizes(ctx, uids)
	if err != nil {
		return s.blame(ctx, uids, err)
	}
	if err := s.missing(ctx, l, leftOut(uids, mails)); err != nil {
		return err
	}
	for _, batch := range batches(mails) {
		if err := s.batch(ctx, l, batch); err != nil {
			return err
		}
	}
	last := uids[len(uids)-1]
	if s.cursor.uid < last { // the rest was deleted meanwhile
		return s.accept(ctx, nil, s.cursor.at(last))
	}
	return nil
}

// blame counts a failed fetch, unless it is we who end.
func (s *session) blame(ctx context.Context, uids []imap.UID, err error) error {
	if ctx.Err() != nil {
		return err
	}
	last := uids[len(uids)-1]
	s.careful = max(s.careful, last)
	if len(uids) == 1 {
		s.failures[last]++
	}
	return fmt.Errorf("fetch mail %d to %d: %w", uids[0], last, err)
}

// batches cuts a list by number and size.
func batches(mails []listed) [][]listed {
	var out [][]listed
	start, bytes := 0, int64(0)
	for i, m := range mails {
		full := i-start >= batchMails || bytes+m.size > batchBytes
		if i > start && (full || m.size > maxMail) {
			out = append(out, mails[start:i])
			start, bytes = i, 0
		}
		bytes += m.size
	}
	if start < len(mails) {
		out = append(out, mails[start:])
	}
	return out
}

// mails fetches one batch; of a mail over the size limit, which is a batch of its own, only the beginning.
func (l *link) mails(ctx context.Context, batch []listed) ([]imap.UID, map[imap.UID][]byte, error) {
	uids := make([]imap.UID, len(batch))
	for i, m := range batch {
		uids[i] = m.uid
	}
	section := &imap.FetchItemBodySection{Peek: true}
	if batch[0].size > maxMail {
		section.Partial = &imap.SectionPartial{Size: partialBytes}
	}
	raws, err := l.bodies(ctx, uids, section)
	return uids, raws, err
}

// batch fetches, reads and stores one batch.
func (s *session) batch(ctx context.Context, l *link, mails []listed) error {
	uids, raws, err := l.mails(ctx, mails)
	if err != nil {
		return s.blame(ctx, uids, err)
	}
	var events []gateway.Event
	var left []imap.UID
	for _, m := range mails {
		if raw, ok := raws[m.uid]; ok {
			events = append(events, s.event(m, raw))
		} else {
			left = append(left, m.uid)
		}
	}
	if err := s.missing(ctx, l, left); err != nil {
		return err
	}
	s.c.prove(ctx, events, raws)
	s.arrived(uids)
	return s.accept(ctx, events, s.cursor.at(uids[len(uids)-1]))
}

// leftOut are the UIDs that the server named and left out of its list of sizes.
func leftOut(uids []imap.UID, mails []listed) []imap.UID {
	given := make(map[imap.UID]bool, len(mails))
	for _, m := range mails {
		given[m.uid] = true
	}
	return slices.DeleteFunc(slices.Clone(uids), func(uid imap.UID) bool { return given[uid] })
}

// missing looks after mails that the server named and did not give: they were deleted in between, unless it still names
// them. Such a one is not passed over.
func (s *session) missing(ctx context.Context, l *link, uids []imap.UID) error {
	if len(uids) == 0 {
		return nil
	}
	still, err := l.search(ctx, &imap.SearchCriteria{UID: []imap.UIDSet{imap.UIDSetNum(uids...)}})
	if err != nil || len(still) == 0 {
		return err
	}
	return s.blame(ctx, still, errNoBody)
}

// giveUp accepts a mail that cannot be fetched, with its header if that can be had.
func (s *session) giveUp(ctx context.Context, l *link, uid imap.UID) error {
	var header []byte
	if s.failures[uid] == maxFailures {
		raws, err := l.bodies(ctx, []imap.UID{uid}, &imap.FetchItemBodySection{
			Peek: true, Specifier: imap.PartSpecifierHeader, Partial: &imap.SectionPartial{Size: maxHeader},
		})
		if err != nil {
			return s.blame(ctx, []imap.UID{uid}, err)
		}
		header = raws[uid]
	}
	e := s.event(listed{uid: uid}, header)
	e.Quarantine = fmt.Sprintf("the mail server did not deliver it (UID %d) in %d attempts", uid, maxFailures)
	e.Raw = header
	if len(header) == 0 {
		e.Guard = gateway.Guard("", "", nil, []byte(e.Message.SourceID))
	}
	s.arrived([]imap.UID{uid})
	return s.accept(ctx, []gateway.Event{e}, s.cursor.at(uid))
}

// event reads one fetched mail and gives it its place.
func (s *session) event(m listed, raw []byte) gateway.Event {
	truncated := m.size > maxMail || len(raw) > maxMail
	e := read(raw, truncated)
	if m.size > 0 {
		e.Message.Facts.Size = m.size
	}
	e.NoReply = s.cursor.noReply(m.uid)
	e.Message.Channel = s.c.env.Channel.Name
	e.Message.Room = s.folder
	e.Message.SourceID = s.cursor.sourceID(s.folder, m.uid)
	return e
}

// arrived forgets what was remembered of mails that are through now.
func (s *session) arrived(uids []imap.UID) {
	s.lastMail, s.idleFor = time.Now(), 0
	for _, uid := range uids {
		delete(s.failures, uid)
	}
}
