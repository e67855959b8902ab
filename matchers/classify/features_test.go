package classify

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                        "",
		"Hello, WORLD!":           "hello world",
		"don't can’t 'quoted'":    "don't can't quoted",
		"order 123456 of 12":      "order 000000 of 12",
		"Straße ﬁnden Ｆｕｌｌ":       "strasse finden full",
		"iPhone用ケース 12個":          "iphone 用ケース 12 個",
		"café CAFE\u0301":         "café café",
		"\xffbroken\xc3(":         "broken",
		"a-b_c/d":                 "a b c d",
		"rock'n'roll' '":          "rock'n'roll",
		strings.Repeat("x", 100):  strings.Repeat("x", 40) + " " + strings.Repeat("x", 40) + " " + strings.Repeat("x", 20),
		"银行卡？":                    "银行卡",
		"Ünlü İstanbul und ЁЛКА":  "ünlü i̇stanbul und ёлка",
		"1st 2nd 007 1'000 3,500": "1st 2nd 000 1 000 3 000",
	} {
		var got []string
		for _, w := range words(nil, text) {
			got = append(got, w.text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: got %q, want %q", text, strings.Join(got, " "), want)
		}
	}
}

func TestALongTextIsBounded(t *testing.T) {
	if n := len(words(nil, strings.Repeat("a ", 1<<20))); n != maxWords {
		t.Errorf("%d words", n)
	}
	if n := len(words(nil, strings.Repeat("é", 1<<20))); n > maxText/maxWord {
		t.Errorf("%d words", n)
	}
}

// counted is how many features of each family a text has.
func counted(text string, languages ...string) [blocks]int {
	var n [blocks]int
	for _, f := range (reader{newLexicon(languages)}).read(words(nil, text)) {
		n[f.block]++
	}
	return n
}

func TestFeatures(t *testing.T) {
	for _, test := range []struct {
		text string
		want [blocks]int
	}{
		{"", [blocks]int{}},
		{"abc", [blocks]int{1, 4 + 3 + 2 + 1}},              // _a ab bc c_, _ab abc bc_, _abc abc_, _abc_
		{"ab cd", [blocks]int{2 + 1, 2 * (3 + 2 + 1)}},      // both words and the pair
		{"银行卡", [blocks]int{3, 4 + 3}},                      // _银 银行 行卡 卡_, _银行 银行卡 行卡_
		{"卡 ab", [blocks]int{1 + 1 + 1, 2 + 1 + 3 + 2 + 1}}, // the pair is of the start and the word
		{"refund parcel", [blocks]int{3, 22 + 22}},          // without languages no notions
		{"a'b", [blocks]int{1, 4 + 3 + 2 + 1}},              // one word
		{"ü", [blocks]int{1, 2 + 1}},                        // _ü ü_, _ü_: characters, not bytes
	} {
		if got := counted(test.text); got != test.want {
			t.Errorf("%q: got %v, want %v", test.text, got, test.want)
		}
	}
}

func TestWordsThatMeanAlikeShareAFeature(t *testing.T) {
	for _, test := range []struct{ a, b, languages string }{
		{"refund", "reimbursement", "en"},
		{"Rechnung", "Quittung", "de"},
		{"facture", "factures", "fr"},
		{"退款", "返还", "zh"},
		{"refund", "Rückerstattung", "en de"},
		{"reimburse", "退款", "en zh"},
		{"zwrot", "返金", "pl ja"},
		{"telefono", "teléfono", "es"},
	} {
		r := reader{newLexicon(strings.Fields(test.languages))}
		a, b := notionsOf(r, test.a), notionsOf(r, test.b)
		if !slices.ContainsFunc(a, func(h uint64) bool { return slices.Contains(b, h) }) {
			t.Errorf("%s and %s have nothing in common", test.a, test.b)
		}
	}
	r := reader{newLexicon([]string{"en"})}
	if got := notionsOf(r, "violin"); len(got) != 0 {
		t.Errorf("violin means %v", got)
	}
	if newLexicon(nil) != nil || newLexicon([]string{"xx"}) != nil {
		t.Error("no language has a lexicon")
	}
}

func notionsOf(r reader, text string) []uint64 {
	var out []uint64
	for _, f := range r.read(words(nil, text)) {
		if f.block == blockNotion {
			out = append(out, f.hash)
		}
	}
	return out
}

func TestEveryLanguageHasWordsAndTalk(t *testing.T) {
	english := map[string]bool{}
	for _, code := range append([]string{"en"}, Languages()...) {
		lines := Background(code)
		least := 60
		if code == "en" {
			least = 300
		}
		if len(lines) < least {
			t.Errorf("%s: %d sentences that ask for nothing", code, len(lines))
		}
		seen := map[string]bool{}
		for _, l := range lines {
			if seen[l] {
				t.Errorf("%s: twice: %s", code, l)
			}
			seen[l] = true
		}
		content, err := lexiconFiles.ReadFile("lexicon/" + code + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(content)) {
			checkNotion(t, code, strings.TrimSpace(line), english)
		}
	}
}

func checkNotion(t *testing.T, code, line string, english map[string]bool) {
	t.Helper()
	if line == "" || strings.HasPrefix(line, "#") {
		return
	}
	name, list, ok := strings.Cut(line, ":")
	if !ok || strings.TrimSpace(list) == "" || strings.Contains(name, " ") {
		t.Errorf("%s: no notion: %q", code, line)
	}
	english[name] = english[name] || code == "en"
	for _, w := range strings.Fields(list) {
		if stem, ok := strings.CutSuffix(w, "*"); ok && len(bare(fold(stem))) < minStem {
			t.Errorf("%s: %s is too short to stand for more", code, w)
		}
	}
}

func TestVectorsHaveLengthOneAndKnowWhatIsKnown(t *testing.T) {
	r := reader{newLexicon([]string{"en"})}
	texts := [][]feature{r.read(words(nil, "where is my parcel")), r.read(words(nil, "i want a refund refund"))}
	v := newVocabulary(texts)
	for _, test := range []struct {
		text        string
		least, most float64
	}{{"where is my parcel", 1, 1}, {"parcel parcel refund", 1, 1}, {"where is my violin", 0.3, 0.8}, {"xxxx yyyy", 0, 0.1}} {
		x, known := v.vector(r.read(words(nil, test.text)))
		if known < test.least || known > test.most {
			t.Errorf("%q: known %v", test.text, known)
		}
		sum := 0.0
		for _, value := range x.value {
			sum += float64(value) * float64(value)
		}
		if len(x.at) > 0 && math.Abs(sum-1) > 1e-5 || !slices.IsSorted(x.at) {
			t.Errorf("%q: squares sum to %v, features %v", test.text, sum, x.at)
		}
	}
}

func TestEverydayTalkThatIsLikeAnExampleIsNotNothing(t *testing.T) {
	m := &Model{labels: []string{"a", "b"}}
	c := m.corpus([]Example{{"who am I talking to", "a"}, {"my parcel", "b"}}, []string{"my own negative"}, []string{"Who am I talking to?", "The roses are blooming"})
	if len(c.texts) != 4 || !c.nothing {
		t.Errorf("%d texts are left of 2 examples, 1 given, 2 of the background", len(c.texts))
	}
}

func TestRoundsAskEveryExampleOnceAndLeaveLabelsOut(t *testing.T) {
	c := &corpus{labels: 10, nothing: true}
	for i := range 230 {
		c.texts, c.of = append(c.texts, nil), append(c.of, min(i%23, 10))
	}
	asked := map[string]int{}
	for _, r := range newRounds(c) {
		learnt := map[int]bool{}
		for _, i := range r.learn {
			learnt[c.of[i]] = true
		}
		for _, i := range r.inside {
			asked[fmt.Sprint(i)]++
			if !learnt[c.of[i]] || slices.Contains(r.learn, i) {
				t.Errorf("example %d of label %d is asked inside", i, c.of[i])
			}
		}
		for _, i := range r.left {
			if learnt[c.of[i]] {
				t.Errorf("example %d of label %d is asked as left out", i, c.of[i])
			}
		}
		if len(r.left) == 0 || len(r.idle) == 0 || len(r.inside) == 0 {
			t.Errorf("a round asks %d inside, %d left out, %d idle", len(r.inside), len(r.left), len(r.idle))
		}
	}
	for i, n := range asked {
		if n != 1 {
			t.Errorf("example %s is asked %d times", i, n)
		}
	}
}

func FuzzFeatures(f *testing.F) {
	for _, s := range []string{"", "don't", "银行卡 abc", "\xff\xc3(", "ééé", "ー'a'"} {
		f.Add(s)
	}
	r := reader{newLexicon(Languages())}
	f.Fuzz(func(t *testing.T, s string) {
		ws := words(nil, s)
		for _, w := range ws {
			if w.text == "" || len([]rune(w.text)) > maxWord && !w.cjk {
				t.Errorf("%q: word %q", s, w.text)
			}
		}
		for _, x := range r.read(ws) {
			if int(x.word) >= len(ws) || x.block >= blocks {
				t.Errorf("%q: feature %+v of %d words", s, x, len(ws))
			}
		}
	})
}
