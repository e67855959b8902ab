package email

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-sasl"

	"frontdesk/connectors/email/oauth"
)

// link is one logged-in IMAP connection. One goroutine at a time uses it, and every use goes through do, so that no
// call into the library can wait for ever.
type link struct {
	*imapclient.Client
	conn  *deadlineConn
	quiet time.Duration // how long the server may be silent while an answer is awaited
	total time.Duration // how long one command may take in all
	news  chan struct{} // has an entry once the server said that the mailbox changed
	stop  func() bool   // ends the watch over the context
}

var (
	errSilent      = errors.New("the server stopped answering")
	errNoStartTLS  = errors.New("the server does not offer STARTTLS")
	errNoPlaintext = errors.New("the server refuses logins without encryption")
)

// dial connects to the IMAP server and logs in. The link ends with ctx; close it in any case.
func (c *Connector) dial(ctx context.Context) (l *link, err error) {
	err = c.imapLogin.use(ctx, func(secret string) error {
		l, err = c.dialWith(ctx, secret)
		return err
	})
	return l, err
}

// dialWith logs in with this password or token.
func (c *Connector) dialWith(ctx context.Context, secret string) (*link, error) {
	l, err := c.connect(ctx)
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	if err := l.login(ctx, c.imapLogin, secret, c.settings.IMAP.Server); err != nil {
		l.close()
		return nil, err
	}
	return l, nil
}

// connect opens the connection and waits for the greeting, encrypted as the settings say.
func (c *Connector) connect(ctx context.Context) (*link, error) {
	dialer := net.Dialer{Timeout: c.timing.quiet}
	raw, err := dialer.DialContext(ctx, "tcp", c.settings.IMAP.Server)
	if err != nil {
		return nil, err
	}
	l := &link{
		conn: &deadlineConn{Conn: raw}, quiet: c.timing.quiet, total: c.timing.total,
		news: make(chan struct{}, 1),
	}
	l.stop = context.AfterFunc(ctx, func() { l.conn.abort(context.Cause(ctx)) })
	err = l.do(ctx, func() error {
		client, err := l.greet(ctx, c.settings.IMAP.TLS, c.imapTLS)
		l.Client = client
		return err
	})
	if err != nil {
		l.close()
		return nil, err
	}
	return l, nil
}

func (l *link) greet(ctx context.Context, kind string, config *tls.Config) (*imapclient.Client, error) {
	options := &imapclient.Options{TLSConfig: config, UnilateralDataHandler: &imapclient.UnilateralDataHandler{
		Mailbox: func(d *imapclient.UnilateralDataMailbox) {
			if d.NumMessages != nil {
				l.noteNews()
			}
		},
	}}
	switch kind {
	case TLSNone:
		client := imapclient.New(l.conn, options)
		return client, client.WaitGreeting()
	case TLSStart:
		return startTLS(l.conn, options)
	}
	secure := tls.Client(l.conn, config)
	if err := secure.HandshakeContext(ctx); err != nil {
		return nil, err
	}
	client := imapclient.New(secure, options)
	return client, client.WaitGreeting()
}

// startTLS tells a server that does not know STARTTLS from one whose certificate is wrong.
func startTLS(conn net.Conn, options *imapclient.Options) (*imapclient.Client, error) {
	client, err := imapclient.NewStartTLS(conn, options)
	var refused *imap.Error
	if errors.As(err, &refused) {
		return nil, fmt.Errorf("%w: %s", errNoStartTLS, refused.Text)
	}
	if err != nil {
		return nil, err
	}
	return client, client.WaitGreeting()
}

func (l *link) login(ctx context.Context, as credential, secret, server string) error {
	return l.do(ctx, func() error {
		caps := l.Caps()
		if as.tokens != nil {
			m := as.mechanism(func(name string) bool { return caps.Has(imap.AuthCap(name)) }, secret, server)
			if m == nil {
				return &loginError{err: errNoTokens, token: true}
			}
			return imapLoginResult(l.Authenticate(m), secret, m)
		}
		var err error
		switch {
		case caps.Has(imap.AuthCap(sasl.Plain)):
			err = l.Authenticate(sasl.NewPlainClient("", as.user, secret))
		case caps.Has(imap.CapLoginDisabled):
			return errNoPlaintext
		default:
			err = l.Login(as.user, secret).Wait()
		}
		return imapLoginResult(err, secret, nil)
	})
}

// imapLoginResult marks a refusal as one of the account; m is nil for a password.
func imapLoginResult(err error, secret string, m *oauth.Mechanism) error {
	refused := (*imap.Error)(nil)
	if !errors.As(err, &refused) {
		return err
	}
	err = withoutSecret(err, secret)
	if refused.Code == imap.ResponseCodeUnavailable {
		return err
	}
	return newLoginError(err, m)
}

// noteNews may be called by any goroutine.
func (l *link) noteNews() {
	select {
	case l.news <- struct{}{}:
	default:
	}
}

// hasNews takes the note.
func (l *link) hasNews() bool {
	select {
	case <-l.news:
		return true
	default:
		return false
	}
}

// hangs is how long f may go on once its connection is closed; it ends at once unless the library hangs.
const hangs = 5 * time.Second

// do runs f, which may call into the library, until it ends, the server is silent for too long, the total time is
// over or ctx ends. After an error other than the server's own refusal the connection is closed, and what f was to
// find must not be looked at: where the library hangs even then, f outlives do.
func (l *link) do(ctx context.Context, f func() error) error {
	if err := l.conn.cause(); err != nil {
		return err
	}
	l.conn.expect(l.quiet)
	defer l.conn.expect(0)
	done := make(chan error, 1)
	go func() { done <- recovered(f) }()
	timer := time.NewTimer(l.total)
	defer timer.Stop()
	select {
	case err := <-done:
		return l.judge(err)
	case <-timer.C:
		l.conn.abort(errSilent)
	case <-ctx.Done():
		l.conn.abort(context.Cause(ctx))
	}
	timer.Reset(hangs)
	select {
	case err := <-done:
		return l.judge(err)
	case <-timer.C:
		return l.conn.cause()
	}
}

// recovered turns a panic of the library over odd answers into an error.
func recovered(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	return f()
}

// judge replaces the library's words for a broken connection by what broke it.
func (l *link) judge(err error) error {
	var refused *imap.Error
	if err == nil || errors.As(err, &refused) {
		return err
	}
	if cause := l.conn.cause(); cause != nil {
		var timeout net.Error
		if errors.As(cause, &timeout) && timeout.Timeout() {
			return fmt.Errorf("%w: %w", errSilent, cause)
		}
		return fmt.Errorf("%w (%v)", cause, err) //nolint:errorlint // the library's words beside the cause
	}
	l.conn.abort(err)
	return err
}

// close ends the link at once. A LOGOUT would only wait for a server that may be gone.
func (l *link) close() {
	l.stop()
	l.conn.abort(net.ErrClosed)
}
