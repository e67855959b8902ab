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
	newWords   = 2        // so many words of the question it must have that the beginning does not have,
	newShare   = 0.5      // or one that is this much of the question: a common word alone is found anywhere
)

// Passage returns the sentences of an article that fit a question, quoted word for word as plain text: at most
// [MaxSentences] that follow one another in a paragraph, and at most [MaxRunes] runes. Where nothing fits better it is
// the article's beginning, and so it is without a question. It is empty where there is no such article.
func (x *Index) Passage(id, question string) string {
	a, ok := x.byID[id]
	if !ok || x.search == nil {
		return ""
	}
	v, title := x.words[x.entries[id].tongue], x.entries[id].asked[0]
	q, beginning := v.asking(v.bag(cut(question, maxText)), title), v.bag(a.Passage)
	best, most := a.Passage, worthMove*q.covered(beginning)
	read := 0
	for _, block := range a.blocks {
		if read += len(block.Text); block.Heading || read > maxQuoted {
			continue
		}
		for _, passage := range passages(block.Text) {
			b := v.bag(passage)
			if weight := q.covered(b); weight > most && q.news(b, beginning) {
				best, most = passage, weight
			}
		}
	}
	return best
}

// asking is a question: what each of its words weighs that the articles have, and all of it.
type asking struct {
	words map[uint32]float64
	all   float64
}

func (v *vocabulary) asking(question, title bag) asking {
	q := asking{words: map[uint32]float64{}, all: question.lost}
	for _, term := range question.terms {
		w := v.weights[term]
		if _, ok := slices.BinarySearch(title.terms, term); ok {
			w *= titleShare
		}
		q.words[term] = w
		q.all += w
	}
	return q
}

// covered is the weight of the question's words that a text has.
func (q asking) covered(text bag) float64 {
	sum := 0.0
	for _, term := range text.terms {
		sum += q.words[term]
	}
	return sum
}

// news says whether a text has words of the question that the beginning does not have, and enough of them.
func (q asking) news(text, beginning bag) bool {
	count, sum := 0, 0.0
	for _, term := range text.terms {
		w, asked := q.words[term]
		if _, known := slices.BinarySearch(beginning.terms, term); asked && !known {
			count++
			sum += w
		}
	}
	return count >= newWords || sum > newShare*q.all
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
