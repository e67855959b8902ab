package email

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// The commands by which a folder is read. Only UID, RFC822.SIZE and bodies are asked for: one odd answer to anything
// else (ENVELOPE, BODYSTRUCTURE, INTERNALDATE) would break the connection again and again.

// maxListed bounds the mails of a folder.
const maxListed = 10_000_000

var (
	errNoBody   = errors.New("the server names the mail and does not give it")
	errMadeUpID = errors.New("the server named more mails than a mailbox can hold")
)

// listed is a mail in the folder that was not fetched yet.
type listed struct {
	uid  imap.UID
	size int64
}

// from lists the UIDs from first on. A range "first:*" holds the last mail even where that lies below first.
func (l *link) from(ctx context.Context, first imap.UID) ([]imap.UID, error) {
	uids, err := l.search(ctx, &imap.SearchCriteria{UID: []imap.UIDSet{{imap.UIDRange{Start: first}}}})
	return slices.DeleteFunc(uids, func(uid imap.UID) bool { return uid < first }), err
}

// search returns UIDs in ascending order.
func (l *link) search(ctx context.Context, criteria *imap.SearchCriteria) ([]imap.UID, error) {
	var found []imap.UID
	err := l.do(ctx, func() error {
		data, err := l.UIDSearch(criteria, nil).Wait()
		if err != nil {
			return err
		}
		found, err = expand(data.All)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

// expand lists a set; a server could name billions with a few bytes.
func expand(all imap.NumSet) ([]imap.UID, error) {
	set, _ := all.(imap.UIDSet)
	var uids []imap.UID
	for _, r := range set {
		if r.Start == 0 || r.Stop < r.Start || len(uids)+int(r.Stop-r.Start) > maxListed {
			return nil, errMadeUpID
		}
		for uid := r.Start; uid < r.Stop; uid++ {
			uids = append(uids, uid)
		}
		uids = append(uids, r.Stop)
	}
	return uids, nil
}

// nextUID is what the next mail will get; servers need not tell.
func (l *link) nextUID(ctx context.Context, box *imap.SelectData) (imap.UID, error) {
	if box.UIDNext > 0 {
		return box.UIDNext, nil
	}
	uids, err := l.from(ctx, 1)
	if err != nil || len(uids) == 0 {
		return 1, err
	}
	return uids[len(uids)-1] + 1, nil
}

// sizes lists mails with their sizes, in the order of their UIDs.
func (l *link) sizes(ctx context.Context, uids []imap.UID) ([]listed, error) {
	var mails []listed
	err := l.do(ctx, func() error {
		var got []listed
		cmd := l.Fetch(imap.UIDSetNum(uids...), &imap.FetchOptions{UID: true, RFC822Size: true})
		for msg := cmd.Next(); msg != nil; msg = cmd.Next() {
			var m listed
			for item := msg.Next(); item != nil; item = msg.Next() {
				switch item := item.(type) {
				case imapclient.FetchItemDataUID:
					m.uid = item.UID
				case imapclient.FetchItemDataRFC822Size:
					m.size = item.Size
				}
			}
			got = append(got, m)
		}
		mails = got
		return cmd.Close()
	})
	if err != nil {
		return nil, err
	}
	mails = slices.DeleteFunc(mails, func(m listed) bool { return !slices.Contains(uids, m.uid) })
	slices.SortFunc(mails, func(a, b listed) int { return int(int64(a.uid) - int64(b.uid)) })
	return mails, nil
}

// bodies fetches a section of each mail, without setting \Seen.
func (l *link) bodies(ctx context.Context, uids []imap.UID, section *imap.FetchItemBodySection) (map[imap.UID][]byte, error) {
	var raws map[imap.UID][]byte
	err := l.do(ctx, func() error {
		got := make(map[imap.UID][]byte, len(uids))
		cmd := l.Fetch(imap.UIDSetNum(uids...), &imap.FetchOptions{
			UID: true, BodySection: []*imap.FetchItemBodySection{section},
		})
		for msg := cmd.Next(); msg != nil; msg = cmd.Next() {
			uid, raw, err := body(msg)
			if err != nil {
				return err
			}
			if raw != nil {
				got[uid] = raw
			}
		}
		raws = got
		return cmd.Close()
	})
	if err != nil {
		return nil, err
	}
	return raws, nil
}

// body reads the literal of one answer, of a mail over the limit its first part; raw is nil where the server gave none.
// After an error the connection is broken, and neither the message nor its command may be touched again: the library
// has gone on reading by then.
func body(msg *imapclient.FetchMessageData) (uid imap.UID, raw []byte, err error) {
	for item := msg.Next(); item != nil; item = msg.Next() {
		switch item := item.(type) {
		case imapclient.FetchItemDataUID:
			uid = item.UID
		case imapclient.FetchItemDataBodySection:
			if item.Literal == nil {
				continue
			}
			raw = make([]byte, min(item.Literal.Size(), maxMail+1))
			if _, err := io.ReadFull(item.Literal, raw); err != nil {
				return 0, nil, err
			}
		}
	}
	return uid, raw, nil
}
