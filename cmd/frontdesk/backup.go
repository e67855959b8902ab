package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway/store"
)

// backupCommand is frontdesk backup.
type backupCommand struct {
	configFlag
	File string `arg:"" type:"path" help:"File to write, or a folder, which gets a file named after the time. Nothing is overwritten."`
}

// Run writes the whole store into one file, while a gateway may go on working with it, and also while a file of the config
// has errors: the backup of tonight must not wait for who mends an article. Tables of an older version are written as they
// are, since that is the backup that is wanted before they are brought up to date.
func (c backupCommand) Run(ctx context.Context, p process) error {
	path := c.File
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, time.Now().UTC().Format("frontdesk-20060102T150405Z.zip"))
	}
	var m store.Manifest
	var size int64
	err := c.withStoreOf(ctx, p, store.AcceptOlder, func(folder *configs.Folder, st *store.Store) (err error) {
		bar := newProgress(p.stderr)
		defer bar.end()
		size, err = writeNew(path, func(w io.Writer) (err error) {
			m, err = st.Backup(ctx, w, store.BackupOptions{Program: version(), Config: folder.Hash, Progress: bar.rows})
			return err
		})
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s: %s\n", relative(path), megabytes(size))
	writeManifest(p.stdout, m)
	return nil
}

// writeNew writes a file that is there as a whole or not at all, for its owner only. It fails where there is one already.
func writeNew(path string, write func(io.Writer) error) (size int64, err error) {
	if _, err := os.Lstat(path); err == nil {
		return 0, fmt.Errorf("%s is there already; name another file, or a folder", relative(path))
	}
	part := path + ".part"
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return 0, fmt.Errorf("%s is there: another backup is running, or one was cut off; then remove it", relative(part))
	}
	if err != nil {
		return 0, notWritten(path, err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(part)
		}
	}()
	buffer := bufio.NewWriterSize(f, 1<<20)
	err = write(buffer)
	if err == nil {
		err = buffer.Flush()
	}
	if err == nil {
		err = f.Sync() // before the old one may be thrown away
	}
	info, statErr := f.Stat()
	if err := errors.Join(err, statErr, f.Close()); err != nil {
		return 0, notWritten(path, err)
	}
	return info.Size(), os.Rename(part, path)
}

// writeManifest says for people what a backup holds.
func writeManifest(w io.Writer, m store.Manifest) {
	fmt.Fprintf(w, "  taken      %s, by frontdesk %s from %s\n", m.Taken.Local().Format(time.RFC1123), printable(m.Program), printable(m.Database))
	fmt.Fprintf(w, "  messages   %d\n  deliveries %d\n  tickets    %d\n  all rows   %d\n",
		m.Count("messages"), m.Count("deliveries"), m.Count("tickets"), m.Rows())
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
