package matchers

import (
	"cmp"
	"slices"

	"frontdesk/gateway"
	"frontdesk/matchers/classify"
)

// ruleStrength is how probably a message is for a matcher whose conditions hold, before examples are asked.
const ruleStrength = 0.95

// weigh adds what the examples say: to the matchers whose conditions hold, and of those whose conditions do not.
func (s *Set) weigh(search *search, ruled []verdict, memo *classify.Memo) []verdict {
	out := slices.Clone(ruled)
	for i := range out {
		out[i].match.Score = ruleStrength
	}
	for _, g := range search.guesses(memo) {
		one := s.named[g.matcher]
		if g.score < minShown || one == nil || !slices.Contains(search.index.list, one) {
			continue
		}
		if i := slices.IndexFunc(out, func(v verdict) bool { return v.Matcher == one }); i >= 0 {
			v := &out[i]
			v.examples = g
			v.match.Score = 1 - (1-ruleStrength)*(1-g.score)
			continue
		}
		if !search.open(one) || one.Means == MeansSolved && !g.whole { // thanks before a question are no thanks
			continue
		}
		out = append(out, verdict{Matcher: one, examples: g, match: gateway.Match{
			Matcher: one.Name, Score: g.score, Threshold: s.threshold(one, memo.Model(), len(ruled) > 0),
		}})
	}
	return out
}

// open says whether a matcher may fit by its examples: its words and patterns need not hold for that, but none of what
// it is not, and all that it asks of sender, channel, attachments and circumstances.
func (s *search) open(m *Matcher) bool {
	for i := range m.All {
		if isWords(m.All[i].Kind) {
			continue
		}
		if _, holds := s.holds(&m.All[i]); !holds {
			return false
		}
	}
	return !s.barred(m)
}

// barred says whether one of the conditions below not holds.
func (s *search) barred(m *Matcher) bool {
	for i := range m.Not {
		if _, holds := s.holds(&m.Not[i]); holds {
			return true
		}
	}
	return false
}

// isWords says whether a kind of condition is about what a message says, as examples are.
func isWords(kind string) bool { return kind == "words" || kind == "pattern" || kind == "subject" }

// threshold is how probable a matcher must be to count by its examples alone. One that is urgent or sensitive needs less,
// but not so much less where the conditions of another hold, which explain the message too.
func (s *Set) threshold(m *Matcher, model *classify.Model, explained bool) float64 {
	usual := usualThreshold(model)
	careful := cmp.Or(s.aim.Careful, DefaultCareful)
	switch {
	case len(m.Examples) < fewExamples:
		return 1
	case !m.Urgent && !m.Sensitive:
		return usual
	case explained:
		return min(usual, (1+careful)/2)
	}
	return min(usual, careful)
}

// usualThreshold is that of matchers that are neither urgent nor sensitive.
func usualThreshold(model *classify.Model) float64 {
	usual := min(model.Threshold(), 1) // of the probabilities none is 1
	if len(model.Labels()) < fewMatchers {
		usual = max(usual, narrowThreshold)
	}
	return usual
}

// fewExamples is how many examples a matcher has at least that counts by them alone: from fewer nothing is known of how
// else people say it.
const fewExamples = 5

// Of two matchers with examples one is left where the other is left out, so that little is known of questions that are near to
// them and for none, and more is asked.
const (
	fewMatchers     = 3
	narrowThreshold = 0.9
)

// contradict finds matchers between which a person has to choose: the conditions of one hold, the examples surely say
// another, and nothing that the config says of them puts one before the other. Their scores tell of it.
func contradict(all []verdict) {
	for i := range all {
		for k := range all {
			ruled, learnt := &all[i], &all[k]
			if !ruled.ruled || learnt.ruled || ruled.Means == MeansSolved || learnt.examples.score < learnt.match.Threshold ||
				compareClaim(ruled.Matcher, learnt.Matcher) != 0 {
				continue
			}
			ruled.doubted, learnt.doubted = true, true
			forRule, forExamples := ruleStrength*(1-learnt.examples.score), (1-ruleStrength)*learnt.examples.score
			ruled.match.Score = min(ruled.match.Score, forRule/(forRule+forExamples))
			learnt.match.Score = min(learnt.match.Score, forExamples/(forRule+forExamples))
		}
	}
}
