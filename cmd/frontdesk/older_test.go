package main

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"frontdesk/gateway/store"
)

// TestCommandsLeaveAnOlderStoreAsItIs: beside a gateway of the older version that still runs, a look must not migrate.
func TestCommandsLeaveAnOlderStoreAsItIs(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../configs/example")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SUPPORT_PASSWORD", "secret")
	path := filepath.Join(dir, "frontdesk.db")
	st, err := store.Open(t.Context(), "sqlite:"+path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }() // its errors have shown
	version := func() (v int) {
		if err := db.QueryRowContext(t.Context(), `select max(version_id) from goose_db_version`).Scan(&v); err != nil {
			t.Fatal(err)
		}
		return v
	}
	const older = `delete from goose_db_version where version_id = (select max(version_id) from goose_db_version)`
	if _, err := db.ExecContext(t.Context(), older); err != nil {
		t.Fatal(err)
	}
	before := version()
	for _, c := range []struct {
		command []string
		status  int
		says    string
	}{
		{[]string{"status"}, 1, "this program needs"},
		{[]string{"tickets"}, 1, "frontdesk run brings them up to date"},
		{[]string{"pause", "--all"}, 1, "frontdesk backup FILE keeps them as they are before that"},
		{[]string{"review", "--list"}, 1, "this program needs"},
		{[]string{"explain", "--last", "1"}, 1, "this program needs"},
		{[]string{"backtest", "store"}, 1, "this program needs"},
		{[]string{"backup", filepath.Join(dir, "now.zip")}, 0, "all rows"},
		{[]string{"doctor", "--dns", "127.0.0.1:1"}, 1, "it opens and takes writes, but its tables have version "},
	} {
		t.Run(strings.Join(c.command, " "), func(t *testing.T) {
			var out bytes.Buffer
			status := mainStatus(append(c.command, "--config", dir), process{stdin: strings.NewReader(""), stdout: &out, stderr: &out})
			if status != c.status || !strings.Contains(out.String(), c.says) {
				t.Errorf("exit status %d, want %d with %q:\n%s", status, c.status, c.says, out.String())
			}
			if now := version(); now != before {
				t.Errorf("the store was migrated from version %d to %d", before, now)
			}
		})
	}
}
