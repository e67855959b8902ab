package discordtest

import (
	"strings"
	"testing"
	"time"
)

func TestWhoMayUseACommand(t *testing.T) {
	p := newPlace(t, Options{})
	p.withCommands()
	hidden := p.guild.AddRoom("hidden", Text)
	hidden.Hide()
	tests := map[string]struct {
		who     *User
		where   *Room
		command string
		options map[string]any
		may     bool
	}{
		"a member asks":             {p.anna, p.room, "ask", map[string]any{"question": "x"}, true},
		"a moderator mutes":         {p.mod, p.room, "bot-off", nil, true},
		"a member mutes":            {p.anna, p.room, "bot-off", nil, false},
		"in a room unseen":          {p.anna, hidden, "ask", map[string]any{"question": "x"}, false},
		"without what is required":  {p.anna, p.room, "ask", nil, false},
		"with an unknown option":    {p.anna, p.room, "ask", map[string]any{"question": "x", "y": 1}, false},
		"a command there is not":    {p.anna, p.room, "tell", nil, false},
		"a guild's command in a DM": {p.anna, p.AddDM(p.anna, p.bot.User), "ask", map[string]any{"question": "x"}, false},
	}
	for name, tc := range tests {
		if _, err := p.Slash(tc.who, tc.where, tc.command, tc.options); (err == nil) != tc.may {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCommandsAreRegisteredOnce(t *testing.T) {
	p := newPlace(t, Options{})
	p.withCommands()
	first := p.bot.Commands(p.guild)
	p.withCommands()
	if w := p.bot.CommandWrites(); w != (CommandWrites{Created: 4, Unchanged: 4}) {
		t.Errorf("%+v", w)
	}
	if again := p.bot.Commands(p.guild); again[0].ID != first[0].ID || again[0].Version != first[0].Version {
		t.Error("an unchanged command has a new id or version")
	}
	path := "/applications/" + p.bot.User.ID + "/guilds/" + p.guild.ID + "/commands"
	if a := p.do("POST", path, map[string]any{"name": "ask", "description": "Ask away"}); a.status != 200 {
		t.Errorf("a command anew: %d", a.status)
	}
	if a := p.do("POST", path, map[string]any{"name": "human", "description": "A person"}); a.status != 201 {
		t.Errorf("a new command: %d", a.status)
	}
	p.must("DELETE", path+"/"+first[1].ID, nil)
	p.must("PATCH", path+"/"+first[0].ID, map[string]any{"description": "Ask us"})
	p.clock.add(time.Minute)
	p.must("PUT", path, []any{})
	if w := p.bot.CommandWrites(); w != (CommandWrites{Created: 5, Unchanged: 4, Changed: 2, Removed: 5}) {
		t.Errorf("%+v", w)
	}
	p.careful()
}

func TestCommandsThatAreRefused(t *testing.T) {
	command := func(more map[string]any) []any {
		c := map[string]any{"name": "ask", "description": "Ask"}
		for k, v := range more {
			c[k] = v
		}
		return []any{c}
	}
	option := func(more map[string]any) []any {
		o := map[string]any{"type": 3, "name": "q", "description": "d"}
		for k, v := range more {
			o[k] = v
		}
		return command(map[string]any{"options": []any{o, map[string]any{"type": 3, "name": "r", "description": "d", "required": true}}})
	}
	var many []any
	for i := range 16 {
		many = append(many, map[string]any{"name": itoa(i), "type": 3})
	}
	tests := map[string]struct {
		body any
		code int
	}{
		"a capital letter":            {command(map[string]any{"name": "Ask"}), 50035},
		"a space":                     {command(map[string]any{"name": "ask me"}), 50035},
		"a name too long":             {command(map[string]any{"name": strings.Repeat("a", 33)}), 50035},
		"no description":              {command(map[string]any{"description": ""}), 50035},
		"a description too long":      {command(map[string]any{"description": strings.Repeat("a", 101)}), 50035},
		"a menu with description":     {command(map[string]any{"type": 3}), 50035},
		"the same name twice":         {append(command(nil), command(nil)...), 50035},
		"required after optional":     {option(nil), 50035},
		"choices with autocomplete":   {option(map[string]any{"required": true, "autocomplete": true, "choices": []any{map[string]any{"name": "a", "value": "a"}}}), 50035},
		"an unknown field":            {command(map[string]any{"desc": "x"}), 50035},
		"sixteen menus":               {many, 30032},
		"an option without type":      {option(map[string]any{"type": 0, "required": true}), 50035},
		"an option with capital name": {option(map[string]any{"name": "Q", "required": true}), 50035},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t, Options{})
			a := p.do("PUT", "/applications/"+p.bot.User.ID+"/commands", tc.body)
			if a.status != 400 || a.code() != tc.code || len(p.bot.Commands(nil)) != 0 || len(p.Refusals()) != 1 {
				t.Errorf("%d %s", a.status, a.text)
			}
		})
	}
}

func TestCommandsCreatedInADay(t *testing.T) {
	p := newPlace(t, Options{LimitPeriod: time.Nanosecond})
	path := "/applications/" + p.bot.User.ID + "/commands"
	for i := range creationsADay {
		p.clock.add(time.Second)
		a := p.must("POST", path, map[string]any{"name": "c" + itoa(i), "description": "d"})
		p.must("DELETE", path+"/"+a.str("id"), nil)
	}
	p.clock.add(time.Second)
	if a := p.do("POST", path, map[string]any{"name": "more", "description": "d"}); a.status != 429 || a.code() != 30034 {
		t.Errorf("%d %s", a.status, a.text)
	}
}
