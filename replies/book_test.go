package replies

import (
	"strings"
	"testing"

	"frontdesk/configs"
	"frontdesk/gateway"
)

func templateFile(path, content string) configs.File {
	return configs.File{Path: path, Content: []byte(content)}
}

func TestTheNearestTemplateIsUsed(t *testing.T) {
	b := book(t,
		templateFile("replies/answer.md", "Lumen: {{range .Articles}}{{.Title}}{{else}}none{{end}}"),
		templateFile("replies/refund-timing/answer.md", "Lumen AB-1"),
	)
	for matcher, want := range map[string]string{"refund-timing": "Lumen AB-1\n", "payment-failed": "Lumen: none\n", "": "Lumen: none\n"} {
		got, err := b.Render(Input{Reply: gateway.Reply{Kind: gateway.KindAnswer, Matcher: matcher}})
		if err != nil || got.Text != want {
			t.Errorf("%q: got %q, %v", matcher, got.Text, err)
		}
		if strings.Contains(got.HTML, "lang=") {
			t.Errorf("the language of a template of the config is not known:\n%s", got.HTML)
		}
	}
	got, err := b.Render(Input{Reply: gateway.Reply{Kind: gateway.KindNotice}})
	if err != nil || !strings.Contains(got.Text, "takes longer") || !strings.Contains(got.HTML, `lang="en"`) {
		t.Errorf("no built-in notice: %+v, %v", got, err)
	}
}

func TestOnlyAutomaticRepliesAreRenderedAsSuch(t *testing.T) {
	for _, kind := range []gateway.DeliveryKind{gateway.KindForward, gateway.KindAgentAnswer, "", "answers"} {
		if got, err := book(t).Render(Input{Reply: gateway.Reply{Kind: kind}}); err == nil {
			t.Errorf("%q became %+v", kind, got)
		}
	}
}

func TestProblemsOfTemplatesNameTheirPlace(t *testing.T) {
	const answer = "replies/answer.md"
	cases := map[string]struct{ path, content, want string }{
		"an unknown kind":           {"replies/anser.md", "x", `replies/anser.md:1:1: unknown reply "anser"; did you mean "answer"?`},
		"an unknown matcher":        {"replies/refund-timin/answer.md", "x", `replies/refund-timin/answer.md:1:1: unknown matcher "refund-timin"; did you mean "refund-timing"?`},
		"a folder in a folder":      {"replies/refund-timing/de/answer.md", "x", `replies/refund-timing/de/answer.md:1:1: unknown matcher "refund-timing/de"`},
		"no Markdown":               {"replies/answer.txt", "x", `replies/answer.txt:1:1: "answer.txt" is no template`},
		"empty":                     {answer, "\n", answer + ":1:1: the template is empty"},
		"too long":                  {answer, strings.Repeat("x", maxTemplate+1), answer + ":1:1: the template is 16 KB long"},
		"bad syntax":                {answer, "Hi,\n you {{if}}", answer + ":2:6: the template cannot be read: missing value for if"},
		"not closed":                {answer, "{{if .Urgent}}x", answer + ":1:1: the template cannot be read: unexpected EOF; each {{range}}, {{if}} and {{with}} is closed by {{end}}"},
		"an unknown field":          {answer, "Hi\n  {{.Nam}}", answer + `:2:5: unknown field "Nam"; did you mean "Name"?`},
		"in a branch never taken":   {answer, "x{{if .Urgent}}{{if .Promise}}{{else}}{{.Nam}}{{end}}{{end}}", answer + `:1:41: unknown field "Nam"`},
		"a field of a field":        {answer, "x{{.Name.First}}", answer + `:1:9: unknown field "First"; what stands here has no fields`},
		"in a range":                {answer, "x{{range .Articles}}{{.Titl}}{{end}}", answer + `:1:23: unknown field "Titl"; did you mean "Title"?`},
		"the whole in a range":      {answer, "x{{range .Articles}}{{.Name}}{{end}}", answer + `:1:23: unknown field "Name"; known are Title, URL, Passage`},
		"of a variable":             {answer, "x{{range $i, $a := .Articles}}{{$a.Nam}}{{end}}", answer + `:1:35: unknown field "Nam"`},
		"of the whole":              {answer, "x{{with .Name}}{{$.Urgnt}}{{end}}", answer + `:1:19: unknown field "Urgnt"; did you mean "Urgent"?`},
		"in a condition":            {answer, `x{{if and .Urgent (eq .Nam "y")}}{{end}}`, answer + `:1:23: unknown field "Nam"`},
		"of another kind":           {answer, "x{{.Ticket}}", answer + `:1:4: unknown field "Ticket"; known are Name, `},
		"a forward's own":           {"replies/forward.md", "x{{.Name}}", `replies/forward.md:1:4: unknown field "Name"; did you mean "Note"?`},
		"an unknown function":       {answer, "x{{lenn .Name}}", answer + `:1:4: unknown function "lenn"; did you mean "len"?`},
		"a printing function":       {answer, `x{{printf "%#v" .Name}}`, answer + `:1:4: unknown function "printf"`},
		"a function behind a pipe":  {answer, "x{{.Name | html}}", answer + `:1:12: unknown function "html"`},
		"no function behind a pipe": {answer, "x{{.Name | .Urgent}}", answer + `:1:12: .Urgent is no function`},
		"arguments of a field":      {answer, "x{{.Name 1}}", answer + `:1:4: .Name is no function`},
		"too few arguments":         {answer, "x{{if eq .Name}}{{end}}", answer + ":1:7: eq takes two arguments"},
		"too many arguments":        {answer, "x{{if lt 1 2 3}}{{end}}", answer + ":1:7: lt takes two arguments"},
		"not with two":              {answer, "x{{if not .Urgent .Name}}{{end}}", answer + ":1:7: not takes one argument"},
		"a number and a text":       {answer, "x{{if eq .Name 3}}{{end}}", answer + ":1:7: eq compares texts with texts"},
		"an order of truths":        {answer, "x{{if lt .Urgent true}}{{end}}", answer + ":1:7: lt compares no truth values"},
		"a list compared":           {answer, "x{{if eq .Missing .Missing}}{{end}}", answer + ":1:7: eq compares"},
		"the length of a truth":     {answer, "x{{len .Urgent}}", answer + ":1:4: len takes a text or a list"},
		"a choice of two kinds":     {answer, "x{{or .Name .Urgent}}", answer + ":1:4: or takes arguments of one kind"},
		"a list shown":              {answer, "x{{.Missing}}", answer + ":1:4: .Missing is a list"},
		"a thing with fields shown": {answer, "x{{range .Articles}}{{.}}{{end}}", answer + ":1:23: . has fields of its own"},
		"a range over no list":      {answer, "x{{range .Name}}{{end}}", answer + ":1:10: .Name is no list"},
		"a range over a number":     {answer, "x{{range 1000000000}}{{end}}", answer + ":1:10: 1000000000 is no list"},
		"three ranges":              {answer, "x{{range .Missing}}{{range $.Missing}}{{range $.Missing}}{{end}}{{end}}{{end}}", answer + ":1:47: too many loops in one another"},
		"a template in a template":  {answer, "x\n{{define \"y\"}}{{end}}", answer + ":2:1: a template defines no templates"},
		"a call of a template":      {answer, "x{{template \"y\"}}", answer + `:1:13: {{template "y"}} is not part of the templates`},
		"an undeclared variable":    {answer, "x{{$y}}", answer + ":1:2: the template cannot be read: undefined variable"},
		"a variable set twice":      {answer, "x{{$y := 1}}{{$y = 2}}", answer + ":1:15: $y is assigned twice"},
		"no whole number":           {answer, "x{{if eq 1.5 2.5}}{{end}}", answer + ":1:10: 1.5 is not part"},
		"raw HTML":                  {answer, "Hi\n\n<b>x</b>", answer + ":3:1: raw HTML is not sent"},
		"HTML in pieces":            {answer, "x <{{if true}}b>{{end}}", answer + ":1:1: raw HTML is not sent"},
		"an image":                  {answer, "Hi ![logo](https://x.example/l.png)", answer + ":1:4: an image is not sent"},
		"a field in angles":         {answer, "{{range .Articles}}see <{{.URL}}>{{end}}x", answer + ":1:27: a field stands in <>"},
		"nothing in a case":         {answer, "{{with .Name}}{{.}}{{end}}", answer + ":1:1: the template says nothing where nothing is known"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var p configs.Problems
			b := Load([]configs.File{templateFile(c.path, c.content)}, []string{"refund-timing"}, &p)
			if p.Errors() == 0 {
				t.Fatal("no problem")
			}
			if got := p.All()[0].String(); !strings.HasPrefix(got, c.want) {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if l := b.layout("refund-timing", gateway.KindAnswer, "en"); l == nil || l != b.builtin[key{kind: gateway.KindAnswer, language: "en"}] {
				t.Error("the built-in template does not serve in its place")
			}
		})
	}
}

func TestBuiltinTemplatesHaveNoProblems(t *testing.T) {
	b := book(t)
	for k, l := range b.builtin {
		content, err := builtin.ReadFile(l.template.Name())
		if err != nil {
			t.Fatal(err)
		}
		var p configs.Problems
		b.compile(k, templateFile(l.template.Name(), string(content)), &p)
		for _, one := range p.All() {
			t.Error(one)
		}
	}
	if want := len(builtinLanguages)*(len(kinds)-len(teamKinds)) + len(teamKinds); len(b.builtin) != want {
		t.Errorf("%d templates, want %d", len(b.builtin), want)
	}
}

func TestAllProblemsOfATemplateAreFoundAtOnce(t *testing.T) {
	var p configs.Problems
	Load([]configs.File{templateFile("replies/answer.md", "{{.A}}\n{{if .B}}{{.C}}{{else}}{{.D}}{{end}}\n{{with .Nope}}{{.Fine}}{{end}}")}, nil, &p)
	if p.Errors() != 5 {
		t.Errorf("got %v", p.All())
	}
}

func TestWhatTemplatesMayDo(t *testing.T) {
	cases := map[string]struct{ source, want string }{
		"variables":        {`{{$n := len .Articles}}{{$n}} of {{len .Missing}}`, "3 of 2\n"},
		"the first only":   {`{{range $i, $a := .Articles}}{{if lt $i 1}}{{$a.Title}}{{break}}{{end}}{{end}}`, "When will I get my money back?\n"},
		"a choice":         {`{{or .Contact "nobody"}} {{and .Urgent true}}`, "nobody false\n"},
		"comparisons":      {`{{if eq .Channel "support" "sales"}}a{{end}}{{if ne .Name ""}}b{{end}}{{if not .Urgent}}c{{end}}`, "abc\n"},
		"else if and with": {`{{if .Urgent}}a{{else if .Name}}b{{end}}{{with .Contact}}c{{else}}d{{end}}`, "bd\n"},
		"a chain":          {`{{(.Name)}}{{.Name | len}}`, "Jane Doe8\n"},
		"a comment":        {`{{/* not shown */}}x`, "x\n"},
	}
	for name, c := range cases {
		b := book(t, templateFile("replies/question.md", "x"+c.source))
		in := input(gateway.KindQuestion)
		in.Reply.Missing = []string{"a", "b"}
		in.Reply.Articles = articles()
		got, err := b.Render(in)
		if err != nil || got.Text != "x"+c.want {
			t.Errorf("%s: got %q, %v", name, got.Text, err)
		}
	}
}

func FuzzTemplate(f *testing.F) {
	for _, kind := range kinds {
		name := "builtin/de/" + string(kind) + ".md"
		if isTeams(kind) {
			name = "builtin/" + string(kind) + ".md"
		}
		source, err := builtin.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(source))
	}
	for _, source := range []string{
		"{{range $i, $a := .Articles}}{{$i}}{{$a.URL}}{{continue}}{{end}}", "{{if eq (len .Name) 1}}{{end}}x", "{{define \"a\"}}{{template \"a\"}}{{end}}{{template \"a\"}}",
		"{{- /* c */ -}}", "{{nil}}", "{{.}}", "{{$}}", "{{1i}}", "{{or}}", "{{\"a\" | len | eq 1}}", "{{with $x := .Name}}{{$x}}{{end}}", "[x]({{.Address}})", "{{break}}", "{{(.Name).String}}",
	} {
		f.Add(source)
	}
	b := book(f)
	in := input(gateway.KindAnswer)
	in.Reply.Articles, in.Reply.Missing = articles(), []string{"order"}
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 2<<10 {
			return
		}
		for kind, fields := range map[gateway.DeliveryKind]any{gateway.KindAnswer: in.letter(b.words["en"], false), gateway.KindForward: forwardInput().pack(b.words["en"])} {
			var p configs.Problems
			l := b.compile(key{kind: kind}, templateFile("replies/x.md", source), &p)
			if (l == nil) != (p.Errors() > 0) {
				t.Fatalf("%v, and these problems: %v", l, p.All())
			}
			if l == nil {
				continue
			}
			if got, err := b.page(l, fields, ""); err != nil || len(got.Text) > 1<<20 {
				t.Errorf("a template without problems becomes %d bytes, %v", len(got.Text), err)
			}
		}
	})
}
