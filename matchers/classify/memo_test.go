package classify

import (
	"slices"
	"strings"
	"testing"
)

// texts are short and long, of several scripts, with words that come again and words that mean the same.
func texts(tb testing.TB) []string {
	out := []string{"", "...", "where", "我的灯坏了 my lamp 123456", "Ｗｈｅｒｅ is it? please, PLEASE cancel my order", "\xff\xfe", strings.Repeat("refund order ", 700)}
	var all []string
	for i, e := range shop(tb) {
		all = append(all, e.Text)
		if i%3 == 0 {
			out = append(out, e.Text, strings.Join(all, ". "))
		}
	}
	return out
}

func TestAMemoReadsAsWithoutOne(t *testing.T) {
	m, err := Train(many(t, 20, 10), nil, Options{Languages: []string{"en", "de", "zh"}})
	if err != nil {
		t.Fatal(err)
	}
	k := m.Memo()
	defer k.Close()
	for _, text := range texts(t) {
		x, known := m.vocabulary.vector(m.reader.read(words(nil, text)))
		if k.read(text); !slices.Equal(k.x.at, x.at) || !slices.Equal(k.x.value, x.value) || k.known != known {
			t.Errorf("%.40q: the memo reads it otherwise", text)
		}
		candidates := m.Classify(text)
		if got := k.Classify(text); !slices.Equal(got, candidates) {
			t.Errorf("%.40q: %v, want %v", text, got, candidates)
		}
		if best, ok := k.Best(text); ok != (len(candidates) > 0) || ok && best != candidates[0] {
			t.Errorf("%.40q: the best is %v, want %v", text, best, candidates)
		}
	}
}

func TestAMemoExplainsWithTheStrongestWords(t *testing.T) {
	m, err := Train(many(t, 20, 10), nil, english)
	if err != nil {
		t.Fatal(err)
	}
	k := m.Memo()
	defer k.Close()
	labels := []string{m.Labels()[3], "no such label", m.Labels()[0]}
	for _, text := range texts(t) {
		got := k.Explain(text, labels, 4)
		for i, label := range labels {
			var want []Carrier
			for _, c := range m.Explain(text, label) {
				if c.Weight > 0 && len(want) < 4 && !slices.ContainsFunc(want, func(o Carrier) bool { return o.Word == c.Word }) {
					want = append(want, c)
				}
			}
			if !slices.Equal(got[i], want) {
				t.Errorf("%.40q, %s: %v, want %v", text, label, got[i], want)
			}
		}
	}
}
