package matchers

import (
	"strings"
	"testing"
	"testing/fstest"

	"frontdesk/configs"
)

// reachOf are the warnings of a file of matchers, or of two where "---" stands between them.
func reachOf(t *testing.T, text string) string {
	t.Helper()
	first, second, _ := strings.Cut(text, "---\n")
	files := fstest.MapFS{"frontdesk.yaml": {Data: []byte("channels: {c: {}}\n")}, "matchers/a.yaml": {Data: []byte(first)}}
	if second != "" {
		files["matchers/b.yaml"] = &fstest.MapFile{Data: []byte(second)}
	}
	var p, reach configs.Problems
	set := Load(configs.LoadFS(files, "c", &p).Matchers, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	set.CheckReach(&reach)
	var lines []string
	for _, one := range reach.All() {
		lines = append(lines, strings.TrimPrefix(one.String(), "c/matchers/"))
	}
	return strings.Join(lines, "\n")
}

func TestCheckReach(t *testing.T) {
	cases := []struct{ name, matchers, want string }{
		{"apart", "a:\n  any: [{words: refund}]\n  tests: [{say: my refund, expect: a}]\nb:\n  any: [{words: invoice}]\n", ""},
		{
			"a tie of two files", "a:\n  any: [{words: refund}]\n  tests: [{say: refund of the order, expect: a}]\n---\nb:\n  any: [{words: order}]\n",
			`a.yaml:3:11: warning: "refund of the order" is for "a" and "b" alike: neither is taken, a person answers; give one of them priority: 1, or write below not: what it is not for`,
		},
		{"a tie that is meant", "a:\n  any: [{words: refund}]\n  tests: [{say: refund of the order, expect: none}]\n---\nb:\n  any: [{words: order}]\n", ""},
		{"a tie that priority decides", "a:\n  any: [{words: refund}]\n  priority: 1\n  tests: [{say: refund of the order, expect: a}]\n---\nb:\n  any: [{words: order}]\n", ""},
		{
			"an example that the first of a file takes", "a:\n  any: [{words: refund}]\nb:\n  any: [{words: order}]\n  examples: [where is the refund of my order]\n",
			`a.yaml:5:14: warning: "where is the refund of my order" is for "a" and "b": the first counts, since it stands first in c/matchers/a.yaml; write a test that says which is meant, or give one of them a priority`,
		},
		{
			"the same words later", "a:\n  any: [{words: [refund, money back]}]\nb:\n  any: [{words: money back}]\n",
			`a.yaml:3:1: warning: matcher "b" never counts: "a" fits whatever it fits, and comes first; put it first, give it a priority, or remove it`,
		},
		{
			"longer words later", "a:\n  any: [{words: refund}]\nb:\n  any: [{words: [refund of my order, a late refund]}]\n",
			`a.yaml:3:1: warning: matcher "b" never counts: "a" fits whatever it fits, and comes first; put it first, give it a priority, or remove it`,
		},
		{"longer words first", "a:\n  any: [{words: [refund of my order]}]\nb:\n  any: [{words: refund}]\n", ""},
		{"part of a word", "a:\n  any: [{words: fund}]\nb:\n  any: [{words: refund}]\n", ""},
		{"the first says what it is not", "a:\n  any: [{words: refund}]\n  not: [{words: late}]\nb:\n  any: [{words: refund}]\n", ""},
		{
			"the later is urgent", "a:\n  any: [{words: refund}]\nb:\n  any: [{words: refund}]\n  urgent: true\n",
			`a.yaml:1:1: warning: matcher "a" never counts: "b" fits whatever it fits, and comes first; put it first, give it a priority, or remove it`,
		},
		{
			"one of all", "a:\n  any: [{words: refund}]\nb:\n  all: [{words: refund}, {words: late}]\n",
			`a.yaml:3:1: warning: matcher "b" never counts: "a" fits whatever it fits, and comes first; put it first, give it a priority, or remove it`,
		},
		{
			"a rule below not", "a:\n  any: [{words: [refund, order]}]\n  not: [{words: refund}]\n",
			`a.yaml:2:18: warning: "refund" never counts: it stands below not: too; keep it in one of the places`,
		},
		{
			"a slow pattern", "a:\n  any: [{pattern: 'refund.{0,900}order.{0,900}late'}]\n",
			`a.yaml:2:19: warning: this pattern can take a second of a long mail: it has 3617 steps, and all may be looked at for each letter; write smaller repeats, such as {0,30}, and none within another`,
		},
		{
			"a pattern for everything", "a:\n  any: [{pattern: '\\pL+'}]\n",
			`a.yaml:1:1: warning: matcher "a" fits nearly every mail: 10 of 10 everyday sentences, one by pattern "The"; write what only such a mail says, or several conditions below all:`,
		},
		{"such a pattern beside another condition", "a:\n  all: [{pattern: '\\pL+'}, {words: refund}]\n", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := reachOf(t, c.matchers); got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}
