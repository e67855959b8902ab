package mailtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-smtp"
)

// TB is what the Dovecot needs of a test.
type TB interface {
	Helper()
	Cleanup(f func())
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// Dovecot is a running private Dovecot with the mailboxes support@example.test, user1@example.test and so on.
type Dovecot struct {
	IMAP     string // address of the port without TLS or with STARTTLS
	IMAPS    string // address of the port with implicit TLS
	LMTP     string
	CA       string // file with the self-signed certificate, for localhost and 127.0.0.1
	Users    []string
	Password string // of all users

	dir    string
	cmd    *exec.Cmd
	done   chan error
	tokens tokens
}

// tokens is how a Dovecot finds out about them; zero: it takes passwords only.
type tokens struct{ introspection, mechanism string }

// Figures of a Dovecot.
const (
	dovecotDomain   = "example.test"
	dovecotPassword = "secret"
	dovecotReady    = 20 * time.Second // that long may its start take; it takes less than one
	doveadmNobody   = 68               // doveadm kick ends with it where there is no connection
	dovecotMailUID  = 20143            // owns the mail where we are root: Dovecot refuses root itself
)

// StartDovecot starts Debian's Dovecot on free ports of 127.0.0.1, as root or as an ordinary user, with n users
// besides support@. The test fails where it is not installed. It ends with the test.
func StartDovecot(t TB, n int) *Dovecot {
	t.Helper()
	return startDovecot(t, n, tokens{})
}

// StartDovecotWithTokens starts a Dovecot whose users log in by this mechanism too, with the tokens that a server at this
// address knows (RFC 7662; the token is put behind the address).
func StartDovecotWithTokens(t TB, introspection, mechanism string) *Dovecot {
	t.Helper()
	return startDovecot(t, 0, tokens{introspection, strings.ToLower(mechanism)})
}

func startDovecot(t TB, n int, by tokens) *Dovecot {
	t.Helper()
	d := &Dovecot{Password: dovecotPassword, Users: []string{"support@" + dovecotDomain}, done: make(chan error, 1), tokens: by}
	for i := range n {
		d.Users = append(d.Users, fmt.Sprintf("user%d@%s", i+1, dovecotDomain))
	}
	t.Cleanup(func() {
		if err := d.stop(); err != nil {
			t.Errorf("stop Dovecot: %v", err)
		}
	})
	if err := d.start(); err != nil {
		t.Fatalf("start Dovecot: %v", err)
	}
	return d
}

func (d *Dovecot) start() error {
	program, err := findDovecot()
	if err != nil {
		return err
	}
	if d.dir, err = shortTempDir(); err != nil {
		return err
	}
	if d.IMAP, d.IMAPS, d.LMTP, err = freeAddresses(); err != nil {
		return err
	}
	if err := d.configure(); err != nil {
		return err
	}
	d.cmd = exec.CommandContext(context.Background(), program, "-F", "-c", filepath.Join(d.dir, "dovecot.conf"))
	var output bytes.Buffer
	d.cmd.Stdout, d.cmd.Stderr = &output, &output
	if err := d.cmd.Start(); err != nil {
		return err
	}
	go func() { d.done <- d.cmd.Wait() }()
	return d.ready(&output)
}

// findDovecot looks beyond PATH, since Debian keeps it where only root looks.
func findDovecot() (string, error) {
	program, err := exec.LookPath("dovecot")
	if err != nil {
		program, err = exec.LookPath("/usr/sbin/dovecot")
	}
	if err != nil {
		return "", errors.New("it is not installed; run: apt-get install dovecot-imapd dovecot-lmtpd")
	}
	for _, lmtp := range []string{"/usr/lib/dovecot/lmtp", "/usr/libexec/dovecot/lmtp"} {
		if _, err := os.Stat(lmtp); err == nil {
			return program, nil
		}
	}
	return "", errors.New("its LMTP server is not installed; run: apt-get install dovecot-lmtpd")
}

// shortTempDir avoids a long TMPDIR: the path of a unix socket ends at 108 bytes.
func shortTempDir() (string, error) {
	parent := os.TempDir()
	if len(parent) > 40 {
		parent = "/tmp"
	}
	dir, err := os.MkdirTemp(parent, "dovecot")
	if err != nil {
		return "", err
	}
	return dir, os.Chmod(dir, 0o755) // Dovecot's own users must get in
}

func freeAddresses() (imapAddr, imaps, lmtp string, err error) {
	var addrs [3]string
	for i := range addrs {
		ln, err := listen()
		if err != nil {
			return "", "", "", err
		}
		defer func() { _ = ln.Close() }() // all at the end, so that they differ
		addrs[i] = ln.Addr().String()
	}
	return addrs[0], addrs[1], addrs[2], nil
}

// ready waits until all ports answer, or Dovecot ends.
func (d *Dovecot) ready(output *bytes.Buffer) error {
	ctx, cancel := context.WithTimeout(context.Background(), dovecotReady)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !answers(d.IMAP) || !answers(d.IMAPS) || !answers(d.LMTP) {
		select {
		case err := <-d.done:
			d.cmd = nil
			return fmt.Errorf("it ended (%w): %s %s", err, output, d.log())
		case <-ctx.Done():
			return fmt.Errorf("it is not ready after %v: %s", dovecotReady, d.log())
		case <-tick.C:
		}
	}
	return nil
}

func answers(addr string) bool {
	c, err := dial(addr)
	if err != nil {
		return false
	}
	return c.Close() == nil
}

// log is Dovecot's own, for the message of a test that fails.
func (d *Dovecot) log() string {
	b, err := os.ReadFile(filepath.Join(d.dir, "dovecot.log"))
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func (d *Dovecot) stop() error {
	var err error
	if d.cmd != nil {
		err = d.cmd.Process.Signal(syscall.SIGTERM)
		exit := (*exec.ExitError)(nil) // what it says of its end does not matter
		if ended := <-d.done; ended != nil && !errors.As(ended, &exit) {
			err = errors.Join(err, ended)
		}
		d.cmd = nil
	}
	if d.dir == "" {
		return err
	}
	return errors.Join(err, os.RemoveAll(d.dir))
}

// Deliver hands a mail to a user's INBOX by LMTP; Dovecot adds Return-Path, Delivered-To and Received. An empty from
// is the null sender.
func (d *Dovecot) Deliver(t TB, from, to string, raw []byte) {
	t.Helper()
	if err := d.deliver(from, to, raw); err != nil {
		t.Fatalf("deliver to %s: %v", to, err)
	}
}

func (d *Dovecot) deliver(from, to string, raw []byte) error {
	nc, err := dial(d.LMTP)
	if err != nil {
		return err
	}
	c := smtp.NewClientLMTP(nc)
	defer func() { _ = c.Close() }()
	if err := c.SendMail(from, []string{to}, bytes.NewReader(raw)); err != nil {
		return err
	}
	return c.Quit()
}

// Kick ends a user's present connections.
func (d *Dovecot) Kick(t TB, user string) {
	t.Helper()
	out, err := exec.CommandContext(context.Background(), "doveadm", "-c", filepath.Join(d.dir, "dovecot.conf"), "kick", user).CombinedOutput()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && exit.ExitCode() == doveadmNobody {
		return
	}
	if err != nil {
		t.Fatalf("kick %s: %v: %s", user, err, out)
	}
}

// Mailbox lists what is in a user's mailbox.
func (d *Dovecot) Mailbox(t TB, user, mailbox string) []Stored {
	t.Helper()
	stored, err := ReadMailbox(d.IMAP, user, d.Password, mailbox)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return stored
}

// Rebuild deletes a mailbox other than INBOX, makes it again under another UIDVALIDITY and puts these mails into it.
func (d *Dovecot) Rebuild(t TB, user, mailbox string, mails ...[]byte) {
	t.Helper()
	if err := d.rebuild(user, mailbox, mails); err != nil {
		t.Fatalf("rebuild %s of %s: %v", mailbox, user, err)
	}
}

// login connects as a user.
func (d *Dovecot) login(user string) (*imapclient.Client, error) {
	c, err := imapclient.DialInsecure(d.IMAP, nil)
	if err != nil {
		return nil, err
	}
	if err := c.Login(user, d.Password).Wait(); err != nil {
		_ = c.Close()
		return nil, err
	}
	return c, nil
}

func (d *Dovecot) rebuild(user, mailbox string, mails [][]byte) error {
	c, err := d.login(user)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }()
	var refused *imap.Error // there may be none to delete
	if err := c.Delete(mailbox).Wait(); err != nil && !errors.As(err, &refused) {
		return err
	}
	if err := c.Create(mailbox, nil).Wait(); err != nil {
		return err
	}
	if err := appendAll(c, mailbox, mails); err != nil {
		return err
	}
	return c.Logout().Wait()
}

func appendAll(c *imapclient.Client, mailbox string, mails [][]byte) error {
	for _, raw := range mails {
		a := c.Append(mailbox, int64(len(raw)), nil)
		_, werr := a.Write(raw)
		if err := errors.Join(werr, a.Close()); err != nil {
			return err
		}
		if _, err := a.Wait(); err != nil {
			return err
		}
	}
	return nil
}

// Append puts a mail into a user's mailbox as it is, as a mail program does.
func (d *Dovecot) Append(t TB, user, mailbox string, raw []byte) {
	t.Helper()
	if err := d.append(user, mailbox, raw); err != nil {
		t.Fatalf("append to %s of %s: %v", mailbox, user, err)
	}
}

func (d *Dovecot) append(user, mailbox string, raw []byte) error {
	c, err := d.login(user)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }()
	if err := appendAll(c, mailbox, [][]byte{raw}); err != nil {
		return err
	}
	return c.Logout().Wait()
}
