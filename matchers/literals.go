package matchers

import (
	"regexp/syntax"
	"strings"
)

// Bounds of the search for texts that a pattern needs.
const (
	maxExact    = 16 // strings that a part of a pattern is written out to
	maxNeeds    = 64
	minLiteral  = 2 // bytes; a shorter text is in nearly every message
	maxLiteral  = 64
	maxAltRunes = 8
)

// need says what a part of a pattern cannot do without.
type need struct {
	exact []string // it matches one of these, case and accents aside; nil: too many to tell
	must  []string // folded texts, of which at least one is in all that it matches; nil: not known
}

// required returns folded texts of which at least one appears in the folded form of every text that the pattern matches,
// or nil where there are none of use.
func required(pattern *syntax.Regexp) []string { return needOf(pattern.Simplify()).texts() }

func needOf(re *syntax.Regexp) need {
	switch re.Op {
	case syntax.OpLiteral:
		return need{exact: []string{string(re.Rune)}} // with (?i) too: all that it takes for one another folds alike
	case syntax.OpCharClass:
		return needOfClass(re.Rune)
	case syntax.OpCapture:
		return needOf(re.Sub[0])
	case syntax.OpConcat:
		return needOfConcat(re.Sub)
	case syntax.OpAlternate:
		return needOfAlternate(re.Sub)
	case syntax.OpPlus:
		return need{must: needOf(re.Sub[0]).texts()}
	case syntax.OpQuest:
		if n := needOf(re.Sub[0]); n.exact != nil && len(n.exact) < maxExact {
			return need{exact: append([]string{""}, n.exact...)}
		}
		return need{}
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return need{exact: []string{""}}
	default:
		return need{}
	}
}

func needOfClass(ranges []rune) need {
	var exact []string
	for i := 0; i+1 < len(ranges); i += 2 {
		if int(ranges[i+1]-ranges[i])+len(exact) >= maxAltRunes {
			return need{}
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			exact = append(exact, string(r))
		}
	}
	return need{exact: exact}
}

func needOfConcat(subs []*syntax.Regexp) need {
	needs := make([]need, len(subs))
	for i, s := range subs {
		needs[i] = needOf(s)
	}
	return join(needs)
}

// join is the need of parts that follow one another: neighbours that are known exactly are written out together, and of
// what is left the best counts.
func join(parts []need) need {
	run, whole := []string{""}, true
	var best []string
	for _, n := range parts {
		if product := cross(run, n.exact); product != nil {
			run = product
			continue
		}
		whole = false
		best = better(best, need{exact: run}.texts())
		run = n.exact
		if run == nil {
			best = better(best, n.must)
			run = []string{""}
		}
	}
	if whole {
		return need{exact: run}
	}
	return need{must: better(best, need{exact: run}.texts())}
}

// cross is every string of a followed by every one of b; nil where that is too much.
func cross(a, b []string) []string {
	if len(a)*len(b) > maxExact {
		return nil
	}
	var out []string
	for _, x := range a {
		for _, y := range b {
			if len(x)+len(y) > maxLiteral && x != "" {
				return nil
			}
			out = append(out, x+y)
		}
	}
	return out
}

func needOfAlternate(subs []*syntax.Regexp) need {
	var exact, must []string
	allExact, allMust := true, true
	for _, s := range subs {
		n := needOf(s)
		texts := n.texts()
		allExact = allExact && n.exact != nil && len(exact)+len(n.exact) <= maxExact
		allMust = allMust && texts != nil && len(must)+len(texts) <= maxNeeds
		if !allExact && !allMust {
			return need{}
		}
		exact = append(exact, n.exact...)
		must = append(must, texts...)
	}
	if allExact {
		return need{exact: exact}
	}
	return need{must: must}
}

// texts are the folded texts that are looked for; nil where one of them would be too short to be of use.
func (n need) texts() []string {
	if n.exact == nil {
		return n.must
	}
	var out []string
	for _, s := range n.exact {
		t := foldLiteral(s)
		if len(t) < minLiteral {
			return nil
		}
		out = append(out, t)
	}
	return shortest(out)
}

// shortest leaves out texts that contain another of them.
func shortest(texts []string) []string {
	var out []string
	for i, t := range texts {
		spare := false
		for j, u := range texts {
			spare = spare || strings.Contains(t, u) && (t != u || j < i)
		}
		if !spare {
			out = append(out, t)
		}
	}
	return out
}

// better is the one of two sets whose shortest text is longer; of equal ones, the smaller set.
func better(a, b []string) []string {
	la, lb := shortestLength(a), shortestLength(b)
	if lb > la || lb == la && len(b) < len(a) {
		return b
	}
	return a
}

func shortestLength(texts []string) int {
	if len(texts) == 0 {
		return 0
	}
	n := len(texts[0])
	for _, t := range texts {
		n = min(n, len(t))
	}
	return n
}
