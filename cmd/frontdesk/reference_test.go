package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"frontdesk/configs"
	"frontdesk/connectors"
	"frontdesk/gateway/hours"
	"frontdesk/gateway/pipeline"
	"frontdesk/matchers"
	"frontdesk/replies/kb"
)

const referencePage = root + "/docs/config.md"

const referenceHead = `# Config

Every key of every file of the config folder. Generated from the structs that read them: ` + "`go test ./cmd/frontdesk -run 'Reference|Schemas' -update`" + `.

A duration is ` + "`90s`, `15m`, `8h`, `2d`" + ` or several of them, ` + "`1h30m`" + `. A secret is never written here: ` + "`env:NAME`" + ` names a variable,
` + "`file:PATH`" + ` a file (relative to this folder), ` + "`cmd:COMMAND`" + ` a command whose first line it is. A path is relative to the config folder.
Names are of 1 to 64 letters, digits, - and _. What is marked ↻ is in effect after a restart, all else at once.
` + "`frontdesk check --effective`" + ` prints what holds and where it comes from, ` + "`frontdesk schema`" + ` what editors complete by.
`

// section is one part of the page.
type section struct {
	title, text string
	shape       configs.Shape
	restart     bool
}

func sections() []section {
	all := []section{{"frontdesk.yaml", "What stands once for the whole gateway.", pages()[0].shape.Without("channels"), false}}
	for _, k := range connectors.Shape().Either {
		kind := k.Keys[0].Words[0]
		all = append(all, section{"frontdesk.yaml: channels, kind " + kind, "Below `channels:` and a name.", k, true})
	}
	return append(all,
		section{"teams.yaml: hours", "Below `hours:` and a name. `always` is there already.", hours.Shape(), false},
		section{"teams.yaml: teams", "Below `teams:` and a name.", pipeline.TeamShape(), false},
		section{"matchers/*.yaml", "Below a name, in any file below `matchers`. Where several matchers of a file fit, the first one counts.", matchers.Shape(), false},
		section{"matchers/*.yaml: conditions", "Items of `any`, `all` and `not`: each is one of these keys.", *matchers.Shape().Keys[0].Item, false},
		section{"kb/*.md", "Between two lines of `---` at the top of an article; the text below is the answer.", kb.Shape(), false},
	)
}

func reference() string {
	var b strings.Builder
	b.WriteString(referenceHead)
	for _, s := range sections() {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| key | value | without it | what it does |\n| --- | --- | --- | --- |\n", s.title, s.text)
		rows(&b, "", s.shape, s.restart)
	}
	return b.String()
}

// rows writes a row a key; those of a mapping in a mapping follow with a longer name.
func rows(b *strings.Builder, prefix string, shape configs.Shape, restart bool) {
	for _, k := range shape.Keys {
		fmt.Fprintf(b, "| `%s%s`%s | %s | %s | %s |\n", prefix, k.Name, mark(k, restart), cell(value(k.Shape)), cell(without(k)), cell(k.Help))
		for _, inner := range below(k.Shape) {
			rows(b, prefix+k.Name+inner.path, inner.shape, restart || k.Restart)
		}
	}
}

func mark(k configs.Key, restart bool) string {
	if restart || k.Restart {
		return " ↻"
	}
	return ""
}

type inner struct {
	path  string
	shape configs.Shape
}

// below are the mappings of fixed keys that stand in a value.
func below(s configs.Shape) []inner {
	var out []inner
	switch s.Form {
	case configs.FormKeys:
		if !s.Single { // conditions have a table of their own
			out = append(out, inner{".", s})
		}
	case configs.FormList:
		for _, one := range below(*s.Item) {
			out = append(out, inner{"[]" + one.path, one.shape})
		}
	case configs.FormNames:
		for _, one := range below(*s.Item) {
			out = append(out, inner{".NAME" + one.path, one.shape})
		}
	case configs.FormEither:
		for _, one := range s.Either {
			out = append(out, below(one)...)
		}
	}
	return out
}

// value says what may be written.
func value(s configs.Shape) string {
	switch s.Form {
	case configs.FormText:
		if len(s.Words) > 0 {
			return "`" + strings.Join(s.Words, "`, `") + "`"
		}
	case configs.FormList:
		return "list: " + value(*s.Item)
	case configs.FormNames:
		return "by name: " + value(*s.Item)
	case configs.FormKeys:
		if s.Single {
			return "condition"
		}
		return "mapping"
	case configs.FormEither:
		var forms []string
		for _, one := range s.Either {
			forms = append(forms, value(one))
		}
		return strings.Join(forms, ", or ")
	case configs.FormStore:
		return "text, or a secret"
	}
	return string(s.Form)
}

func without(k configs.Key) string {
	switch {
	case k.Required:
		return "required"
	case k.Default != "":
		return "`" + k.Default + "`"
	default:
		return k.Otherwise
	}
}

// cell is a text that no column ends in.
func cell(text string) string { return strings.ReplaceAll(text, "|", "\\|") }

func TestTheReferenceOfTheConfigIsFresh(t *testing.T) {
	want := reference()
	if *update {
		if err := os.WriteFile(referencePage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(referencePage)
	if err != nil || string(got) != want {
		t.Errorf("docs/config.md is stale (%v): go test ./cmd/frontdesk -run 'Reference|Schemas' -update", err)
	}
}

func TestEveryKeySaysWhatItDoes(t *testing.T) {
	seen := 0
	for _, p := range pages() {
		everyKey(p.shape, p.name, func(path string, k configs.Key) {
			seen++
			switch {
			case k.Help == "" || strings.HasSuffix(k.Help, "."):
				t.Errorf("%s has the help %q: say what it does, without a full stop, in the tag help of its field", path, k.Help)
			case k.Form == configs.FormAny:
				t.Errorf("%s may be anything: say what it may be with the tag shape, or with With", path)
			case k.Default != "" && k.Otherwise != "":
				t.Errorf("%s has a default and says what holds otherwise", path)
			case k.Default != "" && k.DefaultValue() == nil:
				t.Errorf("%s has the default %q, which cannot be written", path, k.Default)
			}
		})
	}
	if seen < 100 {
		t.Errorf("only %d keys were looked at", seen)
	}
}

// everyKey calls f for every key of a shape, and of those below it.
func everyKey(s configs.Shape, path string, f func(path string, k configs.Key)) {
	for _, k := range s.Keys {
		f(path+"."+k.Name, k)
		everyKey(k.Shape, path+"."+k.Name, f)
	}
	if s.Item != nil {
		everyKey(*s.Item, path, f)
	}
	for _, one := range s.Either {
		everyKey(one, path, f)
	}
}
