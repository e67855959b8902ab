package email

import (
	"context"
	"crypto/tls"
	"fmt"
	"strconv"
)

// smallMail is the size, in bytes, below which forwards of mails with attachments are often refused.
const smallMail = 10_000_000

// smtp examines the sending side; false where it does not work.
func (x *examination) smtp(ctx context.Context) bool {
	s := x.c.settings.SMTP
	x.place = "smtp " + s.Server
	if !x.host(ctx, s, true) {
		return false
	}
	var state *tls.ConnectionState
	p := newPool(x.c.settings, x.c.smtp.as, watch(x.c.smtp.tls, &state), x.c.env)
	w, err := p.connect(ctx)
	if err != nil {
		x.problem(p.sentence(err))
		return false
	}
	defer func() { _ = w.Close() }()
	stop := context.AfterFunc(ctx, func() { _ = w.Close() })
	defer stop()
	x.encryption(s, state)
	if offered, _ := w.client.Extension("AUTH"); !offered {
		x.warn("the server offers no login for sending; mail is sent without", "that is right for a relay in your own network; else check smtp")
	} else {
		x.login(p.as, s.User)
	}
	x.extensions(w)
	sender := x.nullSender(w)
	_ = w.client.Quit() // what it says of the end does not matter
	return sender
}

// extensions tells what the server offers, and what the lack of something means.
func (x *examination) extensions(w *wire) {
	if offered, size := w.client.Extension("SIZE"); offered {
		x.size(size)
	}
	if offered, _ := w.client.Extension("DSN"); offered {
		x.ok("the server offers DSN: automatic replies ask for no reports")
	} else {
		x.note("the server offers no DSN: reports about automatic replies may come, and are told from mail", "")
	}
	if offered, _ := w.client.Extension("SMTPUTF8"); !offered {
		x.note("the server offers no SMTPUTF8: customers with an address such as jörg@example.com get no mail", "")
	}
}

func (x *examination) size(limit string) {
	n, err := strconv.ParseInt(limit, 10, 64)
	switch {
	case err != nil || n == 0:
		x.ok("the server states no limit for the size of a mail")
	case n < smallMail:
		x.warn(fmt.Sprintf("the server takes mails of up to %s only", megabytes(n)), "forwards with larger attachments are refused; ask for a higher limit")
	default:
		x.ok("the server takes mails of up to %s", megabytes(n))
	}
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

// nullSender asks whether automatic replies may leave as RFC 3834 wants it; false where not.
func (x *examination) nullSender(w *wire) bool {
	if !x.c.settings.UsesNullSender() {
		return true
	}
	if err := w.client.Mail("", nil); err != nil {
		x.problem(fmt.Sprintf("the server refuses the null sender, by which automatic replies leave: %v", err), "set null_sender: false and give a bounce address")
		return false
	}
	x.ok("the server accepts the null sender, by which automatic replies leave")
	return true
}
