package email

import (
	"errors"
	"fmt"
	"strings"

	"github.com/emersion/go-smtp"

	"frontdesk/connectors/email/oauth"
	"frontdesk/gateway"
)

// accountStatuses are enhanced codes that are about the account, not about this mail: it sent too much for now, or may
// not send. Later, or after an admin's help, the same mail would pass.
var accountStatuses = map[smtp.EnhancedCode]bool{
	{5, 4, 5}:   true, // Google: daily sending quota
	{4, 4, 5}:   true, // RFC 3463: congestion, used for sending quotas
	{4, 7, 28}:  true, // Google: unusual rate of mail
	{5, 7, 28}:  true, // the same, for longer
	{5, 1, 8}:   true, // Microsoft: the account was blocked for sending spam
	{5, 7, 501}: true, // Microsoft: the account or its organisation was blocked
	{5, 7, 502}: true,
	{5, 7, 503}: true,
	{5, 7, 705}: true, // Microsoft: the organisation sent too much
	{5, 7, 708}: true, // Microsoft: no mail is taken from this network
}

// isLogin are the reply codes about logins (RFC 4954 section 6, RFC 2195 for 432), and 454, by which Amazon throttles.
func isLogin(code int) bool {
	switch code {
	case 432, 454, 530, 534, 535, 538:
		return true
	}
	return false
}

// refusal is a reply code of the server as a definite failure.
func refusal(refused *smtp.SMTPError, err error) *gateway.SendError {
	login := (*loginError)(nil)
	account := isLogin(refused.Code) || accountStatuses[refused.EnhancedCode] || errors.As(err, &login)
	return &gateway.SendError{
		Permanent: refused.Code >= 500 && !account,
		Account:   account,
		Code:      replyCode(refused),
		Err:       err,
	}
}

// replyCode is "550 5.1.1", or the reply code alone where no enhanced one came with it.
func replyCode(refused *smtp.SMTPError) string {
	e := refused.EnhancedCode
	if e[0] <= 0 {
		return fmt.Sprintf("%d", refused.Code)
	}
	return fmt.Sprintf("%d %d.%d.%d", refused.Code, e[0], e[1], e[2])
}

// connectError says in a sentence why there is no connection, and keeps the error behind it.
type connectError struct {
	server, what, hint string
	cause              error
}

func (e *connectError) Error() string {
	return "connect to " + e.server + ": " + e.what + "; " + e.hint
}
func (e *connectError) Unwrap() error { return e.cause }

// connectFailed is definite too: there was no connection to send over.
func (p *pool) connectFailed(err error) *gateway.SendError {
	cause := &connectError{server: p.settings.SMTP.Server, cause: err}
	cause.what, cause.hint = p.sentence(err)
	login, refused, token := (*loginError)(nil), (*smtp.SMTPError)(nil), (*oauth.Error)(nil)
	switch {
	case errors.As(err, &token):
		return &gateway.SendError{Account: token.Lasting, Unreachable: !token.Lasting, Err: cause}
	case errors.As(err, &refused):
		failed := refusal(refused, cause) // it is about us, not about the mail, of which nothing was said yet
		failed.Account = failed.Account || failed.Permanent
		failed.Permanent = false
		failed.Unreachable = !failed.Account
		return failed
	case errors.As(err, &login):
		return &gateway.SendError{Account: true, Err: cause}
	}
	return &gateway.SendError{Unreachable: true, Err: cause}
}

// sentence says for an admin what is wrong with the sending side. It has the receiving side's words for what both can
// have, with its own keys and ports.
func (p *pool) sentence(err error) (what, hint string) {
	login, refused, token := (*loginError)(nil), (*smtp.SMTPError)(nil), (*oauth.Error)(nil)
	switch {
	case errors.As(err, &token):
		return token.What, token.Hint
	case errors.As(err, &login) && login.token:
		return p.settings.refusedToken(login, "smtp")
	case errors.Is(err, errNoMechanism):
		return errNoMechanism.Error(), "the provider may want OAuth, or an app password on another server"
	case errors.As(err, &login):
		return fmt.Sprintf("the server refused user and password: %v", login.err),
			"check smtp.user and smtp.password, or imap's where they are not set; many providers want an app password"
	case errors.As(err, &refused):
		return fmt.Sprintf("the server refused the connection with %s: %s", replyCode(refused), refused.Message), "ask the provider"
	}
	what, hint, ok := certificateProblem(err)
	if !ok {
		what, hint = connectionProblem(err)
	}
	return what, ofSending(hint)
}

// ofSending is a hint about the server for receiving, said of the one for sending.
func ofSending(hint string) string {
	return strings.NewReplacer("imap", "smtp", "993", "465", "143", "587", "connecting is tried again", "sending is tried again").Replace(hint)
}
