package matchers

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/pl"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
)

// plainWords are words that say nothing of what a question is about, folded: those of bleve's lists, such as "the" and
// "could", and those that stand in any mail, such as "help" and "quickly". What is plain in one language is in all: short
// texts do not say which they are in, and a question has mostly more words of its own than one.
var plainWords = sync.OnceValue(func() map[string]bool {
	lists := slices.Clone(anyMail)
	for _, stop := range [][]byte{
		de.GermanStopWords, en.EnglishStopWords, es.SpanishStopWords, fr.FrenchStopWords, it.ItalianStopWords,
		nl.DutchStopWords, pl.PolishStopWords, pt.PortugueseStopWords,
	} {
		words := analysis.NewTokenMap()
		_ = words.LoadBytes(stop) // reads from memory
		for word := range words {
			lists = append(lists, word)
		}
	}
	out := map[string]bool{}
	for _, list := range lists {
		for _, w := range wordsOf(fold(list).text) {
			out[w] = true
		}
	}
	return out
})

// wordsOf are the words and numbers of a folded text; those of scripts without spaces are a word where no sign stands between.
func wordsOf(folded string) []string {
	return strings.FieldsFunc(folded, func(r rune) bool { return !wordRune(r) })
}

// ownWords are the words of a clause that are not plain, by their beginnings, so that forms of a word are one; numbers are
// none. Of scripts without spaces, the signs.
func ownWords(words []string) []string {
	var out []string
	plain := plainWords()
	for _, w := range words {
		switch {
		case strings.IndexFunc(w, unspaced) >= 0:
			out = append(out, ownSigns(w)...)
		case len(w) > 1 && !plain[w] && strings.IndexFunc(w, unicode.IsDigit) < 0:
			out = append(out, beginning(w))
		}
	}
	return out
}

// ownSigns are the signs of a word that stand for something by themselves and not in any mail.
func ownSigns(word string) []string {
	var out []string
	for _, r := range word {
		if unspaced(r) && !unicode.Is(unicode.Hiragana, r) && !strings.ContainsRune(anyMailSigns, r) {
			out = append(out, string(r))
		}
	}
	return out
}

// isSign says whether an own word is a sign of a script without spaces.
func isSign(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unspaced(r)
}

// beginningSize is how many bytes of a word tell it from others.
const beginningSize = 5

func beginning(word string) string {
	if len(word) > 3 {
		word = strings.TrimSuffix(word, "s")
	}
	return word[:min(len(word), beginningSize)]
}
