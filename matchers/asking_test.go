package matchers

import (
	"cmp"
	"os"
	"slices"
	"strings"
	"testing"

	"frontdesk/configs"
	"frontdesk/gateway"
)

// learntExample is the example config, which has learnt.
func learntExample(t testing.TB) *Set {
	t.Helper()
	var p configs.Problems
	s, err := Load(configs.LoadFS(configs.Example(), "example", &p).Matchers, &p).Learn(Learning{Languages: []string{"en", "de", "fr", "es", "ja", "zh"}})
	if err = cmp.Or(p.Err(), err); err != nil {
		t.Fatal(err)
	}
	return s
}

// asked is how many things a message asks for: "one", "two" that are known, or an "other" thing that nothing is sure about.
func (f Findings) asked() string {
	switch {
	case len(f.Matches) == 0:
		return "nothing"
	case len(f.Requests) == 0:
		return "one"
	case slices.ContainsFunc(f.Requests, func(r gateway.Request) bool { return r.Matcher == "" }):
		return "other"
	}
	return "two"
}

// Each line of the table is what a message asks for, and the message.
func TestQuestionsThatNothingCoversAreNoticedBesideKnownOnes(t *testing.T) {
	s := learntExample(t)
	table, err := os.ReadFile("testdata/asked.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		want, text, _ := strings.Cut(strings.TrimSpace(line), "\t")
		found := s.Read(message(strings.ReplaceAll(text, `\n`, "\n")), Around{})
		if got := found.asked(); got != want {
			t.Errorf("%s: it asks for %s, want %s: %s", text, got, want, requestsOf(found))
		}
	}
}
