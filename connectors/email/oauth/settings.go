package oauth

import (
	"cmp"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"

	"frontdesk/configs"
)

// Settings are the keys of the section oauth2 of a channel. Check fills the defaults.
type Settings struct {
	Provider string `yaml:"provider" default:"custom" words:"google,microsoft,custom" help:"Who gives the tokens"`
	// A desktop or public client of the provider's console.
	ClientID     string         `yaml:"client_id" help:"The application's id, as registered at the provider"`
	ClientSecret configs.Secret `yaml:"client_secret" otherwise:"none, for a public client" help:"Where the application's secret is found: env:NAME, file:PATH or cmd:COMMAND"`
	Tenant       string         `yaml:"tenant" otherwise:"common" help:"Microsoft only: the organisation's id or domain"`
	Grant        string         `yaml:"grant" default:"login" words:"login,client_credentials" help:"login: a person lets Frontdesk in once, by frontdesk auth login; client_credentials: the application has rights of its own"`
	Scopes       []string       `yaml:"scopes" otherwise:"those for mail, where the provider is known" help:"What is asked for"`
	TokenURL     string         `yaml:"token_url" otherwise:"the provider's" help:"Where tokens are given and renewed"`
	AuthURL      string         `yaml:"auth_url" otherwise:"the provider's" help:"Where a person agrees in a browser"`
	DeviceURL    string         `yaml:"device_url" otherwise:"the provider's" help:"Where a code for another device is given (RFC 8628)"`
	TokenFile    configs.Path   `yaml:"token_file" otherwise:"CHANNEL.token beside the store" help:"Where what the person granted is kept"`
	Token        configs.Secret `yaml:"token" otherwise:"Frontdesk renews tokens itself" help:"A command of your own that prints an access token, cmd:COMMAND; no other key is needed then"`
}

// Words of Settings.Provider and of Settings.Grant.
const (
	Google    = "google"
	Microsoft = "microsoft"
	Custom    = "custom"

	GrantLogin  = "login"
	GrantClient = "client_credentials"
)

// checker knows where the keys of one section stand.
type checker struct{ configs.Checker }

// Check fills the defaults and reports every value that cannot work, at its place.
func (s *Settings) Check(sec configs.Section, p *configs.Problems) {
	c := checker{configs.Checker{Section: sec, Problems: p}}
	if !s.Token.IsZero() {
		c.alone(s)
		return
	}
	s.Provider = cmp.Or(s.Provider, Custom)
	s.Grant = cmp.Or(s.Grant, GrantLogin)
	c.oneOf(s.Provider, []string{Google, Microsoft, Custom}, "provider")
	c.oneOf(s.Grant, []string{GrantLogin, GrantClient}, "grant")
	if s.ClientID == "" {
		c.Bad(`"oauth2" needs a "client_id"`, "register an application at the provider, or name a command that prints a token: token: cmd:COMMAND")
	}
	c.provider(s)
	c.grant(s)
	for key, address := range map[string]string{"token_url": s.TokenURL, "auth_url": s.AuthURL, "device_url": s.DeviceURL} {
		c.address(key, address)
	}
}

// alone: with a command of the admin's own nothing else has a use.
func (c checker) alone(s *Settings) {
	for _, key := range c.Section.Keys() {
		if key.Name != "token" {
			c.Problems.Add(key.At, fmt.Sprintf("%q has no use beside \"token\"", key.Name), "the command alone gives the token; remove one of the two")
		}
	}
	if !strings.HasPrefix(s.Token.String(), "cmd:") && !strings.HasPrefix(s.Token.String(), "file:") {
		c.Bad("an access token lives for an hour or so, and what is written here does not change", "name a command that prints one: token: cmd:COMMAND", "token")
	}
}

func (c checker) provider(s *Settings) {
	if s.Provider != Microsoft && s.Tenant != "" {
		c.Bad(`"tenant" is Microsoft's`, "remove it, or write provider: microsoft", "tenant")
	}
	if s.Provider == Google && s.ClientSecret.IsZero() {
		c.Bad(`"oauth2" needs a "client_secret"`, "Google gives one for each client of type Desktop app: client_secret: env:GOOGLE_CLIENT_SECRET")
	}
	if s.Provider == Google && s.Grant == GrantClient {
		c.Bad("Google gives no tokens for mail to an application by itself", "use grant: login; for a service account name a command: token: cmd:COMMAND", "grant")
	}
	if s.Provider == Microsoft && s.Grant == GrantClient && s.Tenant == "" {
		c.Bad(`"grant: client_credentials" needs a "tenant"`, "write your organisation's id or domain: tenant: example.onmicrosoft.com", "grant")
	}
	s.fill()
}

func (c checker) grant(s *Settings) {
	if s.Grant == GrantClient && s.ClientSecret.IsZero() {
		c.Bad(`"grant: client_credentials" needs a "client_secret"`, "client_secret: env:CLIENT_SECRET", "grant")
	}
	if s.Provider != Custom {
		return
	}
	if s.TokenURL == "" {
		c.Bad(`"oauth2" needs a "provider" or a "token_url"`, "provider: google or microsoft, or token_url: https://…")
	}
	if s.Grant == GrantLogin && s.AuthURL == "" && s.DeviceURL == "" {
		c.Bad(`"oauth2" needs a "device_url" or an "auth_url"`, "the one of them that the provider has")
	}
}

// address reports what is no address that secrets may be sent to.
func (c checker) address(key, address string) {
	if address == "" {
		return
	}
	u, err := url.Parse(address)
	switch {
	case strings.Contains(address, "@") && (err != nil || u.User != nil): // it may be a secret, and is not quoted
		c.Bad(fmt.Sprintf("%q has a user or a password in it", key), "write https://host/path; a secret goes by client_secret: env:NAME, file:PATH or cmd:COMMAND", key)
	case err != nil || u.Host == "":
		c.Bad(fmt.Sprintf("%q is not an address", address), "write https://host/path", key)
	case u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u.Hostname())):
		c.Bad(fmt.Sprintf("secrets are not sent to %q unencrypted", address), "write https://", key)
	}
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

func (c checker) oneOf(word string, known []string, path ...string) {
	if !slices.Contains(known, word) {
		c.Bad(fmt.Sprintf("%q is not a value of %s", word, path[len(path)-1]), configs.Hint(word, known...), path...)
	}
}
