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
func (r *reading) guesses(memo *classify.Memo) []guess {
	best := map[string]guess{}
	units := r.units()
	for _, c := range memo.Classify(units[0]) {
		best[c.Label] = guess{c.Label, c.Score, units[0], true}
	}
	for _, unit := range units[1:] {
		c, ok := memo.Best(unit)
		if ok && c.Score >= likely && c.Score > best[c.Label].score {
			best[c.Label] = guess{c.Label, c.Score, unit, false}
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

// explain adds to the evidence what examples say: the words that speak most for the matcher, the strongest first, and the
// example that is most like the message.
func (s *Set) explain(list []verdict, memo *classify.Memo) {
	for unit, of := range byUnit(list) {
		labels := make([]string, len(of))
		for i, v := range of {
			labels[i] = v.Name
		}
		pairs := pairsOf(unit)
		for i, carriers := range memo.Explain(unit, labels, maxCarriers) {
			var words []string
			for _, c := range carriers {
				words = append(words, c.Word)
			}
			of[i].match.Evidence = append(slices.Clip(of[i].match.Evidence), gateway.Evidence{
				Kind: kindExamples, Rule: shorten(s.likest(pairs, of[i].Matcher)), Found: shorten(strings.Join(words, ", ")),
			})
		}
	}
}

// byUnit are the verdicts that examples speak for, by the part of the message that says so.
func byUnit(list []verdict) map[string][]*verdict {
	out := map[string][]*verdict{}
	for i := range list {
		if v := &list[i]; v.examples.score > 0 {
			out[v.examples.unit] = append(out[v.examples.unit], v)
		}
	}
	return out
}
