package store

import (
	"context"
	"database/sql"
	"log/slog"
	"regexp"
	"strings"

	"github.com/pressly/goose/v3"

	"frontdesk/gateway"
)

// dialect is all that differs between the databases. Queries are written once, in PostgreSQL's words, with four macros:
//
//	{texts $1} {ints $1}  the values of a list, for "in"
//	{pg: …}               words that only PostgreSQL needs: row locks, which SQLite's single writer makes needless
//	{rows}                the rows of an insert (tx.insert)
type dialect interface {
	// open connects; writer and reader may be the same pool.
	open(ctx context.Context) (writer, reader *sql.DB, err error)
	// present fails where what is written would be lost, though the database would take it.
	present() error
	// place names the database for people, without secrets; kind is sqlite or postgres.
	place() string
	kind() string
	// rewrite puts a query, and types a migration, into the words of the database.
	rewrite(query string) string
	types(migration string) string
	// statements is the context for the statements of a write transaction.
	statements(ctx context.Context) context.Context
	// snapshot is how a transaction of reads begins.
	snapshot() *sql.TxOptions
	// exclude makes transactions that name the same things wait for each other until they end.
	exclude(ctx context.Context, t *tx, names []string) error
	// countVersions is the query that counts the tables in which the version of all others stands: one or none.
	countVersions() string
	// countOn lets a column that counts by itself go on above what is in it.
	countOn(ctx context.Context, t *tx, table, column string) error
	// load fills a table from a backup.
	load(ctx context.Context, r *restoration, l loading) error
	// notify tells other processes, at the commit, that there is work of these kinds; listen hears it until ctx ends, and
	// wakes all kinds where some may have been missed.
	notify(ctx context.Context, t *tx, kinds []WorkKind) error
	listen(ctx context.Context, wake func(kinds ...WorkKind), log *slog.Logger)
	// goose is how migrations run; lockForMigration keeps other processes away where goose does not.
	goose() (goose.Dialect, []goose.ProviderOption)
	lockForMigration(ctx context.Context) (unlock func(), err error)
	// problem says what an admin can do about an error; ok only where it is known.
	problem(err error) (p gateway.Problem, ok bool)
	// undone: the transaction was lost to another one and may be tried again.
	undone(err error) bool
}

// CheckURL says what is wrong with the url of a store, without opening it.
func CheckURL(url string) error {
	_, err := dialectOf(url)
	return err
}

// dialectOf picks by the scheme of the url. It never prints the url, which may hold a password.
func dialectOf(url string) (dialect, error) {
	scheme, rest, ok := strings.Cut(url, ":")
	switch {
	case ok && scheme == "sqlite" && rest != "":
		return &sqlite{path: strings.TrimPrefix(rest, "//")}, nil
	case ok && (scheme == "postgres" || scheme == "postgresql"):
		return newPostgres(url)
	}
	p := gateway.Problem{Place: "store", Hint: "use sqlite:FILE or postgres://USER@HOST/DATABASE"}
	switch {
	case ok && scheme == "sqlite":
		p.What = "no file is named"
	case ok && schemeForm.MatchString(scheme):
		p.What = "unknown kind of database \"" + scheme + "\""
	default:
		p.What = "no kind of database is named"
	}
	return nil, &ProblemError{Problem: p}
}

var (
	schemeForm = regexp.MustCompile(`^[a-z][a-z0-9+.-]*$`)
	listMacro  = regexp.MustCompile(`\{(texts|ints) (\$\d+)\}`)
	pgMacro    = regexp.MustCompile(`\{pg: ([^}]*)\}`)
)

// Types of columns, as migrations name them. Ids sort by their bytes on both.
var (
	sqliteTypes   = strings.NewReplacer("{id}", "text", "{serial}", "integer primary key autoincrement", "{bytes}", "blob")
	postgresTypes = strings.NewReplacer("{id}", `text collate "C"`, "{serial}", "bigserial primary key", "{bytes}", "bytea")
)

func (d *sqlite) types(migration string) string   { return sqliteTypes.Replace(migration) }
func (d *postgres) types(migration string) string { return postgresTypes.Replace(migration) }

func (d *sqlite) rewrite(query string) string {
	query = listMacro.ReplaceAllString(query, "(select value from json_each($2))")
	query = pgMacro.ReplaceAllString(query, "")
	return strings.ReplaceAll(query, "$", "?")
}

func (d *postgres) rewrite(query string) string {
	query = listMacro.ReplaceAllStringFunc(query, func(m string) string {
		parts := listMacro.FindStringSubmatch(m)
		element := "value"
		if parts[1] == "ints" {
			element = "cast(value as bigint)"
		}
		return "(select " + element + " from jsonb_array_elements_text(cast(cast(" + parts[2] + " as text) as jsonb)))"
	})
	return pgMacro.ReplaceAllString(query, "$1")
}
