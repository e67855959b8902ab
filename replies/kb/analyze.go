package kb

import (
	"fmt"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	_ "github.com/blevesearch/bleve/v2/analysis/analyzer/custom" // how the analyzer of East Asian texts is named
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/analysis/lang/da"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fi"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hu"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/no"
	"github.com/blevesearch/bleve/v2/analysis/lang/pl"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/bleve/v2/analysis/lang/ro"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/bleve/v2/analysis/lang/sv"
	"github.com/blevesearch/bleve/v2/analysis/lang/tr"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/mapping"
	"golang.org/x/text/unicode/norm"
)

// tongue is a way to take texts apart into terms; the fields of the index are kept apart by it.
type tongue string

// The tongues beside those of a single language, which are named by its code.
const (
	tongueCJK   tongue = "cjk"   // single characters and pairs
	tonguePlain tongue = "plain" // words as they are
)

// analyzerOf names bleve's analyzer of each tongue.
var analyzerOf = map[tongue]string{
	"ar": ar.AnalyzerName, "da": da.AnalyzerName, "de": de.AnalyzerName, "en": en.AnalyzerName, "es": es.AnalyzerName,
	"fi": fi.AnalyzerName, "fr": fr.AnalyzerName, "hu": hu.AnalyzerName, "it": it.AnalyzerName, "nl": nl.AnalyzerName,
	"no": no.AnalyzerName, "pl": pl.AnalyzerName, "pt": pt.AnalyzerName, "ro": ro.AnalyzerName, "ru": ru.AnalyzerName,
	"sv": sv.AnalyzerName, "tr": tr.AnalyzerName, tongueCJK: "frontdesk_cjk", tonguePlain: "frontdesk_plain",
}

// tongueOf is the tongue of a BCP 47 language.
func tongueOf(language string) tongue {
	base := baseOf(language)
	switch base {
	case "zh", "ja", "ko", "yue":
		return tongueCJK
	case "nb", "nn":
		base = "no"
	}
	if _, ok := analyzerOf[tongue(base)]; ok && base != "" {
		return tongue(base)
	}
	return tonguePlain
}

// baseOf is the language of a tag without script and region: "pt" of "pt-BR".
func baseOf(language string) string {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	return base
}

// newMapping is an index mapping with the analyzers of ours, scoring by BM25.
func newMapping() (*mapping.IndexMappingImpl, error) {
	m := bleve.NewIndexMapping()
	m.ScoringModel = "bm25"
	err := m.AddCustomTokenFilter("frontdesk_pairs", map[string]any{"type": cjk.BigramName, "output_unigram": true})
	if err == nil {
		err = m.AddCustomAnalyzer(analyzerOf[tongueCJK], map[string]any{
			"type": "custom", "tokenizer": unicode.Name,
			"token_filters": []any{cjk.WidthName, lowercase.Name, "frontdesk_pairs"},
		})
	}
	if err == nil {
		err = m.AddCustomAnalyzer(analyzerOf[tonguePlain], map[string]any{
			"type": "custom", "tokenizer": unicode.Name, "token_filters": []any{cjk.WidthName, lowercase.Name},
		})
	}
	if err != nil {
		return nil, fmt.Errorf("name the analyzers of the articles: %w", err)
	}
	return m, nil
}

// clean is a text as it is analyzed: composed characters, compatible forms replaced by plain ones.
func clean(text string) string { return norm.NFKC.String(text) }

// split is a text in the words that Unicode sees in it. All tongues begin with them, and go on each in its own way.
type split struct {
	text  string // clean
	words analysis.TokenStream
}

func splitUp(text string) split {
	text = clean(text)
	return split{text, unicode.NewUnicodeTokenizer().Tokenize([]byte(text))}
}

// terms are the terms of a text in an analyzer's tongue, each as often as it stands there.
func (s split) terms(a analysis.Analyzer) []string {
	stream := s.analyze(a)
	out := make([]string, len(stream))
	for i, token := range stream {
		out[i] = string(token.Term)
	}
	return out
}

func (s split) analyze(a analysis.Analyzer) analysis.TokenStream {
	steps, ok := a.(*analysis.DefaultAnalyzer)
	if !ok || len(steps.CharFilters) > 0 {
		return a.Analyze([]byte(s.text))
	}
	if _, ok := steps.Tokenizer.(*unicode.UnicodeTokenizer); !ok {
		return a.Analyze([]byte(s.text))
	}
	stream := s.own()
	for _, filter := range steps.TokenFilters {
		stream = filter.Filter(stream)
	}
	return stream
}

// own is a copy of the words: filters write into them.
func (s split) own() analysis.TokenStream {
	text, tokens := []byte(s.text), make([]analysis.Token, len(s.words))
	stream := make(analysis.TokenStream, len(s.words))
	for i, word := range s.words {
		tokens[i] = *word
		tokens[i].Term = text[word.Start:word.End:word.End]
		stream[i] = &tokens[i]
	}
	return stream
}
