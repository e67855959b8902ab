package email

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/emersion/go-imap/v2"
)

// rebuiltReason is why mail of a rebuilt mailbox is not answered.
const rebuiltReason = "the mailbox was rebuilt (its UIDVALIDITY changed)"

// cursor is how far a folder has been read. Its stored form is "uidvalidity:uid", with ":rebuilt" behind it while a
// rebuilt mailbox is read again, so that a crash within that pass does not forget it.
type cursor struct {
	validity uint32
	uid      imap.UID // the last that was accepted
	rebuilt  imap.UID // mail below was there when the rebuilt mailbox was first seen; 0: no such pass
}

func (c cursor) String() string {
	s := fmt.Sprintf("%d:%d", c.validity, c.uid)
	if c.rebuilt > 0 {
		s += fmt.Sprintf(":%d", c.rebuilt)
	}
	return s
}

// at is the cursor once uid has been accepted.
func (c cursor) at(uid imap.UID) cursor {
	c.uid = uid
	if uid+1 >= c.rebuilt {
		c.rebuilt = 0
	}
	return c
}

// noReply says why the mail must not be answered; empty for most.
func (c cursor) noReply(uid imap.UID) string {
	if uid < c.rebuilt {
		return rebuiltReason
	}
	return ""
}

// parseCursor is false for what is not a cursor: a folder that was never read.
func parseCursor(value string) (cursor, bool) {
	fields := strings.Split(value, ":")
	if len(fields) != 2 && len(fields) != 3 {
		return cursor{}, false
	}
	var numbers [3]uint32
	for i, f := range fields {
		n, err := strconv.ParseUint(f, 10, 32)
		if err != nil {
			return cursor{}, false
		}
		numbers[i] = uint32(n)
	}
	return cursor{validity: numbers[0], uid: imap.UID(numbers[1]), rebuilt: imap.UID(numbers[2])}, true
}

// sourceID is the message's id within the channel.
func (c cursor) sourceID(folder string, uid imap.UID) string {
	return fmt.Sprintf("%s/%d/%d", folder, c.validity, uid)
}

// parseSourceID takes sourceID's form apart; a folder's name may hold slashes.
func parseSourceID(id string) (folder string, validity uint32, uid imap.UID, ok bool) {
	rest, last, ok1 := cutLast(id, "/")
	folder, middle, ok2 := cutLast(rest, "/")
	v, err1 := strconv.ParseUint(middle, 10, 32)
	u, err2 := strconv.ParseUint(last, 10, 32)
	if !ok1 || !ok2 || err1 != nil || err2 != nil {
		return "", 0, 0, false
	}
	return folder, uint32(v), imap.UID(u), true
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}
