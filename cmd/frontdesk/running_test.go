package main

import (
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// What tests share that run frontdesk as a process of its own.

// processLog is the log of several processes, one after the other.
type processLog struct{ f *os.File }

func newLog(t *testing.T) *processLog {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return &processLog{f}
}

func (l *processLog) text() string {
	text, err := os.ReadFile(l.f.Name())
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// startFrontdesk runs the gateway of a config folder; what the test has not ended is killed when it is over.
func startFrontdesk(t *testing.T, dir string, log *processLog, more ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command("frontdesk", append([]string{"run", "--config", dir, "--log", "warn"}, more...)...)
	cmd.Stdout, cmd.Stderr = log.f, log.f
	cmd.Env = append(os.Environ(), "KILL_PASSWORD=secret")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if cmd.ProcessState == nil {
			_ = cmd.Process.Kill() // the test failed before it ended it
			_ = cmd.Wait()
		}
	})
	return cmd
}

// endFrontdesk tells a gateway to end, as an admin does, and waits until it has ended well.
func endFrontdesk(t *testing.T, run *exec.Cmd, log *processLog) {
	t.Helper()
	if err := run.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := run.Wait(); err != nil {
		t.Errorf("the gateway ended with %v\n%s", err, log.text())
	}
}

// patience is how long something may take on the slowest machine. Only a test that fails waits so long.
const patience = 3 * time.Minute

// waitFor waits until something holds that processes do.
func waitFor(t *testing.T, log *processLog, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !holds(); time.Sleep(100 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited %s for %s:\n%s", patience, what, log.text())
		}
	}
}

// pageAt is what stands at an address, and the status of the answer; 0 where nobody answers there.
func pageAt(t *testing.T, address string) (page string, status int) {
	t.Helper()
	answer, err := http.Get(address) //nolint:noctx // loopback
	if err != nil {
		return err.Error(), 0
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Errorf("read %s: %v", address, err)
	}
	return string(text), answer.StatusCode
}

// waitForPage waits until a page of a gateway, which may have to start first, is as wanted, and returns it.
func waitForPage(t *testing.T, log *processLog, address string, wanted func(page string, status int) bool) string {
	t.Helper()
	page, status := "", 0
	defer func() {
		if t.Failed() {
			t.Logf("the last page, with status %d: %q", status, page)
		}
	}()
	waitFor(t, log, address, func() bool {
		page, status = pageAt(t, address)
		return status != 0 && wanted(page, status)
	})
	return page
}

// closedPort is an address on which nobody listens.
func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
