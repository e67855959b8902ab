package email

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"

	"frontdesk/connectors/retry"
	"frontdesk/gateway"
)

// returnTime is how long a mail to ourselves may take.
const returnTime = time.Minute

// roundTrip sends a mail to ourselves and looks for it in the mailbox. A gateway that reads it sees a machine's mail and does
// nothing.
func (x *examination) roundTrip(ctx context.Context) {
	x.place = "test mail to " + x.c.settings.Address
	domain := (gateway.Address{Addr: asciiAddr(x.c.settings.Address)}).Domain()
	id := "doctor." + rand.Text() + "@" + domain
	s := x.c.settings
	m := outgoing{from: s.Bounce, to: s.Address, raw: testMail(s.Address, id, x.c.env.Now()), utf8: !isPlainASCII(s.Bounce + s.Address)}
	began := time.Now()
	receipt, err := x.c.smtp.send(ctx, m)
	if err != nil {
		x.problem(fmt.Sprintf("it was not sent: %v", err), "ask the provider what its words mean")
		return
	}
	x.ok("the server took it: %s", receipt.Response)
	got, err := x.await(ctx, id)
	switch {
	case err != nil:
		x.problem(x.c.sentence(err))
	case got.raw == nil:
		x.warn(fmt.Sprintf("it has not arrived in %s within %s", s.Folder, returnTime), "look among spam, and whether the address is delivered to this mailbox")
	default:
		x.ok("it arrived in %s after %s", s.Folder, time.Since(began).Round(100*time.Millisecond))
		x.compareClocks(got.at)
		x.signed(ctx, got.raw, domain)
	}
}

// compareClocks: the mail has just arrived by the server's clock.
func (x *examination) compareClocks(arrived time.Time) {
	apart := arrived.Sub(x.c.env.Now())
	if apart.Abs() > clockTolerance+returnTime {
		x.problem(fmt.Sprintf("the clocks of this machine and of the mail server are %s apart", apart.Abs().Round(time.Second)),
			"set the clock of this machine, for instance by NTP")
		return
	}
	x.ok("the clocks of this machine and of the mail server agree")
}

// testMail is a short mail that no machine answers.
func testMail(address, id string, now time.Time) []byte {
	return fmt.Appendf(nil, "From: <%[1]s>\r\nTo: <%[1]s>\r\nSubject: Test mail of frontdesk doctor\r\nDate: %[2]s\r\nMessage-ID: <%[3]s>\r\n"+
		"Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"+
		"This mail was sent by frontdesk doctor, to see whether it arrives. It can be deleted.\r\n", address, now.Format(time.RFC1123Z), id)
}

// returned is the mail as it came back; its zero value means that it has not.
type returned struct {
	raw []byte
	at  time.Time // by the server's clock
}

// await is the mail once it has arrived.
func (x *examination) await(ctx context.Context, id string) (returned, error) {
	ctx, cancel := context.WithTimeout(ctx, returnTime)
	defer cancel()
	wait := retry.Backoff{First: 50 * time.Millisecond, Last: 2 * time.Second}
	for {
		got, err := x.arrived(ctx, id)
		if ctx.Err() != nil { // what broke is the time, not the mailbox
			return returned{}, nil //nolint:nilerr // that it has not come says it all
		}
		if got.raw != nil || err != nil || !retry.Sleep(ctx, wait.Next()) {
			return got, err
		}
	}
}

// arrived is the mail if it is in the mailbox now. Each look opens the folder anew, since some servers show what is new
// only so.
func (x *examination) arrived(ctx context.Context, id string) (got returned, err error) {
	l, err := x.c.dial(ctx)
	if err != nil {
		return got, err
	}
	defer l.close()
	if _, err := l.examine(ctx, x.c.settings.Folder); err != nil {
		return got, err
	}
	uids, err := l.withHeader(ctx, "Message-ID", "<"+id+">")
	if err != nil || len(uids) == 0 {
		return got, err
	}
	raws, err := l.bodies(ctx, uids[:1], &imap.FetchItemBodySection{Peek: true})
	if err != nil {
		return got, err
	}
	got.raw = raws[uids[0]]
	got.at, err = l.arrival(ctx, imap.UIDSetNum(uids[0]))
	return got, err
}

// signed tells whether the mail came with a signature of our domain. Between mailboxes of one provider some do without.
func (x *examination) signed(ctx context.Context, raw []byte, domain string) {
	var others []string
	for _, s := range x.c.dkim.Check(ctx, raw, domain) {
		if s.Result == gateway.AuthPass && s.Aligned {
			x.ok("it has a DKIM signature of %s that verifies", s.Domain)
			return
		}
		others = append(others, s.Domain+": "+s.Cause)
	}
	if len(others) > 0 {
		x.warn("its DKIM signature does not verify: "+strings.Join(others, "; "), "check the key in the DNS against the one that the mail server signs with")
		return
	}
	x.note("it has no DKIM signature of "+domain, "switch signing on at your mail provider; some sign only what leaves their own servers")
}
