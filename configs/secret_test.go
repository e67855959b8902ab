package configs_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"frontdesk/configs"
)

// password reads a config folder whose only secret is written as text.
func password(t *testing.T, text string, files map[string]string) configs.Secret {
	t.Helper()
	all := map[string]string{"frontdesk.yaml": "channels:\n  support: {password: " + text + "}\n"}
	for name, content := range files {
		all[name] = content
	}
	var p configs.Problems
	var c struct {
		Password configs.Secret `yaml:"password"`
	}
	f := configs.Load(write(t, all), &p)
	f.Channels[0].Decode(&c, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	return c.Password
}

func TestSecretsAreResolved(t *testing.T) {
	t.Setenv("FRONTDESK_TEST_SECRET", "s3cret value ")
	files := map[string]string{"pass": "s3cret\n", "crlf": "s3cret\r\n", "two": " s3cret\n\n"}
	for text, want := range map[string]string{
		"env:FRONTDESK_TEST_SECRET":            "s3cret value ",
		"file:pass":                            "s3cret",
		"file:./crlf":                          "s3cret",
		"file:two":                             " s3cret\n",
		`"cmd:printf 's3cret\\nsecond\\n'"`:    "s3cret",
		`"cmd:cat pass"`:                       "s3cret",
		`"cmd:echo noise >&2; echo 's3cret '"`: "s3cret ",
	} {
		if got, err := password(t, text, files).Resolve(t.Context()); err != nil || got != want {
			t.Errorf("%s: %q, %v", text, got, err)
		}
	}
	if got, err := (configs.Secret{}).Resolve(t.Context()); got != "" || err != nil {
		t.Errorf("none: %q, %v", got, err)
	}
}

func TestSecretsThatCannotBeResolvedNameTheirPlaceOnly(t *testing.T) {
	t.Setenv("FRONTDESK_TEST_EMPTY", "")
	files := map[string]string{"empty": "\n", "large": strings.Repeat("s3cret", 20_000), "frontdesk.db/x": ""}
	for text, want := range map[string]string{
		"env:FRONTDESK_TEST_UNSET":          "the environment variable FRONTDESK_TEST_UNSET is not set",
		"env:FRONTDESK_TEST_EMPTY":          "env:FRONTDESK_TEST_EMPTY is empty",
		"file:missing":                      "no such file",
		"file:empty":                        "file:empty is empty",
		"file:large":                        "larger than 64 KiB",
		"file:frontdesk.db":                 "is a directory",
		`"cmd:echo s3cret; exit 3"`:         "exit status 3",
		`"cmd:echo s3cret >&2; exit 1"`:     "exit status 1",
		`"cmd:true"`:                        "is empty",
		`"cmd:echo s3cret | no-such-thing"`: "exit status 127",
	} {
		_, err := password(t, text, files).Resolve(t.Context())
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "frontdesk.yaml:2:23: ") {
			t.Errorf("%s: %v", text, err)
		}
		if err != nil && strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: the error tells the secret: %v", text, err)
		}
	}
}

func TestACommandEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := password(t, `"cmd:sleep 60"`, nil).Resolve(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestSecretsAreMaskedWhereverPrinted(t *testing.T) {
	type settings struct {
		Public  configs.Secret
		private configs.Secret
	}
	for name, secret := range map[string]configs.Secret{
		"plain":   configs.PlainSecret("s3cret"),
		"command": password(t, `"cmd:echo s3cret"`, nil),
	} {
		s := settings{Public: secret, private: secret}
		var printed bytes.Buffer
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
			fmt.Fprintf(&printed, verb+verb+verb, secret, s, &s)
		}
		encoded, err := json.Marshal(map[string]any{"a": secret, "b": s})
		if err != nil {
			t.Fatal(err)
		}
		printed.Write(encoded)
		slog.New(slog.NewTextHandler(&printed, nil)).Info("m", "secret", secret, "settings", s)
		slog.New(slog.NewJSONHandler(&printed, nil)).Info("m", "secret", secret, "settings", s)
		if text := printed.String(); strings.Contains(text, "s3cret") || strings.Contains(text, fmt.Sprintf("%x", "s3cret")) {
			t.Errorf("%s: %s", name, text)
		}
	}
	if got := password(t, "env:NAME", nil).String(); got != "env:NAME" {
		t.Errorf("a reference prints as %q", got)
	}
}

func TestPathsAreRelativeToTheConfigFolder(t *testing.T) {
	dir := write(t, map[string]string{"frontdesk.yaml": "channels:\n  support: {ca: ca.pem}\n  other: {ca: /etc/ca.pem}\n"})
	var p configs.Problems
	for i, want := range []string{filepath.Join(dir, "ca.pem"), "/etc/ca.pem"} {
		var c struct {
			CA configs.Path `yaml:"ca"`
		}
		configs.Load(dir, &p).Channels[i].Decode(&c, &p)
		if string(c.CA) != want || p.Err() != nil {
			t.Errorf("got %q, want %q, %v", c.CA, want, p.Err())
		}
	}
}
