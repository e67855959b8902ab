package store_test

import (
	"database/sql"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
	"frontdesk/gateway/store/storetest"
)

func open(t testing.TB, url string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), url, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

func TestOpenSaysWhereWhatAndWhatNext(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("not a database\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	dead := deadPort(t)
	longName := strings.Repeat("x", 70) + ".example" // no resolver is asked for such a name
	server := storetest.Postgres(t)
	for _, c := range []struct{ name, url, place, what, hint string }{
		{"a folder", "sqlite:" + dir, dir, "is a folder", "name a file in it"},
		{"no folder", "sqlite:" + dir + "/a/b.db", dir + "/a/b.db", "its folder does not exist", "create " + dir + "/a"},
		{"a text", "sqlite:" + text, text, "is not a SQLite database", "name another file"},
		{"no file", "sqlite:", "store", "no file is named", "sqlite:FILE"},
		{"a wrong scheme", "mysql://root:geheim@db/x", "store", `unknown kind of database "mysql"`, "postgres://"},
		{"no scheme", "frontdesk.db", "store", "no kind of database is named", "sqlite:FILE"},
		{"a broken url", "postgres://u:geheim@h:port/x", "store", "the postgres url cannot be read", "postgres://USER"},
		{"nobody listens", "postgres://u:geheim@" + dead + "/x", "postgres " + dead + "/x", "cannot be reached: the connection was refused", "check that the server runs"},
		{"no such host", "postgres://u:geheim@" + longName + "/x", "postgres " + longName, "cannot be reached: the host " + longName, "host and port"},
		{"no such socket", "postgres:///x?host=" + dir, "postgres ", "cannot be reached: there is no socket of that name", "check that the server runs"},
		{"no such database", strings.Replace(server, "?", "nix?", 1), "postgres 127.0.0.1:", "does not exist", "create the database"},
		{"no such user", strings.Replace(server, "postgres@", "eve:geheim@", 1), "postgres 127.0.0.1:", "refuses the user", "pg_hba.conf"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := store.Open(t.Context(), c.url, store.Options{})
			var p *store.ProblemError
			if !errors.As(err, &p) {
				t.Fatalf("error %v", err)
			}
			if !strings.HasPrefix(p.Problem.Place, c.place) || !strings.Contains(p.Problem.What, c.what) || !strings.Contains(p.Problem.Hint, c.hint) {
				t.Errorf("problem %q", p.Problem)
			}
			if strings.Contains(err.Error(), "dial") {
				t.Errorf("the driver's own words: %v", err)
			}
			if strings.Contains(err.Error(), "geheim") {
				t.Errorf("the password is told: %v", err)
			}
		})
	}
}

// deadPort is an address at which nobody listens.
func deadPort(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func TestTheDatabaseOfAnotherProgramIsLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "other.db")
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }() // it was only looked at
	if _, err := db.ExecContext(t.Context(), "create table things (a)"); err != nil {
		t.Fatal(err)
	}
	var p *store.ProblemError
	if _, err := store.Open(t.Context(), "sqlite:"+path, store.Options{}); !errors.As(err, &p) || p.Problem.Place != path || p.Problem.Hint == "" {
		t.Errorf("opened: %v", err)
	}
	var tables int
	if err := db.QueryRowContext(t.Context(), "select count(*) from sqlite_master").Scan(&tables); err != nil || tables != 1 {
		t.Errorf("it has %d tables, %v", tables, err)
	}
}

func TestPathsWithSpecialCharacters(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b?c=%41&d#e.db")
	if err := open(t, "sqlite:"+path).Writable(t.Context()); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() == 0 || info.Mode().Perm() != 0o600 {
		t.Errorf("size %d, mode %v", info.Size(), info.Mode())
	}
}

func TestStartsAtOnceMigrateOnce(t *testing.T) {
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) {
			url := database(t)
			var starts sync.WaitGroup
			for range 4 {
				starts.Go(func() {
					s, err := store.Open(t.Context(), url, store.Options{})
					if err != nil {
						t.Error(err)
						return
					}
					if err := errors.Join(s.Writable(t.Context()), s.Close()); err != nil {
						t.Error(err)
					}
				})
			}
			starts.Wait()
		})
	}
}

func databases() map[string]func(testing.TB) string {
	return map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "postgres": storetest.Postgres}
}

func TestANewerDatabaseIsRefused(t *testing.T) {
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) {
			url := database(t)
			err := open(t, url).Exec(t.Context(), `insert into goose_db_version (version_id, is_applied) values (9999, true)`)
			if err != nil {
				t.Fatal(err)
			}
			_, err = store.Open(t.Context(), url, store.Options{})
			var p *store.ProblemError
			if !errors.As(err, &p) || !strings.Contains(p.Problem.Hint, "newer frontdesk") {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestAFullDiskIsToldAndNothingIsLost(t *testing.T) {
	s := open(t, storetest.SQLite(t))
	lease, err := s.AcquireLease(t.Context(), "support", "us", 1<<40)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Exec(t.Context(), "pragma max_page_count = 80"); err != nil {
		t.Fatal(err)
	}
	large := gateway.Event{Kind: gateway.EventMessage, Raw: make([]byte, 1<<20), Message: gateway.Message{SourceID: "1"}}
	accept := func() error {
		_, err := s.Accept(t.Context(), lease, "support", []gateway.Event{large}, gateway.Cursor{Source: "INBOX", Value: "1"})
		return err
	}
	var p *store.ProblemError
	if err := accept(); !errors.As(err, &p) || p.Problem.What != "the disk is full" || p.Problem.Hint == "" {
		t.Fatalf("error %v", err)
	}
	if cursor, err := s.Cursor(t.Context(), "support", "INBOX"); err != nil || cursor != "" {
		t.Errorf("cursor %q, %v", cursor, err)
	}
	if err := s.Exec(t.Context(), "pragma max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	if err := accept(); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

func TestARemovedFileTakesNothing(t *testing.T) {
	url := storetest.SQLite(t)
	path := strings.TrimPrefix(url, "sqlite:")
	s := open(t, url)
	if err := os.Rename(path, path+".away"); err != nil {
		t.Fatal(err)
	}
	var p *store.ProblemError
	if err := s.Writable(t.Context()); !errors.As(err, &p) || !strings.Contains(p.Problem.What, "removed or replaced") {
		t.Errorf("while the file is away: %v", err)
	}
	other, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Writable(t.Context()), other.Close()); !errors.As(err, &p) || !strings.Contains(p.Problem.What, "removed or replaced") {
		t.Errorf("with another file: %v", err)
	}
	if err := os.Rename(path+".away", path); err != nil {
		t.Fatal(err)
	}
	if err := s.Writable(t.Context()); err != nil {
		t.Errorf("when it is back: %v", err)
	}
}

func TestAReadOnlyDatabaseIsTold(t *testing.T) {
	for name, c := range map[string]struct {
		url, makeReadOnly, what string
	}{
		"sqlite":   {storetest.SQLite(t), "pragma query_only = 1", "read-only"},
		"postgres": {storetest.Postgres(t), "alter database %s set default_transaction_read_only = on", "read-only"},
	} {
		t.Run(name, func(t *testing.T) {
			database := c.url[strings.LastIndex(c.url, "/")+1:]
			database, _, _ = strings.Cut(database, "?")
			s := open(t, c.url)
			if err := s.Exec(t.Context(), strings.ReplaceAll(c.makeReadOnly, "%s", database)); err != nil {
				t.Fatal(err)
			}
			if name == "postgres" { // a setting of the database holds for new connections
				s = open(t, c.url)
			}
			err := s.Writable(t.Context())
			var p *store.ProblemError
			if !errors.As(err, &p) || !strings.Contains(p.Problem.What, c.what) {
				t.Errorf("error %v", err)
			}
			if err := s.Ping(t.Context()); err != nil {
				t.Errorf("ping: %v", err)
			}
		})
	}
}

func TestWorkWakesOnlyWhoWaitsForItsKind(t *testing.T) {
	s := open(t, "sqlite:"+filepath.Join(t.TempDir(), "f.db"))
	decide, deliver := s.Changed(store.WorkDecide), s.Changed(store.WorkDeliver)
	if err := s.Enqueue(t.Context(), store.WorkDecide, "m", "", gateway.Key{}.Created); err != nil {
		t.Fatal(err)
	}
	select {
	case <-decide:
	default:
		t.Error("who decides is not woken")
	}
	select {
	case <-deliver:
		t.Error("who delivers is woken")
	default:
	}
}

func TestWorkOfAnotherProcessWakes(t *testing.T) {
	url := storetest.Postgres(t)
	ours, theirs := open(t, url), open(t, url)
	woken := make(chan struct{})
	go func() {
		defer close(woken)
		for {
			changed := ours.Changed(store.WorkRetract)
			ws, err := ours.Claim(t.Context(), store.WorkRetract, "us", 1, 1<<40)
			if err != nil || len(ws) == 1 {
				return
			}
			<-changed
		}
	}()
	if err := theirs.Enqueue(t.Context(), store.WorkRetract, "today", "", gateway.Key{}.Created); err != nil {
		t.Fatal(err)
	}
	select {
	case <-woken:
	case <-t.Context().Done():
		t.Fatal("never woken")
	}
	if ws, err := theirs.Claim(t.Context(), store.WorkRetract, "them", 1, 1<<40); err != nil || len(ws) != 0 {
		t.Errorf("it was not claimed by the woken: %v, %v", ws, err)
	}
}
