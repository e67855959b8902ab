package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
)

// door is a server that counts who knocks.
func door(t *testing.T) (address string, knocks *atomic.Int64) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	knocks = new(atomic.Int64)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			knocks.Add(1)
			_ = c.Close()
		}
	}()
	return l.Addr().String(), knocks
}

// TestTryNeedsNoNetwork names one server for everything that a config may name, and asks what is decided of a text and of a
// signed mail: nobody knocks there, and where a process can be left without a network it says the same.
func TestTryNeedsNoNetwork(t *testing.T) {
	address, knocks := door(t)
	dir := killFolder(t, fmt.Sprintf("store: postgres://fd@%[1]s/fd\nlisten: %[1]s\nchannels:\n"+
		"  support: {kind: email, address: support@example.test, team: first-line, imap: {server: %[1]q, user: it, password: env:TRY_NOWHERE, tls: none}, smtp: {server: %[1]q, tls: none}}\n"+
		"  chat: {kind: discord, team: first-line, token: env:TRY_NOWHERE, api: \"http://%[1]s\", watch: [help]}\n", address))
	teams := fmt.Sprintf("hours:\n  office: {zone: Europe/Berlin, open: {mon-fri: \"9:00-17:00\"}, closures: \"https://%s/closed.ics\"}\n"+
		"teams:\n  first-line: {hours: office, promise: {normal: 8h}}\n  billing: {}\n  projects: {}\n", address)
	if err := os.WriteFile(filepath.Join(dir, "teams.yaml"), []byte(teams), 0o600); err != nil {
		t.Fatal(err)
	}
	mail := filepath.Join(t.TempDir(), "signed.eml")
	signed := "DKIM-Signature: v=1; a=rsa-sha256; d=customers.example; s=one; h=From; bh=YQ==; b=YQ==\r\n" + string(killMail("emma@customers.example", 1))
	if err := os.WriteFile(mail, []byte(signed), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"When will I get my refund?", mail} {
		with := try(t, dir, what, nil)
		if !strings.Contains(with, "refund") {
			t.Errorf("try %s says\n%s", what, with)
		}
		cut := &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET}
		if without := try(t, dir, what, cut); without != "" && without != with {
			t.Errorf("without a network try %s says\n%s\nand with one\n%s", what, without, with)
		}
	}
	if n := knocks.Load(); n != 0 {
		t.Errorf("%d connections were made", n)
	}
}

// try is what the command prints; empty where this machine gives a process no namespaces of its own.
func try(t *testing.T, dir, what string, apart *syscall.SysProcAttr) string {
	t.Helper()
	cmd := exec.Command("frontdesk", "try", "--config", dir, what)
	cmd.SysProcAttr = apart
	out, err := cmd.CombinedOutput()
	if apart != nil && (errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EINVAL)) {
		return ""
	}
	if err != nil {
		t.Errorf("try %s: %v\n%s", what, err, out)
	}
	return string(out)
}
