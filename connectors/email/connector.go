package email

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"frontdesk/connectors/email/dkim"
	"frontdesk/connectors/email/oauth"
	"frontdesk/gateway"
)

// Connector receives and sends for one mailbox.
type Connector struct {
	settings  *Settings
	env       gateway.Environment
	tokens    *oauth.Source // nil: both servers take passwords
	imapLogin credential
	imapTLS   *tls.Config
	smtp      *pool
	board     *board
	dkim      *dkim.Checker
	timing    timing // as defaultTiming; tests shorten it
}

// Open resolves the secrets and reads the certificates of checked settings. It connects nowhere.
func Open(ctx context.Context, s *Settings, env gateway.Environment) (*Connector, error) {
	c := &Connector{settings: s, env: withDefaults(env), timing: defaultTiming()}
	c.board = &board{report: c.env.Report}
	var err error
	if c.tokens, err = s.openTokens(c.env); err != nil {
		return nil, err
	}
	if c.imapLogin, err = s.IMAP.credential(ctx, c.tokens); err != nil {
		return nil, fmt.Errorf("imap password: %w", err)
	}
	smtpLogin, err := s.SMTP.credential(ctx, c.tokens)
	if err != nil {
		return nil, fmt.Errorf("smtp password: %w", err)
	}
	if c.imapTLS, err = s.IMAP.tlsConfig(); err != nil {
		return nil, fmt.Errorf("imap: %w", err)
	}
	smtpTLS, err := s.SMTP.tlsConfig()
	if err != nil {
		return nil, fmt.Errorf("smtp: %w", err)
	}
	c.smtp = newPool(s, smtpLogin, smtpTLS, c.env)
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
	if env.Login == nil {
		env.Login = func(gateway.Login) {}
	}
	if env.Now == nil {
		env.Now = time.Now
	}
	if env.LookupTXT == nil {
		env.LookupTXT = net.DefaultResolver.LookupTXT
	}
	return env
}

// openTokens gives the tokens of an account that has some, else nil.
func (s *Settings) openTokens(env gateway.Environment) (*oauth.Source, error) {
	if s.OAuth2 == nil {
		return nil, nil //nolint:nilnil // none is no failure
	}
	file := ""
	if env.StateDir != "" {
		file = filepath.Join(env.StateDir, url.PathEscape(env.Channel.Name)+".token")
	}
	if file == "" && s.OAuth2.TokenFile == "" && s.OAuth2.NeedsLogin() {
		return nil, errors.New("oauth2: there is no place for what a login grants; name a file: token_file: PATH")
	}
	return oauth.Open(s.OAuth2, oauth.Options{Channel: env.Channel.Name, File: file, Now: env.Now}), nil
}

// credential is what the account logs in to this server with: its password if it has one, else the channel's tokens.
func (s Server) credential(ctx context.Context, tokens *oauth.Source) (credential, error) {
	if s.Password.IsZero() && tokens != nil {
		return credential{user: s.User, tokens: tokens}, nil
	}
	password, err := s.Password.Resolve(ctx)
	return credential{user: s.User, password: password}, err
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
