package email

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"strings"
	"time"

	"frontdesk/gateway"
)

// When an examination warns.
const (
	certificateWarning = 14 * 24 * time.Hour // before a certificate ends
	clockTolerance     = 2 * time.Minute     // between the mail server's clock and ours
)

// Examine implements [gateway.Examiner]: it logs in to both servers, looks at what they offer, at certificates, folders and
// the clock, and at what the DNS says of our domain. It changes nothing, and sends no mail unless it is asked to.
func (c *Connector) Examine(ctx context.Context, e gateway.Examination) []gateway.Finding {
	x, well := c.examineServers(ctx, e)
	x.domain(ctx)
	if e.Send && well {
		x.roundTrip(ctx)
	}
	return x.findings
}

// Probe implements [gateway.Prober]: what an examination of both servers finds wrong. What the DNS says of our domain is left
// out: the account works without it.
func (c *Connector) Probe(ctx context.Context) []gateway.Problem {
	x, _ := c.examineServers(ctx, gateway.Examination{})
	var problems []gateway.Problem
	for _, f := range x.findings {
		if f.Level == gateway.LevelProblem || f.Level == gateway.LevelWarning {
			place := "channel " + c.env.Channel.Name + ", " + f.Place
			problems = append(problems, gateway.Problem{Place: place, What: f.What, Hint: f.Hint})
		}
	}
	return problems
}

// examineServers looks at both servers; well means that mail can be received and sent.
func (c *Connector) examineServers(ctx context.Context, e gateway.Examination) (x *examination, well bool) {
	if e.LookupHost == nil {
		e.LookupHost = net.DefaultResolver.LookupHost
	}
	x = &examination{c: c, e: e}
	receives, sends := x.imap(ctx), x.smtp(ctx)
	return x, receives && sends
}

// examination gathers findings about one account.
type examination struct {
	c        *Connector
	e        gateway.Examination
	place    string
	findings []gateway.Finding
}

func (x *examination) add(level gateway.Level, what, hint string) {
	x.findings = append(x.findings, gateway.Finding{Level: level, Place: x.place, What: what, Hint: hint})
}

func (x *examination) ok(format string, args ...any) {
	x.add(gateway.LevelOK, fmt.Sprintf(format, args...), "")
}

func (x *examination) note(what, hint string)    { x.add(gateway.LevelNote, what, hint) }
func (x *examination) warn(what, hint string)    { x.add(gateway.LevelWarning, what, hint) }
func (x *examination) problem(what, hint string) { x.add(gateway.LevelProblem, what, hint) }

// host looks the server's name up; false where it has none.
func (x *examination) host(ctx context.Context, s Server, sending bool) bool {
	if net.ParseIP(s.Host()) != nil {
		return true
	}
	addresses, err := x.e.LookupHost(ctx, s.Host())
	if err != nil {
		what, hint := connectionProblem(err)
		if sending {
			hint = ofSending(hint)
		}
		x.problem(what, hint)
		return false
	}
	x.ok("%s is %s", s.Host(), strings.Join(addresses, ", "))
	return true
}

// encryption tells how a connection is protected; state is nil where it is not.
func (x *examination) encryption(s Server, state *tls.ConnectionState) {
	if state == nil {
		if isLoopback(s.Host()) {
			x.note("the connection is not encrypted, and stays on this machine", "")
			return
		}
		x.warn("the connection is not encrypted: who listens reads mail and password", "use tls: implicit or starttls")
		return
	}
	ends := state.PeerCertificates[0].NotAfter
	for _, cert := range state.PeerCertificates {
		if cert.NotAfter.Before(ends) {
			ends = cert.NotAfter
		}
	}
	if ends.Sub(x.c.env.Now()) < certificateWarning {
		x.warn(fmt.Sprintf("the server's certificate ends on %s", ends.UTC().Format(time.DateOnly)), "renew it on the mail server")
		return
	}
	x.ok("%s; the certificate is valid until %s", tls.VersionName(state.Version), ends.UTC().Format(time.DateOnly))
}

// login tells with what the account is logged in to.
func (x *examination) login(as credential, user string) {
	if as.tokens == nil {
		x.ok("logged in as %s with a password", user)
		return
	}
	state := as.tokens.State()
	if state.Err != nil {
		x.warn("logged in with a token, which cannot be renewed: "+state.Err.What, state.Err.Hint)
		return
	}
	until := ""
	if !state.Expires.IsZero() {
		until = ", which is good until " + state.Expires.UTC().Format("15:04 MST") + " and then renewed"
	}
	x.ok("logged in as %s with a token%s", user, until)
}

var _ gateway.Examiner = (*Connector)(nil)

// watch notes the state of the connection that a TLS config makes.
func watch(config *tls.Config, seen **tls.ConnectionState) *tls.Config {
	config = config.Clone()
	config.VerifyConnection = func(state tls.ConnectionState) error {
		*seen = &state
		return nil
	}
	return config
}
