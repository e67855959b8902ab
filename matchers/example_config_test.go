package matchers

import (
	"testing"

	"frontdesk/configs"
)

func TestExampleConfigKeepsItsOwnTests(t *testing.T) {
	var p configs.Problems
	folder := configs.LoadFS(configs.Example(), "example", &p)
	s := Load(folder.Matchers, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, m := range s.All() {
		for _, test := range m.Tests {
			count++
			c := s.Choose(s.Classify(message(test.Say)))
			got := ""
			if c.Best != nil {
				got = c.Best.Name
			}
			if got != test.Expect.Name {
				t.Errorf("%s: %q: got %q (%s), want %q", test.At, test.Say, got, c.Reason, test.Expect.Name)
			}
		}
	}
	if count == 0 {
		t.Error("the example has no tests")
	}
}
