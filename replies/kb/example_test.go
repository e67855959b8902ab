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

func TestAnotherPlaceIsQuotedForMoreThanACommonWord(t *testing.T) {
	x := exampleArticles(t)
	for _, c := range []struct{ id, question, has string }{
		{"refund-timing-de", "Wie lange dauert eine Erstattung?", ""},                 // a later paragraph: 30 Tage lang
		{"warranty-de", "Meine Lampe ist kaputt, habe ich noch Garantie?", ""},        // Flackert eine Lampe
		{"refund-timing-es", "He devuelto la lámpara, ¿dónde está mi reembolso?", ""}, // Ponga la lámpara en su caja
		{"change-address", "I moved, where do you send my parcel?", ""},
		{"shipping-abroad-de", "Muss ich Zoll bezahlen?", "kommen Zölle"}, // one word, but it is the question
		{"warranty-de", "Meine Lampe flackert", "Flackert eine Lampe"},
		{"invoice", "I need a receipt with a VAT number", "VAT number"},
		{"shipping-abroad-zh", "我需要交关税吗？", "关税"},
	} {
		beginning, got := x.byID[c.id].Passage, x.Passage(c.id, c.question)
		if (c.has == "") != (got == beginning) || !strings.Contains(got, c.has) {
			t.Errorf("%s, %q: got %q", c.id, c.question, got)
		}
	}
}
