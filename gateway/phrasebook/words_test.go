package phrasebook

import (
	"regexp"
	"slices"
	"testing"
)

func TestEveryMatchHoldsOneOfTheWords(t *testing.T) {
	for expr, want := range map[string][]string{
		`(?i)^sent (from|via) .{0,9}phone`:      {"PHONE"},
		`(mail|message) failed|returned (to )?`: {"failed", "returned"},
		`r[eé]ponse automatique`:                {"ponse automatique"},
		`(ab+cd){2,}|(xyz)+`:                    {"xyz", "cd"},
		`退信|(?:不能|できません)$`:                      {"不能", "できません", "退信"},
	} {
		slices.Sort(want)
		if got := MustWords(expr); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", expr, got, want)
		}
	}
}

func TestExpressionsThatMatchWithoutWordsAreRefused(t *testing.T) {
	for _, expr := range []string{``, `\d+`, `(abc)?`, `abc|[xy]+`, `(?:abc){0,2}`, `a`, `(`} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%q is taken", expr)
				}
			}()
			MustWords(expr)
		}()
	}
}

// hard are expressions whose words stand in texts in other forms than written.
var hard = []string{`(?i)massen  kurs\s*ΣΟΦΟΣ`, `(?i)ske|ſKu`, "(?i)can.t don't", `(?i)\x{130}zmir|ıi`, `(?i)\xb5m `}

func FuzzPatternsMatchWhatTheirExpressionsMatch(f *testing.F) {
	f.Add("Maſſen  \u212aURS ςοφος")
	f.Add("massen  kurs\u200b σοφοσ")
	f.Add("\u212aſ s\u212aE ſku")
	f.Add("can’t don't")
	f.Add("İzmir Ii")
	f.Add("µm µg  ")
	f.Fuzz(func(t *testing.T, text string) {
		for _, expr := range hard {
			if got, want := MustCompile(expr).MatchString(text), regexp.MustCompile(expr).MatchString(text); got != want {
				t.Errorf("%s in %q: %v, want %v", expr, text, got, want)
			}
		}
	})
}
