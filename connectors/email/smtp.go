package email

import (
	"context"
	"errors"
	"fmt"

	"github.com/emersion/go-smtp"

	"frontdesk/gateway"
)

// Send implements [gateway.Connector]. It composes the mail and hands it to the SMTP server.
//
// Any reply code of the server is definite, also after the final dot. An interruption is definite as long as the final
// dot cannot have been written; after that nobody knows, and the error is no *SendError.
func (c *Connector) Send(ctx context.Context, d gateway.Delivery) (gateway.Receipt, error) {
	m, err := newOutgoing(d, c.settings, c.env)
	if err != nil {
		return gateway.Receipt{}, &gateway.SendError{Permanent: true, Err: err}
	}
	if err := c.smtp.enter(ctx); err != nil {
		return gateway.Receipt{}, err
	}
	defer c.smtp.leave()
	return c.smtp.send(ctx, m)
}

// outgoing is one mail with its envelope. It has one recipient, as every mail of ours.
type outgoing struct {
	from, to string
	raw      []byte
	utf8     bool // an address needs SMTPUTF8
	quiet    bool // no delivery reports about it: NOTIFY=NEVER
}

func newOutgoing(d gateway.Delivery, s *Settings, env gateway.Environment) (outgoing, error) {
	from, to, raw, err := Compose(d, s, env.Keys, env.Now())
	if err != nil {
		return outgoing{}, err
	}
	return outgoing{from: from, to: to, raw: raw, utf8: !isPlainASCII(from + to), quiet: d.Kind.Automatic()}, nil
}

// send uses a kept connection where there is one. The server may have ended it meanwhile: then the mail goes over a
// fresh one, as long as nothing of it was sent.
func (p *pool) send(ctx context.Context, m outgoing) (gateway.Receipt, error) {
	if w := p.take(); w != nil {
		receipt, err := p.over(ctx, w, m)
		if stale := (*staleError)(nil); !errors.As(err, &stale) || ctx.Err() != nil {
			return receipt, err
		}
	}
	w, err := p.connect(ctx)
	if err != nil {
		return gateway.Receipt{}, err
	}
	return p.over(ctx, w, m)
}

// over sends the mail over one connection and keeps this for the next mail if it is still good.
func (p *pool) over(ctx context.Context, w *wire, m outgoing) (gateway.Receipt, error) {
	stop := context.AfterFunc(ctx, func() { _ = w.Close() })
	text, err := w.transact(m)
	good := stop() && !w.broken.Load() && (err == nil || w.recover(err))
	if good {
		p.keep(w)
	} else {
		_ = w.Close()
	}
	if err != nil {
		return gateway.Receipt{}, p.sendError(ctx, m, w, err)
	}
	return gateway.Receipt{Response: "250 " + text}, nil
}

// recover makes a connection usable again after a refusal; false where it is not.
func (w *wire) recover(err error) bool {
	refused := (*smtp.SMTPError)(nil)
	return errors.As(err, &refused) && refused.Code != 421 && w.client.Reset() == nil
}

// stageError says how far a transaction came.
type stageError struct {
	stage stage
	err   error
}

type stage string

const (
	stageSender    stage = "MAIL FROM"
	stageRecipient stage = "RCPT TO"
	stageData      stage = "DATA"
	stageBody      stage = "sending the mail"
	stageAnswer    stage = "the answer to the mail"
)

func (e *stageError) Error() string { return string(e.stage) + ": " + e.err.Error() }
func (e *stageError) Unwrap() error { return e.err }

// transact hands over one mail and returns the server's last words.
func (w *wire) transact(m outgoing) (string, error) {
	if ok, _ := w.client.Extension("SMTPUTF8"); m.utf8 && !ok {
		return "", errNoSMTPUTF8
	}
	if err := w.client.Mail(m.from, &smtp.MailOptions{Size: int64(len(m.raw)), UTF8: m.utf8}); err != nil {
		return "", &stageError{stageSender, err}
	}
	rcpt := &smtp.RcptOptions{} // go-smtp leaves NOTIFY out where the server offers no DSN
	if m.quiet {
		rcpt.Notify = []smtp.DSNNotify{smtp.DSNNotifyNever}
	}
	if err := w.client.Rcpt(m.to, rcpt); err != nil {
		return "", &stageError{stageRecipient, err}
	}
	data, err := w.client.Data()
	if err != nil {
		return "", &stageError{stageData, err}
	}
	if _, err := data.Write(m.raw); err != nil { // data stays open: closing it would write the final dot
		return "", &stageError{stageBody, err}
	}
	answer, err := data.CloseWithResponse()
	if err != nil {
		return "", &stageError{stageAnswer, err}
	}
	return answer.StatusText, nil
}

// dotMayHaveArrived: the final dot was handed to the network whole, since no write failed, and no reply code came.
func (w *wire) dotMayHaveArrived(err error) bool {
	at := (*stageError)(nil)
	return errors.As(err, &at) && at.stage == stageAnswer && !w.broken.Load()
}

// staleError: a kept connection was gone before anything of the mail was sent. The error is definite too.
type staleError struct{ *gateway.SendError }

func (e *staleError) Unwrap() error { return e.SendError }

var errNoSMTPUTF8 = errors.New("the address needs SMTPUTF8, which the mail server does not offer")

// sendError sorts what went wrong into definite and unknown.
func (p *pool) sendError(ctx context.Context, m outgoing, w *wire, err error) error {
	if errors.Is(err, errNoSMTPUTF8) {
		return &gateway.SendError{Permanent: true, Err: err}
	}
	at, refused := (*stageError)(nil), (*smtp.SMTPError)(nil)
	if !errors.As(err, &refused) {
		if ctx.Err() != nil {
			err = fmt.Errorf("%w (%w)", context.Cause(ctx), err)
		}
		if w.dotMayHaveArrived(err) {
			return fmt.Errorf("interrupted, not known whether it was delivered: %w", err)
		}
		definite := &gateway.SendError{Err: fmt.Errorf("interrupted before the end of the mail: %w", err)}
		return p.perhapsStale(w, err, definite)
	}
	definite := refusal(refused, err)
	if errors.As(err, &at) && at.stage == stageSender && m.from == "" && definite.Permanent {
		definite.Err = fmt.Errorf(`the server may refuse the null sender, which "null_sender: false" avoids: %w`, definite.Err)
	}
	if refused.Code == 421 {
		return p.perhapsStale(w, err, definite)
	}
	return definite
}

// perhapsStale marks the errors of a kept connection that came before DATA was answered.
func (p *pool) perhapsStale(w *wire, err error, definite *gateway.SendError) error {
	at := (*stageError)(nil)
	if w.used && errors.As(err, &at) && at.stage != stageBody && at.stage != stageAnswer {
		return &staleError{definite}
	}
	return definite
}
