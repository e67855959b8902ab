package email

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-smtp"

	"frontdesk/connectors/email/oauth"
)

// credential is what the account logs in to one server with: a password, or the account's tokens.
type credential struct {
	user     string
	password string
	tokens   *oauth.Source // nil: the password
}

// use runs a login with the password or a token. A token that the server refuses is renewed once: it may have been taken
// back, or end earlier by the server's clock.
func (c credential) use(ctx context.Context, login func(secret string) error) error {
	if c.tokens == nil {
		return login(c.password)
	}
	var err error
	for range 2 {
		token, failed := c.tokens.Token(ctx)
		if failed != nil {
			return fmt.Errorf("get a token: %w", failed)
		}
		err = login(token)
		if refused := (*loginError)(nil); !errors.As(err, &refused) || errors.Is(err, errNoTokens) || !c.tokens.Refuse(token) {
			return err
		}
	}
	return err
}

// none says whether there is nothing to log in with.
func (c credential) none() bool { return c.tokens == nil && (c.user == "" || c.password == "") }

// mechanism is the login with a token; nil where the server offers none.
func (c credential) mechanism(offers func(name string) bool, token, server string) *oauth.Mechanism {
	return oauth.Choose(offers, c.user, token, server)
}

// loginError is a refusal of user and password, or of user and token.
type loginError struct {
	err    error
	token  bool
	reason string // of a refused token, in the server's word; empty where it gave none
}

func (e *loginError) Error() string { return "log in: " + e.words() }
func (e *loginError) Unwrap() error { return e.err }

// newLoginError is a refusal of a password, or of a token by this mechanism.
func newLoginError(err error, m *oauth.Mechanism) *loginError {
	if m == nil {
		return &loginError{err: err}
	}
	return &loginError{err: err, token: true, reason: m.Refusal()}
}

// words are the server's.
func (e *loginError) words() string {
	if e.reason == "" {
		return e.err.Error()
	}
	return fmt.Sprintf("%v (%s)", e.err, e.reason)
}

// errNoTokens: the server wants a password.
var errNoTokens = errors.New("the server takes no tokens: it offers neither XOAUTH2 nor OAUTHBEARER")

// withoutSecret takes a secret out of a server's refusal: some repeat the line that they did not understand.
func withoutSecret(err error, secret string) error {
	if refused := (*imap.Error)(nil); errors.As(err, &refused) {
		clean := *refused
		clean.Text = hideSecret(clean.Text, secret)
		return &clean
	}
	if refused := (*smtp.SMTPError)(nil); errors.As(err, &refused) {
		clean := *refused
		clean.Message = hideSecret(clean.Message, secret)
		return &clean
	}
	return err
}

// leastSecret is how long a secret must be to be looked for: a shorter one is part of common words.
const leastSecret = 5

// hideSecret replaces a secret, and words that are base64 of something with the secret in it.
func hideSecret(text, secret string) string {
	if len(secret) < leastSecret {
		return text
	}
	text = strings.ReplaceAll(text, secret, "***")
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r > unicode.MaxASCII || (r != '=' && !isBase64(byte(r))) }) {
		decoded, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(word, "="))
		if err == nil && strings.Contains(string(decoded), secret) {
			text = strings.ReplaceAll(text, word, "***")
		}
	}
	return text
}
