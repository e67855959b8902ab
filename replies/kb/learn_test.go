package kb

import (
	"fmt"
	"testing"

	"frontdesk/configs"
)

// Words that mean alike, and parts of words, find what shares no word but a common one.
func TestAnArticleIsFoundByWordsThatMeanAlike(t *testing.T) {
	x, blind := loadShop(t), loadShop(t)
	blind.learnt.once.Do(func() {}) // as if there were too many articles
	q := Query{Text: "Is there delivery to my country? I have the receipt.", Language: "en", Now: someDay}
	if hits := x.Find(q); len(hits) == 0 || hits[0].ID != "shipping" {
		t.Errorf("got %+v, want shipping", hits)
	}
	if hits := blind.Find(q); len(hits) > 0 && hits[0].ID == "shipping" {
		t.Errorf("its words alone find it: %+v", hits)
	}
}

func TestLearningTwiceChangesNothing(t *testing.T) {
	a, b := loadShop(t), loadShop(t)
	b.Learn()
	b.Learn()
	for _, text := range []string{"When will my money come?", "customs duties", "退款几天到账"} {
		q := Query{Text: text, Now: someDay}
		if got, want := fmt.Sprint(b.Find(q)), fmt.Sprint(a.Find(q)); got != want {
			t.Errorf("%q: %s, before %s", text, got, want)
		}
	}
}

// More articles than can be learnt from in some seconds are found by their words, and scored by these.
func TestVeryManyArticlesAreFoundByTheirWordsAlone(t *testing.T) {
	s := newSynthetic(3)
	var files []configs.File
	for i := range 1200 {
		files = append(files, s.article(i))
	}
	var p configs.Problems
	x := Load(files, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	if x.Learn(); x.learnt.ranker != nil {
		t.Fatal("it learns from all of them")
	}
	full, _ := x.Full("a700")
	hits := x.Find(Query{Text: full.Questions[1], GoodOnly: true})
	if len(hits) == 0 || hits[0].ID != "a700" || hits[0].Score < sameScore {
		t.Errorf("got %+v", hits)
	}
}
