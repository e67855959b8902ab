package matchers

import (
	"cmp"
	"slices"
	"strings"

	"frontdesk/gateway"
	"frontdesk/matchers/classify"
)

// kindExamples is the kind of condition, below not, that lists texts that a matcher is not for; and of the evidence that
// examples give.
const kindExamples = "examples"

// guess is what the examples say of a matcher.
type guess struct {
	matcher string
	score   float64 // 0 to 1: how probably the message is for it
	unit    string  // the part of the message that says so
	whole   bool    // that part is all of it
}

// likely is the probability from which on a sentence by itself is taken to be for a matcher.
const likely = 0.5

// guesses are what the examples say of a message, the most probable first. A sentence counts like the whole message, so
// that greetings and stories around a question do not hide it; where sentences are likely to be for different
// matchers, each of these is as much less probable.
func (r *reading) guesses(m *classify.Model) []guess {
	best := map[string]guess{}
	for i, unit := range r.units() {
		for k, c := range m.Classify(unit) {
			if i > 0 && (k > 0 || c.Score < likely) {
				break
			}
			if known, ok := best[c.Label]; !ok || c.Score > known.score {
				best[c.Label] = guess{c.Label, c.Score, unit, i == 0}
			}
		}
	}
	out := make([]guess, 0, len(best))
	claimed := 0.0
	for _, g := range best {
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b guess) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.matcher, b.matcher))
	})
	for _, g := range out {
		if g.score >= likely {
			claimed += g.score
		}
	}
	for i := range out {
		if claimed > 1 && out[i].score >= likely {
			out[i].score /= claimed
		}
	}
	return out
}

// How examples are shown as evidence.
const (
	maxCarriers = 5    // words
	minShown    = 0.05 // less probable matchers are not worth a line
)

// evidence names the words that carried a guess, the strongest first, and the example that is most like the message.
func (g guess) evidence(m *classify.Model, of *Matcher) gateway.Evidence {
	var words []string
	for _, c := range m.Explain(g.unit, g.matcher) {
		if c.Weight > 0 && len(words) < maxCarriers && !slices.Contains(words, c.Word) {
			words = append(words, c.Word)
		}
	}
	return gateway.Evidence{Kind: kindExamples, Rule: shorten(of.likest(g.unit)), Found: shorten(strings.Join(words, ", "))}
}

// likest is the example that has most pairs of characters in common with a text; of equal ones, the first.
func (m *Matcher) likest(text string) string {
	pairs, best, most := pairsOf(text), "", -1.0
	for _, e := range m.Examples {
		others, common := pairsOf(e.Text), 0.0
		for p := range others {
			if pairs[p] {
				common++
			}
		}
		if share := common / float64(len(pairs)+len(others)+1); share > most {
			best, most = e.Text, share
		}
	}
	return best
}

func pairsOf(text string) map[[2]rune]bool {
	out := map[[2]rune]bool{}
	before := rune(' ')
	for _, r := range fold(text).text {
		out[[2]rune{before, r}] = true
		before = r
	}
	return out
}
