package kb

import (
	"strings"
	"testing"
	"unicode/utf8"

	"frontdesk/configs"
)

func exampleArticles(t *testing.T) *Index {
	t.Helper()
	var p configs.Problems
	x := Load(configs.LoadFS(configs.Example(), "example", &p).Articles, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	return x
}

func TestTheExampleSpeaksItsCustomersLanguages(t *testing.T) {
	x := exampleArticles(t)
	mostAsked := []string{"refund-timing", "order-status", "password-reset"}
	for _, id := range x.IDs() {
		a, _ := x.Article(id)
		if a.Language != "en" {
			continue
		}
		languages := []string{"de", "zh"}
		for _, asked := range mostAsked {
			if id == asked {
				languages = append(languages, "fr", "es", "ja")
			}
		}
		for _, code := range languages {
			if other := x.Translation(id, code); other == "" {
				t.Errorf("%s is not there in %s", id, code)
			}
		}
	}
}

func TestTheExampleIsQuotedFromItsBeginningAndFoundByItsQuestions(t *testing.T) {
	x := exampleArticles(t)
	for _, id := range x.IDs() {
		a := x.byID[id]
		if n := utf8.RuneCountInString(a.Passage); n < 40 || n > MaxRunes || strings.HasSuffix(a.Passage, "…") {
			t.Errorf("%s begins with a passage of %d characters: %q", id, n, a.Passage)
		}
		for _, q := range a.Questions {
			hits := x.Find(Query{Text: q, Language: a.Language, Limit: 1})
			if len(hits) == 0 || !hits[0].Good || hits[0].ID != id {
				t.Errorf("%q finds %+v, want %s", q, hits, id)
			}
		}
	}
}
