package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

const (
	// txTimeout bounds a transaction, which its caller's context cannot cut: half a commit is worse than a slow one.
	txTimeout = time.Minute
	// txAttempts is how often a transaction is tried that the database undid because of another one.
	txAttempts = 5
	// insertRows is how many rows one insert carries.
	insertRows = 100
)

// database is what statements run on: a transaction, or a pool for a single one.
type database interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// tx is one transaction, in the words of the dialect.
type tx struct {
	store *Store
	raw   database
	// woke are the kinds of which work was added or became due: waiters of this process are woken after the commit; with
	// tell, those of others too.
	woke []WorkKind
	tell bool
}

// write runs do in one read-write transaction. It may run do again, from the start, when the database undid it
// because of another one; do must set what it returns afresh.
func (s *Store) write(ctx context.Context, do func(context.Context, *tx) error) error {
	for attempt := 1; ; attempt++ {
		err := s.writeOnce(ctx, do)
		if err == nil || attempt == txAttempts || !s.dialect.undone(err) {
			return err
		}
	}
}

func (s *Store) writeOnce(ctx context.Context, do func(context.Context, *tx) error) error {
	conn, err := s.writer.Conn(ctx) // only the wait for a connection can be cut short
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }() // gives it back to the pool
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), txTimeout)
	defer cancel()
	if err := s.dialect.present(); err != nil {
		return err
	}
	raw, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = raw.Rollback() }()
	t := &tx{store: s, raw: raw}
	if err := do(s.dialect.statements(ctx), t); err != nil {
		return err
	}
	if t.tell {
		if err := s.dialect.notify(ctx, t, t.woke); err != nil {
			return err
		}
	}
	if err := raw.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	if len(t.woke) > 0 {
		s.changes.wake(t.woke...)
	}
	return nil
}

// read runs do in one transaction that sees one state of the database and changes nothing.
func (s *Store) read(ctx context.Context, do func(context.Context, *tx) error) error {
	raw, err := s.reader.BeginTx(ctx, s.dialect.snapshot())
	if err != nil {
		return err
	}
	defer func() { _ = raw.Rollback() }()
	return do(ctx, &tx{store: s, raw: raw})
}

// look runs do for one query, which needs no transaction and its way to the server and back.
func (s *Store) look(ctx context.Context, do func(context.Context, *tx) error) error {
	return do(ctx, &tx{store: s, raw: s.reader})
}

// exec runs a statement and returns how many rows it changed.
func (t *tx) exec(ctx context.Context, query string, args ...any) (int64, error) {
	res, err := t.raw.ExecContext(ctx, t.store.rewrite(query), args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// run is exec for statements whose count does not matter.
func (t *tx) run(ctx context.Context, query string, args ...any) error {
	_, err := t.exec(ctx, query, args...)
	return err
}

// insert runs an insert that holds {rows}, for any number of rows.
func (t *tx) insert(ctx context.Context, query string, rows [][]any) error {
	for len(rows) > 0 {
		n := min(len(rows), insertRows)
		var args []any
		for _, row := range rows[:n] {
			args = append(args, row...)
		}
		filled := strings.Replace(query, "{rows}", placeholders(n, len(rows[0])), 1)
		if err := t.run(ctx, filled, args...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// placeholders is "($1,$2),($3,$4)" for two rows of two columns.
func placeholders(rows, columns int) string {
	var b strings.Builder
	for i := range rows * columns {
		switch {
		case i == 0:
			b.WriteString("(")
		case i%columns == 0:
			b.WriteString("),(")
		default:
			b.WriteString(",")
		}
		fmt.Fprintf(&b, "$%d", i+1)
	}
	return b.String() + ")"
}

// scanner is a row being read.
type scanner interface{ Scan(to ...any) error }

// all returns every row of a query.
func all[T any](ctx context.Context, t *tx, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	rows, err := t.raw.QueryContext(ctx, t.store.rewrite(query), args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // an error shows in rows.Err
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// one returns the only row of a query, or ErrNotFound.
func one[T any](ctx context.Context, t *tx, scan func(scanner) (T, error), query string, args ...any) (T, error) {
	v, err := scan(t.raw.QueryRowContext(ctx, t.store.rewrite(query), args...))
	if errors.Is(err, sql.ErrNoRows) {
		return v, ErrNotFound
	}
	return v, err
}

// value reads a row of one column.
func value[T any](row scanner) (T, error) {
	var v T
	err := row.Scan(&v)
	return v, err
}

// attempt runs do so that its failure undoes only what do wrote. The second error means that the whole transaction is lost.
func (t *tx) attempt(ctx context.Context, do func() error) (failed, lost error) {
	if err := t.run(ctx, "savepoint one"); err != nil {
		return nil, err
	}
	failed = do()
	if failed == nil {
		return nil, t.run(ctx, "release savepoint one")
	}
	if t.store.dialect.undone(failed) {
		return nil, failed
	}
	if err := t.run(ctx, "rollback to savepoint one"); err != nil {
		return nil, errors.Join(failed, err)
	}
	return failed, t.run(ctx, "release savepoint one")
}
