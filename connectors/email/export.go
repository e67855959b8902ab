package email

import (
	"context"
	"errors"
	"fmt"
)

// Export implements [gateway.Exporter]: it reads a folder of the mailbox, by default the one that Run reads, and changes
// nothing in it. A mail over the size limit is handed out in part.
func (c *Connector) Export(ctx context.Context, folder string, each func(name string, raw []byte) error) error {
	if folder == "" {
		folder = c.settings.Folder
	}
	err := c.export(ctx, folder, each)
	var ours *exportError
	if err == nil || errors.As(err, &ours) || ctx.Err() != nil {
		return err
	}
	return errors.New(c.explain(err).String())
}

// exportError is one of who was handed a mail.
type exportError struct{ err error }

func (e *exportError) Error() string { return e.err.Error() }
func (e *exportError) Unwrap() error { return e.err }

func (c *Connector) export(ctx context.Context, folder string, each func(name string, raw []byte) error) error {
	l, err := c.dial(ctx)
	if err != nil {
		return err
	}
	defer l.close()
	if _, err := l.examine(ctx, folder); err != nil {
		return err
	}
	uids, err := l.from(ctx, 1)
	if err != nil {
		return err
	}
	for len(uids) > 0 {
		n := min(len(uids), listSize)
		mails, err := l.sizes(ctx, uids[:n])
		if err != nil {
			return err
		}
		for _, batch := range batches(mails) {
			if err := l.exportBatch(ctx, folder, batch, each); err != nil {
				return err
			}
		}
		uids = uids[n:]
	}
	return nil
}

func (l *link) exportBatch(ctx context.Context, folder string, mails []listed, each func(name string, raw []byte) error) error {
	uids, raws, err := l.mails(ctx, mails)
	if err != nil {
		return fmt.Errorf("fetch mail %d to %d: %w", uids[0], uids[len(uids)-1], err)
	}
	for _, uid := range uids {
		raw, ok := raws[uid]
		if !ok {
			continue // deleted meanwhile
		}
		if err := each(fmt.Sprintf("%s/%d", folder, uid), raw); err != nil {
			return &exportError{err}
		}
	}
	return nil
}
