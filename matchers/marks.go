package matchers

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A word of a rule may end in a mark: "refund~" is found with typos too (typos.go), "refund*" in all its forms (forms.go).
// A phrase may have a mark on each of its words.
const (
	markTypos = '~'
	markForms = '*'
)

// phrase is a rule in which at least one word has a mark: words that follow one another, and what stands between them.
type phrase struct {
	words []phraseWord
	tail  string // folded, behind the last word
}

// phraseWord is a word of a phrase.
type phraseWord struct {
	gap  string // folded, before it
	text string // folded
	raw  string // as written
	mark rune   // 0: it counts as written only
	id   int    // of a word with a mark, among the index's
}

// spans are the words of a folded text in the scripts that put spaces between words.
func spans(text string) []span {
	var out []span
	start := -1
	for i, r := range text {
		inside := wordRune(r) && !unspaced(r) || start >= 0 && extends(r)
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			out = append(out, span{start, i})
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, span{start, len(text)})
	}
	return out
}

// loadMarks reads the marks of a rule; the phrase is nil where there are none.
func loadMarks(rule string) (ph *phrase, what, hint string) {
	rule = strings.TrimSpace(rule)
	f := fold(rule)
	text := strings.TrimRight(f.text, " ")
	if !strings.ContainsAny(text, string(markTypos)+string(markForms)) {
		return nil, "", ""
	}
	ph, end, marked := &phrase{}, 0, false
	words := spans(text)
	for i := range text {
		if what, hint = misplaced(text, i); what != "" {
			return nil, what, hint
		}
	}
	for _, at := range words {
		w := phraseWord{gap: text[end:at.start], text: text[at.start:at.end], raw: rule[f.source[at.start]:f.source[at.end]]}
		end = at.end
		if isMark(text, end) {
			w.mark = rune(text[end])
			end++
			marked = true
		}
		if what, hint = w.check(); what != "" {
			return nil, what, hint
		}
		ph.words = append(ph.words, w)
	}
	ph.tail = text[end:]
	if !marked {
		return nil, "", ""
	}
	return ph, "", ""
}

// isMark says whether a sign is a mark: right behind a letter, and not inside a word. "5*" and "sh*t" have none.
func isMark(text string, at int) bool {
	if at >= len(text) || text[at] != markTypos && text[at] != markForms {
		return false
	}
	before, after := lastBase(text[:at]), rune(separator)
	if at+1 < len(text) {
		after, _ = utf8.DecodeRuneInString(text[at+1:])
	}
	return unicode.IsLetter(before) && !wordRune(after) || text[at] == markTypos && wordRune(before) && !wordRune(after)
}

// misplaced says what is wrong with a sign that looks like a mark.
func misplaced(text string, at int) (what, hint string) {
	if !isMark(text, at) {
		return "", ""
	}
	before := lastBase(text[:at])
	switch {
	case at+1 < len(text) && (text[at+1] == markTypos || text[at+1] == markForms):
		return "a word with two marks", "keep ~ for typos or * for all forms of the word"
	case unspaced(before) && text[at] == markTypos:
		return fmt.Sprintf("%q in a script without spaces allows no typos", string(before)), "remove ~, or write what people write for it as words of their own"
	case unspaced(before):
		return fmt.Sprintf("%q in a script without spaces has no forms", string(before)), "remove *; the word is found inside longer ones"
	}
	return "", ""
}

// check looks for marks that say nothing.
func (w phraseWord) check() (what, hint string) {
	letters := utf8.RuneCountInString(w.text)
	switch {
	case w.mark == markTypos && strings.ContainsAny(w.text, "0123456789"):
		return fmt.Sprintf("%q has digits, which allow no typos: another number is another thing", w.text), "remove ~"
	case w.mark == markTypos && typosOf(letters) == 0:
		return fmt.Sprintf("%q is too short to allow typos", w.text), fmt.Sprintf("remove ~; words of %d letters and more may have it", shortTypo)
	case w.mark == markForms && letters < minForm:
		return fmt.Sprintf("%q is too short to have forms", w.text), "remove *"
	}
	return "", ""
}

// anchor is the longest of the words with a mark, by which a phrase is looked for.
func (ph *phrase) anchor() int {
	best := -1
	for i, w := range ph.words {
		if w.mark != 0 && (best < 0 || len(w.text) > len(ph.words[best].text)) {
			best = i
		}
	}
	return best
}
