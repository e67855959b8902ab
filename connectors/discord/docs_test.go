package discord

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

func TestEveryKeyIsInThePageForAdmins(t *testing.T) {
	page, err := os.ReadFile("../../docs/discord.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(page)
	for _, of := range []any{Settings{}, Watch{}, Commands{}, Cooldown{}, Budget{}} {
		for _, f := range reflect.VisibleFields(reflect.TypeOf(of)) {
			key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
			if key != "" && !strings.Contains(text, "`"+key+"`") && !strings.Contains(text, "`"+key+":") {
				t.Errorf("docs/discord.md does not name %s", key)
			}
		}
	}
	if link := invite("ID"); !strings.Contains(text, link) {
		t.Errorf("docs/discord.md does not have the link %s", link)
	}
	for _, o := range (Commands{}).offers() {
		if !strings.Contains(text, o.title) {
			t.Errorf("docs/discord.md does not name %q", o.title)
		}
	}
}
