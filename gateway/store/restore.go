package store

import (
	"archive/zip"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"frontdesk/gateway"
)

// RestoreOptions of Restore.
type RestoreOptions struct {
	Options
	// Ended is when the store that was lost took its last change; zero: now. What reached us before may have been answered.
	Ended    time.Time
	Progress Progress // nil: nobody wants to know
}

// Restore fills an empty database from a backup: all of it, or nothing. The tables are made as they were when the backup
// was taken, filled, and brought up to date when the store is next opened.
//
// What the lost store did since is not known, and no automatic reply may leave twice. So replies that were queued count as
// interrupted while they were sent, and messages that had no decision yet, or that reached us before o.Ended and are read
// again, get a ticket and no reply.
func Restore(ctx context.Context, url string, z *zip.Reader, o RestoreOptions) (Manifest, error) {
	m, err := CheckBackup(z, nil)
	if err != nil {
		return m, err
	}
	s, err := openBare(ctx, url, o.Options)
	if err != nil {
		return m, err
	}
	if o.Ended.IsZero() {
		o.Ended = s.now()
	}
	err = s.restore(ctx, m, z, o)
	return m, errors.Join(s.failed(err, "restore the store"), s.closeDatabases())
}

func (s *Store) restore(ctx context.Context, m Manifest, z *zip.Reader, o RestoreOptions) error {
	unlock, err := s.dialect.lockForMigration(ctx)
	if err != nil {
		return fmt.Errorf("lock for migration: %w", err)
	}
	defer unlock()
	if err := s.migrateTo(ctx, m); err != nil {
		return err
	}
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	raw, err := conn.BeginTx(ctx, nil) // without the time limit of other transactions
	if err != nil {
		return err
	}
	defer func() { _ = raw.Rollback() }()
	r := restoration{tx: &tx{store: s, raw: raw}, conn: conn, manifest: m, zip: z, progress: o.Progress}
	if err := r.fill(ctx); err != nil {
		return err
	}
	if err := r.distrust(ctx, o.Ended); err != nil {
		return err
	}
	return raw.Commit()
}

// migrateTo makes the tables of the backup's version, where there are none.
func (s *Store) migrateTo(ctx context.Context, m Manifest) error {
	provider, err := s.migrationProvider()
	if err != nil {
		return err
	}
	current, known, err := provider.GetVersions(ctx)
	switch {
	case err != nil:
		return err
	case m.Schema > known:
		return s.refuseRestore(fmt.Sprintf("the backup's tables have version %d, this program knows up to %d", m.Schema, known),
			"install the frontdesk that made it, "+m.Program+", or a newer one")
	case current > m.Schema:
		return s.refuseRestore("the database has tables already", "name a new file or an empty database as store")
	}
	_, err = provider.UpTo(ctx, m.Schema)
	return err
}

func (s *Store) refuseRestore(what, hint string) error {
	return &ProblemError{Problem: gateway.Problem{Place: s.dialect.place(), What: what, Hint: hint}}
}

// restoration is one transaction that fills the tables.
type restoration struct {
	tx       *tx
	conn     *sql.Conn // on which tx runs
	manifest Manifest
	zip      *zip.Reader
	progress Progress
	done     int64
}

func (r *restoration) fill(ctx context.Context) error {
	tables, err := tablesAt(r.manifest.Schema)
	if err != nil {
		return err
	}
	for _, t := range tables {
		n, err := r.tx.rows(ctx, t.name)
		if err != nil {
			return err
		}
		if n > 0 {
			return r.tx.store.refuseRestore(fmt.Sprintf("it is not empty: table %s has %d rows", t.name, n),
				"a restore overwrites nothing: name a new file or an empty database as store")
		}
	}
	serial := map[string]string{}
	for _, t := range tables {
		serial[t.name] = t.serial
	}
	for _, t := range r.manifest.Tables {
		column, known := serial[t.Name]
		if !known { // the name becomes SQL
			return fmt.Errorf("%w: table %q is none of a store's", ErrNoBackup, t.Name)
		}
		if err := r.table(ctx, t); err != nil {
			return fmt.Errorf("table %s: %w", t.Name, err)
		}
		if column != "" {
			if err := r.tx.store.dialect.countOn(ctx, r.tx, t.Name, column); err != nil {
				return err
			}
		}
	}
	return nil
}

// table inserts the rows of one table; its columns are those that the migrations made, whatever their order.
func (r *restoration) table(ctx context.Context, t ManifestTable) error {
	have, err := r.tx.columns(ctx, t.Name)
	if err != nil {
		return err
	}
	if err := sameColumns(have, t.Columns); err != nil {
		return err
	}
	f, err := r.zip.Open(tableFile(t.Name))
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // it was only read
	var done int64
	err = r.tx.store.dialect.load(ctx, r, loading{t.Name, t.Columns, newLineReader(f, len(t.Columns)), func(rows int) {
		done += int64(rows)
		r.progress.tell(r.done+done, r.manifest.Rows())
	}})
	if err != nil {
		return err
	}
	if done != t.Rows {
		return fmt.Errorf("%w: it has %d rows, its %s says %d", ErrNoBackup, done, manifestName, t.Rows)
	}
	r.done += done
	return nil
}

// loading is the rows of one table on their way into it.
type loading struct {
	table   string
	columns []string
	lines   *lineReader
	loaded  func(rows int) // is told of the next ones that are in
}

// insert loads by statements of many rows each.
func (l loading) insert(ctx context.Context, t *tx) error {
	query := fmt.Sprintf("insert into %s (%s) values {rows}", l.table, strings.Join(l.columns, ", "))
	for {
		rows, err := l.lines.rows()
		if err != nil || len(rows) == 0 {
			return err
		}
		if err := t.insert(ctx, query, rows); err != nil {
			return err
		}
		l.loaded(len(rows))
	}
}

func sameColumns(have, want []string) error {
	known := map[string]bool{}
	for _, c := range have {
		known[c] = true
	}
	for _, c := range want {
		if !known[c] {
			return fmt.Errorf("%w: column %s is unknown", ErrNoBackup, c)
		}
	}
	return nil
}

const (
	interruptReplies = `update deliveries set state = 'sending' where state = 'queued' and kind in {texts $1}`
	refuseReplies    = `update messages set no_reply = $1 where state in ('new', 'waiting') and no_reply = ''`
	freeClaims       = `update work set claimed_until = 0, owner = '' where done_at = 0 and dead_at = 0`
)

// WhyRestored is why a message gets no automatic reply that the lost store may have answered.
const WhyRestored = "the store was restored from a backup, and this may have been answered before"

// distrust gives up what the lost store may have done since.
func (r *restoration) distrust(ctx context.Context, ended time.Time) error {
	var automatic []string
	for _, k := range []gateway.DeliveryKind{
		gateway.KindAnswer, gateway.KindAcknowledgement, gateway.KindQuestion, gateway.KindConfirmation, gateway.KindNotice,
	} {
		automatic = append(automatic, string(k))
	}
	if err := r.tx.run(ctx, interruptReplies, list(automatic)); err != nil {
		return err
	}
	if err := r.tx.run(ctx, refuseReplies, WhyRestored); err != nil {
		return err
	}
	if err := r.tx.run(ctx, freeClaims); err != nil {
		return err
	}
	return r.tx.run(ctx, storeCursor, "", restoredSource, strconv.FormatInt(millis(ended), 10))
}

// restoredSource is a source of no channel: its cursor says up to when the lost store may have read all of them. A cursor,
// since that table was there from the first version on, whatever the backup's is.
const restoredSource = "restored"

// readRestored remembers when the store ended that this one was restored from; none is restored while it is open.
func (s *Store) readRestored(ctx context.Context) error {
	at, err := s.Cursor(ctx, "", restoredSource)
	if err != nil || at == "" {
		return err
	}
	ms, err := strconv.ParseInt(at, 10, 64)
	s.restored = moment(ms)
	return err
}

// Restored is when the store that this one was restored from had ended: what happened before may have been answered by it.
// Zero: it was never restored.
func (s *Store) Restored() time.Time { return s.restored }

// noReply is why an event may not be answered; empty for most.
func (s *Store) noReply(e gateway.Event) string {
	if e.NoReply == "" && e.Kind == gateway.EventMessage && !e.Message.FromUs && !s.restored.IsZero() && !e.Message.Received.After(s.restored) {
		return WhyRestored
	}
	return e.NoReply
}
