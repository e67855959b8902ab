package connectors_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"frontdesk/configs"
	"frontdesk/connectors"
)

func TestOneAccountServesOneChannel(t *testing.T) {
	for name, tt := range map[string]struct{ second, want string }{
		"the same token":             {"{kind: discord, token: env:T, watch: [b]}", `channels "a" and "b" are one account`},
		"another token":              {"{kind: discord, token: env:U, watch: [b]}", ""},
		"the same at another server": {"{kind: discord, token: env:T, api: https://chat.example.com/api, watch: [b]}", ""},
		"commands say nothing of it": {`{kind: discord, token: "cmd:cat t", watch: [b]}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			text := "channels:\n  a: {kind: discord, token: env:T, watch: [a]}\n  b: " + tt.second + "\n"
			if err := os.WriteFile(filepath.Join(dir, "frontdesk.yaml"), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			var p configs.Problems
			channels := connectors.Load(configs.Load(dir, &p).Channels, &p)
			if len(channels) != 2 {
				t.Errorf("%d channels", len(channels))
			}
			var said []string
			for _, problem := range p.All() {
				said = append(said, problem.String())
			}
			if got := strings.Join(said, "\n"); !strings.Contains(got, tt.want) || (tt.want == "") != (got == "") {
				t.Errorf("it says %q", got)
			}
		})
	}
}
