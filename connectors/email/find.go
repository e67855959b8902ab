package email

import (
	"context"
	"fmt"

	"github.com/emersion/go-imap/v2"

	"frontdesk/gateway"
)

// Find implements [gateway.Finder]: it looks for the delivery's Message-ID where the account keeps what it sent (`sent`)
// and where its server puts blind copies (`bcc`). It only looks; nothing is saved there by us.
//
// That it is not there says something only if the folder gets such copies at all, which is seen by other mail of ours
// in it. Some servers copy a little later than they accept: do not ask within the first minute after the delivery.
func (c *Connector) Find(ctx context.Context, d gateway.Delivery) (sent, known bool, err error) {
	folders := c.copyFolders()
	if len(folders) == 0 {
		return false, false, nil
	}
	l, err := c.dial(ctx)
	if err != nil {
		return false, false, fmt.Errorf("find delivery %s: %w", d.ID, err)
	}
	defer l.close()
	id := messageID(d, c.settings, c.env.Keys)
	for _, folder := range folders {
		found, others, err := l.copies(ctx, folder, id)
		if err != nil {
			return false, false, fmt.Errorf("find delivery %s: %w", d.ID, err)
		}
		if found {
			return true, true, nil
		}
		known = known || others
	}
	return false, known, nil
}

// copyFolders are those that hold copies of what left.
func (c *Connector) copyFolders() []string {
	var folders []string
	for _, folder := range []string{c.settings.Sent, c.settings.Bcc} {
		if folder != "" && folder != sentNone {
			folders = append(folders, folder)
		}
	}
	return folders
}

// copies says whether the folder holds the mail with this Message-ID, and whether it holds any mail of ours.
func (l *link) copies(ctx context.Context, folder, id string) (found, others bool, err error) {
	if _, err := l.examine(ctx, folder); err != nil {
		return false, false, err
	}
	uids, err := l.withHeader(ctx, "Message-ID", "<"+id+">")
	if err != nil || len(uids) > 0 {
		return len(uids) > 0, len(uids) > 0, err
	}
	uids, err = l.withHeader(ctx, gateway.OriginHeader, "")
	return false, len(uids) > 0, err
}

// withHeader lists the mails of the folder whose header field holds value, or that have the field where value is empty.
func (l *link) withHeader(ctx context.Context, name, value string) ([]imap.UID, error) {
	return l.search(ctx, &imap.SearchCriteria{Header: []imap.SearchCriteriaHeaderField{{Key: name, Value: value}}})
}
