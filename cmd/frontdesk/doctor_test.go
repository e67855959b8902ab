package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"frontdesk/configs"
	"frontdesk/connectors/discord/discordtest"
)

// doctorSays runs doctor on a community with these rooms watched, and returns its exit status and words.
func doctorSays(t *testing.T, s *discordtest.Server, token, watch string) (int, string) {
	t.Helper()
	dir := t.TempDir()
	const staff = "teams:\n  desk:\n    forward: [{channel: community, room: staff}]\n"
	if err := os.WriteFile(filepath.Join(dir, "teams.yaml"), []byte(staff), 0o600); err != nil {
		t.Fatal(err)
	}
	config := "store: sqlite:frontdesk.db\nchannels:\n  community:\n    kind: discord\n    api: " + s.URL() +
		"\n    token: env:DISCORD_TOKEN\n    watch: " + watch + "\n"
	if err := os.WriteFile(filepath.Join(dir, "frontdesk.yaml"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("DISCORD_TOKEN", token)
	var out bytes.Buffer
	status := mainStatus([]string{"doctor", "--config", dir}, process{stdout: &out, stderr: &out})
	return status, strings.Join(strings.Fields(out.String()), " ") // lines are broken at 80 columns
}

func TestDoctorSaysWhatIsWrongWithACommunity(t *testing.T) {
	s := discordtest.New(discordtest.Options{})
	defer s.Close()
	g := s.AddGuild("Lumen")
	g.AddRoom("help", discordtest.Text)
	staff := g.AddRoom("staff", discordtest.Text)
	hidden := g.AddRoom("billing", discordtest.Text)
	bot := s.AddBot("frontdesk", discordtest.MessageContent)
	g.Invite(bot, 0)
	hidden.Deny(bot.User, discordtest.SendMessages|discordtest.CreatePrivateThreads)

	for name, tt := range map[string]struct {
		token, watch string
		status       int
		want         []string
	}{
		"all is well":        {bot.Token(), "[help]", 0, []string{"nothing is wrong"}},
		"an unknown room":    {bot.Token(), "[hlep]", 1, []string{`there is no room "hlep"`, "it sees billing, help, staff"}},
		"lacking permission": {bot.Token(), "[billing]", 1, []string{"in #billing the bot lacks: Send Messages, Create Private Threads"}},
		"a wrong token":      {"wrong", "[help]", 1, []string{"the server refuses the bot's token", "Reset Token"}},
	} {
		t.Run(name, func(t *testing.T) {
			status, out := doctorSays(t, s, tt.token, tt.watch)
			for _, want := range tt.want {
				if !strings.Contains(out, want) {
					t.Errorf("%q is not in\n%s", want, out)
				}
			}
			if status != tt.status {
				t.Errorf("exit status %d", status)
			}
		})
	}
	bot.SetPrivileged(0)
	if _, out := doctorSays(t, s, bot.Token(), "[help]"); !strings.Contains(out, "switch it on in the developer portal") {
		t.Errorf("an intent that is switched off is not told:\n%s", out)
	}
	staff.Hide()
	if status, out := doctorSays(t, s, bot.Token(), "[help]"); status != 1 || !strings.Contains(out, "in #staff the bot lacks: View Channel") {
		t.Errorf("a team's room that the bot cannot use: %d\n%s", status, out)
	}
	staff.Delete()
	if status, out := doctorSays(t, s, bot.Token(), "[help]"); status != 1 || !strings.Contains(out, `there is no room "staff"`) {
		t.Errorf("a team's room that is gone: %d\n%s", status, out)
	}
}

func TestDoctorFindsAStorePasswordThatOthersCanRead(t *testing.T) {
	for _, store := range []string{"postgres://u:pw@127.0.0.1:1/db", "postgres://127.0.0.1:1/db?user=u&password=pw"} {
		dir := t.TempDir()
		for name, text := range soundConfig {
			write(t, filepath.Join(dir, name), []byte(text))
		}
		path := filepath.Join(dir, "frontdesk.yaml")
		write(t, path, []byte("store: "+store+"\n"+soundConfig["frontdesk.yaml"]))
		if err := os.Chmod(path, 0o644); err != nil {
			t.Fatal(err)
		}
		t.Setenv("SUPPORT_PASSWORD", "secret")
		var p configs.Problems
		l := loaded{folder: configs.Load(dir, &p)}
		found := l.examineConfig(t.Context())
		if !slices.ContainsFunc(found, func(f examined) bool { return strings.Contains(f.What, "read the store's password") }) {
			t.Errorf("%s: %+v", store, found)
		}
	}
}
