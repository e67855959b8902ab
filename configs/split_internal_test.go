package configs

import (
	"reflect"
	"strings"
	"testing"

	"github.com/goccy/go-yaml/lexer"
)

// FuzzSplit: cutting a file at its keys gives what parsing it whole gives, wherever that finds no fault.
func FuzzSplit(f *testing.F) {
	for _, text := range []string{
		"a: 1\nb: [x, {c: d}]\n", "a:\n- b\n- c\nd:\n  e: |\n    f: g\n  h: i\n", "a: |\nb: >-\n\nc: \"d\n  e: f\"\n",
		"  a: 1\n  b: 2\n", "a: {b: c,\nd: e}\nf: g\n", "---\na: 1\n...\n", "a: 'x'\n# c\n\"b\": y\n1: z\n", "a: b\n c\nd:\n", "- a\n- b: c\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = string(normalize([]byte(text)))
		src := &source{name: "f"}
		var p, q Problems
		tokens := firstDocument(withoutComments(lexer.Tokenize(text)), src, &p)
		if len(tokens) == 0 {
			return
		}
		whole := parseValue(chunk{tokens: tokens}, strings.Split(text, "\n"), src, &p)
		if p.Errors() > 0 {
			return
		}
		if parts := parse(text, src, &q); q.Errors() > 0 || !reflect.DeepEqual(whole, parts) {
			t.Errorf("whole: %+v\nparts: %+v\n%v", whole, parts, q.All())
		}
	})
}
