package email

import (
	"context"
	"crypto/tls"
	"fmt"
	"time"

	"github.com/emersion/go-imap/v2"

	"frontdesk/gateway"
)

// When a probe warns.
const (
	certificateWarning = 14 * 24 * time.Hour // before a certificate ends
	clockTolerance     = 2 * time.Minute     // between the mail server's clock and ours
)

// Probe implements [gateway.Prober]: it logs in to both servers, opens the folders that the settings name, and looks at
// certificates and the clock. It sends no mail and changes nothing.
func (c *Connector) Probe(ctx context.Context) []gateway.Problem {
	return append(c.probeIMAP(ctx), c.probeSMTP(ctx)...)
}

// findings collects the problems of one server.
type findings struct {
	place    string
	problems []gateway.Problem
}

func (f *findings) add(what, hint string) {
	f.problems = append(f.problems, gateway.Problem{Place: f.place, What: what, Hint: hint})
}

func (c *Connector) probeIMAP(ctx context.Context) []gateway.Problem {
	f := findings{place: fmt.Sprintf("channel %s, imap %s", c.env.Channel.Name, c.settings.IMAP.Server)}
	var ends time.Time
	watched := *c
	watched.imapTLS = watch(c.imapTLS, &ends)
	l, err := watched.dial(ctx)
	if err != nil {
		f.add(c.sentence(err))
		return f.problems
	}
	defer l.close()
	f.certificate(ends, c.env.Now())
	if c.settings.Sent == "" {
		c.probeSent(ctx, l, &f)
	}
	for _, folder := range c.copyFolders() {
		if _, err := l.examine(ctx, folder); err != nil {
			what, _ := c.sentence(err)
			f.add(what, `check the keys "sent" and "bcc": they name folders of this account`)
		}
	}
	box, err := l.examine(ctx, c.settings.Folder)
	if err != nil {
		f.add(c.sentence(err))
		return f.problems
	}
	c.probeClock(ctx, l, box, &f)
	return f.problems
}

// probeSent looks for the folder in which people who answer in a mail program are noticed.
func (c *Connector) probeSent(ctx context.Context, l *link, f *findings) {
	folder, err := l.findSent(ctx, c.settings.Folder)
	switch {
	case err != nil:
		f.add(c.sentence(err))
	case folder == "":
		f.add("the server marks no folder as that of sent mail, so who answers customers in a mail program is not noticed",
			"name the folder, sent: FOLDER, or write sent: none")
	}
}

// probeClock compares our clock with the arrival of the newest mail, which cannot lie in the future.
func (c *Connector) probeClock(ctx context.Context, l *link, box *imap.SelectData, f *findings) {
	if box.NumMessages == 0 {
		return
	}
	var arrived time.Time
	err := l.do(ctx, func() error {
		messages, err := l.Fetch(imap.SeqSetNum(box.NumMessages), &imap.FetchOptions{InternalDate: true}).Collect()
		if len(messages) > 0 {
			arrived = messages[0].InternalDate
		}
		return err
	})
	if err != nil {
		f.add(c.sentence(err))
		return
	}
	if ahead := arrived.Sub(c.env.Now()); ahead > clockTolerance {
		f.add(fmt.Sprintf("the newest mail arrived %s in the future by this machine's clock", ahead.Round(time.Second)),
			"set the clock of this machine, for instance by NTP")
	}
}

func (c *Connector) probeSMTP(ctx context.Context) []gateway.Problem {
	f := findings{place: fmt.Sprintf("channel %s, smtp %s", c.env.Channel.Name, c.settings.SMTP.Server)}
	var ends time.Time
	p := newPool(c.settings, c.smtp.as, watch(c.smtp.tls, &ends), c.env)
	w, err := p.connect(ctx)
	if err != nil {
		f.add(p.sentence(err))
		return f.problems
	}
	defer func() { _ = w.Close() }()
	f.certificate(ends, c.env.Now())
	stop := context.AfterFunc(ctx, func() { _ = w.Close() })
	defer stop()
	if c.settings.UsesNullSender() {
		if err := w.client.Mail("", nil); err != nil {
			f.add(fmt.Sprintf("the server refuses the null sender, by which automatic replies leave: %v", err),
				"set null_sender: false and give a bounce address")
		}
	}
	_ = w.client.Quit() // what it says of the end does not matter
	return f.problems
}

// watch notes when the certificate that the server shows ends.
func watch(config *tls.Config, ends *time.Time) *tls.Config {
	config = config.Clone()
	config.VerifyConnection = func(state tls.ConnectionState) error {
		for _, cert := range state.PeerCertificates {
			if ends.IsZero() || cert.NotAfter.Before(*ends) {
				*ends = cert.NotAfter
			}
		}
		return nil
	}
	return config
}

func (f *findings) certificate(ends, now time.Time) {
	if left := ends.Sub(now); !ends.IsZero() && left < certificateWarning {
		f.add(fmt.Sprintf("the server's certificate ends on %s", ends.UTC().Format(time.DateOnly)), "renew it on the mail server")
	}
}
