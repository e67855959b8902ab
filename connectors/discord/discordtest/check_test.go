package discordtest

import (
	"encoding/json"
	"strings"
	"testing"
)

func long(n int) string { return strings.Repeat("ä", n) }

func numbered(n int, one func(string) any) []any {
	out := make([]any, n)
	for i := range out {
		out[i] = one(itoa(i))
	}
	return out
}

func TestModalsThatAreRefused(t *testing.T) {
	input := func(more map[string]any) map[string]any {
		f := map[string]any{"type": 4, "custom_id": "f", "label": "L", "style": 1}
		for k, v := range more {
			f[k] = v
		}
		return f
	}
	inRow := func(more map[string]any) []any { return []any{row(input(more))} }
	label := func(text string, inner any) []any {
		return []any{map[string]any{"type": 18, "label": text, "component": inner}}
	}
	tests := map[string]struct {
		id, title  string
		components []any
		fine       bool
	}{
		"a row with a text input":  {"m", "T", inRow(nil), true},
		"a label with a menu":      {"m", "T", label("L", map[string]any{"type": 3, "custom_id": "s", "options": []any{map[string]any{"label": "a", "value": "a"}}}), true},
		"no id":                    {"", "T", inRow(nil), false},
		"a long title":             {"m", long(46), inRow(nil), false},
		"six rows":                 {"m", "T", numbered(6, func(n string) any { return row(input(map[string]any{"custom_id": n})) }), false},
		"one id twice":             {"m", "T", append(inRow(nil), inRow(nil)...), false},
		"a button":                 {"m", "T", []any{row(button("b", nil))}, false},
		"no row":                   {"m", "T", []any{input(nil)}, false},
		"a long label":             {"m", "T", inRow(map[string]any{"label": long(46)}), false},
		"no style":                 {"m", "T", inRow(map[string]any{"style": 0}), false},
		"a long placeholder":       {"m", "T", inRow(map[string]any{"placeholder": long(101)}), false},
		"a long value":             {"m", "T", inRow(map[string]any{"value": long(4001)}), false},
		"max_length beyond 4000":   {"m", "T", inRow(map[string]any{"max_length": 4001}), false},
		"a label without text":     {"m", "T", label("", input(map[string]any{"label": ""})), false},
		"a label around a button":  {"m", "T", label("L", button("b", nil)), false},
		"a label around a bad one": {"m", "T", label("L", map[string]any{"type": 3, "custom_id": "s"}), false},
	}
	for name, tc := range tests {
		m := &Modal{CustomID: tc.id, Title: tc.title}
		if err := json.Unmarshal(encode(tc.components), &m.Components); err != nil {
			t.Fatal(err)
		}
		if err := checkModal(m); (err == nil) != tc.fine {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestComponentsAndEmbedsThatAreRefused(t *testing.T) {
	menu := func(more map[string]any) []any {
		m := map[string]any{"type": 3, "custom_id": "m", "options": []any{map[string]any{"label": "a", "value": "a"}}}
		for k, v := range more {
			m[k] = v
		}
		return []any{row(m)}
	}
	options := func(o ...any) []any { return menu(map[string]any{"options": o}) }
	buttons := func(more map[string]any) []any { return []any{row(button("b", more))} }
	tests := map[string]struct {
		rows   []any
		embeds []any
		fine   bool
	}{
		"five rows of five":           {numbered(5, func(n string) any { return row(five(n)...) }), nil, true},
		"a menu":                      {menu(nil), nil, true},
		"a menu of users":             {menu(map[string]any{"type": 5, "options": nil}), nil, true},
		"a link":                      {buttons(map[string]any{"style": 5, "url": "https://example.org", "custom_id": nil}), nil, true},
		"six in a row":                {[]any{row(append(five("a"), button("b", nil))...)}, nil, false},
		"a style there is not":        {buttons(map[string]any{"style": 9}), nil, false},
		"a long link":                 {buttons(map[string]any{"style": 5, "url": "https://example.org/" + strings.Repeat("a", 512), "custom_id": nil}), nil, false},
		"neither label nor emoji":     {buttons(map[string]any{"label": ""}), nil, false},
		"a text input in a message":   {menu(map[string]any{"type": 4}), nil, false},
		"a menu without an id":        {menu(map[string]any{"custom_id": ""}), nil, false},
		"a long placeholder":          {menu(map[string]any{"placeholder": long(151)}), nil, false},
		"26 options":                  {options(numbered(26, func(n string) any { return map[string]any{"label": n, "value": n} })...), nil, false},
		"a value twice":               {options(map[string]any{"label": "a", "value": "a"}, map[string]any{"label": "b", "value": "a"}), nil, false},
		"a long option":               {options(map[string]any{"label": long(101), "value": "a"}), nil, false},
		"a long value":                {options(map[string]any{"label": "a", "value": long(101)}), nil, false},
		"a long description":          {options(map[string]any{"label": "a", "value": "a", "description": long(101)}), nil, false},
		"eleven embeds":               {nil, numbered(11, func(string) any { return map[string]any{"title": "t"} }), false},
		"a long title":                {nil, []any{map[string]any{"title": long(257)}}, false},
		"26 fields":                   {nil, []any{map[string]any{"fields": numbered(26, func(n string) any { return map[string]any{"name": n, "value": n} })}}, false},
		"an empty field":              {nil, []any{map[string]any{"fields": []any{map[string]any{"name": "n", "value": ""}}}}, false},
		"6,001 characters altogether": {nil, []any{map[string]any{"description": long(3000)}, map[string]any{"description": long(3000), "footer": map[string]any{"text": "x"}}}, false},
		"6,000 characters altogether": {nil, []any{map[string]any{"description": long(3000)}, map[string]any{"description": long(3000)}}, true},
	}
	for name, tc := range tests {
		p := newPlace(t, Options{})
		a := p.do("POST", p.messages(), noPings("x", map[string]any{"components": tc.rows, "embeds": tc.embeds}))
		if (a.status == 200) != tc.fine || !tc.fine && a.code() != 50035 {
			t.Errorf("%s: %d %s", name, a.status, a.text)
		}
		p.Close()
	}
}

func five(prefix string) []map[string]any {
	out := make([]map[string]any, 5)
	for i := range out {
		out[i] = button(prefix+"-"+itoa(i), nil)
	}
	return out
}
