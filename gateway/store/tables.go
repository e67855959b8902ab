package store

import (
	"context"
	"fmt"
	"io/fs"
	"regexp"
	"slices"

	"github.com/pressly/goose/v3"
)

// table is one of ours, as the migrations make it.
type table struct {
	name   string
	serial string // column that counts by itself; empty: none
}

var (
	createTable  = regexp.MustCompile(`(?ms)^create table (\w+) \((.*?)^\);`)
	serialColumn = regexp.MustCompile(`(\w+)\s+\{serial\}`)
)

// transient tables say what processes do now; they mean nothing in a backup.
var transient = []string{"leases", "processes"}

// tablesAt are the tables of a version of the schema, each behind those that it references: a migration cannot write them
// in another order.
func tablesAt(schema int64) ([]table, error) {
	paths, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	var tables []table
	for _, path := range paths {
		version, err := goose.NumericComponent(path)
		if err != nil {
			return nil, err
		}
		if version > schema {
			continue
		}
		text, err := migrations.ReadFile(path)
		if err != nil {
			return nil, err
		}
		for _, m := range createTable.FindAllStringSubmatch(string(text), -1) {
			t := table{name: m[1]}
			if s := serialColumn.FindStringSubmatch(m[2]); s != nil {
				t.serial = s[1]
			}
			tables = append(tables, t)
		}
	}
	return tables, nil
}

// keptTables are those of tablesAt that a backup holds.
func keptTables(schema int64) ([]table, error) {
	tables, err := tablesAt(schema)
	return slices.DeleteFunc(tables, func(t table) bool { return slices.Contains(transient, t.name) }), err
}

const selectSchema = `select max(version_id) from goose_db_version where is_applied`

// schema is the version of the tables; zero: there are none of ours.
func (t *tx) schema(ctx context.Context) (int64, error) {
	there, err := one(ctx, t, value[int64], t.store.dialect.countVersions())
	if err != nil || there == 0 {
		return 0, err
	}
	return one(ctx, t, value[int64], selectSchema)
}

// columns names the columns of a table in their order.
func (t *tx) columns(ctx context.Context, table string) ([]string, error) {
	rows, err := t.raw.QueryContext(ctx, fmt.Sprintf("select * from %s limit 0", table))
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // an error shows in rows.Err
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	return names, rows.Err()
}

// rows counts the rows of a table.
func (t *tx) rows(ctx context.Context, table string) (int64, error) {
	return one(ctx, t, value[int64], "select count(*) from "+table)
}
