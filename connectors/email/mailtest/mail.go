package mailtest

import (
	"context"
	"sync"
	"time"
)

// Mail is one mail that the server accepted by SMTP, to one recipient.
type Mail struct {
	From       string // envelope sender; empty for the null sender <>
	To         string // envelope recipient
	Notify     string // the recipient's NOTIFY parameter, "NEVER"; empty without
	UTF8       bool   // SMTPUTF8 was asked for
	User       string // who was authenticated; empty without
	Connection int    // number of the connection, from 1
	Local      bool   // it went to an INBOX of this server
	Raw        []byte // as submitted, CRLF line ends
	At         time.Time
}

// mailLog is all that was accepted, for those who wait for it.
type mailLog struct {
	mu      sync.Mutex
	mails   []Mail
	changed chan struct{} // closed and replaced with each mail
}

func newMailLog() *mailLog { return &mailLog{changed: make(chan struct{})} }

func (l *mailLog) add(m Mail) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.mails = append(l.mails, m)
	close(l.changed)
	l.changed = make(chan struct{})
}

func (l *mailLog) read() ([]Mail, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]Mail(nil), l.mails...), l.changed
}

// Mails are all mails accepted by SMTP, in order.
func (s *Server) Mails() []Mail {
	mails, _ := s.mails.read()
	return mails
}

// Outbox are the mails to people elsewhere, in order.
func (s *Server) Outbox() []Mail {
	mails, _ := s.mails.read()
	return outgoing(mails)
}

func outgoing(mails []Mail) []Mail {
	var out []Mail
	for _, m := range mails {
		if !m.Local {
			out = append(out, m)
		}
	}
	return out
}

// WaitOutbox waits until the outbox holds at least n mails, or ctx ends. It returns what the outbox holds then.
func (s *Server) WaitOutbox(ctx context.Context, n int) ([]Mail, error) {
	for {
		mails, changed := s.mails.read()
		out := outgoing(mails)
		if len(out) >= n {
			return out, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return out, ctx.Err()
		}
	}
}
