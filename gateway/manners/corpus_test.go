package manners_test

import (
	"os"
	"strings"
	"testing"

	"frontdesk/gateway"
	"frontdesk/gateway/manners"
)

// line is one of testdata/questions.tsv.
type line struct{ text, label, language, half string }

func (l line) us() bool { return l.label == "us" }

func corpus(t testing.TB) []line {
	t.Helper()
	raw, err := os.ReadFile("testdata/questions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []line
	for _, row := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		if strings.HasPrefix(row, "# ") {
			continue
		}
		f := strings.Split(row, "\t")
		if len(f) != 4 {
			t.Fatalf("not four columns: %q", row)
		}
		out = append(out, line{strings.ReplaceAll(f[0], `\n`, "\n"), f[1], f[2], f[3]})
	}
	return out
}

// asked judges a text in a room, without what matchers found.
func asked(text string) manners.Asked {
	return manners.Question(manners.Input{
		Message: &gateway.Message{NewText: text, Chat: &gateway.Chat{Form: gateway.FormRoom}},
		Manners: gateway.Manners{MinLength: 12, Confidence: 0.8},
	})
}

// figures counts what was taken for a question.
type figures struct{ right, wrong, missed int }

func (f *figures) count(is, want bool) {
	switch {
	case is && want:
		f.right++
	case is:
		f.wrong++
	case want:
		f.missed++
	}
}

func (f figures) precision() float64 { return float64(f.right) / float64(max(1, f.right+f.wrong)) }
func (f figures) recall() float64    { return float64(f.right) / float64(max(1, f.right+f.missed)) }

// The floors are a little below what docs/manners.md says was measured.
func TestQuestionsForUsAreToldFromChatter(t *testing.T) {
	halves, languages := map[string]*figures{}, map[string]*figures{}
	lines := corpus(t)
	for _, l := range lines {
		is := asked(l.text).Is
		for m, key := range map[*map[string]*figures]string{&halves: l.half, &languages: l.language} {
			if (*m)[key] == nil {
				(*m)[key] = &figures{}
			}
			(*m)[key].count(is, l.us())
		}
	}
	for half, least := range map[string]figures{"chosen": {95, 5, 5}, "held out": {95, 5, 5}, "late": {72, 14, 28}} {
		f := halves[half]
		t.Logf("%s: precision %.3f, recall %.3f (%+v)", half, f.precision(), f.recall(), *f)
		if f.precision() < least.precision() || f.recall() < least.recall() {
			t.Errorf("%s: precision %.3f, recall %.3f", half, f.precision(), f.recall())
		}
	}
	for language, f := range languages {
		t.Logf("%s: precision %.3f, recall %.3f (%+v)", language, f.precision(), f.recall(), *f)
		if f.right+f.missed >= 10 && (f.precision() < 0.85 || f.recall() < 0.8) {
			t.Errorf("%s: precision %.3f, recall %.3f", language, f.precision(), f.recall())
		}
	}
	if len(lines) < 400 {
		t.Errorf("only %d lines", len(lines))
	}
}

func readDoc(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile("../../docs/manners.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
