package matchers

import (
	"strings"
	"testing"

	"frontdesk/configs"
)

// advice is what is told of a set, a line each.
func advice(s *Set) string {
	var p configs.Problems
	s.Advise(&p)
	var out []string
	for _, one := range p.All() {
		out = append(out, one.String())
	}
	return strings.Join(out, "\n")
}

func TestDoubtfulExamplesAreTold(t *testing.T) {
	s := set(t, `
few:
  examples: [I collect stamps, I sell stamps]
refund:
  any: [{words: [money back]}]
  examples:
    - I want a refund
    - Refund my payment
    - Where is my parcel?
    - I want a  REFUND
    - Pay me out
  not: [{examples: [Pay me out]}]
delivery:
  examples:
    - Where is my parcel
    - where is my parcel?
    - Send it or give me my money back
    - The courier was late
    - It has not come
`)
	const want = `c/matchers/a.yaml:3:14: warning: matcher "few" has 2 of the 5 examples that it takes to answer by them; write more, in other words, as customers write
c/matchers/a.yaml:10:7: warning: the same example as in c/matchers/a.yaml:7:7; keep one of them
c/matchers/a.yaml:11:7: warning: "Pay me out" is below not of "refund" too; keep it in one of the places
c/matchers/a.yaml:16:7: warning: an example of "refund" too, in c/matchers/a.yaml:9:7; keep it where it belongs: it cannot be for both
c/matchers/a.yaml:17:7: warning: an example of "delivery" that "refund" catches by words "money back"; narrow what catches it, or say below not of it what it is not`
	if got := advice(s); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestMatchersThatAreConfusedAreTold(t *testing.T) {
	s, err := set(t, shopYAML+`
reading:
  examples:
    - Which lamp is best for a kitchen?
    - Can you recommend a light for reading?
    - What lamp do I need in a bathroom?
    - Please advise me on lights for my hallway
    - How bright should a lamp for a desk be?
    - I am looking for a light for a bedroom
`).Learn(Learning{Languages: []string{"en"}})
	if err != nil {
		t.Fatal(err)
	}
	got := advice(s)
	if !strings.Contains(got, `examples of "reading" are taken for "advice": "`) || !strings.Contains(got, "make them one matcher") {
		t.Errorf("got\n%s", got)
	}
	if strings.Contains(got, `"password" are taken for`) {
		t.Errorf("what is not confused is told:\n%s", got)
	}
}

func TestGoodExamplesAreNotTold(t *testing.T) {
	clear := strings.Split(shopYAML, "few:")[0]
	s, err := set(t, clear).Learn(Learning{Languages: []string{"en"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := advice(s); got != "" {
		t.Errorf("got\n%s", got)
	}
}
