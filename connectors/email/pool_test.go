package email

import (
	"context"
	"net"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
)

// sendingPool is a pool for the embedded server.
func sendingPool(tb testing.TB, s *mailtest.Server) *pool {
	tb.Helper()
	settings := &Settings{Address: "support@example.test", SMTP: Server{Server: s.SMTP(), TLS: TLSNone}}
	return newPool(settings, credential{}, nil, withDefaults(gateway.Environment{Keys: testKeys()}))
}

func TestAnIdleConnectionEndsAfterAWhile(t *testing.T) {
	s := embedded(t, mailtest.Options{})
	p := sendingPool(t, s)
	m := outgoing{to: "ann@customer.example", raw: []byte("Subject: x\r\n\r\nx\r\n")}
	if _, err := p.send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	p.expire(p.idle[0])
	if w := p.take(); w != nil {
		t.Error("the ended connection is still kept")
	}
	if _, err := p.send(t.Context(), m); err != nil || s.Connections() != 2 {
		t.Errorf("%v, %d connections", err, s.Connections())
	}
}

func TestNoMoreConnectionsThanAllowedAreMade(t *testing.T) {
	s := embedded(t, mailtest.Options{})
	p := sendingPool(t, s)
	for range maxSending {
		if err := p.enter(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if err := p.enter(ctx); err == nil {
		t.Error("one more was let in")
	}
	p.leave()
	if err := p.enter(t.Context()); err != nil {
		t.Error(err)
	}
}

// deafConn fails every write, as a connection does that the peer has reset.
type deafConn struct{ net.Conn }

func (deafConn) Write([]byte) (int, error)        { return 0, net.ErrClosed }
func (deafConn) SetWriteDeadline(time.Time) error { return nil }

func TestAFinalDotThatCouldNotBeWrittenDidNotArrive(t *testing.T) {
	answer := &stageError{stageAnswer, net.ErrClosed}
	w := &wire{Conn: deafConn{}}
	if !w.dotMayHaveArrived(answer) || w.dotMayHaveArrived(&stageError{stageBody, net.ErrClosed}) {
		t.Error("only the stage decides while all was written")
	}
	if _, err := w.Write([]byte("\r\n.\r\n")); err == nil || w.dotMayHaveArrived(answer) {
		t.Error("it may have arrived")
	}
}

func BenchmarkSend(b *testing.B) {
	s := mailtest.Serve(b, mailtest.Options{})
	p := sendingPool(b, s)
	d, settings := delivery(gateway.KindAnswer), composeSettings()
	b.Run("frontdesk", func(b *testing.B) {
		for b.Loop() {
			m, err := newOutgoing(d, settings, p.env)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := p.send(b.Context(), m); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("bare go-smtp", func(b *testing.B) {
		_, to, raw, err := Compose(d, settings, testKeys(), composeTime)
		if err != nil {
			b.Fatal(err)
		}
		c, err := smtp.Dial(s.SMTP())
		if err != nil {
			b.Fatal(err)
		}
		defer func() { _ = c.Close() }()
		for b.Loop() {
			sendBare(b, c, to, raw)
		}
	})
}

func sendBare(b *testing.B, c *smtp.Client, to string, raw []byte) {
	b.Helper()
	if err := c.Mail("", nil); err != nil {
		b.Fatal(err)
	}
	if err := c.Rcpt(to, &smtp.RcptOptions{Notify: []smtp.DSNNotify{smtp.DSNNotifyNever}}); err != nil {
		b.Fatal(err)
	}
	w, err := c.Data()
	if err != nil {
		b.Fatal(err)
	}
	if _, err := w.Write(raw); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
}
