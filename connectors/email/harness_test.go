package email

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"frontdesk/connectors/email/dkim"
	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
)

// patience bounds waiting for what must happen; it is never reached by a test that passes.
const patience = 60 * time.Second

// box is one mailbox on a real or an embedded server.
type box struct {
	addr, user, password string
	put                  func(raw []byte)
	send                 func(raw []byte) // to the folder of sent mail, as a mail program does
	rebuild              func(folder string, mails ...[]byte)
	stored               func() []mailtest.Stored
}

// eachServer runs a test on the embedded server and on Dovecot.
func eachServer(t *testing.T, f func(t *testing.T, b box)) {
	t.Helper()
	t.Run("embedded", func(t *testing.T) { f(t, embeddedBox(t, mailtest.Options{})) })
	t.Run("dovecot", func(t *testing.T) { f(t, dovecotBox(t)) })
}

func embedded(t *testing.T, o mailtest.Options) *mailtest.Server {
	t.Helper()
	o.Users = []mailtest.User{{Address: "support@example.test", Password: "secret", Mailboxes: []string{"Support"}}}
	return mailtest.Serve(t, o)
}

func embeddedBox(t *testing.T, o mailtest.Options) box {
	t.Helper()
	s := embedded(t, o)
	user := "support@example.test"
	return box{
		addr: s.IMAP(), user: user, password: "secret",
		put: func(raw []byte) { mustAppend(t, s, raw) },
		send: func(raw []byte) {
			if _, err := s.Append(user, "Sent", raw); err != nil {
				t.Error(err)
			}
		},
		rebuild: func(folder string, mails ...[]byte) {
			if err := s.Rebuild(user, folder, mails...); err != nil {
				t.Error(err)
			}
		},
		stored: func() []mailtest.Stored {
			stored, err := s.Mailbox(user, "INBOX")
			if err != nil {
				t.Error(err)
			}
			return stored
		},
	}
}

func mustAppend(t *testing.T, s *mailtest.Server, raw []byte) uint32 {
	t.Helper()
	uid, err := s.Append("support@example.test", "INBOX", raw)
	if err != nil {
		t.Error(err)
	}
	return uid
}

func dovecotBox(t *testing.T) box {
	t.Helper()
	d := mailtest.StartDovecot(t, 0)
	return box{
		addr: d.IMAP, user: d.Users[0], password: d.Password,
		put:     func(raw []byte) { d.Deliver(t, "customer@example.net", d.Users[0], raw) },
		send:    func(raw []byte) { d.Append(t, d.Users[0], "Sent", raw) },
		rebuild: func(folder string, mails ...[]byte) { d.Rebuild(t, d.Users[0], folder, mails...) },
		stored:  func() []mailtest.Stored { return d.Mailbox(t, d.Users[0], "INBOX") },
	}
}

// settings of the box, without encryption.
func (b box) settings() *Settings {
	return &Settings{
		Address: b.user, Folder: "INBOX", Start: startAll,
		IMAP: Server{Server: b.addr, User: b.user, TLS: TLSNone},
	}
}

// quickly is defaultTiming with short pauses after failures.
func quickly() timing {
	t := defaultTiming()
	t.sentEvery = 10 * time.Millisecond
	t.retryFirst, t.retryLast, t.retryLogin, t.storeLast = time.Millisecond, 20*time.Millisecond, 20*time.Millisecond, 20*time.Millisecond
	return t
}

// running is a connector at work.
type running struct {
	t      *testing.T
	inbox  *inbox
	end    context.CancelFunc
	result chan error
	said   *reports
}

func newConnector(s *Settings, password string, said *reports) *Connector {
	env := withDefaults(gateway.Environment{Channel: gateway.Channel{Name: "support"}, Report: said.note})
	as := credential{user: s.IMAP.User, password: password}
	return &Connector{settings: s, env: env, imapLogin: as, board: &board{report: env.Report}, timing: quickly(), dkim: dkim.New(env.LookupTXT, env.Now)}
}

func run(t *testing.T, c *Connector, in *inbox, said *reports) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r := &running{t: t, inbox: in, end: cancel, result: make(chan error, 1), said: said}
	go func() { r.result <- c.Run(ctx, in) }()
	t.Cleanup(func() {
		cancel()
		if err := r.wait(); err != nil && !errors.Is(err, gateway.ErrLeaseLost) {
			t.Errorf("Run ended with %v", err)
		}
	})
	return r
}

// start runs a connector with these settings and a new inbox.
func start(t *testing.T, s *Settings, password string) *running {
	t.Helper()
	said := newReports()
	return run(t, newConnector(s, password, said), newInbox(), said)
}

// stop ends Run and waits for it.
func (r *running) stop() error {
	r.end()
	return r.wait()
}

func (r *running) wait() error {
	select {
	case err := <-r.result:
		r.result <- err
		return err
	case <-time.After(patience):
		r.t.Error("Run did not end")
		return nil
	}
}

// inbox is an intake that keeps what it is given, as a store does: events and cursor together, or neither.
type inbox struct {
	mu      sync.Mutex
	events  []gateway.Event
	batches []int
	cursors map[string]string
	before  func(events []gateway.Event) error // asked before anything is stored
	after   func(events []gateway.Event)
	changed chan struct{}
}

func newInbox() *inbox {
	return &inbox{cursors: map[string]string{}, changed: make(chan struct{})}
}

func (in *inbox) Cursor(_ context.Context, source string) (string, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.cursors[source], nil
}

func (in *inbox) Accept(_ context.Context, events []gateway.Event, c gateway.Cursor) error {
	in.mu.Lock()
	if in.before != nil {
		if err := in.before(events); err != nil {
			in.mu.Unlock()
			return err
		}
	}
	in.events = append(in.events, events...)
	in.batches = append(in.batches, len(events))
	in.cursors[c.Source] = c.Value
	close(in.changed)
	in.changed = make(chan struct{})
	in.mu.Unlock()
	if in.after != nil {
		in.after(events)
	}
	return nil
}

// until waits until ok says so of what was accepted.
func (in *inbox) until(t *testing.T, what string, ok func(events []gateway.Event, cursor string) bool) []gateway.Event {
	t.Helper()
	timeout := time.After(patience)
	for {
		in.mu.Lock()
		events, cursor, changed := append([]gateway.Event(nil), in.events...), in.cursors["INBOX"], in.changed
		in.mu.Unlock()
		if ok(events, cursor) {
			return events
		}
		select {
		case <-changed:
		case <-timeout:
			t.Fatalf("waited for %s; %d events, cursor %q", what, len(events), cursor)
		}
	}
}

func (in *inbox) wait(t *testing.T, n int) []gateway.Event {
	t.Helper()
	return in.until(t, fmt.Sprintf("%d events", n), func(events []gateway.Event, _ string) bool { return len(events) >= n })
}

// ready waits for the first cursor: mail from then on is new.
func (in *inbox) ready(t *testing.T) {
	t.Helper()
	in.until(t, "a cursor", func(_ []gateway.Event, cursor string) bool { return cursor != "" })
}

// watches waits for the first cursor of the folder of sent mail.
func (in *inbox) watches(t *testing.T) {
	t.Helper()
	in.until(t, "a cursor of sent mail", func([]gateway.Event, string) bool {
		in.mu.Lock()
		defer in.mu.Unlock()
		return in.cursors["Sent"] != ""
	})
}

// reports keeps what was told to people.
type reports struct {
	mu      sync.Mutex
	list    []*gateway.Problem
	changed chan struct{}
}

func newReports() *reports { return &reports{changed: make(chan struct{})} }

func (r *reports) note(p *gateway.Problem) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, p)
	close(r.changed)
	r.changed = make(chan struct{})
}

func (r *reports) snapshot() ([]*gateway.Problem, <-chan struct{}) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]*gateway.Problem(nil), r.list...), r.changed
}

// problem waits for a report that holds words.
func (r *reports) problem(t *testing.T, words string) gateway.Problem {
	t.Helper()
	timeout := time.After(patience)
	for {
		list, changed := r.snapshot()
		for _, p := range list {
			if p != nil && strings.Contains(p.String(), words) {
				return *p
			}
		}
		select {
		case <-changed:
		case <-timeout:
			t.Fatalf("waited for a report of %q; got %v", words, list)
		}
	}
}

// well waits for the report that all is well, after the reports known so far.
func (r *reports) well(t *testing.T) {
	t.Helper()
	before, changed := r.snapshot()
	timeout := time.After(patience)
	for {
		select {
		case <-changed:
		case <-timeout:
			t.Fatal("waited for the report that all is well")
		}
		var list []*gateway.Problem
		list, changed = r.snapshot()
		for _, p := range list[len(before):] {
			if p == nil {
				return
			}
		}
	}
}

// customerMail is a short mail with this number.
func customerMail(n int) []byte {
	return fmt.Appendf(nil, "From: Anna <anna@example.net>\r\nTo: support@example.test\r\nSubject: Question %d\r\n"+
		"Message-ID: <q%d@example.net>\r\nDate: Fri, 02 Jan 2026 10:00:00 +0000\r\n\r\nWhere is my order %d?\r\n", n, n, n)
}

// once fails where a mail is missing or doubled.
func once(t *testing.T, events []gateway.Event, n int) {
	t.Helper()
	seen := map[string]int{}
	for _, e := range events {
		seen[e.Message.Subject]++
	}
	for i := range n {
		if subject := fmt.Sprintf("Question %d", i); seen[subject] != 1 {
			t.Errorf("%s was accepted %d times", subject, seen[subject])
		}
	}
	if len(events) != n {
		t.Errorf("%d events of %d mails", len(events), n)
	}
}

// proxy stands between connector and server, and cuts connections after some bytes.
type proxy struct {
	net.Listener
	target string
	limit  atomic.Int64 // bytes from the server until the next connection is cut; 0: never
	cuts   atomic.Int64
}

func newProxy(t *testing.T, target string) *proxy {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{Listener: ln, target: target}
	t.Cleanup(func() { _ = ln.Close() })
	go p.serve()
	return p
}

func (p *proxy) serve() {
	for {
		client, err := p.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", p.target)
		if err != nil {
			_ = client.Close()
			continue
		}
		go func() {
			_, _ = io.Copy(server, client)
			_ = server.Close()
		}()
		go p.answer(client, server, p.limit.Load())
	}
}

func (p *proxy) answer(client, server net.Conn, limit int64) {
	var from io.Reader = server
	if limit > 0 {
		from = io.LimitReader(server, limit)
	}
	n, _ := io.Copy(client, from)
	if limit > 0 && n == limit {
		p.cuts.Add(1)
	}
	_ = client.Close()
	_ = server.Close()
}
