package configs_test

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"frontdesk/configs"
)

// section reads the channel "c", whose YAML stands below its name.
func section(t *testing.T, text string) configs.Section {
	t.Helper()
	var p configs.Problems
	f := configs.LoadFS(fstest.MapFS{"frontdesk.yaml": {Data: []byte("channels:\n  c:\n" + text)}}, "configs", &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	return f.Channels[0]
}

func TestDecodeFillsEveryKindOfField(t *testing.T) {
	s := section(t, `
    kind: email
    team: first
    server: {host: "h", ca: ca.pem}
    limit: -5
    share: 0.5
    age: 1d12h30m
    quiet: true
    senders: [a, "404", 'it''s']
    ports: [1, 2]
    servers:
      - host: one
      - host: two
    labels: {x: y}
    address: |
      two
      lines
    raw: {any: thing}
`)
	var got channel
	var p configs.Problems
	s.Decode(&got, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	if raw := got.Raw.Get("any"); raw.At.String() != "configs/frontdesk.yaml:20:11" {
		t.Errorf("raw at %s", raw.At)
	}
	got.Raw = configs.Section{}
	want := channel{
		Kind: "email", Address: "two\nlines\n",
		Team:   configs.Ref{Name: "first", At: configs.Position{File: "configs/frontdesk.yaml", Line: 5, Column: 11}},
		Server: &server{Host: "h", CA: "ca.pem"}, Limit: -5, Share: 0.5, Age: 36*time.Hour + 30*time.Minute, Quiet: true,
		Senders: []string{"a", "404", "it's"}, Ports: []int64{1, 2},
		Servers: []server{{Host: "one"}, {Host: "two"}}, Labels: map[string]string{"x": "y"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestDecodeKeepsDefaultsOfMissingKeys(t *testing.T) {
	got := channel{Kind: "chat", Age: time.Hour, Senders: []string{"x"}, Server: &server{Host: "default", CA: "a"}}
	var p configs.Problems
	section(t, "    {kind: email, senders: , server: {ca: /b}}\n").Decode(&got, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	if got.Kind != "email" || got.Age != time.Hour || len(got.Senders) != 1 || *got.Server != (server{Host: "default", CA: "/b"}) {
		t.Errorf("got %+v, %+v", got, *got.Server)
	}
}

// oneOrMany decodes itself, from a text or a list.
type oneOrMany []string

func (o *oneOrMany) DecodeConfig(s configs.Section, p *configs.Problems) {
	if text, ok := s.Scalar(); ok {
		*o = oneOrMany{text}
		return
	}
	type plain oneOrMany
	s.Decode((*plain)(o), p)
}

func TestADecoderDecodesItself(t *testing.T) {
	var got struct {
		One  oneOrMany   `yaml:"one"`
		Many oneOrMany   `yaml:"many"`
		All  []oneOrMany `yaml:"all"`
	}
	var p configs.Problems
	section(t, "    {one: 5, many: [a, b], all: [c, [d, e]]}\n").Decode(&got, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.All, []oneOrMany{{"c"}, {"d", "e"}}) || got.One[0] != "5" || len(got.Many) != 2 {
		t.Errorf("got %+v", got)
	}
}

func TestDecodeRefusesWhatItCannotFill(t *testing.T) {
	for name, v := range map[string]any{
		"a value": channel{},
		"nil":     (*channel)(nil),
		"a channel": &struct {
			C chan int `yaml:"c"`
		}{},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic for a mistake of the program")
				}
			}()
			section(t, "    {c: 1}\n").Decode(v, &configs.Problems{})
		})
	}
}

func TestSectionsKnowTheirPlaces(t *testing.T) {
	s := section(t, "    list: [a, {b: c}]\n    map:\n      客: 1\n      deep: {er: x}\n")
	where := func(path ...string) string {
		return strings.TrimPrefix(s.Where(path...).String(), "configs/frontdesk.yaml:")
	}
	for want, got := range map[string]string{
		"2:3": where(), "3:5": where("list"), "4:5": where("map"), "5:7": where("map", "客"), "6:14": where("map", "deep", "er"),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if got := where("map", "none", "er"); got != "4:5" {
		t.Errorf("a missing key is at %s", got)
	}
	items := s.Get("list").Items()
	if text, ok := items[0].Scalar(); len(items) != 2 || !ok || text != "a" || items[1].At.Column != 15 {
		t.Errorf("items %v", items)
	}
	if keys := s.Keys(); len(keys) != 2 || keys[1].Name != "map" || keys[1].At.Line != 4 {
		t.Errorf("keys %v", keys)
	}
	if none := s.Get("none"); !none.IsZero() || none.Name != "none" || none.At != s.At {
		t.Errorf("a missing key: %+v", none)
	}
	var zero configs.Section
	if _, ok := zero.Scalar(); ok || !zero.IsZero() || len(zero.Keys()) > 0 || len(zero.Items()) > 0 || zero.Where("x") != zero.At {
		t.Error("a zero section has something")
	}
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"90s": 90 * time.Second, "15m": 15 * time.Minute, "1h30m": 90 * time.Minute, "2d": 48 * time.Hour,
		"250ms": 250 * time.Millisecond, "0": 0, "0s": 0, "100000d": 100_000 * 24 * time.Hour,
	} {
		if got, err := configs.ParseDuration(text); err != nil || got != want {
			t.Errorf("%s: %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "5", "-5m", "5 m", "1.5h", "h", "5w", "999999999d", "106751d999999h", "9223372036854775807s", "１h"} {
		if got, err := configs.ParseDuration(text); err == nil {
			t.Errorf("%q is %s", text, got)
		}
	}
}

func TestSuggestionsAreNear(t *testing.T) {
	known := []string{"examples", "pattern", "words", "any"}
	for name, want := range map[string]string{
		"exampels": `did you mean "examples"?`, "Words": `did you mean "words"?`, "wrods": `did you mean "words"?`,
		"an": `did you mean "any"?`, "zebra": "", "": "", strings.Repeat("x", 1000): "",
	} {
		if got := configs.Suggest(name, known); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestFrontMatterIsSplitOff(t *testing.T) {
	cases := []struct {
		name, content, title, body string
		line                       int
	}{
		{"plain", "---\ntitle: x\n---\ntext\n", "x", "text\n", 4},
		{"without", "text\n---\nmore\n", "", "text\n---\nmore\n", 1},
		{"empty", "", "", "", 1},
		{"spaces after the dashes", "--- \ntitle: x\n---\t\ntext", "x", "text", 4},
		{"a rule in the text", "---\ntitle: x\n---\na\n---\nb\n", "x", "a\n---\nb\n", 4},
		{"nothing between", "---\n---\ntext", "", "text", 3},
		{"nothing below", "---\ntitle: x\n---", "x", "", 4},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var p configs.Problems
			meta, body, line := configs.FrontMatter(configs.File{Path: "kb/a.md", Content: []byte(c.content)}, &p)
			title, _ := meta.Get("title").Scalar()
			if title != c.title || string(body) != c.body || line != c.line || p.Err() != nil {
				t.Errorf("title %q, body %q, line %d, %v", title, body, line, p.Err())
			}
			if at := meta.Where("title").String(); title != "" && at != "kb/a.md:2:1" {
				t.Errorf("title at %s", at)
			}
		})
	}
}
