package matchers

import (
	"slices"
	"testing"
	"unicode"
)

func TestWhatIgnoringCaseTakesForOneAnotherFoldsAlike(t *testing.T) {
	f := newFolder(0)
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if o := unicode.SimpleFold(r); o != r && f.expand(o) != f.expand(r) {
			t.Errorf("%q folds to %q, %q to %q", r, f.expand(r), o, f.expand(o))
		}
	}
}

func TestTextThatAPatternNeeds(t *testing.T) {
	for _, test := range []struct {
		pattern string
		want    []string // nil: none
	}{
		{`refund`, []string{"refund"}},
		{`(?i)Where.{0,20}Refund`, []string{"refund"}},
		{`refund.*(AB|CD)`, []string{"refund"}},
		{`.(re(fund|turn)s?|exchange).`, []string{"refund", "return", "exchange"}},
		{`(?:order|parcel) (?:lost|late)`, []string{"order lost", "order late", "parcel lost", "parcel late"}},
		{`(a|b|c)(d|e|f)(g|h|i)`, []string{"ad", "ae", "af", "bd", "be", "bf", "cd", "ce", "cf"}},
		{`(?:lost|late)+`, []string{"lost", "late"}},
		{`(?:refund|.)x`, nil},
		{`money\s+back`, []string{"money"}},
		{`[Rr]efund`, []string{"refund"}},
		{`\bRückgeld\b`, []string{"ruckgeld"}},
		{`退款|发票`, []string{"退款", "发票"}},
		{`\b[A-Z]{2}-\d{6}\b`, nil},
		{`a`, nil},
		{`(refund)*x{3}`, []string{"xxx"}},
	} {
		r := Rule{Text: test.pattern}
		if what, _ := loadPattern(&r); what != "" || !slices.Equal(r.needs, test.want) {
			t.Errorf("%q needs %q, want %q %s", test.pattern, r.needs, test.want, what)
		}
	}
}
