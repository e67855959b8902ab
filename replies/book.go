package replies

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/replies/markdown"
)

//go:embed builtin/*.md
var builtin embed.FS

// kinds are the deliveries that have a template; the file is named after the kind.
var kinds = []gateway.DeliveryKind{
	gateway.KindAnswer, gateway.KindAcknowledgement, gateway.KindQuestion,
	gateway.KindConfirmation, gateway.KindNotice, gateway.KindForward,
}

// builtinLanguage is the language that the built-in templates are written in.
const builtinLanguage = "en"

// Book holds the templates. It never changes once it is loaded and is safe for concurrent use.
type Book struct {
	dialect *markdown.Dialect
	layouts map[key]*layout
}

// key names a template: of one matcher, or of all where Matcher is empty.
type key struct {
	matcher string
	kind    gateway.DeliveryKind
}

// Load builds the book of the built-in templates and those of the config, which override them. What is wrong is noted in
// p; a template with problems is left out.
func Load(files []configs.File, matcherNames []string, p *configs.Problems) *Book {
	b := &Book{dialect: markdown.New(), layouts: map[key]*layout{}}
	for _, kind := range kinds {
		name := "builtin/" + string(kind) + ".md"
		content, err := builtin.ReadFile(name)
		if err != nil {
			p.Add(configs.Position{File: name}, "no built-in template", err.Error())
			continue
		}
		if l := b.compile(kind, configs.File{Path: name, Content: content}, p); l != nil {
			l.language = builtinLanguage
			b.layouts[key{kind: kind}] = l
		}
	}
	for _, f := range files {
		k, ok := keyOf(f, matcherNames, p)
		if !ok {
			continue
		}
		if l := b.compile(k.kind, f, p); l != nil {
			b.layouts[k] = l
		}
	}
	return b
}

// keyOf reads the name of a template's file: replies/<kind>.md or replies/<matcher>/<kind>.md.
func keyOf(f configs.File, matcherNames []string, p *configs.Problems) (key, bool) {
	at := f.At(1, 1)
	folder, base := path.Split(strings.TrimPrefix(f.Path, "replies/"))
	matcher := strings.TrimSuffix(folder, "/")
	name, ok := strings.CutSuffix(base, ".md")
	if !ok {
		p.Add(at, fmt.Sprintf("%q is no template", base), "templates are Markdown; their names end in .md")
		return key{}, false
	}
	if !slices.Contains(kinds, gateway.DeliveryKind(name)) {
		p.Add(at, fmt.Sprintf("unknown reply %q", name), suggestion(name, kindNames()))
		return key{}, false
	}
	if matcher != "" && !slices.Contains(matcherNames, matcher) {
		p.Add(at, fmt.Sprintf("unknown matcher %q", matcher), suggestion(matcher, matcherNames))
		return key{}, false
	}
	return key{matcher: matcher, kind: gateway.DeliveryKind(name)}, true
}

func kindNames() []string {
	names := make([]string, len(kinds))
	for i, kind := range kinds {
		names[i] = string(kind)
	}
	return names
}

// maxListed is how many known names a hint lists.
const maxListed = 25

// suggestion is the nearest known name, else a list of them.
func suggestion(name string, known []string) string {
	if s := configs.Suggest(name, known); s != "" {
		return s
	}
	switch {
	case len(known) == 0:
		return ""
	case len(known) > maxListed:
		return "known are " + strings.Join(known[:maxListed], ", ") + ", …"
	default:
		return "known are " + strings.Join(known, ", ")
	}
}

// layout finds the template of a kind: the matcher's own, else that of all matchers.
func (b *Book) layout(matcher string, kind gateway.DeliveryKind) (*layout, error) {
	if l, ok := b.layouts[key{matcher, kind}]; ok {
		return l, nil
	}
	if l, ok := b.layouts[key{kind: kind}]; ok {
		return l, nil
	}
	return nil, fmt.Errorf("render %q: no such template", kind)
}
