package oauth

import (
	"strings"
	"testing"
	"testing/fstest"

	"frontdesk/configs"
)

// sectionOf is the section oauth2 with these keys.
func sectionOf(t *testing.T, keys string) configs.Section {
	t.Helper()
	file := "channels:\n  support:\n    oauth2:\n      " + strings.ReplaceAll(keys, "\n", "\n      ") + "\n"
	var p configs.Problems
	folder := configs.LoadFS(fstest.MapFS{"frontdesk.yaml": {Data: []byte(file)}}, "configs", &p)
	if len(folder.Channels) != 1 {
		t.Fatalf("no channel in\n%s%v", file, p.Err())
	}
	return folder.Channels[0].Get("oauth2")
}

func check(t *testing.T, keys string) (*Settings, string) {
	t.Helper()
	var s Settings
	var problems configs.Problems
	section := sectionOf(t, keys)
	section.Decode(&s, &problems)
	s.Check(section, &problems)
	var lines []string
	for _, one := range problems.All() {
		lines = append(lines, one.String())
	}
	return &s, strings.Join(lines, "\n")
}

func TestAProviderNeedsFewKeys(t *testing.T) {
	google, problems := check(t, "provider: google\nclient_id: a\nclient_secret: env:A")
	if problems != "" || google.TokenURL != googleToken || google.DeviceURL != "" || !google.NeedsLogin() || len(google.Scopes) != 1 {
		t.Errorf("%+v %s", google, problems)
	}
	microsoft, problems := check(t, "provider: microsoft\nclient_id: a\ntenant: example.com")
	if problems != "" || microsoft.DeviceURL != "https://login.microsoftonline.com/example.com/oauth2/v2.0/devicecode" || len(microsoft.Scopes) != 3 {
		t.Errorf("%+v %s", microsoft, problems)
	}
	app, problems := check(t, "provider: microsoft\nclient_id: a\ntenant: b\nclient_secret: env:A\ngrant: client_credentials")
	if problems != "" || app.NeedsLogin() || app.Scopes[0] != microsoftApp {
		t.Errorf("%+v %s", app, problems)
	}
	custom, problems := check(t, "client_id: a\ntoken_url: https://id.example/token\ndevice_url: https://id.example/device\nscopes: [mail]")
	if problems != "" || custom.Provider != Custom {
		t.Errorf("%+v %s", custom, problems)
	}
}

func TestMistakesAreNamedAtTheirPlace(t *testing.T) {
	for keys, want := range map[string]string{
		"provider: gogle\nclient_id: a\ntoken_url: https://a/":                            `did you mean "google"?`,
		"provider: google\nclient_id: a":                                                  `needs a "client_secret"; Google gives one for each client of type Desktop app`,
		"provider: microsoft":                                                             `configs/frontdesk.yaml:3:5: "oauth2" needs a "client_id"`,
		"provider: google\nclient_id: a\nclient_secret: env:A\ntenant: b":                 `configs/frontdesk.yaml:7:7: "tenant" is Microsoft's`,
		"provider: google\nclient_id: a\nclient_secret: env:A\ngrant: client_credentials": `name a command`,
		"provider: microsoft\nclient_id: a\ngrant: client_credentials":                    `needs a "tenant"`,
		"provider: microsoft\nclient_id: a\ntenant: b\ngrant: client_credentials":         `needs a "client_secret"`,
		"client_id: a":                        `needs a "provider" or a "token_url"`,
		"client_id: a\ntoken_url: https://a/": `needs a "device_url" or an "auth_url"`,
		"client_id: a\ntoken_url: http://id.example/\nauth_url: https://a/":             `unencrypted; write https://`,
		"client_id: a\ntoken_url: nonsense\nauth_url: https://a/":                       `"nonsense" is not an address`,
		"client_id: a\ntoken_url: https://ann:geheim@id.example/\nauth_url: https://a/": `"token_url" has a user or a password in it; write https://host/path`,
		"client_id: a\ntoken_url: https://a/\nauth_url: https://ann:ge heim@b:x/":       `"auth_url" has a user or a password in it; write https://host/path`,
		"token: \"cmd:gettoken\"\nclient_id: a":                                         `configs/frontdesk.yaml:5:7: "client_id" has no use beside "token"`,
		"token: env:TOKEN":                                                              `name a command that prints one`,
		"token: plain":                                                                  `a secret is not written into the config`,
	} {
		if _, problems := check(t, keys); !strings.Contains(problems, want) {
			t.Errorf("%s\n got %q\nwant %q", keys, problems, want)
		} else if strings.Contains(problems, "heim") {
			t.Errorf("%s\na password is told: %q", keys, problems)
		}
	}
}
