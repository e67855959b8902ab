package email

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"
	"time"

	"frontdesk/connectors/email/oauth"
	"frontdesk/gateway"
)

// explain says in a sentence for an admin what is wrong with the receiving side, and what to do next.
func (c *Connector) explain(err error) *gateway.Problem {
	p := &gateway.Problem{Place: c.place()}
	p.What, p.Hint = c.sentence(err)
	return p
}

func (c *Connector) sentence(err error) (what, hint string) {
	var (
		refused *loginError
		folder  *folderError
		store   *storeError
		token   *oauth.Error
	)
	switch {
	case errors.As(err, &token):
		return token.What, token.Hint
	case errors.As(err, &store):
		return fmt.Sprintf("mail waits in the mailbox, since it cannot be stored: %v", store.err),
			"nothing is lost, storing is tried again"
	case errors.As(err, &refused) && refused.token:
		return c.settings.refusedToken(refused, "imap")
	case errors.As(err, &refused):
		return fmt.Sprintf("the server refused user and password: %v", refused.err),
			"check imap.user and imap.password; many providers want an app password"
	case errors.As(err, &folder):
		return fmt.Sprintf("folder %q cannot be opened: %v", folder.folder, folder.err),
			`check that it exists and that the user may read it; the key is "folder"`
	case errors.Is(err, errNoPlaintext):
		return err.Error(), "set imap.tls to implicit or starttls"
	case errors.Is(err, errNoStartTLS):
		return err.Error(), "try imap.tls: implicit with port 993"
	}
	if what, hint, ok := certificateProblem(err); ok {
		return what, hint
	}
	return connectionProblem(err)
}

// refusedToken is what a mail server may have against a token that its provider gave, by the provider's own notes on IMAP and
// SMTP with OAuth.
func (s *Settings) refusedToken(refused *loginError, key string) (what, hint string) {
	if errors.Is(refused, errNoTokens) {
		return refused.err.Error(), fmt.Sprintf("give %s a password instead, or check its server", key)
	}
	what = "the server refused the token: " + refused.words()
	switch {
	case s.OAuth2.Provider == oauth.Google:
		hint = fmt.Sprintf("check that %s.user is the account that logged in; frontdesk auth login logs in anew", key)
	case s.OAuth2.Grant == oauth.GrantClient:
		hint = fmt.Sprintf("check %s.user; an admin must register the application in Exchange (New-ServicePrincipal) and give it the mailbox (Add-MailboxPermission)", key)
	case s.OAuth2.Provider == oauth.Microsoft:
		hint = fmt.Sprintf("check that who logged in may open the mailbox of %s.user, and that IMAP and authenticated SMTP are on for it (Set-CASMailbox)", key)
	default:
		hint = fmt.Sprintf("check that %s.user is the account of the token, and oauth2.scopes", key)
	}
	return what, hint
}

func certificateProblem(err error) (what, hint string, ok bool) {
	var (
		invalid x509.CertificateInvalidError
		unknown x509.UnknownAuthorityError
		host    x509.HostnameError
		record  tls.RecordHeaderError
	)
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return expired(invalid.Cert), "renew the certificate on the mail server, or check this machine's clock", true
	case errors.As(err, &invalid):
		return fmt.Sprintf("the server's certificate is not valid: %v", invalid), "renew the certificate on the mail server", true
	case errors.As(err, &unknown):
		return "the server's certificate is signed by an authority that this machine does not know",
			`for a private authority give its certificate: imap: {ca: FILE}`, true
	case errors.As(err, &host):
		return fmt.Sprintf("the server's certificate is for another name: %v", host),
			"write the name that is in the certificate as imap.server", true
	case errors.As(err, &record):
		return "the server does not speak TLS on this port", "port 993 is for tls: implicit, port 143 for tls: starttls; a server on this machine may do with tls: none", true
	}
	return "", "", false
}

func expired(cert *x509.Certificate) string {
	if cert == nil {
		return "the server's certificate expired or is not valid yet"
	}
	return fmt.Sprintf("the server's certificate is valid from %s to %s only",
		cert.NotBefore.UTC().Format(time.DateOnly), cert.NotAfter.UTC().Format(time.DateOnly))
}

func connectionProblem(err error) (what, hint string) {
	var (
		dns     *net.DNSError
		timeout net.Error
	)
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Sprintf("the host %s is unknown", dns.Name), "check imap.server, and that this machine can resolve names"
	case errors.As(err, &dns):
		return fmt.Sprintf("the host %s cannot be looked up: %v", dns.Name, dns.Err), "check this machine's DNS"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "the connection was refused", "check host and port, and that the mail server is running"
	case errors.Is(err, errSilent), errors.As(err, &timeout) && timeout.Timeout():
		return "the server does not answer", "check the network and firewalls; connecting is tried again"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET):
		return "the server closed the connection", "connecting is tried again"
	}
	return err.Error(), "connecting is tried again"
}
