package matchers

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/pl"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/bleve/v2/registry"
	"golang.org/x/text/unicode/norm"
)

// stemmer is one of bleve's.
type stemmer struct{ language, name string }

// stemmers are bleve's, by the language whose words they take the endings off.
var stemmers = []stemmer{
	{"de", de.SnowballStemmerName},
	{"en", en.SnowballStemmerName},
	{"es", es.SnowballStemmerName},
	{"fr", fr.SnowballStemmerName},
	{"it", it.SnowballStemmerName},
	{"nl", nl.SnowballStemmerName},
	{"pl", pl.SnowballStemmerName},
	{"pt", pt.LightStemmerName},
}

const (
	minForm = 3 // letters of a word that has forms
	// minStem is how many letters two words have in common where the language is not known: short stems are of too many
	// words ("pago" is of money in one language, and like "page" in another).
	minStem   = 4
	stemStart = 2 // bytes in which all forms of a word are alike
)

// forms finds the words of rules of which a word of a message is a form, in the message's language; where that is not
// known, or has no stemmer, in any language.
type forms struct {
	filters []analysis.TokenFilter // as in stemmers
	of      []map[string][]int     // ids of the words by their stem, for each stemmer
	starts  map[string]bool
}

func newForms() *forms {
	f := &forms{starts: map[string]bool{}}
	cache := registry.NewCache()
	for _, s := range stemmers {
		filter, err := cache.TokenFilterNamed(s.name)
		if err != nil {
			panic(fmt.Sprintf("stemmer %s: %v", s.name, err)) // they are compiled in
		}
		f.filters = append(f.filters, filter)
		f.of = append(f.of, map[string][]int{})
	}
	return f
}

func (f *forms) add(folded, raw string, id int) {
	f.starts[folded[:min(stemStart, len(folded))]] = true
	for i := range f.filters {
		for _, stem := range f.stems(i, folded, raw) {
			if list := f.of[i][stem]; !slices.Contains(list, id) {
				f.of[i][stem] = append(list, id)
			}
		}
	}
}

// find appends the ids of the words of which a word of a message is a form.
func (f *forms) find(out []int, folded, raw, language string) []int {
	if !f.starts[folded[:min(stemStart, len(folded))]] {
		return out
	}
	base := baseOf(language)
	if i := slices.IndexFunc(stemmers, func(s stemmer) bool { return s.language == base }); i >= 0 {
		return f.findIn(out, i, folded, raw, minForm)
	}
	for i := range f.filters {
		out = f.findIn(out, i, folded, raw, minStem)
	}
	return out
}

func (f *forms) findIn(out []int, i int, folded, raw string, least int) []int {
	for _, stem := range f.stems(i, folded, raw) {
		if utf8.RuneCountInString(stem) >= least {
			out = append(out, f.of[i][stem]...)
		}
	}
	return out
}

// stems are a word without its ending, as written and with its accents off, which people often leave out; folded.
func (f *forms) stems(i int, folded, raw string) []string {
	out := []string{f.stem(i, folded)}
	if raw = strings.ToLower(norm.NFC.String(raw)); raw != folded {
		if s := foldLiteral(f.stem(i, raw)); s != out[0] {
			out = append(out, s)
		}
	}
	return out
}

func (f *forms) stem(i int, word string) string {
	tokens := f.filters[i].Filter(analysis.TokenStream{{Term: []byte(word)}})
	if len(tokens) != 1 {
		return word
	}
	return string(tokens[0].Term)
}

// baseOf is the language of a tag without script and region: "pt" of "pt-BR".
func baseOf(language string) string {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	return base
}
