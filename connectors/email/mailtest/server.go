// Package mailtest is a mail server for tests and for the demo: real IMAP and SMTP on loopback, with mailboxes in
// memory. It is not for production mail and knows nothing of Frontdesk.
//
// [Start], and for a test [Serve], gives the embedded server (go-imap's and go-smtp's servers, which can misbehave on demand:
// see [Fault]), [StartDovecot] a private real Dovecot. Both are read and filled by the same few helpers of mailbox.go.
package mailtest

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/emersion/go-smtp"
)

// User is one mailbox owner of a server.
type User struct {
	Address   string // also the login name
	Password  string
	Aliases   []string // further addresses that are delivered to the INBOX
	Mailboxes []string // beside INBOX and Sent
}

// Options of a server. The zero value is a server without users and TLS that accepts every mail.
type Options struct {
	Domain       string // of the server, by default example.test
	Users        []User
	Certificate  *tls.Certificate // with it there is STARTTLS, and implicit TLS on further ports; see Certificate
	RequireAuth  bool             // SMTP refuses mail before AUTH
	NoAuth       bool             // SMTP offers no AUTH
	NoDSN        bool             // SMTP offers no DSN
	NoSMTPUTF8   bool             // SMTP offers no SMTPUTF8
	NoMove       bool             // IMAP offers no MOVE
	NoSpecialUse bool             // IMAP does not tell what folders are for
	SaveSent     bool             // mail submitted by a user is saved to the user's Sent folder, as Gmail does
	MaxSize      int64            // of a mail by SMTP; 0: no limit
	// Tokens says whose access token it is. With it, logins are by token only, by these mechanisms.
	Tokens     func(token string) (user string, ok bool)
	Mechanisms []string
	Now        func() time.Time // for Received; by default time.Now
	OnMail     func(Mail)       // called for each mail accepted by SMTP, in its session's goroutine
}

// Server is a running mail server. All its methods are safe for concurrent use.
type Server struct {
	options Options
	users   map[string]*account // by canonical address
	imap    *imapserver.Server
	smtp    *smtp.Server
	ports   []*port
	served  sync.WaitGroup
	mails   *mailLog
	faults  faults
	poison  poisons
	omitted omissions
}

type account struct {
	User
	store *imapmemserver.User
}

// Ports of a server, in this order in Server.ports.
const (
	portIMAP = iota
	portSMTP
	portIMAPS
	portSMTPS
)

// Start starts a server on free ports of 127.0.0.1. Close ends it.
func Start(o Options) (*Server, error) {
	if o.Domain == "" {
		o.Domain = "example.test"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Server{options: o, users: make(map[string]*account), mails: newMailLog()}
	for _, u := range o.Users {
		if err := s.addUser(u); err != nil {
			return nil, fmt.Errorf("mail server: add user %s: %w", u.Address, err)
		}
	}
	s.imap = imapserver.New(s.imapOptions())
	s.smtp = s.newSMTP()
	if err := s.listen(); err != nil {
		return nil, errors.Join(fmt.Errorf("mail server: %w", err), s.Close())
	}
	return s, nil
}

// Serve is Start for a test: what goes wrong fails it, and the server ends with it.
func Serve(t testing.TB, o Options) *Server {
	t.Helper()
	s, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("the mail server ended with %v", err)
		}
	})
	return s
}

func (s *Server) tlsConfig() *tls.Config {
	if s.options.Certificate == nil {
		return nil
	}
	return &tls.Config{Certificates: []tls.Certificate{*s.options.Certificate}, MinVersion: tls.VersionTLS12}
}

func (s *Server) listen() error {
	n := portSMTP + 1
	if s.options.Certificate != nil {
		n = portSMTPS + 1
	}
	for i := range n {
		ln, err := listen()
		if err != nil {
			return err
		}
		p := newPort(ln)
		s.ports = append(s.ports, p)
		s.served.Go(func() { _ = s.serve(i, p) }) // its only error is the closed listener
	}
	return nil
}

func (s *Server) serve(i int, p *port) error {
	switch i {
	case portIMAP:
		return s.imap.Serve(p)
	case portIMAPS:
		return s.imap.Serve(tls.NewListener(p, s.tlsConfig()))
	case portSMTPS:
		return s.smtp.Serve(tls.NewListener(p, s.tlsConfig()))
	default:
		return s.smtp.Serve(p)
	}
}

// Close ends all connections and waits for the server's goroutines.
func (s *Server) Close() error {
	err := errors.Join(s.imap.Close(), s.smtp.Close())
	for _, p := range s.ports {
		_ = p.Close() // closed by its server, if that served it already
		p.drop()
	}
	s.served.Wait()
	for _, p := range s.ports {
		p.wait()
	}
	return err
}

func (s *Server) addr(i int) string {
	if i >= len(s.ports) {
		return ""
	}
	return s.ports[i].Addr().String()
}

// IMAP is the address of the port without TLS or with STARTTLS.
func (s *Server) IMAP() string { return s.addr(portIMAP) }

// SMTP is the address of the port without TLS or with STARTTLS.
func (s *Server) SMTP() string { return s.addr(portSMTP) }

// IMAPS is the address of the port with implicit TLS; empty without a certificate.
func (s *Server) IMAPS() string { return s.addr(portIMAPS) }

// SMTPS is the address of the port with implicit TLS; empty without a certificate.
func (s *Server) SMTPS() string { return s.addr(portSMTPS) }

// Connections are how many connections were ever made to the SMTP ports.
func (s *Server) Connections() int {
	n := s.ports[portSMTP].count()
	if len(s.ports) > portSMTPS {
		n += s.ports[portSMTPS].count()
	}
	return n
}

// IMAPConnections are how many connections were ever made to the IMAP ports.
func (s *Server) IMAPConnections() int {
	n := s.ports[portIMAP].count()
	if len(s.ports) > portIMAPS {
		n += s.ports[portIMAPS].count()
	}
	return n
}

// DropConnections closes all present connections, as a restarted server does.
func (s *Server) DropConnections() {
	for _, p := range s.ports {
		p.drop()
	}
}

// Freeze makes the server silent, as one behind a dead network: connections are accepted and stay open, but nothing
// is said on them any more until Freeze(false).
func (s *Server) Freeze(frozen bool) {
	for _, p := range s.ports {
		p.freeze(frozen)
	}
}

// quiet discards the servers' own logging: refused TLS and dropped connections are what tests ask for.
func quiet() *log.Logger { return log.New(io.Discard, "", 0) }

// canonical is an address as a key: lower case, without "+tag".
func canonical(addr string) string {
	addr = strings.ToLower(addr)
	local, domain, ok := strings.Cut(addr, "@")
	if i := strings.IndexByte(local, '+'); ok && i > 0 {
		return local[:i] + "@" + domain
	}
	return addr
}
