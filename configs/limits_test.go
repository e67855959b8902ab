package configs_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"frontdesk/configs"
)

// many repeats a text n times, with # as the number of the repetition.
func many(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "#", fmt.Sprint(i)))
	}
	return b.String()
}

// stairs are keys, each nested in the one before.
func stairs(n, length int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + strings.Repeat("k", length) + ":\n")
	}
	return b.String() + strings.Repeat(" ", n)
}

func TestLimitsRefuseWhatTheParserIsSlowWith(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"many keys at the top", many(5000, "k#: {}\n"), ""},
		{"many keys below", "a:\n" + many(2001, "  k#: v\n"), "more than 2000 keys in one mapping"},
		{"many mappings with few keys", "a:\n" + many(5000, "  - k#: v\n    l: w\n"), ""},
		{"a long list", "a:\n" + many(5000, "  - k#\n"), ""},
		{"a long list in brackets", "a: [" + many(5000, "k#, ") + "]\n", ""},
		{"many lists that are not indented", many(5000, "k#:\n- a\n"), ""},
		{"many lists of a mapping that are not indented", "a:\n" + many(1500, "  k#:\n  - a\n"), ""},
		{"many empty mappings", "a: [" + many(5000, "{}, ") + "]\n", ""},
		{"many mappings in braces", "a: [" + many(5000, "{k#: v, l: w}, ") + "]\n", ""},
		{"many blocks of text", many(5000, "k#: |\n  text\n"), ""},
		{"keys without a value at the top", many(5000, "k#:\n"), ""},
		{"keys without a value", "a:\n" + many(1001, "  - k#:\n"), "more than 1000 keys without a value"},
		{"items without a value", many(1001, "-\n"), "an item of a list without a value"},
		{"braces without values", "a: {" + many(1001, "k#, ") + "}\n", "more than 1000 keys without a value"},
		{"braces with empty values", "a: {" + many(1001, "k#: , ") + "}\n", "more than 1000 keys without a value"},
		{"explicit keys", many(1001, "? k#\n"), "keys with a question mark"},
		{"long keys, deep", stairs(48, 250) + "[" + many(20_000, "a,") + "]\n", "the file holds too much, nested too deep"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var p configs.Problems
			configs.LoadFS(fstest.MapFS{
				"frontdesk.yaml":  {Data: []byte("channels: {support: {}}\n")},
				"matchers/a.yaml": {Data: []byte(c.text)},
			}, "", &p)
			problems := fmt.Sprint(p.All())
			if c.want == "" && p.Errors() > 0 || !strings.Contains(problems, c.want) {
				t.Errorf("got %.300s, want %q", problems, c.want)
			}
		})
	}
}
