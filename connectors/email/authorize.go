package email

import (
	"context"
	"errors"
	"fmt"

	"frontdesk/connectors/email/oauth"
	"frontdesk/gateway"
)

// Authorize implements [gateway.Authorizer]: a person logs in at the provider, and the token that comes of it is tried on
// both servers before it is kept.
func (c *Connector) Authorize(ctx context.Context, a gateway.Authorization) error {
	if c.tokens == nil {
		return fmt.Errorf("%w: it has a password; for tokens give it the key oauth2", gateway.ErrNoAuthorization)
	}
	return c.tokens.Login(ctx, oauth.Ask{
		Way: oauth.Way(a.Way), User: c.settings.IMAP.User, Port: a.Port, Say: a.Say, Input: a.Input,
		Verify: func(ctx context.Context, token string) error { return c.tryToken(ctx, token, a.Say) },
	})
}

// tryToken logs in to both servers with a token. Only their refusal is an error: a server that is down for now says nothing
// about the token.
func (c *Connector) tryToken(ctx context.Context, token string, say func(string)) error {
	l, err := c.dialWith(ctx, token)
	if err == nil {
		l.close()
	}
	if err := verdict(c.settings.IMAP.Server, err, c.sentence, say); err != nil || c.smtp.as.tokens == nil {
		return err
	}
	w, err := c.smtp.connectWith(ctx, token)
	if err == nil {
		_ = w.Close()
	}
	return verdict(c.settings.SMTP.Server, err, c.smtp.sentence, say)
}

// verdict tells how a login went.
func verdict(server string, err error, sentence func(error) (string, string), say func(string)) error {
	if err == nil {
		say(server + " accepts the login")
		return nil
	}
	what, hint := sentence(err)
	if refused := (*loginError)(nil); errors.As(err, &refused) {
		return fmt.Errorf("%s: %s; %s. Nothing was changed", server, what, hint)
	}
	say(fmt.Sprintf("%s could not be tried: %s; %s", server, what, hint))
	return nil
}

// Authorized implements [gateway.Authorizer].
func (c *Connector) Authorized(ctx context.Context) (gateway.Login, error) {
	if c.tokens == nil {
		return gateway.Login{}, gateway.ErrNoAuthorization
	}
	_, err := c.tokens.Token(ctx)
	state := c.tokens.State()
	return gateway.Login{Since: state.LoggedIn, Expires: state.Expires, Failing: state.Failing}, err
}
