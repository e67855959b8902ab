package kb

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"frontdesk/gateway"
)

// Limits of a question. What is longer is cut, so that a search takes a bounded time whatever a stranger writes.
const (
	maxText       = 4 << 10 // bytes that are looked at
	maxSentences  = 12      // of these, each asked by itself too
	maxTerms      = 40      // that are searched, the rarest
	maxPostings   = 10_000  // articles that these stand in, counted for each term
	maxCandidates = 100     // articles that are compared with the question
)

// Query is a question.
type Query struct {
	Text     string
	Language string    // of the customer, BCP 47; articles in it come first. Empty: no preference.
	Limit    int       // how many hits at most; 3 where it is 0
	Now      time.Time // an article that expired before is not found; zero: none is expired
	GoodOnly bool      // of these hits only those that may be shown without a person having looked
}

// Hit is an article that may fit a question. Its Passage is what fits the question, quoted word for word; its Score is
// about how often an article with this score is the right one.
type Hit struct {
	gateway.Article
	Good bool     // may be shown without a person having looked
	Why  []string // where it was found and by which words of the question
}

// Find returns the articles that fit a question best, those that are good enough first. Of an article and its
// translations one is found: that in the customer's language, where there is one.
func (x *Index) Find(q Query) []Hit {
	if x.search == nil {
		return nil
	}
	asked := cut(q.Text, maxText)
	ranked := x.rank(asked, q.Now)
	if q.Limit <= 0 {
		q.Limit = 3
	}
	ranked = ranked[:min(len(ranked), q.Limit)]
	hits := make([]Hit, 0, len(ranked))
	for _, c := range ranked {
		if !q.GoodOnly || c.score >= Threshold {
			hits = append(hits, x.hit(c, asked, q))
		}
	}
	native := func(h Hit) bool { return q.Language != "" && baseOf(h.Language) == baseOf(q.Language) }
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(before(a.Good, b.Good), before(native(a), native(b)))
	})
	return hits
}

func before(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// hit is a candidate as it is shown: in the customer's language where it can be.
func (x *Index) hit(c candidate, asked string, q Query) Hit {
	id := c.id
	if other := x.Translation(id, q.Language); other != "" && (q.Now.IsZero() || !x.Expired(other, q.Now)) {
		id = other
	}
	h := Hit{Article: x.byID[id].Article, Good: c.score >= Threshold, Why: x.why(c, asked)}
	h.Score = c.score
	h.Passage = x.Passage(id, asked)
	if id != c.id {
		h.Why = append(h.Why, "is the translation of "+c.id)
	}
	return h
}

// why says which words of the question stand in which field of an article.
func (x *Index) why(c candidate, asked string) []string {
	e, v := x.entries[c.id], x.words[x.entries[c.id].tongue]
	question := v.bag(asked)
	var out []string
	say := func(where string, b bag) {
		if words := v.spelled(asked, question, b); words != "" {
			out = append(out, where+": "+words)
		}
	}
	say("title", e.asked[0])
	if c.best > 0 {
		say(`question "`+x.byID[c.id].Questions[c.best-1]+`"`, e.asked[c.best])
	}
	say("text", e.body)
	if len(out) == 0 {
		return []string{"fits by words that mean alike, or by parts of words"}
	}
	return out
}

// spelled are the words of a question, as they are written there, whose terms a bag has; those that say most first.
func (v *vocabulary) spelled(asked string, question, b bag) string {
	shared, _, _ := v.shared(question, b)
	in := make(map[string]bool, len(shared))
	for _, id := range shared {
		in[v.words[id]] = true
	}
	type word struct {
		text   string
		weight float64
		wide   bool
	}
	var words []word
	text := clean(asked)
	for _, token := range v.analyzer.Analyze([]byte(text)) {
		if term := string(token.Term); in[term] {
			delete(in, term)
			words = append(words, word{strings.ToLower(text[token.Start:token.End]), v.weights[v.ids[term]], utf8.RuneCount(token.Term) > 1})
		}
	}
	if slices.ContainsFunc(words, func(w word) bool { return w.wide }) {
		words = slices.DeleteFunc(words, func(w word) bool { return !w.wide })
	}
	slices.SortStableFunc(words, func(a, b word) int { return cmp.Compare(b.weight, a.weight) })
	var out []string
	for _, w := range words[:min(len(words), maxShownWords)] {
		out = append(out, w.text)
	}
	return strings.Join(out, ", ")
}

const maxShownWords = 8

// cut shortens a text to at most n bytes without cutting a character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
