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
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic("phrasebook: " + err.Error())
	}
	words := needed(tree)
	if worth(words) == 0 {
		panic("phrasebook: it may match without any word: " + expr)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// needed are the literals of which a match holds one; none where it need not hold any.
func needed(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{strings.TrimSpace(string(re.Rune))}
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

// best are the literals of the part that has the longest.
func best(parts []*syntax.Regexp) []string {
	var chosen []string
	for _, part := range parts {
		if words := needed(part); worth(words) > worth(chosen) {
			chosen = words
		}
	}
	return chosen
}

// all are the literals of all alternatives; none where one alternative has none.
func all(alternatives []*syntax.Regexp) []string {
	var joined []string
	for _, one := range alternatives {
		words := needed(one)
		if worth(words) == 0 {
			return nil
		}
		joined = append(joined, words...)
	}
	return joined
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
