package store

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
)

// BackupOptions of Backup.
type BackupOptions struct {
	Program string // version of the program
	Config  string // hash of the config folder; may be empty
	// Progress is told how many rows are written, of how many; nil: nobody wants to know.
	Progress Progress
}

// Progress is told how many rows are done, of how many.
type Progress func(done, total int64)

func (p Progress) tell(done, total int64) {
	if p != nil {
		p(done, total)
	}
}

// Backup writes everything that the store holds at one moment, while others write to it. The file is the same for both
// databases, and [Restore] puts it into either.
func (s *Store) Backup(ctx context.Context, to io.Writer, o BackupOptions) (Manifest, error) {
	m := Manifest{
		What: backupProgram, Format: backupFormat, Program: o.Program, Config: o.Config,
		Database: s.dialect.kind(), Taken: s.now(),
	}
	err := s.read(ctx, func(ctx context.Context, t *tx) error {
		b := backup{tx: t, zip: zip.NewWriter(to), progress: o.Progress}
		b.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
		if err := b.write(ctx, &m); err != nil {
			return err
		}
		return b.zip.Close()
	})
	return m, s.failed(err, "back up the store")
}

// backup is one being written.
type backup struct {
	tx          *tx
	zip         *zip.Writer
	progress    Progress
	done, total int64
}

func (b *backup) write(ctx context.Context, m *Manifest) (err error) {
	if m.Schema, err = b.tx.schema(ctx); err != nil {
		return err
	}
	tables, err := keptTables(m.Schema)
	if err != nil {
		return err
	}
	for _, t := range tables {
		n, err := b.tx.rows(ctx, t.name)
		if err != nil {
			return err
		}
		b.total += n
	}
	for _, t := range tables {
		written, err := b.table(ctx, t.name)
		if err != nil {
			return fmt.Errorf("table %s: %w", t.name, err)
		}
		m.Tables = append(m.Tables, written)
	}
	f, err := b.zip.Create(manifestName)
	if err != nil {
		return err
	}
	e := json.NewEncoder(f)
	e.SetIndent("", "  ")
	return e.Encode(m)
}

func (b *backup) table(ctx context.Context, name string) (ManifestTable, error) {
	t := ManifestTable{Name: name}
	var err error
	if t.Columns, err = b.tx.columns(ctx, name); err != nil {
		return t, err
	}
	f, err := b.zip.Create(tableFile(name))
	if err != nil {
		return t, err
	}
	lines := newLineWriter(f)
	if err := b.rows(ctx, &t, lines); err != nil {
		return t, err
	}
	t.SHA256, err = lines.end()
	return t, err
}

func (b *backup) rows(ctx context.Context, t *ManifestTable, lines *lineWriter) error {
	rows, err := b.tx.raw.QueryContext(ctx, "select * from "+t.Name)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // an error shows in rows.Err
	values, to := make([]any, len(t.Columns)), make([]any, len(t.Columns))
	for i := range values {
		to[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return err
		}
		if err := lines.row(values); err != nil {
			return err
		}
		t.Rows++
		b.done++
		b.progress.tell(b.done, b.total)
	}
	return rows.Err()
}

// lineWriter writes rows as JSON lines and sums what it writes.
type lineWriter struct {
	buffer *bufio.Writer
	json   *json.Encoder
	sum    hash.Hash
}

func newLineWriter(w io.Writer) *lineWriter {
	l := &lineWriter{sum: sha256.New()}
	l.buffer = bufio.NewWriterSize(io.MultiWriter(w, l.sum), 1<<16)
	l.json = json.NewEncoder(l.buffer)
	l.json.SetEscapeHTML(false)
	return l
}

func (l *lineWriter) row(values []any) error {
	for i, v := range values {
		if content, ok := v.([]byte); ok {
			values[i] = map[string]string{bytesKey: base64.StdEncoding.EncodeToString(content)}
		}
	}
	return l.json.Encode(values)
}

func (l *lineWriter) end() (string, error) {
	if err := l.buffer.Flush(); err != nil {
		return "", err
	}
	return hex.EncodeToString(l.sum.Sum(nil)), nil
}
