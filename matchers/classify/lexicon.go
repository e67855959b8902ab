package classify

import (
	"embed"
	"strings"
	"unicode/utf8"
)

// Words of a language that mean alike, so that a few examples go a long way: a line a notion, its name, a colon, the
// words. A word that ends in * stands for all that begin with it. Notions have the same name in all languages.
//
//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// minStem is how many bytes a word that ends in * has at least.
const minStem = 3

// lexicon finds notions by words.
type lexicon struct {
	words   map[string][]uint64
	stems   map[string][]uint64
	longest int // runes, of a word in a script without spaces
}

type notionAt struct {
	notion uint64
	word   uint16
}

// Languages are the languages that have words that mean alike and sentences of everyday talk, as BCP 47 codes.
func Languages() []string {
	return []string{"de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "zh"}
}

// newLexicon reads the words of some languages; those without are passed over.
func newLexicon(languages []string) *lexicon {
	l := &lexicon{words: map[string][]uint64{}, stems: map[string][]uint64{}}
	for _, code := range languages {
		content, err := lexiconFiles.ReadFile("lexicon/" + code + ".txt")
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(content)) {
			if name, list, ok := strings.Cut(line, ":"); ok {
				l.add(hashString(seed, name), strings.Fields(list))
			}
		}
	}
	if len(l.words)+len(l.stems) == 0 {
		return nil
	}
	return l
}

func (l *lexicon) add(notion uint64, list []string) {
	for _, w := range list {
		w = bare(fold(w))
		to := l.words
		if stem, ok := strings.CutSuffix(w, "*"); ok {
			w, to = stem, l.stems
		}
		to[w] = append(to[w], notion)
		if r, _ := utf8.DecodeRuneInString(w); ideographic(r) {
			l.longest = max(l.longest, utf8.RuneCountInString(w))
		}
	}
}

// find appends the notions of a word. In scripts without spaces the words of the lexicon are looked for everywhere.
func (l *lexicon) find(out []notionAt, w word, at uint16) []notionAt {
	s := bare(w.text)
	if w.cjk {
		return l.findInside(out, s, at)
	}
	known := l.words[s]
	for n := len(s); len(known) == 0 && n >= minStem; n-- {
		known = l.stems[s[:n]]
	}
	if len(known) == 0 {
		if i := strings.IndexByte(s, '\''); i > 0 {
			known = l.words[s[:i]]
		}
	}
	for _, notion := range known {
		out = append(out, notionAt{notion, at})
	}
	return out
}

func (l *lexicon) findInside(out []notionAt, s string, at uint16) []notionAt {
	for i := 0; i < len(s); {
		_, step := utf8.DecodeRuneInString(s[i:])
		end, n := i, 0
		for end < len(s) && n < l.longest {
			_, size := utf8.DecodeRuneInString(s[end:])
			end += size
			n++
			for _, notion := range l.words[s[i:end]] {
				out = append(out, notionAt{notion, at})
			}
		}
		i += step
	}
	return out
}
