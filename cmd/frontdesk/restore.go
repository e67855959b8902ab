package main

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"time"

	"frontdesk/gateway/store"
)

// restoreCommand is frontdesk restore.
type restoreCommand struct {
	configFlag
	File  string    `arg:"" type:"existingfile" help:"A file that frontdesk backup wrote."`
	Ended time.Time `placeholder:"TIME" help:"When the gateway ended that is being replaced, such as 2026-03-01T14:30:00Z (default: now). Mail that came later is answered."`
	Check bool      `help:"Only read the backup and compare its checksums."`
}

// Run fills the store that the config names, which must be empty, from a backup.
func (c restoreCommand) Run(ctx context.Context, p process) error {
	z, err := zip.OpenReader(c.File)
	if err != nil {
		return notABackup(c.File, err)
	}
	defer func() { _ = z.Close() }() // it was only read
	bar := newProgress(p.stderr)
	defer bar.end()
	if c.Check {
		m, err := store.CheckBackup(&z.Reader, bar.rows)
		bar.end()
		if err != nil {
			return fmt.Errorf("%s: %w", relative(c.File), err)
		}
		fmt.Fprintf(p.stdout, "%s is whole\n", relative(c.File))
		writeManifest(p.stdout, m)
		return nil
	}
	return c.fill(ctx, p, &z.Reader, bar)
}

// notABackup says why a file cannot be opened as a backup.
func notABackup(path string, err error) error {
	if errors.Is(err, zip.ErrFormat) {
		return fmt.Errorf("%s: %w, or not a whole one; name a file that frontdesk backup wrote", relative(path), store.ErrNoBackup)
	}
	return notRead(path, err)
}

func (c restoreCommand) fill(ctx context.Context, p process, z *zip.Reader, bar *progress) error {
	if c.Ended.After(time.Now()) {
		return fmt.Errorf("--ended %s is in the future", c.Ended.Format(time.RFC3339))
	}
	l, err := c.mustRead(p.stderr)
	if err != nil {
		return err
	}
	url, err := l.storeURL(ctx)
	if err != nil {
		return err
	}
	m, err := store.Restore(ctx, url, z, store.RestoreOptions{Ended: c.Ended, Progress: bar.rows})
	bar.end()
	if err != nil {
		return fmt.Errorf("%s: %w; nothing was restored", relative(c.File), err)
	}
	ended := c.Ended
	if ended.IsZero() {
		ended = time.Now()
	}
	fmt.Fprintf(p.stdout, "restored %s\n", relative(c.File))
	writeManifest(p.stdout, m)
	fmt.Fprintf(p.stdout, "Mail that came before %s and is read again gets a ticket and no automatic reply.\n", ended.Local().Format(time.RFC1123))
	if m.Config != "" && m.Config != l.folder.Hash {
		fmt.Fprintf(p.stdout, "The config has changed since the backup was taken.\n")
	}
	return nil
}
