package kb

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/replies/markdown"
)

// Index holds the articles by id, and finds those that fit a question. It never changes once it is loaded, is safe for
// concurrent use and needs no closing.
type Index struct {
	byID    map[string]*Article
	ids     []string // sorted
	groups  map[string][]string
	entries map[string]*entry
	tongues []tongue // sorted
	words   map[tongue]*vocabulary
	search  *searcher // nil where there is no article
	learnt  learner
}

// Load reads the articles and indexes them. What is wrong is noted in p; an article with problems is still found under
// its id, so that a reference to it is not a second problem.
func Load(files []configs.File, p *configs.Problems) *Index {
	x := &Index{byID: make(map[string]*Article, len(files))}
	dialect := markdown.New()
	translations := make(map[string]map[string]configs.Ref)
	for _, f := range files {
		a, refs := read(f, dialect, p)
		if a.ID == "" {
			continue
		}
		if first, taken := x.byID[a.ID]; taken {
			p.Add(a.At, fmt.Sprintf("article %q is defined twice", a.ID), "the first is at "+first.At.String())
			continue
		}
		x.byID[a.ID] = &a
		translations[a.ID] = refs
	}
	x.ids = slices.Sorted(maps.Keys(x.byID))
	x.translate(translations, p)
	if err := x.build(); err != nil {
		p.Add(files[0].At(1, 1), err.Error(), "")
	}
	return x
}

// Article returns the article of an id as a reply shows it, and whether there is one.
func (x *Index) Article(id string) (gateway.Article, bool) {
	a, ok := x.byID[id]
	if !ok {
		return gateway.Article{}, false
	}
	return a.Article, true
}

// Full returns the whole article of an id, and whether there is one.
func (x *Index) Full(id string) (Article, bool) {
	a, ok := x.byID[id]
	if !ok {
		return Article{}, false
	}
	return *a, true
}

// IDs are the ids of all articles, sorted.
func (x *Index) IDs() []string { return slices.Clone(x.ids) }

// Missing says what to do about an id that no article has: the one that was meant, or the file to write.
func (x *Index) Missing(id string) string {
	if near := configs.Suggest(id, x.ids); near != "" {
		return near
	}
	return fmt.Sprintf("write it as kb/%s.md", id)
}

// Expired says whether an article must not be shown any more: from the beginning of its day in UTC.
func (x *Index) Expired(id string, now time.Time) bool {
	a, ok := x.byID[id]
	return ok && !a.Expires.IsZero() && !now.Before(a.Expires)
}

// nameOf is the id of a file that names none: its name without folder and ending.
func nameOf(path string) string {
	name := path[strings.LastIndexByte(path, '/')+1:]
	return strings.TrimSuffix(name, ".md")
}
