package kb

import (
	"fmt"
	"slices"
	"strings"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/replies/markdown"
)

// Index holds the articles by id. It never changes once it is loaded.
type Index struct {
	byID map[string]Article
	ids  []string // sorted
}

// Load reads the articles. What is wrong is noted in p; an article with problems is still found under its id, so that
// a reference to it is not a second problem.
func Load(files []configs.File, p *configs.Problems) *Index {
	x := &Index{byID: make(map[string]Article, len(files))}
	dialect := markdown.New()
	var translations []configs.Ref
	for _, f := range files {
		a, refs := read(f, dialect, p)
		translations = append(translations, refs...)
		if a.ID == "" {
			continue
		}
		if first, taken := x.byID[a.ID]; taken {
			p.Add(a.At, fmt.Sprintf("article %q is defined twice", a.ID), "the first is at "+first.At.String())
			continue
		}
		x.byID[a.ID] = a
		x.ids = append(x.ids, a.ID)
	}
	slices.Sort(x.ids)
	for _, ref := range translations {
		if _, ok := x.byID[ref.Name]; !ok {
			p.Add(ref.At, fmt.Sprintf("unknown article %q", ref.Name), configs.Suggest(ref.Name, x.ids))
		}
	}
	return x
}

// Article returns the article of an id as a reply shows it, and whether there is one.
func (x *Index) Article(id string) (gateway.Article, bool) {
	a, ok := x.byID[id]
	return a.Article, ok
}

// Full returns the whole article of an id, and whether there is one.
func (x *Index) Full(id string) (Article, bool) {
	a, ok := x.byID[id]
	return a, ok
}

// IDs are the ids of all articles, sorted.
func (x *Index) IDs() []string { return slices.Clone(x.ids) }

// nameOf is the id of a file that names none: its name without folder and ending.
func nameOf(path string) string {
	name := path[strings.LastIndexByte(path, '/')+1:]
	return strings.TrimSuffix(name, ".md")
}
