package oauth

import (
	"cmp"
	"net/url"

	"golang.org/x/oauth2"
)

// Addresses and scopes of the providers, from their own documentation of OAuth for IMAP and SMTP. Google's device flow gives
// no tokens for mail ("OAuth 2.0 for TV and Limited-Input Device Applications", allowed scopes), so there is no address of it.
const (
	googleToken = "https://oauth2.googleapis.com/token" //nolint:gosec // an address
	googleAuth  = "https://accounts.google.com/o/oauth2/v2/auth"
	googleMail  = "https://mail.google.com/"

	microsoftLogin = "https://login.microsoftonline.com/"
	microsoftIMAP  = "https://outlook.office.com/IMAP.AccessAsUser.All"
	microsoftSMTP  = "https://outlook.office.com/SMTP.Send"
	microsoftApp   = "https://outlook.office365.com/.default"
	offline        = "offline_access" // asks for a refresh token
)

// fill sets what the provider is known for, where the config does not say otherwise.
func (s *Settings) fill() {
	switch s.Provider {
	case Google:
		s.TokenURL, s.AuthURL = cmp.Or(s.TokenURL, googleToken), cmp.Or(s.AuthURL, googleAuth)
		s.scopes(googleMail)
	case Microsoft:
		base := microsoftLogin + url.PathEscape(cmp.Or(s.Tenant, "common")) + "/oauth2/v2.0/"
		s.TokenURL, s.AuthURL = cmp.Or(s.TokenURL, base+"token"), cmp.Or(s.AuthURL, base+"authorize")
		s.DeviceURL = cmp.Or(s.DeviceURL, base+"devicecode")
		if s.Grant == GrantClient {
			s.scopes(microsoftApp)
			return
		}
		s.scopes(microsoftIMAP, microsoftSMTP, offline)
	}
}

func (s *Settings) scopes(scopes ...string) {
	if len(s.Scopes) == 0 {
		s.Scopes = scopes
	}
}

// MailServer is one of a provider's servers, with the word of its TLS.
type MailServer struct{ Address, TLS string }

// Servers are the provider's mail servers; ok is false where they are not known.
func (s *Settings) Servers() (imap, smtp MailServer, ok bool) {
	switch s.Provider {
	case Google:
		return MailServer{"imap.gmail.com:993", "implicit"}, MailServer{"smtp.gmail.com:465", "implicit"}, true
	case Microsoft:
		return MailServer{"outlook.office365.com:993", "implicit"}, MailServer{"smtp.office365.com:587", "starttls"}, true
	}
	return MailServer{}, MailServer{}, false
}

// NeedsLogin says whether a person has to let the program in.
func (s *Settings) NeedsLogin() bool { return s.Token.IsZero() && s.Grant == GrantLogin }

// config is what the library wants to know. Google and Microsoft read the client's id and secret in the body; of others the
// header is what RFC 6749 section 2.3.1 demands, where there is a secret.
func (s *Settings) config(secret string) *oauth2.Config {
	style := oauth2.AuthStyleInParams
	if s.Provider == Custom && secret != "" {
		style = oauth2.AuthStyleInHeader
	}
	return &oauth2.Config{
		ClientID: s.ClientID, ClientSecret: secret, Scopes: s.Scopes,
		Endpoint: oauth2.Endpoint{AuthURL: s.AuthURL, DeviceAuthURL: s.DeviceURL, TokenURL: s.TokenURL, AuthStyle: style},
	}
}
