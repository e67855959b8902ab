package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"syscall"

	"github.com/mattn/go-sqlite3"
	"github.com/pressly/goose/v3"

	"frontdesk/gateway"
	"frontdesk/gateway/filelock"
)

const (
	// One writer: SQLite has one anyway, and waiting in Go is fairer than its busy handler. FULL: a commit survives a
	// power cut, without which a reply could leave twice.
	sqliteWriter  = "_journal_mode=WAL&_busy_timeout=10000&_txlock=immediate&_foreign_keys=1&_synchronous=FULL&_stmt_cache_size=100"
	sqliteReader  = "mode=ro&_query_only=1&_busy_timeout=10000&_stmt_cache_size=100"
	sqliteReaders = 4
	// What a savepoint may have to take back is kept in memory and not in a file: nobody asks for it after a crash, and each
	// message of a batch is settled in a savepoint of its own.
	sqliteWriterPragmas = "pragma temp_store = memory"
)

// sqliteFile opens connections to a file, each with the pragmas that the driver has no parameter for.
type sqliteFile struct{ name, pragmas string }

func (f sqliteFile) Driver() driver.Driver { return &sqlite3.SQLiteDriver{} }

func (f sqliteFile) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := f.Driver().Open(f.name)
	if err != nil || f.pragmas == "" {
		return conn, err
	}
	if _, err := conn.(driver.ExecerContext).ExecContext(ctx, f.pragmas, nil); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// sqlite is a file on a local disk, used by one process at a time or a few.
type sqlite struct {
	path string
	file fs.FileInfo // the one that is open
}

func (d *sqlite) place() string { return d.path }

func (d *sqlite) kind() string { return "sqlite" }

func (d *sqlite) countVersions() string {
	return `select count(*) from sqlite_master where name = 'goose_db_version'`
}

// countOn has nothing to do: autoincrement looks at the rows.
func (d *sqlite) countOn(context.Context, *tx, string, string) error { return nil }

func (d *sqlite) load(ctx context.Context, r *restoration, l loading) error {
	return l.insert(ctx, r.tx)
}

func (d *sqlite) open(ctx context.Context) (writer, reader *sql.DB, err error) {
	if err := d.createFile(); err != nil {
		return nil, nil, err
	}
	name := "file:" + (&url.URL{Path: d.path}).EscapedPath()
	writer = sql.OpenDB(sqliteFile{name: name + "?" + sqliteWriter, pragmas: sqliteWriterPragmas})
	writer.SetMaxOpenConns(1)
	if err := writer.PingContext(ctx); err != nil {
		return nil, nil, errors.Join(err, writer.Close())
	}
	if err := d.refuseForeign(ctx, writer); err != nil {
		return nil, nil, errors.Join(err, writer.Close())
	}
	reader = sql.OpenDB(sqliteFile{name: name + "?" + sqliteReader})
	if d.file, err = os.Stat(d.path); err != nil {
		return nil, nil, errors.Join(err, writer.Close(), reader.Close())
	}
	reader.SetMaxOpenConns(sqliteReaders)
	reader.SetMaxIdleConns(sqliteReaders)
	return writer, reader, nil
}

const countForeign = `select count(*) from sqlite_master where type = 'table' and name not like 'sqlite~_%' escape '~'
	and not exists (select 1 from sqlite_master where name = 'goose_db_version')`

// refuseForeign keeps our tables out of a file that another program made.
func (d *sqlite) refuseForeign(ctx context.Context, db *sql.DB) error {
	var tables int
	if err := db.QueryRowContext(ctx, countForeign).Scan(&tables); err != nil || tables == 0 {
		return err
	}
	return &ProblemError{Problem: gateway.Problem{Place: d.path, What: "is the database of another program", Hint: "name another file; this one is left as it is"}}
}

// createFile makes the file readable for its owner only, since it holds customers' mail; SQLite gives its side files
// the same rights. It finds out early, and in words, what is wrong with the place.
func (d *sqlite) createFile() error {
	f, err := os.OpenFile(d.path, os.O_RDWR|os.O_CREATE, 0o600)
	if err == nil {
		return f.Close()
	}
	p := gateway.Problem{Place: d.path}
	info, statErr := os.Stat(d.path)
	switch {
	case statErr == nil && info.IsDir():
		p.What, p.Hint = "is a folder", "name a file in it, such as "+filepath.Join(d.path, "frontdesk.db")
	case errors.Is(err, fs.ErrNotExist):
		p.What, p.Hint = "its folder does not exist", "create "+filepath.Dir(d.path)
	case errors.Is(err, fs.ErrPermission):
		p.What, p.Hint = "may not be written by this user", "give the user who runs frontdesk write permission to it and its folder"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		p.What, p.Hint = "the disk is full", "make room"
	case errors.Is(err, syscall.EROFS):
		p.What, p.Hint = "the file system is read-only", "mount it writable, or name a file elsewhere"
	default:
		p.What, p.Hint = "cannot be opened: "+err.Error(), "name another file"
	}
	return &ProblemError{Problem: p, Err: err}
}

// present: a file that was removed or replaced while it is open still takes writes, and nobody finds them again.
func (d *sqlite) present() error {
	now, err := os.Stat(d.path)
	if err == nil && os.SameFile(now, d.file) {
		return nil
	}
	return &ProblemError{Err: err, Problem: gateway.Problem{
		Place: d.path, What: "the file was removed or replaced while frontdesk runs", Hint: "put it back, or restart frontdesk to go on with what is there now",
	}}
}

// statements: a SQLite statement waits for nobody, and without a way to be cancelled it needs no goroutine to watch.
func (d *sqlite) statements(ctx context.Context) context.Context { return context.WithoutCancel(ctx) }

func (d *sqlite) snapshot() *sql.TxOptions { return nil }

// exclude has nothing to do: write transactions begin immediate, so that one runs at a time.
func (d *sqlite) exclude(context.Context, *tx, []string) error { return nil }

// notify has no way to reach another process; they look by themselves.
func (d *sqlite) notify(context.Context, *tx, []WorkKind) error { return nil }

func (d *sqlite) listen(context.Context, func(...WorkKind), *slog.Logger) {}

func (d *sqlite) goose() (goose.Dialect, []goose.ProviderOption) { return goose.DialectSQLite3, nil }

// lockForMigration holds a file lock: goose has none for SQLite, and concurrent starts would create a table twice.
func (d *sqlite) lockForMigration(ctx context.Context) (unlock func(), err error) {
	return filelock.Lock(ctx, d.path+".lock")
}

func (d *sqlite) problem(err error) (gateway.Problem, bool) {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return gateway.Problem{}, false
	}
	what, hint := sqliteProblem(e)
	return gateway.Problem{Place: d.path, What: what, Hint: hint}, what != ""
}

func sqliteProblem(e sqlite3.Error) (what, hint string) {
	switch e.Code {
	case sqlite3.ErrFull:
		return "the disk is full", "make room; a gateway that runs goes on by itself"
	case sqlite3.ErrReadonly:
		return "the database is read-only", "give the user who runs frontdesk write permission to the file and its folder"
	case sqlite3.ErrCantOpen:
		return "cannot be opened", "check that the file and its folder exist and may be written"
	case sqlite3.ErrNotADB:
		return "is not a SQLite database", "name another file, or move this one away"
	case sqlite3.ErrCorrupt:
		return "the database is damaged", "stop the gateway and restore a backup"
	case sqlite3.ErrIoErr:
		return "the disk does not work: " + e.Error(), "check the disk and its free space"
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return "another program keeps the database locked", "look for a backup or a shell that has it open"
	}
	return "", ""
}

// undone never happens: a write transaction has the database for itself.
func (d *sqlite) undone(error) bool { return false }
