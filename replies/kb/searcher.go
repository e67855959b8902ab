package kb

import (
	"context"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/collector"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
)

// The fields of an article. In the index each is one per tongue: "title_en".
const (
	fieldTitle     = "title"
	fieldQuestions = "questions"
	fieldHeadings  = "headings"
	fieldBody      = "body"
)

// weights of the fields: how much a word found there says.
var weights = []struct {
	field string
	boost float64
}{{fieldTitle, 1.5}, {fieldQuestions, 1.5}, {fieldHeadings, 0.7}, {fieldBody, 0.3}}

func (t tongue) field(name string) string { return name + "_" + string(t) }

// searcher is bleve's index of all articles. It holds a snapshot that needs no closing: the index that it was taken from
// is closed as soon as it is built, so nothing runs, and a search that goes on while the config is read again is not
// disturbed. It is in memory and goes with the last reference to it.
type searcher struct {
	mapping *mapping.IndexMappingImpl
	reader  index.IndexReader
}

// newSearcher indexes the texts of articles: id, then field, then the text.
func newSearcher(m *mapping.IndexMappingImpl, texts map[string]map[string][]string) (*searcher, error) {
	x, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("make the index of the articles: %w", err)
	}
	defer func() { _ = x.Close() }() // it has no file
	batch := x.NewBatch()            // one batch is one segment, which is searched fastest
	for id, fields := range texts {
		if err := batch.Index(id, fields); err != nil {
			return nil, fmt.Errorf("index article %s: %w", id, err)
		}
	}
	if err := x.Batch(batch); err != nil {
		return nil, fmt.Errorf("index the articles: %w", err)
	}
	inner, err := x.Advanced()
	if err != nil {
		return nil, fmt.Errorf("open the index of the articles: %w", err)
	}
	reader, err := inner.Reader()
	if err != nil {
		return nil, fmt.Errorf("read the index of the articles: %w", err)
	}
	return &searcher{mapping: m, reader: reader}, nil
}

// mapFields adds the fields of a tongue to the mapping; nothing is stored, and nothing else is indexed.
func mapFields(m *mapping.IndexMappingImpl, t tongue) {
	m.DefaultMapping.Dynamic = false
	m.DefaultMapping.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
	for _, w := range weights {
		f := bleve.NewTextFieldMapping()
		f.Analyzer = analyzerOf[t]
		f.Store, f.IncludeInAll, f.IncludeTermVectors, f.DocValues = false, false, false, false
		m.DefaultMapping.AddFieldMappingsAt(t.field(w.field), f)
	}
}

// counts is in how many articles each term of a tongue stands, in the field where it stands most often.
func (s *searcher) counts(t tongue) (map[string]int, error) {
	out := map[string]int{}
	for _, w := range weights {
		dict, err := s.reader.FieldDict(t.field(w.field))
		if err != nil {
			return nil, fmt.Errorf("count the terms of %s: %w", t.field(w.field), err)
		}
		for {
			e, err := dict.Next()
			if err != nil {
				return nil, fmt.Errorf("count the terms of %s: %w", t.field(w.field), err)
			}
			if e == nil {
				break
			}
			out[e.Term] = max(out[e.Term], int(e.Count))
		}
		if err := dict.Close(); err != nil {
			return nil, fmt.Errorf("count the terms of %s: %w", t.field(w.field), err)
		}
	}
	return out, nil
}

// find returns the ids of the best articles of a tongue for terms by BM25 over all fields, at most limit.
func (s *searcher) find(t tongue, words []string, limit int) ([]string, error) {
	var clauses []query.Query
	for _, word := range words {
		for _, w := range weights {
			q := query.NewTermQuery(word)
			q.SetField(t.field(w.field))
			q.SetBoost(w.boost)
			clauses = append(clauses, q)
		}
	}
	ctx := context.WithValue(context.Background(), search.GetScoringModelCallbackKey,
		search.GetScoringModelCallbackFn(func() string { return index.BM25Scoring }))
	all, err := query.NewDisjunctionQuery(clauses).Searcher(ctx, s.reader, s.mapping, search.SearcherOptions{})
	if err != nil {
		return nil, fmt.Errorf("search the articles: %w", err)
	}
	defer func() { _ = all.Close() }()
	top := collector.NewTopNCollector(limit, 0, search.SortOrder{&search.SortScore{Desc: true}, &search.SortDocID{}})
	if err := top.Collect(ctx, all, s.reader); err != nil {
		return nil, fmt.Errorf("search the articles: %w", err)
	}
	var out []string
	for _, hit := range top.Results() {
		out = append(out, hit.ID)
	}
	return out, nil
}
