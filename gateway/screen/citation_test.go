package screen

import (
	"regexp"
	"strings"
	"testing"
)

func FuzzCitationsAreLeftOut(f *testing.F) {
	for _, text := range []string{
		`he wrote "out of office" and left`, "\"a\n\nb\" \"c\"", "„eins“ „zwei” “drei”", "«a «b» c»", "「一\n\n二」", `""`, "\"a\n\"b\"", "“a „b” c“",
	} {
		f.Add(text)
	}
	plain := regexp.MustCompile(strings.TrimPrefix(citation.String(), "^"))
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := withoutCitations(text), plain.ReplaceAllString(text, " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	})
}
