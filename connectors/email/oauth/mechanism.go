package oauth

import (
	"encoding/json"
	"fmt"
	"net"

	"github.com/emersion/go-sasl"
)

// Names of the mechanisms (RFC 7628, and Google's and Microsoft's own).
const (
	OAuthBearer = sasl.OAuthBearer
	XOAuth2     = "XOAUTH2"
)

// Mechanism is one login with a token. After a refusal, Refusal has the server's reason.
type Mechanism struct {
	name, user, token string
	server            string // host:port
	refusal           string
}

// Choose takes the first mechanism that the server offers; nil where it offers none that takes a token. XOAUTH2 comes first:
// it is what the two large providers document for mail.
func Choose(offers func(mechanism string) bool, user, token, server string) *Mechanism {
	for _, name := range []string{XOAuth2, OAuthBearer} {
		if offers(name) {
			return &Mechanism{name: name, user: user, token: token, server: server}
		}
	}
	return nil
}

// Start implements [sasl.Client].
func (m *Mechanism) Start() (mechanism string, response []byte, err error) {
	if m.name == XOAuth2 {
		return m.name, fmt.Appendf(nil, "user=%s\x01auth=Bearer %s\x01\x01", m.user, m.token), nil
	}
	where := ""
	if host, port, err := net.SplitHostPort(m.server); err == nil {
		where = "\x01host=" + host + "\x01port=" + port
	}
	return m.name, fmt.Appendf(nil, "n,a=%s,%s\x01auth=Bearer %s\x01\x01", gs2Name(m.user), where, m.token), nil
}

// gs2Name escapes a name (RFC 5801 section 4).
func gs2Name(name string) string {
	var out []byte
	for i := range len(name) {
		switch name[i] {
		case '=':
			out = append(out, "=3D"...)
		case ',':
			out = append(out, "=2C"...)
		default:
			out = append(out, name[i])
		}
	}
	return string(out)
}

// Next implements [sasl.Client]. A challenge is the reason of a refusal; the server says no once it is answered, by a single
// 0x01 (RFC 7628 section 3.2.3). With XOAUTH2 an empty answer would do too, but go-imap writes that as "=".
func (m *Mechanism) Next(challenge []byte) ([]byte, error) {
	var reason struct {
		Status string `json:"status"`
	}
	if json.Unmarshal(challenge, &reason) == nil {
		m.refusal = reason.Status
	}
	return []byte{1}, nil
}

// Refusal is the status that the server gave as its reason, such as invalid_token or 400; empty where it gave none.
func (m *Mechanism) Refusal() string { return hide(m.refusal, []string{m.token}) }
