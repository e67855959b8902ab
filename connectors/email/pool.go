package email

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"frontdesk/connectors/email/oauth"
	"frontdesk/gateway"
)

// Figures of the sending side. The waiting times are those of RFC 5321 section 4.5.3.2 where it is cheap to wait: giving
// up on the answer to the final dot too early makes deliveries of which nobody knows whether they arrived.
const (
	maxSending     = 4                // connections of one account
	keepIdle       = 45 * time.Second // servers end idle connections after a minute at the earliest
	connectTimeout = time.Minute      // from dialling to the end of AUTH
	commandTimeout = 5 * time.Minute
	answerTimeout  = 10 * time.Minute // after the final dot
	writeTimeout   = 3 * time.Minute  // for each piece of a mail
)

// pool keeps SMTP connections of one account for the next mails. It starts no goroutine; a timer closes what is idle.
type pool struct {
	settings *Settings
	as       credential
	tls      *tls.Config
	env      gateway.Environment
	keepIdle time.Duration
	slots    chan struct{} // one entry for each mail on its way
	noAuth   atomic.Bool   // it was logged that the server offers no AUTH

	mu   sync.Mutex
	idle []*wire
}

func newPool(s *Settings, as credential, config *tls.Config, env gateway.Environment) *pool {
	return &pool{settings: s, as: as, tls: config, env: env, keepIdle: keepIdle, slots: make(chan struct{}, maxSending)}
}

// wire is one SMTP connection. It knows whether a write ever failed, which tells whether a final dot can have arrived.
type wire struct {
	net.Conn // below TLS
	client   *smtp.Client
	timer    *time.Timer // while idle
	broken   atomic.Bool // a write failed
	used     bool        // it carried a mail already
}

// Write gives each piece its time: go-smtp lifts all deadlines before it writes a mail.
func (w *wire) Write(b []byte) (int, error) {
	if err := w.SetWriteDeadline(time.Now().Add(writeTimeout)); err != nil {
		w.broken.Store(true)
		return 0, err
	}
	n, err := w.Conn.Write(b)
	if err != nil {
		w.broken.Store(true)
	}
	return n, err
}

// enter waits for one of the account's slots; leave gives it back.
func (p *pool) enter(ctx context.Context) error {
	if ctx.Err() == nil {
		select {
		case p.slots <- struct{}{}:
			return nil
		case <-ctx.Done():
		}
	}
	return &gateway.SendError{Err: fmt.Errorf("wait for a connection: %w", context.Cause(ctx))}
}

func (p *pool) leave() { <-p.slots }

// take gives a kept connection, the one that was used last, or nil.
func (p *pool) take() *wire {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.idle) > 0 {
		w := p.idle[len(p.idle)-1]
		p.idle = p.idle[:len(p.idle)-1]
		if w.timer.Stop() {
			return w
		}
	}
	return nil
}

// keep puts a connection back for the next mail, for a while.
func (p *pool) keep(w *wire) {
	w.used = true
	p.mu.Lock()
	defer p.mu.Unlock()
	w.timer = time.AfterFunc(p.keepIdle, func() { p.expire(w) })
	p.idle = append(p.idle, w)
}

// expire ends a connection that nobody took.
func (p *pool) expire(w *wire) {
	p.mu.Lock()
	for i := range p.idle {
		if p.idle[i] == w {
			p.idle = append(p.idle[:i], p.idle[i+1:]...)
			break
		}
	}
	p.mu.Unlock()
	w.client.CommandTimeout = time.Second
	_ = w.client.Quit() // a courtesy
	_ = w.Close()
}

// connect opens a connection, encrypted and logged in as the settings say. Its errors are definite: nothing was sent.
func (p *pool) connect(ctx context.Context) (w *wire, err error) {
	ctx, cancel := context.WithTimeout(ctx, connectTimeout)
	defer cancel()
	err = p.as.use(ctx, func(secret string) error {
		w, err = p.connectWith(ctx, secret)
		return err
	})
	if err != nil {
		return nil, p.connectFailed(err)
	}
	return w, nil
}

// connectWith logs in with this password or token.
func (p *pool) connectWith(ctx context.Context, secret string) (*wire, error) {
	nc, err := new(net.Dialer).DialContext(ctx, "tcp", p.settings.SMTP.Server)
	if err != nil {
		return nil, err
	}
	w := &wire{Conn: nc}
	stop := context.AfterFunc(ctx, func() { _ = nc.Close() })
	err = p.greet(ctx, w, secret)
	if !stop() { // the connection was closed under greet, whose words say only that
		err = context.Cause(ctx)
	}
	if err != nil {
		_ = nc.Close()
		return nil, err
	}
	return w, nil
}

func (p *pool) greet(ctx context.Context, w *wire, secret string) (err error) {
	switch p.settings.SMTP.TLS {
	case TLSNone:
		w.client = smtp.NewClient(w)
	case TLSStart:
		if w.client, err = smtp.NewClientStartTLS(w, p.tls); err != nil {
			return err
		}
	default:
		secure := tls.Client(w, p.tls)
		if err := secure.HandshakeContext(ctx); err != nil {
			return err
		}
		w.client = smtp.NewClient(secure)
	}
	w.client.CommandTimeout, w.client.SubmissionTimeout = commandTimeout, answerTimeout
	if err := w.client.Hello(p.helloName()); err != nil {
		return err
	}
	return p.login(w.client, secret)
}

// helloName is the domain we write from: some providers refuse the "localhost" of a client that knows no better.
func (p *pool) helloName() string {
	if domain := (gateway.Address{Addr: asciiAddr(p.settings.Address)}).Domain(); domain != "" {
		return domain
	}
	return "localhost"
}

// errNoMechanism: the server wants a login of a kind that we do not speak.
var errNoMechanism = errors.New("the server offers neither AUTH PLAIN nor AUTH LOGIN")

func (p *pool) login(c *smtp.Client, secret string) error {
	offered, _ := c.Extension("AUTH")
	switch {
	case p.as.none():
		return nil
	case !offered:
		if p.noAuth.CompareAndSwap(false, true) {
			p.env.Log.Warn("the mail server offers no login for sending; mail is sent without")
		}
		return nil
	case p.as.tokens != nil:
		m := p.as.mechanism(c.SupportsAuth, secret, p.settings.SMTP.Server)
		if m == nil {
			return &loginError{err: errNoTokens, token: true}
		}
		return smtpLoginResult(c.Auth(m), secret, m)
	case c.SupportsAuth(sasl.Plain):
		return smtpLoginResult(c.Auth(sasl.NewPlainClient("", p.as.user, secret)), secret, nil)
	case c.SupportsAuth(sasl.Login):
		return smtpLoginResult(c.Auth(sasl.NewLoginClient(p.as.user, secret)), secret, nil)
	}
	return &loginError{err: errNoMechanism}
}

// smtpLoginResult marks a refusal as one of the account; m is nil for a password.
func smtpLoginResult(err error, secret string, m *oauth.Mechanism) error {
	if refused := (*smtp.SMTPError)(nil); errors.As(err, &refused) {
		return newLoginError(withoutSecret(err, secret), m)
	}
	return err
}
