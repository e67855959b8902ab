package kb

import (
	"slices"
	"testing"
)

// A question is taken into words once for all tongues; none may see what another has made of them.
func TestTonguesSeeTheSameWords(t *testing.T) {
	m, err := newMapping()
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{
		"", "Where's my ORDER LL-204518? It hasn't arrived…", "Où est l'addition qu'on m'a envoyée ? C'est payé.",
		"Größe, Straße, Bücher und Häuser", "İstanbul'da IŞIK ısmarladım", "ｶﾀｶﾅと漢字。返金はいつ届きますか？", "我的订单在哪里？iPhone15保修",
		"zamówienie nie dotarło, proszę o zwrot pieniędzy", "где мой заказ? 12,5 кг", "أين طلبي؟ لم يصل بعد", "a\x00b c\xff d",
	}
	for _, text := range texts {
		words := splitUp(text)
		for tongue, name := range analyzerOf {
			a := m.AnalyzerNamed(name)
			var want []string
			for _, token := range a.Analyze([]byte(clean(text))) {
				want = append(want, string(token.Term))
			}
			if got := words.terms(a); !slices.Equal(got, want) {
				t.Errorf("%s of %q: %q, by itself %q", tongue, text, got, want)
			}
		}
	}
}
