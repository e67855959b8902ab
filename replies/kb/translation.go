package kb

import (
	"fmt"
	"maps"
	"slices"

	"frontdesk/configs"
)

// translate joins the articles that are translations of one another. One of them naming the others is enough.
func (x *Index) translate(refs map[string]map[string]configs.Ref, p *configs.Problems) {
	x.groups = make(map[string][]string)
	for _, id := range x.ids {
		a := x.byID[id]
		for _, key := range slices.Sorted(maps.Keys(refs[id])) {
			ref := refs[id][key]
			if x.checkTranslation(a, key, ref, p) {
				if a.Translations == nil {
					a.Translations = map[string]string{}
				}
				a.Translations[key] = ref.Name
				x.join(id, ref.Name)
			}
		}
	}
}

// checkTranslation says whether an article is there in the language that the reference to it names.
func (x *Index) checkTranslation(a *Article, key string, ref configs.Ref, p *configs.Problems) bool {
	tag, ok := languageTag(key)
	if !ok {
		p.Add(ref.At, fmt.Sprintf("%q is no language", key), `write a tag like "en" or "pt-BR"`)
		return false
	}
	other, ok := x.byID[ref.Name]
	switch {
	case !ok:
		p.Add(ref.At, fmt.Sprintf("unknown article %q", ref.Name), x.Missing(ref.Name))
		return false
	case other == a:
		p.Add(ref.At, fmt.Sprintf("article %q is named as its own translation", ref.Name), "name the article in the other language")
		return false
	case other.Language == "":
		other.Language = tag
	case baseOf(other.Language) != baseOf(tag):
		p.Add(ref.At, fmt.Sprintf("article %q is in %q, not in %q", ref.Name, other.Language, tag), "say its language in its front matter")
		return false
	}
	return true
}

// join makes two articles, and all that are joined with them already, one group.
func (x *Index) join(a, b string) {
	group := slices.Concat([]string{a}, x.groups[a], []string{b}, x.groups[b])
	slices.Sort(group)
	group = slices.Compact(group)
	for _, id := range group {
		x.groups[id] = group
	}
}

// Translation is the id of the article in a language: its own id where it is in that language already, else that of a
// translation of it, the one of the same region first. It is empty where there is none.
func (x *Index) Translation(id, language string) string {
	if _, ok := x.byID[id]; !ok || language == "" {
		return ""
	}
	best := ""
	for _, other := range x.group(id) {
		switch a := x.byID[other]; {
		case a.Language == language:
			return other
		case baseOf(a.Language) == baseOf(language) && (best == "" || other == id):
			best = other
		}
	}
	return best
}

// Group are the ids of an article and its translations, sorted; of no article it is the id alone.
func (x *Index) Group(id string) []string {
	all := x.group(id)
	slices.Sort(all)
	return all
}

// group are the ids of an article and its translations, the article itself first.
func (x *Index) group(id string) []string {
	out := []string{id}
	for _, other := range x.groups[id] {
		if other != id {
			out = append(out, other)
		}
	}
	return out
}
