package replies

import (
	"regexp"
	"testing"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/matchers"
)

// quoted finds what a reply asks to be answered with, in the quotes of each language.
var quoted = regexp.MustCompile(`"([^"]+)"|„([^“”]+)[“”]|«[\s\x{00A0}]?([^»]+?)[\s\x{00A0}]?»|“([^”]+)”|‘([^’]+)’|「([^」]+)」`)

// TestTheWordsThatRepliesAskForAreUnderstood answers our own replies with the words that they name, as the example's
// matchers read them.
func TestTheWordsThatRepliesAskForAreUnderstood(t *testing.T) {
	var p configs.Problems
	set := matchers.Load(configs.LoadFS(configs.Example(), "example", &p).Matchers, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	b := book(t)
	for _, code := range builtinLanguages {
		answer := []matchers.Means{matchers.MeansSolved, matchers.MeansPerson}
		question := []matchers.Means{matchers.MeansPerson}
		for kind, want := range map[gateway.DeliveryKind][]matchers.Means{gateway.KindAnswer: answer, gateway.KindQuestion: question} {
			in := foreign(kind, code)
			in.Reply.Missing = []string{"order"}
			got, err := b.Render(in)
			if err != nil {
				t.Fatal(err)
			}
			found := quoted.FindAllString(got.Text, -1)
			if len(found) != len(want) {
				t.Errorf("%s: %s asks for %q", code, kind, found)
				continue
			}
			for i, word := range found {
				for _, reply := range []string{word, bare(word), bare(word) + "!\n\nJane Doe"} {
					c := set.Choose(set.Classify(&gateway.Message{NewText: reply, Text: reply}))
					if c.Best == nil || c.Best.Means != want[i] {
						t.Errorf("%s: %q is not understood as %s (%s)", code, reply, want[i], c.Reason)
					}
				}
			}
		}
	}
}

// bare is a word without its quotes.
func bare(quotedWord string) string {
	for _, s := range quoted.FindStringSubmatch(quotedWord)[1:] {
		if s != "" {
			return s
		}
	}
	return quotedWord
}
