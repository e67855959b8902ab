package oauth

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/oauth2"

	"frontdesk/gateway/filelock"
)

// Error says in a sentence for an admin why there is no token, and what to do next. No token or secret is in it.
type Error struct {
	What, Hint string
	// Lasting: trying again does not help, a person must do something.
	Lasting bool

	cause error
}

func (e *Error) Error() string { return e.What + "; " + e.Hint }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.cause }

// answer is what a token server said, without secrets.
type answer struct {
	status      int
	code        string // of RFC 6749 section 5.2, RFC 8628 section 3.5
	description string
}

func (a *answer) Error() string {
	text := a.code
	if a.description != "" {
		text += ": " + a.description
	}
	if a.code == "" {
		text = fmt.Sprintf("%d %s", a.status, http.StatusText(a.status))
	}
	return text
}

// commandError is a failure of the admin's own command, secretError one of the client's secret.
type (
	commandError struct{ error }
	secretError  struct{ error }
)

var (
	errOtherClient = errors.New("the token was given to another client_id")
	errNoToken     = errors.New("the token server answered without a token")
	errNoRefresh   = errors.New("the provider gave no refresh token")
)

// maxDescription is how much of a server's words is told.
const maxDescription = 300

// triedAgain is said of what may pass. A gateway that runs does so; a login does not, and says otherwise.
const triedAgain = "a gateway that runs tries it again"

// clean takes the library's error apart: it quotes whole answers of servers, which may repeat what they were sent.
func (s *Source) clean(err error, secrets ...string) error {
	said := (*oauth2.RetrieveError)(nil)
	if !errors.As(err, &said) {
		broken := (*url.Error)(nil)
		if errors.As(err, &broken) || errors.Is(err, context.DeadlineExceeded) {
			return err // of the way there, which has no secrets
		}
		return errNoToken
	}
	a := &answer{code: hide(said.ErrorCode, secrets), description: hide(firstLine(said.ErrorDescription), secrets)}
	if said.Response != nil {
		a.status = said.Response.StatusCode
	}
	return a
}

// firstLine leaves out the ids and times that Microsoft adds below its sentence.
func firstLine(text string) string {
	text, _, _ = strings.Cut(strings.TrimSpace(text), "\n")
	text, _, _ = strings.Cut(text, " Trace ID:")
	text = strings.TrimSpace(text)
	if len(text) > maxDescription {
		text = strings.ToValidUTF8(text[:maxDescription], "") + "…"
	}
	return text
}

// leastSecret is how long a text must be to be taken for a secret: shorter ones are parts of common words.
const leastSecret = 6

// hide replaces secrets, as they are and as they stand in an address.
func hide(text string, secrets []string) string {
	for _, secret := range secrets {
		if len(secret) < leastSecret {
			continue
		}
		text = strings.NewReplacer(secret, "***", url.QueryEscape(secret), "***").Replace(text)
	}
	return text
}

// microsoftCode is the number of an error of Microsoft's ("Microsoft Entra authentication and authorization error codes").
var microsoftCode = regexp.MustCompile(`AADSTS(\d+)`)

// explain says what is wrong and what mends it.
func (s *Source) explain(err error) *Error {
	known, said, path := (*Error)(nil), (*answer)(nil), (*fs.PathError)(nil)
	var command *commandError
	var secret *secretError
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &said):
		e := s.answered(said)
		e.cause = err
		return e
	case errors.As(err, &command):
		return &Error{
			What: fmt.Sprintf("no token from the command: %v", command.error),
			Hint: "run it by hand, as the user that Frontdesk runs as", cause: err,
		}
	case errors.As(err, &secret):
		return &Error{What: fmt.Sprintf("client_secret: %v", secret.error), Hint: "check where client_secret points", Lasting: true, cause: err}
	case errors.As(err, &path):
		return &Error{
			What: err.Error(), cause: err,
			Hint: "Frontdesk's user must be able to write the token file and its folder, and the disk must have room; token_file names another file",
		}
	}
	if errors.Is(err, filelock.ErrHeld) {
		return &Error{
			What: "another process has held the token file " + s.file.path + " for too long", cause: err,
			Hint: "look for a frontdesk that hangs and end it; " + triedAgain,
		}
	}
	if what, hint := s.lasting(err); what != "" {
		return &Error{What: what, Hint: hint, Lasting: true, cause: err}
	}
	return unreachable(s.settings.TokenURL, err)
}

// lasting are the errors that only a person ends.
func (s *Source) lasting(err error) (what, hint string) {
	switch {
	case errors.Is(err, errNoGrant):
		return "nobody has logged in yet", s.login()
	case errors.Is(err, errDamaged):
		return fmt.Sprintf("the token file %s is damaged", s.file.path), s.login()
	case errors.Is(err, errOtherClient):
		return "the login was made for another client_id than the config has now", s.login()
	case errors.Is(err, errNoRefresh):
		return "the provider gave no refresh token, without which the login would end within the hour",
			"allow offline access to the application, or add the provider's scope for it"
	case errors.Is(err, errNoToken):
		return "the token server answered without a token", "check token_url"
	}
	return "", ""
}

// login is what to do where a person must let the program in.
func (s *Source) login() string { return "run frontdesk auth login " + s.channel }

func unreachable(address string, err error) *Error {
	host := address
	if u, parsed := url.Parse(address); parsed == nil && u.Host != "" {
		host = u.Host
	}
	var timeout net.Error
	var dns *net.DNSError
	what := fmt.Sprintf("the token server %s cannot be reached: %v", host, cause(err))
	switch {
	case errors.As(err, &dns):
		what = fmt.Sprintf("the token server %s is unknown", host)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		what = fmt.Sprintf("the token server %s does not answer", host)
	}
	return &Error{what, "check this machine's network and DNS; " + triedAgain, false, err}
}

// cause leaves out method and address, which the sentence names.
func cause(err error) error {
	broken := (*url.Error)(nil)
	if errors.As(err, &broken) {
		return broken.Err
	}
	return err
}

// answered explains an answer of the token server: by Microsoft's number, by the code, by the status.
func (s *Source) answered(a *answer) *Error {
	what := "the token server refuses: " + a.Error()
	if number := microsoftCode.FindStringSubmatch(a.description); number != nil {
		if mend, ok := microsoftMends[number[1]]; ok {
			return &Error{What: what, Hint: strings.ReplaceAll(mend, "{login}", s.login()), Lasting: true}
		}
	}
	if mend, ok := mends[a.code]; ok && a.status < http.StatusInternalServerError {
		if s.settings.Provider == Google && a.code == "invalid_grant" {
			mend = googleMend
		}
		return &Error{What: what, Hint: strings.ReplaceAll(mend, "{login}", s.login()), Lasting: true}
	}
	if a.status >= http.StatusInternalServerError || a.status == http.StatusTooManyRequests || passing[a.code] {
		return &Error{What: "the token server is in trouble: " + a.Error(), Hint: triedAgain}
	}
	return &Error{What: what, Hint: "check token_url and the application at the provider", Lasting: true}
}
