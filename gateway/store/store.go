package store

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"sync"
	"time"
)

// Options of Open.
type Options struct {
	Now func() time.Time // the clock; nil means time.Now
	Log *slog.Logger     // nil means silence
	// Older is what becomes of tables that an older version has made. Who only looks must not migrate: an older gateway may
	// work with them.
	Older Older
}

// Older is what Open does with tables of an older version.
type Older int

const (
	MigrateOlder Older = iota // bring them up to date, and make them where there are none
	RefuseOlder               // fail with [ErrOlder] and change nothing; also where there are none
	AcceptOlder               // open them as they are, for Backup, Writable, UpToDate and Close alone
)

// Store is an open database. All methods are safe for concurrent use, also by several processes.
type Store struct {
	dialect        dialect
	writer, reader *sql.DB // one connection and a pool on SQLite, the same pool on PostgreSQL
	clock          func() time.Time
	log            *slog.Logger
	changes        *changes
	rewritten      sync.Map // query -> query in the words of the dialect
	restored       time.Time

	stop       context.CancelFunc
	background sync.WaitGroup
}

// Open opens "sqlite:PATH" or "postgres://…", creates and migrates the tables unless o.Older says otherwise, and starts to
// listen for changes. An error that an admin can act on is a *ProblemError.
func Open(ctx context.Context, url string, o Options) (*Store, error) {
	s, err := openBare(ctx, url, o)
	if err != nil {
		return nil, err
	}
	err = s.suit(ctx, o.Older)
	if err == nil {
		err = s.readRestored(ctx)
	}
	if err != nil {
		return nil, errors.Join(explain(s.dialect, err), s.closeDatabases())
	}
	listening, stop := context.WithCancel(context.WithoutCancel(ctx))
	s.stop = stop
	s.background.Go(func() { s.dialect.listen(listening, s.changes.wake, s.log) })
	return s, nil
}

// openBare connects and leaves the tables as they are.
func openBare(ctx context.Context, url string, o Options) (*Store, error) {
	d, err := dialectOf(url)
	if err != nil {
		return nil, err
	}
	s := &Store{dialect: d, clock: o.Now, log: o.Log, changes: newChanges()}
	if s.clock == nil {
		s.clock = time.Now
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.writer, s.reader, err = d.open(ctx); err != nil {
		return nil, explain(d, err)
	}
	return s, nil
}

// Close ends listening and closes the database. No method may be called afterwards.
func (s *Store) Close() error {
	s.stop()
	s.background.Wait()
	return s.failed(s.closeDatabases(), "close the store")
}

func (s *Store) closeDatabases() error {
	if s.reader == s.writer {
		return s.writer.Close()
	}
	return errors.Join(s.reader.Close(), s.writer.Close())
}

// now is the present in the precision that is stored.
func (s *Store) now() time.Time { return s.clock().UTC().Truncate(time.Millisecond) }

// rewrite is a query in the words of the dialect.
func (s *Store) rewrite(query string) string {
	if q, ok := s.rewritten.Load(query); ok {
		return q.(string)
	}
	q := s.dialect.rewrite(query)
	s.rewritten.Store(query, q)
	return q
}

// Ping says whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	err := s.look(ctx, func(ctx context.Context, t *tx) error {
		_, err := one(ctx, t, value[int64], "select 1")
		return err
	})
	return s.failed(err, "ping the store")
}

// errRollBack ends a transaction that was only tried.
var errRollBack = errors.New("roll back")

const tryWriting = `insert into cursors (channel, source, value) values ('', 'writable', '')`

// Writable says whether the database takes writes, by a tiny one that is rolled back.
func (s *Store) Writable(ctx context.Context) error {
	err := s.write(ctx, func(ctx context.Context, t *tx) error {
		if err := t.run(ctx, tryWriting); err != nil {
			return err
		}
		return errRollBack
	})
	if errors.Is(err, errRollBack) {
		return nil
	}
	return s.failed(err, "write to the store")
}
