package mailtest

import (
	"strings"

	"github.com/emersion/go-sasl"
)

// Names of the mechanisms that take tokens.
const (
	XOAuth2     = "XOAUTH2"
	OAuthBearer = sasl.OAuthBearer
)

// tokenServer is the server side of both mechanisms, as far as they agree: fields between bytes of 1, and a refusal that is a
// challenge first (RFC 7628 section 3.2.2).
type tokenServer struct {
	login   func(user, token string) error
	refused error
}

// Next implements sasl.Server.
func (s *tokenServer) Next(response []byte) (challenge []byte, done bool, err error) {
	switch {
	case s.refused != nil:
		return nil, true, s.refused
	case response == nil:
		return []byte{}, false, nil
	}
	user, token := "", ""
	for field := range strings.FieldsFuncSeq(string(response), func(r rune) bool { return r == 1 || r == ',' }) {
		if name, ok := strings.CutPrefix(field, "user="); ok {
			user = name
		} else if name, ok := strings.CutPrefix(field, "a="); ok {
			user = name
		} else if t, ok := strings.CutPrefix(field, "auth=Bearer "); ok {
			token = t
		}
	}
	if s.refused = s.login(user, token); s.refused != nil {
		return []byte(`{"status":"invalid_token","schemes":"bearer"}`), false, nil //nolint:nilerr // it comes after this
	}
	return nil, true, nil
}

// takes says whether the token is this account's.
func (s *Server) takes(user, token string) (*account, bool) {
	a, known := s.users[canonical(user)]
	owner, ok := s.options.Tokens(token)
	return a, known && ok && canonical(owner) == canonical(user)
}
