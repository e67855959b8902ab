package email

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log/slog"
	"net"
	"os"
	"time"

	"frontdesk/connectors/email/dkim"
	"frontdesk/gateway"
)

// Connector receives and sends for one mailbox.
type Connector struct {
	settings     *Settings
	env          gateway.Environment
	imapPassword string
	smtpPassword string
	imapTLS      *tls.Config
	smtp         *pool
	dkim         *dkim.Checker
	timing       timing // as defaultTiming; tests shorten it
}

// Open resolves the secrets and reads the certificates of checked settings. It connects nowhere.
func Open(ctx context.Context, s *Settings, env gateway.Environment) (*Connector, error) {
	c := &Connector{settings: s, env: withDefaults(env), timing: defaultTiming()}
	var err error
	if c.imapPassword, err = s.IMAP.Password.Resolve(ctx); err != nil {
		return nil, fmt.Errorf("imap password: %w", err)
	}
	if c.smtpPassword, err = s.SMTP.Password.Resolve(ctx); err != nil {
		return nil, fmt.Errorf("smtp password: %w", err)
	}
	if c.imapTLS, err = s.IMAP.tlsConfig(); err != nil {
		return nil, fmt.Errorf("imap: %w", err)
	}
	smtpTLS, err := s.SMTP.tlsConfig()
	if err != nil {
		return nil, fmt.Errorf("smtp: %w", err)
	}
	c.smtp = newPool(s, c.smtpPassword, smtpTLS, c.env)
	c.dkim = dkim.New(c.env.LookupTXT, c.env.Now)
	return c, nil
}

// withDefaults lets callers that need no reports or clock leave them out.
func withDefaults(env gateway.Environment) gateway.Environment {
	if env.Log == nil {
		env.Log = slog.New(slog.DiscardHandler)
	}
	if env.Report == nil {
		env.Report = func(*gateway.Problem) {}
	}
	if env.Now == nil {
		env.Now = time.Now
	}
	if env.LookupTXT == nil {
		env.LookupTXT = net.DefaultResolver.LookupTXT
	}
	return env
}

// tlsConfig trusts the system's authorities, and those of CA where it is set.
func (s Server) tlsConfig() (*tls.Config, error) {
	config := &tls.Config{ServerName: s.Host(), MinVersion: tls.VersionTLS12}
	if s.CA == "" {
		return config, nil
	}
	pem, err := os.ReadFile(string(s.CA))
	if err != nil {
		return nil, fmt.Errorf("read the authority's certificate: %w", err)
	}
	config.RootCAs, err = x509.SystemCertPool()
	if err != nil {
		config.RootCAs = x509.NewCertPool()
	}
	if !config.RootCAs.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("%s holds no certificate in PEM form", s.CA)
	}
	return config, nil
}
