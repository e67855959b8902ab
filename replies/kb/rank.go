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

// How the likenesses of a question and an article become an order and a score (docs/decisions/0008-retrieval.md).
const (
	bodyShare  = 0.3  // of the article's text beside its title and questions, for the order
	wordsShare = 0.5  // of the likenesses beside what was learnt, for the order
	same       = 0.98 // from this likeness on the title or a question is what was asked
	sameScore  = 0.9
)

// trust says how much the score of an article follows from what.
type trust struct {
	floor   float64 // of an article that is not like the question at all, as log odds
	perLike float64 // for the likeness to the title or the question that is nearest
	perLead float64 // for the distance to the best other article
	nothing float64 // the rank of what has nothing to do with a question, where there is no other article
}

var (
	byWords  = trust{-2.7, 2.8, 3.7, 0}    // where the order is by likenesses alone
	byLearnt = trust{-2.2, 1.34, 2.83, -1} // where it is by what was learnt too
)

// candidate is an article that was found, and how it compares.
type candidate struct {
	id    string
	like  float64 // to the nearest of its title and questions, 0 to 1
	best  int     // which that is; 0 is the title
	rank  float64 // orders the candidates; may pass 1, and be below 0 where it is by what was learnt
	score float64 // 0 to 1
}

// rank finds the articles for a question, the best first; one of each group of translations.
func (x *Index) rank(asked string, now time.Time) []candidate {
	var texts []split    // the parts
	var fits [][]float32 // of each part
	for _, part := range partsOf(asked) {
		texts = append(texts, splitUp(part))
		if f := x.fitting(part); f != nil {
			fits = append(fits, f)
		}
	}
	var all []candidate
	for _, t := range x.tongues {
		all = append(all, x.candidates(t, texts, fits, now)...)
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), strings.Compare(a.id, b.id))
	})
	all = x.onePerGroup(all)
	by := byWords
	if len(fits) > 0 {
		by = byLearnt
	}
	for i := range all {
		all[i].score = by.scoreOf(all, i)
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

// leastTerms is how many terms of the articles a sentence has that is asked by itself.
const leastTerms = 2

// part is a question or a sentence of it.
type part struct {
	bag
	fits []float32 // what was learnt of it, in the order of the ids; nil: nothing
}

// candidates are the articles of one tongue that share anything with a question.
func (x *Index) candidates(t tongue, texts []split, fits [][]float32, now time.Time) []candidate {
	v := x.words[t]
	whole := v.bagOf(texts[0])
	if len(whole.terms) == 0 {
		return nil
	}
	if len(whole.terms) < leastTerms { // no sentence has more of them
		texts = texts[:1]
	}
	var parts []part
	for i, text := range texts {
		p := part{bag: whole}
		if i > 0 {
			p.bag = v.bagOf(text)
		}
		if i > 0 && len(p.terms) < leastTerms {
			continue
		}
		if len(fits) > 0 {
			p.fits = fits[i]
		}
		parts = append(parts, p)
	}
	hits, err := x.search.find(t, v.rarest(whole, maxTerms, maxPostings), min(maxCandidates, v.articles))
	if err != nil {
		return nil // an index in memory that was built has no reason to fail, and an answer without articles is still one
	}
	var out []candidate
	for _, id := range append(hits, x.fitters(t, fits, hits)...) {
		if now.IsZero() || !x.Expired(id, now) {
			out = append(out, x.compare(v, id, parts))
		}
	}
	return out
}

// compare compares an article with a question and its sentences; the one that fits best counts.
func (x *Index) compare(v *vocabulary, id string, parts []part) candidate {
	e, c := x.entries[id], candidate{id: id, rank: math.Inf(-1)}
	place, _ := slices.BinarySearch(x.ids, id)
	for _, p := range parts {
		cubes := 0.0
		for i, asked := range e.asked {
			like := v.likeness(p.bag, asked)
			if like > c.like {
				c.like, c.best = like, i
			}
			cubes += like * like * like
		}
		_, weight, _ := v.shared(p.bag, e.body)
		rank := math.Cbrt(cubes) + bodyShare*weight/(p.known+p.lost)
		if p.fits != nil {
			rank = float64(p.fits[place]) + wordsShare*rank
		}
		c.rank = max(c.rank, rank)
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
func (by trust) scoreOf(all []candidate, i int) float64 {
	c, other := all[i], by.nothing
	switch {
	case i > 0:
		other = all[0].rank
	case len(all) > 1:
		other = all[1].rank
	}
	score := 1 / (1 + math.Exp(-(by.floor + by.perLike*c.like + by.perLead*(c.rank-other))))
	if c.like >= same {
		score = max(score, sameScore)
	}
	return score
}
