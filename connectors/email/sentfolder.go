package email

import (
	"context"
	"fmt"
	"slices"

	"github.com/emersion/go-imap/v2"
)

// findSent names the folder with the attribute \Sent (RFC 6154); empty where the server tells of none. Servers without the
// extended LIST give the attribute in a plain one, if at all.
func (l *link) findSent(ctx context.Context, inbox string) (string, error) {
	var found string
	err := l.do(ctx, func() error {
		var options *imap.ListOptions
		if caps := l.Caps(); caps.Has(imap.CapSpecialUse) && (caps.Has(imap.CapListExtended) || caps.Has(imap.CapIMAP4rev2)) {
			options = &imap.ListOptions{ReturnSpecialUse: true}
		}
		folders, err := l.List("", "*", options).Collect()
		for _, f := range folders {
			usable := !slices.Contains(f.Attrs, imap.MailboxAttrNonExistent) && !slices.Contains(f.Attrs, imap.MailboxAttrNoSelect)
			if found == "" && usable && slices.Contains(f.Attrs, imap.MailboxAttrSent) && f.Mailbox != inbox {
				found = f.Mailbox
			}
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("look for the folder of sent mail: %w", err)
	}
	return found, nil
}

// newsOf says whether a folder that is not open may have mail behind the cursor.
func (l *link) newsOf(ctx context.Context, folder string, c cursor) (bool, error) {
	var status *imap.StatusData
	err := l.do(ctx, func() error {
		data, err := l.Status(folder, &imap.StatusOptions{UIDNext: true, UIDValidity: true}).Wait()
		status = data
		return err
	})
	if err != nil {
		return false, fmt.Errorf("ask for the state of folder %s: %w", folder, err)
	}
	return status.UIDValidity != c.validity || status.UIDNext == 0 || status.UIDNext > c.uid+1, nil
}
