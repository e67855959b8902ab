package configs_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"frontdesk/configs"
)

const canary = "hunter2-canary"

// account has every kind of value that may hold a secret.
type account struct {
	Token  configs.Secret   `yaml:"token"`
	Tokens []configs.Secret `yaml:"tokens"`
	API    string           `yaml:"api"`
	Feed   configs.Section  `yaml:"feed" shape:"texts" private:"yes"`
}

func settingsOf(t *testing.T, yaml string, shape configs.Shape) []configs.Setting {
	t.Helper()
	return configs.Settings("channel", "c", section(t, yaml), shape)
}

func TestSettingsNeverShowASecret(t *testing.T) {
	settings := settingsOf(t, `
    token: `+canary+`
    tokens: [env:NAME, file:token, "cmd:echo `+canary+`", `+canary+`, 12345]
    api: https://user:`+canary+`@api.example.com/v1
    feed: ["https://calendar.example.com/`+canary+`/basic.ics", own.ics]
`, configs.ShapeOf(account{}))
	asJSON, err := json.Marshal(settings)
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{string(asJSON), fmt.Sprint(settings), fmt.Sprintf("%#v", settings), fmt.Sprintf("%+v", settings)} {
		if strings.Contains(form, canary) || strings.Contains(form, "12345") {
			t.Errorf("a secret is in %s", form)
		}
	}
	var got []string
	for _, s := range settings {
		got = append(got, s.Key+" = "+s.String())
	}
	want := `token = hidden
tokens = [env:NAME, file:token, cmd:hidden, hidden, hidden]
api = https://hidden@api.example.com/v1
feed = [https://calendar.example.com/hidden, own.ics]`
	if strings.Join(got, "\n") != want {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), want)
	}
}

// TestAStoreIsShownWhereItIsAFile reads the key of frontdesk.yaml itself.
func TestAStoreIsShownWhereItIsAFile(t *testing.T) {
	gateway, _ := configs.Shapes()
	for written, want := range map[string]string{
		"sqlite:a.db": "sqlite:a.db", "env:DSN": "env:DSN", "postgres://u:" + canary + "@h/db": "hidden", `"cmd:pass dsn"`: "cmd:hidden",
	} {
		var p configs.Problems
		folder := configs.LoadFS(fstest.MapFS{"frontdesk.yaml": {Data: []byte("store: " + written + "\nchannels: {c: {}}\n")}}, "configs", &p)
		got := configs.Settings("gateway", "", folder.Gateway, gateway)[0]
		if got.Key != "store" || got.String() != want || got.From != "configs/frontdesk.yaml:1" || !got.Restart {
			t.Errorf("%s: %+v", written, got)
		}
	}
}

func TestSettingsSayWhereAValueComesFrom(t *testing.T) {
	type place struct {
		Host string `yaml:"host" required:"yes"`
		Port int    `yaml:"port" default:"25" restart:"yes"`
	}
	type keys struct {
		Kind   string            `yaml:"kind"`
		Mode   string            `yaml:"mode" default:"auto" words:"auto,draft"`
		Team   configs.Ref       `yaml:"team" otherwise:"the channel's"`
		Silent *bool             `yaml:"silent" default:"true"`
		Server place             `yaml:"server"`
		Labels map[string]string `yaml:"labels"`
		Places []place           `yaml:"places"`
		Unset  string            `yaml:"unset"`
	}
	var got []string
	for _, s := range settingsOf(t, "    mode: \n    server: {host: h}\n    labels: {x: y, z: \"1, 2\"}\n    places: [{host: a, port: 1}]\n", configs.ShapeOf(keys{})) {
		got = append(got, fmt.Sprintf("%s = %s  %s %v", s.Key, s, strings.TrimPrefix(s.From, "configs/frontdesk.yaml:"), s.Restart))
	}
	want := `mode = auto  default false
team = (the channel's)  default false
silent = true  default false
server.host = h  4 false
server.port = 25  default true
labels.x = y  5 false
labels.z = 1, 2  5 false
places = [{host: a, port: 1}]  6 false`
	if strings.Join(got, "\n") != want {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), want)
	}
}
