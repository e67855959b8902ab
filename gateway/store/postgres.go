package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"frontdesk/gateway"
)

const (
	postgresConnections    = 10
	postgresConnectTimeout = 10 * time.Second
	// postgresRelisten is how long to wait before listening again after the connection broke.
	postgresRelisten = time.Second
	// A migration waits for another process's, tried every second.
	migrationLockSeconds, migrationLockTries = 1, 300
)

// postgres is a server, shared by any number of processes.
type postgres struct{ config *pgx.ConnConfig }

func newPostgres(url string) (dialect, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, &ProblemError{Err: err, Problem: gateway.Problem{
			Place: "store", What: "the postgres url cannot be read", Hint: "write postgres://USER:PASSWORD@HOST:PORT/DATABASE; escape special characters of the password as %XX",
		}}
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = postgresConnectTimeout
	}
	if config.RuntimeParams["application_name"] == "" {
		config.RuntimeParams["application_name"] = "frontdesk"
	}
	return &postgres{config: config}, nil
}

func (d *postgres) place() string {
	return "postgres " + net.JoinHostPort(d.config.Host, strconv.Itoa(int(d.config.Port))) + "/" + d.config.Database
}

func (d *postgres) kind() string { return "postgres" }

func (d *postgres) countVersions() string {
	return `select count(*) from pg_class where oid = to_regclass('goose_db_version')`
}

const setSerial = `select setval(pg_get_serial_sequence($1, $2), (select coalesce(max(%[2]s), 0) + 1 from %[1]s), false)`

func (d *postgres) countOn(ctx context.Context, t *tx, table, column string) error {
	_, err := one(ctx, t, value[int64], fmt.Sprintf(setSerial, table, column), table, column)
	return err
}

// load streams the rows to the server by its copy protocol: they are read while it writes, and no statement waits for another.
func (d *postgres) load(ctx context.Context, r *restoration, l loading) error {
	if len(l.columns) == 0 { // of an empty table; the protocol wants to hear of some
		return l.insert(ctx, r.tx)
	}
	return r.conn.Raw(func(driver any) error {
		next := func() ([]any, error) {
			row, err := l.lines.next()
			if row != nil {
				l.loaded(1)
			}
			return row, err
		}
		_, err := driver.(*stdlib.Conn).Conn().CopyFrom(ctx, pgx.Identifier{l.table}, l.columns, pgx.CopyFromFunc(next))
		return err
	})
}

// present: a server that takes a write keeps it.
func (d *postgres) present() error { return nil }

func (d *postgres) open(ctx context.Context) (writer, reader *sql.DB, err error) {
	db := stdlib.OpenDB(*d.config)
	db.SetMaxOpenConns(postgresConnections)
	db.SetMaxIdleConns(postgresConnections)
	if err := db.PingContext(ctx); err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	return db, db, nil
}

// statements can be cut by the transaction's own time limit: a server may fall silent.
func (d *postgres) statements(ctx context.Context) context.Context { return ctx }

func (d *postgres) snapshot() *sql.TxOptions {
	return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
}

const excludeOthers = `select count(pg_advisory_xact_lock(k)) from (
	select distinct hashtextextended(value, 0) as k from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) order by k) as names`

func (d *postgres) exclude(ctx context.Context, t *tx, names []string) error {
	_, err := one(ctx, t, value[int64], excludeOthers, list(names))
	return err
}

const (
	notifyOthers = `select count(pg_notify('frontdesk_work', $1))`
	listenToWork = `listen frontdesk_work`
)

func (d *postgres) notify(ctx context.Context, t *tx, kinds []WorkKind) error {
	var names []string
	for _, kind := range kinds {
		names = append(names, string(kind))
	}
	_, err := one(ctx, t, value[int64], notifyOthers, strings.Join(names, " "))
	return err
}

func (d *postgres) listen(ctx context.Context, wake func(...WorkKind), log *slog.Logger) {
	told := false // an outage is told once
	heard := func(kinds ...WorkKind) { told = false; wake(kinds...) }
	for {
		err := d.listenOnce(ctx, heard)
		if ctx.Err() != nil {
			return
		}
		if !told {
			told = true
			log.Warn("store: listening for work of other processes was interrupted", "error", explain(d, err))
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(postgresRelisten):
		}
	}
}

func (d *postgres) listenOnce(ctx context.Context, wake func(...WorkKind)) error {
	conn, err := pgx.ConnectConfig(ctx, d.config.Copy())
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	if _, err := conn.Exec(ctx, listenToWork); err != nil {
		return err
	}
	wake() // for what was missed
	for {
		said, err := conn.WaitForNotification(ctx)
		if err != nil {
			return err
		}
		var kinds []WorkKind
		for name := range strings.FieldsSeq(said.Payload) {
			kinds = append(kinds, WorkKind(name))
		}
		wake(kinds...)
	}
}

func (d *postgres) goose() (goose.Dialect, []goose.ProviderOption) {
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(migrationLockSeconds, migrationLockTries))
	if err != nil {
		panic("store: the migration lock's constants are refused: " + err.Error())
	}
	return goose.DialectPostgres, []goose.ProviderOption{goose.WithSessionLocker(locker)}
}

// lockForMigration has nothing to do: goose holds a session lock.
func (d *postgres) lockForMigration(context.Context) (unlock func(), err error) {
	return func() {}, nil
}

func (d *postgres) undone(err error) bool { return hasCode(err, codeDeadlock, codeSerialization) }

func hasCode(err error, codes ...string) bool {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return false
	}
	for _, c := range codes {
		if e.Code == c {
			return true
		}
	}
	return false
}
