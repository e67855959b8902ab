package kb

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"
)

// Threshold is the score from which on an article is shown to a customer although no matcher names it.
// docs/decisions/0008-retrieval.md says what was measured.
const Threshold = 0.75

// How the likenesses of a question and an article become a score (docs/decisions/0008-retrieval.md).
const (
	bodyShare = 0.3  // of the article's text beside its title and questions, for the order
	floor     = -2.7 // the score of an article that is not like the question at all, as log odds
	perLike   = 2.8  // for the likeness to the title or the question that is nearest
	perLead   = 3.7  // for the distance to the best other article
	same      = 0.98 // from this likeness on the title or a question is what was asked
	sameScore = 0.9
)

// candidate is an article that was found, and how it compares.
type candidate struct {
	id    string
	like  float64 // to the nearest of its title and questions, 0 to 1
	best  int     // which that is; 0 is the title
	rank  float64 // orders the candidates; may pass 1
	score float64 // 0 to 1
}

// rank finds the articles for a question, the best first; one of each group of translations.
func (x *Index) rank(asked string, now time.Time) []candidate {
	parts := partsOf(asked)
	var all []candidate
	for _, t := range x.tongues {
		all = append(all, x.candidates(t, parts, now)...)
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), strings.Compare(a.id, b.id))
	})
	all = x.onePerGroup(all)
	for i := range all {
		all[i].score = scoreOf(all, i)
	}
	return all
}

// partsOf is a text, and each of its sentences by itself: a long mail asks in one of them.
func partsOf(asked string) []string {
	parts := []string{asked}
	for _, line := range strings.Split(asked, "\n") {
		for _, s := range Sentences(line) {
			if s = strings.TrimSpace(s); s != "" && len(parts) <= maxSentences {
				parts = append(parts, s)
			}
		}
	}
	if len(parts) == 2 {
		return parts[:1]
	}
	return parts
}

// candidates are the articles of one tongue that share anything with a question.
func (x *Index) candidates(t tongue, parts []string, now time.Time) []candidate {
	v := x.words[t]
	whole := v.bag(parts[0])
	if len(whole.terms) == 0 {
		return nil
	}
	bags := []bag{whole}
	for _, part := range parts[1:] {
		if b := v.bag(part); len(b.terms) >= 2 {
			bags = append(bags, b)
		}
	}
	hits, err := x.search.find(t, v.rarest(whole, maxTerms, maxPostings), maxCandidates)
	if err != nil {
		return nil // an index in memory that was built has no reason to fail, and an answer without articles is still one
	}
	var out []candidate
	for _, id := range hits {
		if now.IsZero() || !x.Expired(id, now) {
			out = append(out, x.compare(v, id, bags))
		}
	}
	return out
}

// compare compares an article with a question and its sentences; the one that fits best counts.
func (x *Index) compare(v *vocabulary, id string, bags []bag) candidate {
	e, c := x.entries[id], candidate{id: id}
	for _, b := range bags {
		cubes := 0.0
		for i, asked := range e.asked {
			like := v.likeness(b, asked)
			if like > c.like {
				c.like, c.best = like, i
			}
			cubes += like * like * like
		}
		_, weight, _ := v.shared(b, e.body)
		c.rank = max(c.rank, math.Cbrt(cubes)+bodyShare*weight/(b.known+b.lost))
	}
	return c
}

// onePerGroup keeps the best of each group of translations.
func (x *Index) onePerGroup(all []candidate) []candidate {
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(c candidate) bool {
		if seen[c.id] {
			return true
		}
		for _, id := range x.group(c.id) {
			seen[id] = true
		}
		return false
	})
}

// scoreOf is the score of the i-th of the ordered candidates.
func scoreOf(all []candidate, i int) float64 {
	c, other := all[i], 0.0
	switch {
	case i > 0:
		other = all[0].rank
	case len(all) > 1:
		other = all[1].rank
	}
	score := 1 / (1 + math.Exp(-(floor + perLike*c.like + perLead*(c.rank-other))))
	if c.like >= same {
		score = max(score, sameScore)
	}
	return score
}
