package phrasebook

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEveryMatchHoldsOneOfTheWords(t *testing.T) {
	for expr, want := range map[string][]string{
		`(?i)^sent (from|via) .{0,9}phone`:       {"sent from", "sent via"},
		`(mail|message) failed|returned (to )?`:  {"mail failed", "message failed", "returned", "returned to"},
		`gr[uü]n gelb`:                           {"grun gelb", "grün gelb"},
		`(?i)a[x-z]*(\bmails?|e-?post)\b.{2}off`: {"mail", "mails", "epost", "e-post"},
		`[a-p] 12[xy]?`:                          {"12", "12x", "12y"},
		`(ab+cd){2,}|(xyz)+`:                     {"xyz", "cd"},
		`退信|(?:不能|できません)$`:                       {"不能", "できません", "退信"},
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
var hard = []string{
	`(?i)massen  kurs\s*ΣΟΦΟΣ`, `(?i)ske|ſKu`, "(?i)can.t don't", `(?i)\x{130}zmir|ıi`, `(?i)\xb5m `,
	`(?i)^[*_ ]*(?:ske|of(?: the| an)? office|(?:can|do)n.t|µ[gm]) ?$`, strings.Repeat(`x(?:ku|mu)\d|`, 70) + `aſſe`,
}

func FuzzPatternsMatchWhatTheirExpressionsMatch(f *testing.F) {
	f.Add("Maſſen  \u212aURS ςοφος")
	f.Add("massen  kurs\u200b σοφοσ")
	f.Add("\u212aſ s\u212aE ſku")
	f.Add("can’t don't")
	f.Add("İzmir Ii")
	f.Add("µm µg  ")
	f.Add("_* OF the ofﬁce of the office ")
	f.Add("xmu7 axku9")
	f.Fuzz(func(t *testing.T, text string) {
		for _, expr := range hard {
			if got, want := MustCompile(expr).MatchString(text), regexp.MustCompile(expr).MatchString(text); got != want {
				t.Errorf("%s in %q: %v, want %v", expr, text, got, want)
			}
		}
	})
}
