package oauth

import (
	"errors"
	"net/http"
	"os"
	"strings"
	"testing"

	"frontdesk/configs"
	"frontdesk/connectors/email/oauth/oauthtest"
)

func TestWhatAServerSaysIsToldWithItsMend(t *testing.T) {
	for _, c := range []struct {
		name    string
		fault   oauthtest.Fault
		google  bool
		want    []string
		lasting bool
	}{
		{
			name: "taken back", fault: oauthtest.Fault{Status: 400, Code: "invalid_grant", Description: "Token has been revoked."},
			want: []string{"invalid_grant: Token has been revoked.", "frontdesk auth login support"}, lasting: true,
		},
		{
			name: "Google's test mode", fault: oauthtest.Fault{Status: 400, Code: "invalid_grant", Description: "Bad Request"}, google: true,
			want: []string{"seven days", "frontdesk auth login support"}, lasting: true,
		},
		{
			name: "a wrong secret", fault: oauthtest.Fault{Status: 401, Code: "invalid_client", Description: "AADSTS7000215: Invalid client secret."},
			want: []string{"AADSTS7000215", "the secret's value, not its id"}, lasting: true,
		},
		{
			name: "Microsoft's ids are left out", fault: oauthtest.Fault{
				Status: 400, Code: "invalid_grant",
				Description: "AADSTS700082: The refresh token has expired due to inactivity.\r\nTrace ID: 1234\r\nTimestamp: 2026",
			},
			want: []string{"inactivity.; the login was not used for too long: run frontdesk auth login support"}, lasting: true,
		},
		{
			name: "an unknown number", fault: oauthtest.Fault{Status: 400, Code: "interaction_required", Description: "AADSTS99: Something new."},
			want: []string{"AADSTS99", "wants to see the person again"}, lasting: true,
		},
		{
			name: "trouble", fault: oauthtest.Fault{Status: 503, Code: "temporarily_unavailable"},
			want: []string{"is in trouble: temporarily_unavailable", "tries it again"},
		},
		{name: "a gateway's page", fault: oauthtest.Fault{Status: 502}, want: []string{"502 Bad Gateway"}},
		{name: "too many", fault: oauthtest.Fault{Status: 429}, want: []string{"429 Too Many Requests"}},
		{name: "not found", fault: oauthtest.Fault{Status: 404}, want: []string{"404 Not Found", "check token_url"}, lasting: true},
		{name: "sent elsewhere", fault: oauthtest.Fault{Status: 302}, want: []string{"302 Found", "check token_url"}, lasting: true},
		{name: "a page instead of a token", fault: oauthtest.Fault{Status: 200}, want: []string{"without a token"}, lasting: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newProvider(t, oauthtest.Options{})
			if c.google {
				p.settings.Provider = Google
			}
			p.loggedIn(t)
			c.fault.Echo = c.fault.Code != ""
			if c.name == "Microsoft's ids are left out" {
				c.fault.Echo = false
			}
			p.Fault(c.fault)
			_, err := p.source().Token(t.Context())
			told := (*Error)(nil)
			if !errors.As(err, &told) || told.Lasting != c.lasting {
				t.Fatalf("%#v", err)
			}
			for _, want := range c.want {
				if !strings.Contains(told.Error(), want) {
					t.Errorf("%q is not in %q", want, told)
				}
			}
			noCanary(t, told.Error())
			for cause := error(told); cause != nil; cause = errors.Unwrap(cause) {
				noCanary(t, cause.Error())
			}
		})
	}
}

func TestAnEchoOfSecretsIsNotTold(t *testing.T) {
	p := newProvider(t, oauthtest.Options{})
	p.settings.Provider = Microsoft // the secret is in the body
	p.loggedIn(t)
	for _, status := range []int{http.StatusBadRequest, http.StatusInternalServerError} {
		p.Heal()
		p.Fault(oauthtest.Fault{Status: status, Code: "invalid_request", Description: "You sent", Echo: true})
		_, err := p.source().Token(t.Context())
		if err == nil || !strings.Contains(err.Error(), "You sent") || !strings.Contains(err.Error(), "***") {
			t.Errorf("%v", err)
		}
		noCanary(t, err.Error())
	}
}

func TestAServerThatIsNotThere(t *testing.T) {
	p := newProvider(t, oauthtest.Options{})
	p.loggedIn(t)
	p.Close()
	_, err := p.source().Token(t.Context())
	if told := (*Error)(nil); !errors.As(err, &told) || told.Lasting || !strings.Contains(told.What, "cannot be reached: dial tcp") {
		t.Errorf("%v", err)
	}
}

func TestATokenFileThatCannotBeUsed(t *testing.T) {
	for content, want := range map[string]string{
		"":                 "is damaged; run frontdesk auth login support",
		`{"client_id":"x"`: "is damaged; run frontdesk auth login support",
		`{"client_id":"another","refresh_token":"r"}`: "another client_id",
	} {
		p := newProvider(t, oauthtest.Options{})
		p.loggedIn(t)
		if err := os.WriteFile(p.path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := p.source().Token(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", content, err)
		}
		if p.Asked() != 0 {
			t.Errorf("%q: asked all the same", content)
		}
	}
}

func TestASecretThatIsMissing(t *testing.T) {
	p := newProvider(t, oauthtest.Options{})
	p.loggedIn(t)
	section := sectionOf(t, "client_secret: env:FRONTDESK_TEST_NO_SUCH_SECRET")
	var problems configs.Problems
	section.Decode(&p.settings, &problems)
	if _, err := p.source().Token(t.Context()); err == nil || !strings.Contains(err.Error(), "FRONTDESK_TEST_NO_SUCH_SECRET is not set") {
		t.Errorf("%v", err)
	}
}
