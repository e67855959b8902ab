package configs_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"frontdesk/configs"
)

// rule is a thing with a value of each form.
type rule struct {
	Mode    string         `yaml:"mode" default:"auto"`
	Age     time.Duration  `yaml:"age" default:"24h"`
	Words   []string       `yaml:"words"`
	Team    string         `yaml:"team" otherwise:"the channel's"`
	Token   configs.Secret `yaml:"token"`
	Address string         `yaml:"address" restart:"yes"`
}

// rules are the settings of the channels of a config.
func rules(t *testing.T, text string) []configs.Setting {
	t.Helper()
	var p configs.Problems
	folder := configs.LoadFS(fstest.MapFS{"frontdesk.yaml": {Data: []byte("channels:\n" + text)}}, "configs", &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	var all []configs.Setting
	for _, s := range folder.Channels {
		all = append(all, configs.Settings("rule", s.Name, s, configs.ShapeOf(rule{}))...)
	}
	return all
}

func TestDiffTellsWhatChangesInEffect(t *testing.T) {
	cases := []struct{ name, before, after, want string }{
		{"nothing", "  a: {mode: draft}\n", "  a: {mode: draft}\n", ""},
		{"a default written out", "  a: {}\n", "  a: {mode: auto, age: 24h}\n", ""},
		{"the same time", "  a: {age: 2d}\n", "  a: {age: 48h}\n", ""},
		{"comments and order", "  a: {mode: draft, age: 1h}\n", "  a:\n    # why\n    age: 1h\n    mode: draft\n", ""},
		{"a default left", "  a: {}\n", "  a: {mode: draft}\n", "rule a: mode changed: auto -> draft"},
		{"back to a default", "  a: {age: 1h}\n", "  a: {}\n", "rule a: age changed: 1h -> 24h"},
		{"what holds otherwise", "  a: {}\n", "  a: {team: billing}\n", "rule a: team changed: (the channel's) -> billing"},
		{"a first value", "  a: {}\n", "  a: {words: [x, y]}\n", "rule a: words added: none -> [x, y]"},
		{"a last value", "  a: {words: [x]}\n", "  a: {}\n", "rule a: words removed: [x] -> none"},
		{"items of a list", "  a: {words: [x, y, y, z]}\n", "  a: {words: [z, y, new one, 'a, b']}\n", `rule a: words changed: 2 more: new one, "a, b"; 2 less: x, y`},
		{"the order of a list", "  a: {words: [x, y]}\n", "  a: {words: [y, x]}\n", "rule a: words changed: [x, y] -> [y, x]"},
		{"new and gone", "  a: {}\n  b: {}\n", "  c: {mode: draft}\n  b: {}\n", "rule c added: new\nrule a removed: gone"},
		{"a restart", "  a: {address: x}\n", "  a: {address: y}\n", "rule a: address changed: x -> y, needs a restart"},
		{"another secret", "  a: {token: env:A}\n", "  a: {token: file:b}\n", "rule a: token changed: env:A -> file:b"},
		{"a hidden secret", "  a: {token: 'cmd:echo one'}\n", "  a: {token: 'cmd:echo two'}\n", "rule a: token changed: changed, and not shown"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, change := range configs.Diff(rules(t, c.before), rules(t, c.after)) {
				line := fmt.Sprintf("%s %s: %s", change.Subject(), change.Kind, change.Effect())
				if change.Restart {
					line += ", needs a restart"
				}
				got = append(got, line)
			}
			if strings.Join(got, "\n") != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), c.want)
			}
		})
	}
}
