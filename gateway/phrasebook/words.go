package phrasebook

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// MustWords are literals of which each text that matches a regular expression holds one at least, so that a book of them says
// where the expression need not be asked (Cox, "Regular Expression Matching with a Trigram Index", 2012). It panics where
// the expression does not compile or may match without any word.
func MustWords(expr string) []string {
	words := needed(mustParse(expr))
	if worth(words) == 0 {
		panic("phrasebook: it may match without any word: " + expr)
	}
	return words
}

func mustParse(expr string) *syntax.Regexp {
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic("phrasebook: " + err.Error())
	}
	return tree
}

// needed are the literals of which a match holds one; none where it need not hold any.
func needed(re *syntax.Regexp) []string {
	if texts := spelled(re); texts != nil {
		return trimmed(texts)
	}
	switch re.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needed(re.Sub[0])
		}
	case syntax.OpConcat:
		return best(re.Sub)
	case syntax.OpAlternate:
		return all(re.Sub)
	}
	return nil
}

// fewTexts is how many texts are still spelled out, fewCharacters how many characters of a class.
const (
	fewTexts      = 64
	fewCharacters = 8
)

// spelled are all texts that an expression matches; nil where they are many, or not to be told. A place, as the end of a
// word, is an empty text.
func spelled(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{string(re.Rune)}
	case syntax.OpCharClass:
		return characters(re.Rune)
	case syntax.OpCapture:
		return spelled(re.Sub[0])
	case syntax.OpQuest:
		return joined([]string{""}, spelled(re.Sub[0]))
	case syntax.OpAlternate:
		texts := []string{}
		for _, one := range re.Sub {
			texts = joined(texts, spelled(one))
		}
		return texts
	case syntax.OpConcat:
		texts := []string{""}
		for _, part := range re.Sub {
			texts = followed(texts, spelled(part))
		}
		return texts
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []string{""}
	}
	return nil
}

// characters are those of a class, given by their ranges.
func characters(ranges []rune) []string {
	texts := []string{}
	for i := 0; i < len(ranges); i += 2 {
		if int(ranges[i+1]-ranges[i])+len(texts) >= fewCharacters {
			return nil
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			texts = append(texts, string(r))
		}
	}
	return texts
}

// joined are the texts of either list.
func joined(some, more []string) []string {
	if some == nil || more == nil || len(some)+len(more) > fewTexts {
		return nil
	}
	return slices.Concat(some, more)
}

// followed are the texts of one list with those of another behind.
func followed(firsts, lasts []string) []string {
	if firsts == nil || lasts == nil || len(firsts)*len(lasts) > fewTexts {
		return nil
	}
	texts := make([]string, 0, len(firsts)*len(lasts))
	for _, first := range firsts {
		for _, last := range lasts {
			texts = append(texts, first+last)
		}
	}
	return texts
}

// trimmed are texts without white space around them, which texts to be searched may have in other forms, each once.
func trimmed(texts []string) []string {
	words := make([]string, len(texts))
	for i, text := range texts {
		words[i] = foldPhrase(strings.TrimSpace(text))
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// best are the literals of the part that has the longest; parts that are spelled out count together.
func best(parts []*syntax.Regexp) []string {
	var chosen []string
	choose := func(words []string) {
		if worth(words) > worth(chosen) {
			chosen = words
		}
	}
	run := []string{""}
	for _, part := range parts {
		texts := spelled(part)
		if longer := followed(run, texts); longer != nil {
			run = longer
			continue
		}
		choose(trimmed(run))
		if run = texts; texts == nil {
			run = []string{""}
			choose(needed(part))
		}
	}
	choose(trimmed(run))
	return chosen
}

// all are the literals of all alternatives; none where one alternative has none.
func all(alternatives []*syntax.Regexp) []string {
	var words []string
	for _, one := range alternatives {
		more := needed(one)
		if worth(more) == 0 {
			return nil
		}
		words = append(words, more...)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// worth is the length in bytes of the shortest word, 0 for none: a letter alone says nothing.
func worth(words []string) int {
	least := 0
	for i, word := range words {
		n := len(word)
		if utf8.RuneCountInString(word) < 2 && n < 3 {
			return 0
		}
		if i == 0 || n < least {
			least = n
		}
	}
	return least
}
