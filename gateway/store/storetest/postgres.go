package storetest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// The server's address, or why there is none, for the tests of this binary and the processes that they start.
const (
	serverVariable  = "FRONTDESK_TEST_POSTGRES"
	problemVariable = "FRONTDESK_TEST_POSTGRES_PROBLEM"
)

const startTimeout = time.Minute

// Main runs the tests of a binary beside one private PostgreSQL on loopback, which ends with them:
//
//	func TestMain(m *testing.M) { storetest.Main(m) }
func Main(m *testing.M) { os.Exit(Beside{m}.Run()) }

// Beside is a set of tests to be run beside the server, for binaries whose Main is another one.
type Beside struct{ Tests *testing.M }

// Run starts the server, runs the tests and ends it. It returns the exit status.
func (b Beside) Run() int {
	m := b.Tests
	if os.Getenv(serverVariable) != "" || os.Getenv(problemVariable) != "" {
		return m.Run() // this process was started by a test
	}
	s, err := startServer()
	if err != nil {
		_ = os.Setenv(problemVariable, err.Error())
		return m.Run()
	}
	defer s.stop()
	_ = os.Setenv(serverVariable, s.url("postgres"))
	return m.Run()
}

// Postgres is the url of a fresh, empty database. It needs Main.
func Postgres(t testing.TB) string {
	t.Helper()
	if p := os.Getenv(problemVariable); p != "" {
		t.Fatalf("no PostgreSQL to test with: %s", p)
	}
	server := os.Getenv(serverVariable)
	if server == "" {
		t.Fatal("no PostgreSQL to test with: TestMain of this package must call storetest.Main")
	}
	name := "t" + strings.ToLower(rand.Text())
	onServer(t, server, "create database "+name)
	t.Cleanup(func() { onServer(t, server, "drop database "+name+" with (force)") })
	return strings.Replace(server, "/postgres?", "/"+name+"?", 1)
}

// ReadOnly makes a database of Postgres refuse to write, or write again, and ends its connections.
func ReadOnly(t testing.TB, url string, readOnly bool) {
	t.Helper()
	name := url[strings.LastIndex(url, "/")+1 : strings.LastIndex(url, "?")]
	server := os.Getenv(serverVariable)
	onServer(t, server, fmt.Sprintf("alter database %s set default_transaction_read_only = %t", name, readOnly))
	onServer(t, server, fmt.Sprintf("select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'", name))
}

// SQLite is the url of a file that does not exist yet.
func SQLite(t testing.TB) string {
	t.Helper()
	return "sqlite:" + filepath.Join(t.TempDir(), "frontdesk.db")
}

func onServer(t testing.TB, server, query string) {
	t.Helper()
	conn, err := pgx.Connect(context.Background(), server)
	if err != nil {
		t.Fatalf("connect to the test server: %v", err)
	}
	defer func() { _ = conn.Close(context.Background()) }()
	if _, err := conn.Exec(context.Background(), query); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

// server is a running PostgreSQL with its data in dir.
type server struct {
	bin, dir string
	port     int
	command  *exec.Cmd
	ended    chan struct{} // closed when it ended, with exit
	exit     error
}

func startServer() (*server, error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "frontdesk-postgres-")
	if err != nil {
		return nil, err
	}
	s := &server{bin: bin, dir: dir}
	if err := s.start(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return s, nil
}

// programs finds the folder of initdb and postgres, as Debian installs them or in PATH.
func programs() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	if len(found) > 0 {
		return filepath.Dir(slices.Max(found)), nil
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	return "", errors.New("initdb is not installed; on Debian: apt-get install postgresql")
}

func (s *server) start() error {
	owner, err := unprivileged()
	if err != nil {
		return err
	}
	if owner != nil {
		if err := os.Chown(s.dir, int(owner.Uid), int(owner.Gid)); err != nil {
			return err
		}
	}
	data := filepath.Join(s.dir, "data")
	out, err := s.program(owner, "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync").CombinedOutput()
	if err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	if s.port, err = freePort(); err != nil {
		return err
	}
	s.command = s.program(owner, "postgres", "-D", data, "-p", strconv.Itoa(s.port), "-h", "127.0.0.1", "-k", "",
		"-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300")
	log := &strings.Builder{}
	s.command.Stdout, s.command.Stderr = log, log
	if err := s.command.Start(); err != nil {
		return fmt.Errorf("start postgres: %w", err)
	}
	s.ended = make(chan struct{})
	go func() {
		defer close(s.ended)
		s.exit = s.command.Wait()
	}()
	return s.ready(log)
}

// unprivileged is whom the server runs as: PostgreSQL refuses root. Nil: as ourselves.
func unprivileged() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errUID := strconv.ParseUint(u.Uid, 10, 32)
		gid, errGID := strconv.ParseUint(u.Gid, 10, 32)
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, errors.Join(errUID, errGID)
	}
	return nil, errors.New("PostgreSQL does not run as root, and there is no user postgres or nobody")
}

// program dies with the test binary, also when that is killed.
func (s *server) program(owner *syscall.Credential, name string, args ...string) *exec.Cmd {
	c := exec.CommandContext(context.Background(), filepath.Join(s.bin, name), args...)
	c.Dir = s.dir
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C.UTF-8", "TZ=UTC"}
	c.SysProcAttr = &syscall.SysProcAttr{Credential: owner, Pdeathsig: syscall.SIGQUIT}
	return c
}

func freePort() (int, error) {
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

func (s *server) url(database string) string {
	return fmt.Sprintf("postgres://postgres@127.0.0.1:%d/%s?sslmode=disable", s.port, database)
}

// ready waits until the server answers.
func (s *server) ready(log fmt.Stringer) error {
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	retry := time.NewTicker(50 * time.Millisecond)
	defer retry.Stop()
	for {
		conn, err := pgx.Connect(ctx, s.url("postgres"))
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-s.ended:
			return fmt.Errorf("postgres ended: %w: %s", s.exit, log)
		case <-ctx.Done():
			s.stop()
			return fmt.Errorf("postgres does not answer: %w", err)
		case <-retry.C:
		}
	}
}

func (s *server) stop() {
	_ = s.command.Process.Signal(syscall.SIGQUIT) // at once: the data are thrown away
	<-s.ended
	_ = os.RemoveAll(s.dir)
}
