package matchers

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"frontdesk/gateway"
)

func TestTheMatcherThatCounts(t *testing.T) {
	archive := txtar.Parse([]byte(`
-- a.yaml --
plain:     {any: [{words: [plain]}]}
second:    {any: [{words: [second]}]}
person:    {any: [{words: [person]}], means: person}
sensitive: {any: [{words: [sensitive]}], sensitive: true}
urgent:    {any: [{words: [urgent]}], urgent: true}
high:      {any: [{words: [high]}], priority: 5}
higher:    {any: [{words: [higher]}], priority: 6}
-- b.yaml --
other:        {any: [{words: [other]}]}
other-second: {any: [{words: [other2]}]}
other-urgent: {any: [{words: [emergency]}], urgent: true}
other-high:   {any: [{words: [tall]}], priority: 5}
low:          {any: [{words: [low]}], priority: -1}
`))
	s, p := loadFiles(archive.Files)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		text, best, tie, reason string
		urgent                  bool
	}{
		{text: "hello", reason: "no matcher fits"},
		{text: "plain", best: "plain", reason: "plain is the only one that fits"},
		{text: "second plain", best: "plain", reason: "plain stands first in c/matchers/a.yaml; it comes before second"},
		{text: "plain person", best: "person", reason: "person asks for a person; it comes before plain"},
		{text: "person sensitive", best: "sensitive", reason: "sensitive is sensitive; it comes before person"},
		{text: "sensitive urgent", best: "urgent", urgent: true, reason: "urgent is urgent; it comes before sensitive"},
		{text: "higher person", best: "person", reason: "person asks for a person; it comes before higher"},
		{text: "high higher plain", best: "higher", reason: "higher has priority 6; it comes before high with 5"},
		{text: "low plain", best: "plain", reason: "plain has priority 0; it comes before low with -1"},
		{text: "plain other", tie: "plain other", reason: "plain and other fit alike, in different files"},
		{text: "other2 other second plain", tie: "plain other", reason: "plain and other fit alike, in different files"},
		{text: "plain other high", best: "high", reason: "high has priority 5; it comes before plain with 0"},
		{text: "high tall", tie: "high other-high", reason: "high and other-high fit alike, in different files"},
		{text: "urgent emergency", tie: "urgent other-urgent", urgent: true, reason: "urgent and other-urgent fit alike, in different files"},
	} {
		c := s.Choose(s.Classify(message(test.text)))
		best := ""
		if c.Best != nil {
			best = c.Best.Name
		}
		if best != test.best || strings.Join(c.Tie, " ") != test.tie || c.Reason != test.reason || c.Urgent != test.urgent {
			t.Errorf("%s: got %q, tie %v, urgent %v, %q", test.text, best, c.Tie, c.Urgent, c.Reason)
		}
		if best != "" && c.Match.Matcher != best {
			t.Errorf("%s: the match is of %q", test.text, c.Match.Matcher)
		}
	}
}

func TestMatchesOfMatchersThatAreGoneDoNotCount(t *testing.T) {
	s := set(t, "a: {any: [{words: [x]}]}\n")
	c := s.Choose([]gateway.Match{{Matcher: "removed"}, {Matcher: "a"}})
	if c.Best == nil || c.Best.Name != "a" {
		t.Errorf("got %+v", c)
	}
}
