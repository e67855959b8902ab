package matchers

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"frontdesk/gateway"
)

func TestWordsWithMarksAreFound(t *testing.T) {
	for _, test := range []struct {
		name, word, language, text string
		found                      string // as written; empty: not found
	}{
		{"as written", "refund~", "", "my refund please", "refund"},
		{"a letter missing", "refund~", "", "my refnd please", "refnd"},
		{"a letter too many", "refund~", "", "my reffund please", "reffund"},
		{"another letter", "refund~", "", "my refumd please", "refumd"},
		{"letters changed for one another", "refund~", "", "my reufnd please", "reufnd"},
		{"the first letter", "refund~", "", "my tefund please", "tefund"},
		{"two typos in a word of six", "refund~", "", "my rfnd please", ""},
		{"two typos in a word of eight", "delivery~", "", "the delivry is late, or dlivery, or delvrey", "delivry"},
		{"two typos", "delivery~", "", "the delvrey", "delvrey"},
		{"three typos", "delivery~", "", "the delvre", ""},
		{"two at the end of a long word", "guarantee~", "", "my guarant", "guarant"},
		{"plural counts as a typo", "refund~", "", "refunds", "refunds"},
		{"accents are no typos", "Rückerstattung~", "de", "die Ruckerstatung", "Ruckerstatung"},
		{"another word of that length", "order~", "", "in the border region", "border"}, // one letter more: what ~ means
		{"not inside a longer word", "fund~", "", "refundable", ""},
		{"a phrase", "forgot~ my password~", "", "I forgott my pasword!", "forgott my pasword"},
		{"a phrase, words in between", "forgot~ my password~", "", "I forgot my old password", ""},
		{"a phrase, a word without a mark", "forgot~ my password", "", "I forgot my pasword", ""},
		{"a phrase over a line", "money back~", "", "my money\nbak", "money\nbak"},
		{"signs in a phrase", "e-mail~", "", "my e-mial", "e-mial"},
		{"other signs in a phrase", "e-mail~", "", "my e mail", ""},
		{"signs around", "(refund~)", "", "a (refnd) please", "(refnd)"},
		{"beside Chinese", "iphone~", "zh", "我的iphnoe坏了", "iphnoe"},
		{"forms in English", "refund*", "en", "it was refunded", "refunded"},
		{"another word of the family", "refund*", "en", "refunding them", "refunding"},
		{"not what only begins alike", "car*", "en", "my card", ""},
		{"forms in German", "Rechnung*", "de", "die Rechnungen fehlen", "Rechnungen"},
		{"forms in German with umlaut as written", "Gebühr*", "de", "welche Gebühren", "Gebühren"},
		{"forms in French", "rembourser*", "fr", "serai-je remboursée ?", "remboursée"},
		{"forms in Spanish", "devolución*", "es", "las devoluciones", "devoluciones"},
		{"forms in Spanish, accents left out", "devolución*", "es", "una devolucion", "devolucion"},
		{"forms in Italian", "fattura*", "it", "le fatture", "fatture"},
		{"forms in Dutch", "factuur*", "nl", "mijn factuurs", "factuurs"},
		{"forms in Portuguese", "entrega*", "pt", "as entregas", "entregas"},
		{"forms in Polish", "zamówienie*", "pl", "mojego zamówienia", "zamówienia"},
		{"a region of a language", "entrega*", "pt-BR", "as entregas", "entregas"},
		{"language not known", "refund*", "", "refunds?", "refunds"},
		{"short stems of another language", "pago*", "en", "that page", ""},
		{"short stems, language not known", "pago*", "", "page", ""},
		{"as written, language not known", "pago*", "", "pago", "pago"},
		{"as written, in a script without stemmer", "возврат*", "ru", "мой возврат", "возврат"},
		{"forms in a phrase", "cancel* my order*", "en", "I am cancelling my orders", "cancelling my orders"},
		{"a star that is no mark", "5*", "", "a 5* hotel", "5*"},
		{"a star inside a word", "sh*t", "", "oh sh*t", "sh*t"},
		{"a star alone", "*", "", "read *this*", "*"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := set(t, fmt.Sprintf("m:\n  any: [{words: [%q]}]\n", test.word))
			got := s.Classify(&gateway.Message{NewText: test.text, Language: test.language})
			switch {
			case test.found == "" && len(got) > 0:
				t.Errorf("found %q", got[0].Evidence)
			case test.found != "" && len(got) == 0:
				t.Errorf("not found")
			case test.found != "" && got[0].Evidence[0].Found != test.found:
				t.Errorf("found %q, want %q", got[0].Evidence[0].Found, test.found)
			}
		})
	}
}

func TestMarksCountInTheSubject(t *testing.T) {
	s := set(t, "m: {any: [{subject: refund~}]}\n")
	if got := fitting(s, &gateway.Message{Subject: "Refnud", NewText: "hello"}); got != "m" {
		t.Errorf("in the subject: got %q", got)
	}
	if got := fitting(s, &gateway.Message{Subject: "hello", NewText: "refnud"}); got != "" {
		t.Errorf("in the text: got %q", got)
	}
}

// distance is the number of typos between two words by its definition, without bounds.
func distance(a, b []rune) int {
	switch {
	case len(a) == 0:
		return len(b)
	case len(b) == 0:
		return len(a)
	}
	x, y := a[len(a)-1], b[len(b)-1]
	d := min(distance(a[:len(a)-1], b), distance(a, b[:len(b)-1]), distance(a[:len(a)-1], b[:len(b)-1])) + 1
	if x == y {
		d = min(d, distance(a[:len(a)-1], b[:len(b)-1]))
	}
	if len(a) > 1 && len(b) > 1 && x == b[len(b)-2] && a[len(a)-2] == y {
		d = min(d, distance(a[:len(a)-2], b[:len(b)-2])+1)
	}
	return d
}

func TestNearCountsTyposAsTheirDefinitionDoes(t *testing.T) {
	letters := rapid.StringOfN(rapid.RuneFrom([]rune("abcé")), 0, 6, -1)
	rapid.Check(t, func(t *rapid.T) {
		a, b := []rune(letters.Draw(t, "a")), []rune(letters.Draw(t, "b"))
		for d := 1; d <= mostTypos; d++ {
			if got, want := near(a, b, d), distance(a, b) <= d; got != want {
				t.Fatalf("%q and %q within %d: got %v, want %v", string(a), string(b), d, got, want)
			}
		}
	})
}

func TestTyposFindWhatTryingEveryWordFinds(t *testing.T) {
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		var all typos
		words := rapid.SliceOfN(rapid.StringOfN(rapid.RuneFrom([]rune("abcd")), shortTypo, 11, -1), 1, 6).Draw(t, "words")
		for i, w := range words {
			all.add(w, i)
		}
		text := []rune(rapid.SampledFrom(words).Draw(t, "of"))
		for range rapid.IntRange(0, 3).Draw(t, "typos") {
			i := rapid.IntRange(0, len(text)-1).Draw(t, "at")
			switch rapid.IntRange(0, 3).Draw(t, "kind") {
			case 0:
				text = slices.Delete(text, i, i+1)
			case 1:
				text = slices.Insert(text, i, 'e')
			case 2:
				text[i] = 'e'
			default:
				text[0], text[i] = text[i], text[0]
			}
		}
		all.build()
		got := all.find(nil, string(text))
		slices.Sort(got)
		var want []int
		for i, w := range words {
			if near(text, []rune(w), typosOf(len(w))) {
				want = append(want, i)
			}
		}
		found += len(want)
		if !slices.Equal(got, want) {
			t.Fatalf("%q among %q: got %v, want %v", string(text), words, got, want)
		}
	})
	if found < 20 {
		t.Errorf("only %d words were found: the property says little", found)
	}
}

// markedRules are n matchers of a word with a mark each, all words different.
func markedRules(n int, mark string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "m%d: {any: [{words: [\"%s%s\"]}]}\n", i, syllables(i), mark)
	}
	return b.String()
}

// syllables is a word of five to ten letters.
func syllables(i int) string {
	parts := []string{"re", "fun", "del", "ver", "ship", "or", "der", "pa", "ssi", "wo", "car", "gul", "net", "mo", "tu", "lam", "ben", "ko", "zi", "ha", "que", "fri"}
	word := ""
	for k := 0; k < 4; k++ {
		word += parts[i%len(parts)]
		i /= len(parts)
	}
	return word
}

func BenchmarkMarks(b *testing.B) {
	for _, mark := range []string{"", "~", "*"} {
		for _, n := range []int{100, 10_000} {
			s := set(b, markedRules(n, mark))
			m := mail()
			m.NewText += " " + syllables(7)
			m.Language = "en"
			if got := s.Classify(m); len(got) < 1 {
				b.Fatal("nothing fits")
			}
			b.Run(fmt.Sprintf("mark=%s/rules=%d", mark, n), func(b *testing.B) {
				for b.Loop() {
					s.Classify(m)
				}
			})
		}
	}
}
