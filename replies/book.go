package replies

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"text/template"

	"golang.org/x/text/language"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/replies/markdown"
)

//go:embed builtin
var builtin embed.FS

// kinds are what has a template; the file is named after the kind.
var kinds = slices.Concat([]gateway.DeliveryKind{
	gateway.KindAnswer, gateway.KindAcknowledgement, gateway.KindQuestion, gateway.KindConfirmation, gateway.KindNotice,
}, chatKinds, teamKinds)

// Book holds the templates. It never changes once it is loaded and is safe for concurrent use.
type Book struct {
	dialect *markdown.Dialect
	words   map[string]*words // by language
	builtin map[key]*layout
	layouts map[key]*layout // of the config
	zones   *zones
}

// key names a template: of one matcher, or of all where matcher is empty; for one language, or for those without an own
// template where language is empty.
type key struct {
	matcher  string
	kind     gateway.DeliveryKind
	language string // canonical BCP 47
}

// Load builds the book of the built-in templates and those of the config, which override them. What is wrong is noted in
// p; a template with problems is left out.
func Load(files []configs.File, matcherNames []string, p *configs.Problems) *Book {
	b := &Book{dialect: markdown.New(), builtin: map[key]*layout{}, layouts: map[key]*layout{}, zones: new(zones)}
	words, err := loadWords()
	if err != nil {
		p.Add(configs.Position{File: "builtin"}, "no built-in words", err.Error())
	}
	b.words = words
	for _, code := range builtinLanguages {
		for _, kind := range kinds {
			b.loadBuiltin(key{kind: kind, language: code}, p)
		}
	}
	for _, f := range files {
		k, ok := keyOf(f, matcherNames, p)
		if !ok {
			continue
		}
		if other := b.layouts[k]; other != nil {
			p.Add(f.At(1, 1), "the same reply in the same language as "+other.template.Name(), "keep one of them")
			continue
		}
		if l := b.compile(k, f, p); l != nil {
			b.layouts[k] = l
		}
	}
	return b
}

// loadBuiltin adds a built-in template; the tests have checked it. What a team reads is in one language alone.
func (b *Book) loadBuiltin(k key, p *configs.Problems) {
	name := "builtin/" + k.language + "/" + string(k.kind) + ".md"
	if isTeams(k.kind) {
		if k.language != builtinLanguage {
			return
		}
		name = "builtin/" + string(k.kind) + ".md"
	}
	content, err := builtin.ReadFile(name)
	if err != nil {
		p.Add(configs.Position{File: name}, "no built-in template", err.Error())
		return
	}
	t, err := template.New(name).Parse(string(content))
	if err != nil {
		p.Add(configs.Position{File: name}, err.Error(), "")
		return
	}
	b.builtin[k] = &layout{template: t, language: k.language}
}

// keyOf reads the name of a template's file: replies/[<matcher>/]<kind>[.<language>].md.
func keyOf(f configs.File, matcherNames []string, p *configs.Problems) (key, bool) {
	at := f.At(1, 1)
	folder, base := path.Split(strings.TrimPrefix(f.Path, "replies/"))
	matcher := strings.TrimSuffix(folder, "/")
	name, ok := strings.CutSuffix(base, ".md")
	if !ok {
		p.Add(at, fmt.Sprintf("%q is no template", base), "templates are Markdown; their names end in .md")
		return key{}, false
	}
	name, code, hasLanguage := strings.Cut(name, ".")
	if !slices.Contains(kinds, gateway.DeliveryKind(name)) {
		p.Add(at, fmt.Sprintf("unknown reply %q", name), suggestion(name, kindNames()))
		return key{}, false
	}
	if matcher != "" && !slices.Contains(matcherNames, matcher) {
		p.Add(at, fmt.Sprintf("unknown matcher %q", matcher), suggestion(matcher, matcherNames))
		return key{}, false
	}
	k := key{matcher: matcher, kind: gateway.DeliveryKind(name)}
	if matcher != "" && isTeams(k.kind) && k.kind != gateway.KindForward && k.kind != kindChatForward {
		p.Add(at, fmt.Sprintf("%q is not of one matcher", name), "put it into the folder replies itself")
		return key{}, false
	}
	if !hasLanguage {
		return k, true
	}
	tag, err := language.Parse(code)
	switch {
	case isTeams(k.kind):
		p.Add(at, fmt.Sprintf("%q has no language", name), "the team reads one: name it "+name+".md")
		return key{}, false
	case err != nil || tag == language.Und:
		p.Add(at, fmt.Sprintf("unknown language %q", code), "write its BCP 47 code, as in answer.de.md or answer.pt-BR.md")
		return key{}, false
	}
	k.language = tag.String()
	return k, true
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
