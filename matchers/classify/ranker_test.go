package classify

import (
	"errors"
	"fmt"
	"slices"
	"testing"
)

// shelfExamples are some labels of a shop, three examples each.
var shelfExamples = []Example{
	{"When will I get my refund?", "refund"},
	{"I sent the lamp back and still wait for my money", "refund"},
	{"refund not received", "refund"},
	{"Do you ship to Norway?", "shipping"},
	{"What does delivery abroad cost?", "shipping"},
	{"shipping to Switzerland", "shipping"},
	{"I forgot my password", "password"},
	{"cannot log in any more", "password"},
	{"reset my password please", "password"},
}

func rankerOf(t testing.TB, examples []Example) *Ranker {
	t.Helper()
	r, err := NewRanker(examples, []string{"en"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRankerPutsFirstWhatATextIsAbout(t *testing.T) {
	r := rankerOf(t, shelfExamples)
	for text, want := range map[string]string{
		"do you deliver to Norway":              "shipping",
		"my passwrd does not work":              "password",
		"where is the reimbursement of my lamp": "refund", // by what words mean
	} {
		scores := r.Scores(text)
		if got := r.Labels()[slices.Index(scores, slices.Max(scores))]; got != want {
			t.Errorf("%q: %s, want %s (%v)", text, got, want, scores)
		}
	}
	for i, s := range r.Scores("ちゅうもん") {
		if s != -1 {
			t.Errorf("of a text of which nothing is known %s scores %v", r.Labels()[i], s)
		}
	}
}

func TestRankerOfTheSameExamplesIsTheSame(t *testing.T) {
	a, b := rankerOf(t, shelfExamples), rankerOf(t, shelfExamples)
	for _, e := range shelfExamples {
		if !slices.Equal(a.Scores(e.Text), b.Scores(e.Text)) {
			t.Errorf("%q scores otherwise", e.Text)
		}
	}
}

func TestRankerSaysWhatItCannotLearn(t *testing.T) {
	if _, err := NewRanker(shelfExamples[:3], nil); !errors.Is(err, ErrFewLabels) {
		t.Errorf("one label: %v", err)
	}
	var many []Example
	for i := range 2300 {
		many = append(many, Example{fmt.Sprint("question ", i), fmt.Sprint(i)})
	}
	if _, err := NewRanker(many, nil); !errors.Is(err, ErrLarge) {
		t.Errorf("%d labels: %v", len(many), err)
	}
}
