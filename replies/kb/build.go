package kb

import (
	"runtime"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/sync/errgroup"
)

// entry is what an article is found by: its title and its questions, each by itself.
type entry struct {
	tongue tongue
	asked  []bag // the title first
	body   bag   // all of its text
}

// build indexes the articles. Without any it costs nothing.
func (x *Index) build() error {
	if len(x.ids) == 0 {
		return nil
	}
	m, err := newMapping()
	if err != nil {
		return err
	}
	texts := make(map[string]map[string][]string, len(x.ids))
	size := map[tongue]int{}
	for _, id := range x.ids {
		t := x.byID[id].tongue()
		texts[id] = x.byID[id].fields(t)
		size[t]++
		if size[t] == 1 {
			mapFields(m, t)
			x.tongues = append(x.tongues, t)
		}
	}
	slices.Sort(x.tongues)
	if x.search, err = newSearcher(m, texts); err != nil {
		return err
	}
	x.words = make(map[tongue]*vocabulary, len(x.tongues))
	for _, t := range x.tongues {
		counts, err := x.search.counts(t)
		if err != nil {
			return err
		}
		x.words[t] = newVocabulary(m.AnalyzerNamed(analyzerOf[t]), counts, size[t])
	}
	x.compareBy()
	return nil
}

// compareBy takes apart what the articles are compared by, on all processors.
func (x *Index) compareBy() {
	entries := make([]*entry, len(x.ids))
	var work errgroup.Group
	work.SetLimit(runtime.GOMAXPROCS(0))
	for i, id := range x.ids {
		work.Go(func() error {
			a := x.byID[id]
			v := x.words[a.tongue()]
			e := &entry{tongue: a.tongue(), body: v.bag(a.text())}
			for _, text := range append([]string{a.Title}, a.Questions...) {
				e.asked = append(e.asked, v.bag(text))
			}
			entries[i] = e
			return nil
		})
	}
	_ = work.Wait() // nothing of it fails
	x.entries = make(map[string]*entry, len(x.ids))
	for i, id := range x.ids {
		x.entries[id] = entries[i]
	}
}

// tongue is that of the article's language; a text of unknown language with East Asian characters is taken apart as such.
func (a *Article) tongue() tongue {
	if a.Language == "" && strings.ContainsFunc(a.Title+strings.Join(a.Questions, ""), eastAsian) {
		return tongueCJK
	}
	return tongueOf(a.Language)
}

func eastAsian(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }

// fields are the texts of an article as they are indexed.
func (a *Article) fields(t tongue) map[string][]string {
	out := map[string][]string{}
	add := func(field string, texts ...string) {
		for _, text := range texts {
			out[t.field(field)] = append(out[t.field(field)], clean(text))
		}
	}
	add(fieldTitle, a.Title)
	add(fieldQuestions, a.Questions...)
	add(fieldHeadings, a.Tags...)
	for _, block := range a.blocks {
		if block.Heading {
			add(fieldHeadings, block.Text)
		} else {
			add(fieldBody, block.Text)
		}
	}
	return out
}
