package kb

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// How a passage is chosen.
const (
	titleShare = 0.3      // what a word of the title counts: all of the article is about it
	maxQuoted  = 32 << 10 // bytes of an article that are looked at
	worthMove  = 1.3      // how much better than the article's beginning another place must fit
)

// Passage returns the sentences of an article that fit a question, quoted word for word as plain text: at most
// [MaxSentences] that follow one another in a paragraph, and at most [MaxRunes] runes. Where nothing fits better it is
// the article's beginning, and so it is without a question. It is empty where there is no such article.
func (x *Index) Passage(id, question string) string {
	a, ok := x.byID[id]
	if !ok || x.search == nil {
		return ""
	}
	v, asked := x.words[x.entries[id].tongue], map[uint32]float64{}
	for _, term := range v.bag(cut(question, maxText)).terms {
		asked[term] = v.weights[term]
	}
	for _, term := range x.entries[id].asked[0].terms {
		if w, ok := asked[term]; ok {
			asked[term] = titleShare * w
		}
	}
	best, most := a.Passage, worthMove*v.covered(asked, a.Passage)
	read := 0
	for _, block := range a.blocks {
		if read += len(block.Text); block.Heading || read > maxQuoted {
			continue
		}
		for _, passage := range passages(block.Text) {
			if weight := v.covered(asked, passage); weight > most {
				best, most = passage, weight
			}
		}
	}
	return best
}

// covered is the weight of the terms of a question that a text has.
func (v *vocabulary) covered(asked map[uint32]float64, text string) float64 {
	if len(asked) == 0 {
		return 0
	}
	sum := 0.0
	for _, term := range v.bag(text).terms {
		sum += asked[term]
	}
	return sum
}

// passages are the passages that may be quoted from a paragraph: whole sentences that follow one another, those that
// begin earlier first, and of these the longer first.
func passages(paragraph string) []string {
	sentences := Sentences(paragraph)
	sentences = slices.DeleteFunc(sentences, func(s string) bool { return strings.TrimSpace(s) == "" })
	var out []string
	for i := range sentences {
		if p := Passage(strings.Join(sentences[i:min(len(sentences), i+MaxSentences)], "")); utf8.RuneCountInString(p) > 1 {
			out = append(out, p)
		}
	}
	return out
}
