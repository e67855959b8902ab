package matchers

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"frontdesk/gateway"
)

// pieces are what texts, words and patterns are drawn from: few, so that they meet, and most of them awkward.
var pieces = []string{
	"a", "b", "A", "k", "K", "\u212a", "s", "ſ", "ß", "ẞ", "ss", "i", "I", "ı", "İ", "i\u0307", "é", "e\u0301", "e", "\u0301",
	"й", "и", "и\u0306", "ё", "σ", "ς", "ι", "\u0345", "ᾳ", "ø", "ﬁ", "ｋ", "1", "２", "-", "\u2011", "'", "’", ".", "$", "_",
	" ", "  ", "\t", "\n", "\n\n", "\u00a0", "\u3000", "\u00ad", "\u200b", "退", "款", "か", "が", "ｶﾞ", "환", "불", "\u1112\u116a\u11ab",
	"\u1112", "ก", "กี", "คำ", "👍", "👍🏽", "\ufffd", "\u00a8", "㍿", "µ", "μ", "Å", "\u212b",
}

func textOf(min, max int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), min, max).Draw(t, "pieces"), "")
	})
}

func TestFoldedPartIsPartOfTheFoldedWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, part, after := textOf(0, 5).Draw(t, "before"), textOf(1, 6).Draw(t, "part"), textOf(0, 5).Draw(t, "after")
		whole, literal := fold(before+part+after).text, foldLiteral(part)
		if !strings.Contains(whole, literal) {
			t.Fatalf("%q is not in %q", literal, whole)
		}
	})
}

// twoMarks is where canonical order matters, which folding leaves alone.
var twoMarks = regexp.MustCompile(`\pM\pM`)

func TestFoldingIsBlindToComposition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := textOf(0, 8).Draw(t, "text")
		if twoMarks.MatchString(norm.NFD.String(s)) {
			return
		}
		for _, form := range []norm.Form{norm.NFC, norm.NFD} {
			if other := form.String(s); fold(other).text != fold(s).text {
				t.Fatalf("%q folds to %q, %q to %q", s, fold(s).text, other, fold(other).text)
			}
		}
	})
}

func TestFoldingTwiceIsFoldingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := fold(textOf(0, 8).Draw(t, "text")).text
		if twice := fold(once).text; twice != once {
			t.Fatalf("%q folds to %q", once, twice)
		}
	})
}

// patternOf draws patterns of all forms that literals.go looks at.
func patternOf(depth int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		literal := regexp.QuoteMeta(textOf(1, 4).Draw(t, "literal"))
		if depth == 0 {
			return literal
		}
		sub := patternOf(depth - 1)
		switch rapid.IntRange(0, 11).Draw(t, "form") {
		case 0, 1:
			return sub.Draw(t, "a") + sub.Draw(t, "b")
		case 2, 3:
			return "(" + sub.Draw(t, "a") + "|" + sub.Draw(t, "b") + ")"
		case 4:
			return "(?i:" + sub.Draw(t, "a") + ")"
		case 5:
			return "(?:" + sub.Draw(t, "a") + ")?" + sub.Draw(t, "b")
		case 6:
			return "(?:" + sub.Draw(t, "a") + ")+"
		case 7:
			return "(?:" + sub.Draw(t, "a") + "){2,3}"
		case 8:
			return sub.Draw(t, "a") + rapid.SampledFrom([]string{".*", ".{0,3}", `\s+`, `\b`, "[^x]", "(?s:.)", "[a-k]", "[ksß]", "(?i)[ks]"}).Draw(t, "gap") + sub.Draw(t, "b")
		case 9:
			return "(?:" + sub.Draw(t, "a") + ")*" + sub.Draw(t, "b")
		default:
			return literal
		}
	})
}

// naiveWord looks for a word at every place of the folded text.
func naiveWord(text, word string) bool {
	for at := 0; at+len(word) <= len(text); at++ {
		if strings.HasPrefix(text[at:], word) && boundary(text, at) && boundary(text, at+len(word)) {
			return true
		}
	}
	return false
}

// naive says whether a matcher fits by trying every rule for itself.
func naive(m *Matcher, msg *gateway.Message) bool {
	holds := func(c Condition) bool {
		for _, r := range c.Rules {
			for i, part := range []string{msg.Subject, msg.NewText} {
				switch c.Kind {
				case "pattern":
					if r.pattern().MatchString(part) {
						return true
					}
				case "words", "subject":
					if (c.Kind == "words" || i == 0) && naiveWord(fold(part).text, r.literal) {
						return true
					}
				}
			}
		}
		return false
	}
	all, any, not := true, len(m.Any) == 0, false
	for _, c := range m.All {
		all = all && holds(c)
	}
	for _, c := range m.Any {
		any = any || holds(c)
	}
	for _, c := range m.Not {
		not = not || holds(c)
	}
	return all && any && !not && len(m.All)+len(m.Any) > 0
}

// conditionsOf draws conditions whose rules load.
func conditionsOf(t *rapid.T, label string, most int) []Condition {
	var out []Condition
	for range rapid.IntRange(0, most).Draw(t, label) {
		c := Condition{Kind: rapid.SampledFrom([]string{"words", "subject", "pattern", "pattern"}).Draw(t, "kind")}
		k, _ := kindOf(c.Kind)
		for range rapid.IntRange(1, 3).Draw(t, "rules") {
			r := Rule{Text: textOf(1, 3).Draw(t, "word")}
			if c.Kind == "pattern" {
				r.Text = patternOf(3).Draw(t, "pattern")
			}
			if what, _ := k.load(&r); what == "" {
				c.Rules = append(c.Rules, r)
			}
		}
		if len(c.Rules) > 0 {
			out = append(out, c)
		}
	}
	return out
}

func TestIndexFindsWhatTryingEveryRuleFinds(t *testing.T) {
	fits, tried := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		var list []*Matcher
		for i := range rapid.IntRange(1, 5).Draw(t, "matchers") {
			list = append(list, &Matcher{
				Name: fmt.Sprint(i), Order: i,
				Any: conditionsOf(t, "any", 2), All: conditionsOf(t, "all", 2), Not: conditionsOf(t, "not", 1),
			})
		}
		x := newIndex(list)
		for range 4 {
			msg := &gateway.Message{Subject: textOf(0, 6).Draw(t, "subject"), NewText: textOf(0, 20).Draw(t, "text")}
			found := map[string]bool{}
			fitting, _ := (&Set{}).judge(read(msg, Around{}), x, nil)
			for _, one := range fitting {
				found[one.Matcher] = true
			}
			for _, m := range list {
				tried++
				if want := naive(m, msg); found[m.Name] != want {
					t.Fatalf("matcher %+v and message %q, %q: found %v, want %v", *m, msg.Subject, msg.NewText, found[m.Name], want)
				} else if want {
					fits++
				}
			}
		}
	})
	if fits*100 < tried {
		t.Errorf("only %d of %d comparisons fit: the property says little", fits, tried)
	}
}

func TestPatternNeedsWhatIsRequiredOfIt(t *testing.T) {
	met := 0
	rapid.Check(t, func(t *rapid.T) {
		pattern := patternOf(3).Draw(t, "pattern")
		r := Rule{Text: pattern}
		if what, _ := loadPattern(&r); what != "" {
			return // too large, or it fits the empty text
		}
		text := textOf(0, 12).Draw(t, "text")
		if rapid.Bool().Draw(t, "sample") {
			text += rapid.StringMatching(pattern).Draw(t, "fitting")
		}
		if r.needs == nil || !r.pattern().MatchString(text) {
			return
		}
		met++
		for _, need := range r.needs {
			if strings.Contains(fold(text).text, need) {
				return
			}
		}
		t.Fatalf("pattern %q fits %q, which has none of %q", pattern, text, r.needs)
	})
	if met < 5 {
		t.Errorf("only %d patterns with needs fitted: the property says little", met)
	}
}
