package configs

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/token"
)

const (
	maxNesting  = 50
	maxKey      = 256       // characters
	maxPathCost = 256 << 20 // bytes
)

// checkTokens refuses what the config does not use and what would make the parser slow or deep, before it runs:
// anchors and aliases (a few lines of them can stand for gigabytes), tags, explicit keys, deep nesting.
func checkTokens(tokens token.Tokens, text string, src *source, p *Problems) bool {
	before, last := p.errors, Problem{}
	for i, t := range tokens {
		what, hint := refusal(t)
		at := tokenPosition(t, src)
		if what == "" || isQuoted(tokens, i) || what == last.What && at.Line == last.Line {
			continue
		}
		last = Problem{Position: at, What: what}
		p.Add(at, what, hint)
	}
	checkTabs(tokens, text, src, p)
	if p.errors == before {
		checkNesting(tokens, src, p)
	}
	return p.errors == before
}

// isQuoted tells the text of a block (| or >) from the syntax that it may look like.
func isQuoted(tokens token.Tokens, i int) bool {
	return i > 0 && (tokens[i-1].Type == token.LiteralType || tokens[i-1].Type == token.FoldedType)
}

func refusal(t *token.Token) (what, hint string) {
	const quote = ", or put a text that starts so in quotes"
	switch t.Type {
	case token.AnchorType:
		return "anchors (&name) are not used here", "write the value out" + quote
	case token.AliasType:
		return "aliases (*name) are not used here", "write the value out" + quote
	case token.MergeKeyType:
		return "merge keys (<<) are not used here", "write the keys out"
	case token.TagType:
		return "tags (!name) are not used here", "leave it out" + quote
	case token.MappingKeyType:
		return "keys with a question mark (? key) are not used here", "write key: value" + quote
	case token.DirectiveType:
		return "directives (%NAME) are not used here", "leave it out" + quote
	default:
		return "", ""
	}
}

// checkNesting bounds the depth, and what the parser's own notes would cost: it keeps the path of keys of every value.
func checkNesting(tokens token.Tokens, src *source, p *Problems) {
	var columns []int
	flow, deepest, longest := 0, 0, 1
	for i, t := range tokens {
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			flow++
		case token.MappingEndType, token.SequenceEndType:
			flow = max(0, flow-1)
		case token.SequenceEntryType:
			columns = nest(columns, flow, t.Position.Column)
		case token.MappingValueType:
			if i > 0 {
				columns = nest(columns, flow, tokens[i-1].Position.Column)
				longest = max(longest, len(tokens[i-1].Value))
			}
		}
		if longest > maxKey {
			p.Add(tokenPosition(tokens[i-1], src), fmt.Sprintf("a key of more than %d characters", maxKey), "write a text with a colon in it in quotes")
			return
		}
		if deepest = max(deepest, flow+len(columns)); deepest > maxNesting {
			p.Add(tokenPosition(t, src), fmt.Sprintf("nested more than %d levels deep", maxNesting), "check the brackets and the indentation")
			return
		}
	}
	if deepest*longest*len(tokens) > maxPathCost {
		p.Add(src.at(1, 1), "the file holds too much, nested too deep", "split it into several files")
	}
}

// nest keeps the columns of the block levels that are open.
func nest(columns []int, flow, column int) []int {
	if flow > 0 {
		return columns
	}
	for len(columns) > 0 && columns[len(columns)-1] >= column {
		columns = columns[:len(columns)-1]
	}
	return append(columns, column)
}

// checkTabs finds lines whose first token stands behind a tab, also where the library would let it pass.
func checkTabs(tokens token.Tokens, text string, src *source, p *Problems) {
	if !strings.Contains(text, "\t") {
		return
	}
	lines, seen := strings.Split(text, "\n"), 0
	for i, t := range tokens {
		line := t.Position.Line
		if t.Type == token.CommentType || isQuoted(tokens, i) || line <= seen || line > len(lines) {
			continue
		}
		seen = line
		if column := tabIn(lines[line-1]); column > 0 && column < t.Position.Column+1 {
			addTab(src.at(line, column), p)
		}
	}
}

// tabBefore finds a tab in the indentation of a line or the line before it, which is what most syntax errors come from.
func tabBefore(text string, line int) (Position, bool) {
	lines := strings.Split(text, "\n")
	for _, l := range []int{line, line - 1} {
		if l >= 1 && l <= len(lines) && tabIn(lines[l-1]) > 0 {
			return Position{Line: l, Column: tabIn(lines[l-1])}, true
		}
	}
	return Position{}, false
}

// tabIn is the column of the first tab in a line's indentation, or 0.
func tabIn(line string) int {
	for i, r := range line {
		switch r {
		case ' ':
		case '\t':
			return i + 1
		default:
			return 0
		}
	}
	return 0
}

func addTab(at Position, p *Problems) {
	p.Add(at, "a tab used as indentation", "use spaces")
}

// explainSyntax says the parser's commonest messages in words of what the admin did.
func explainSyntax(message string) (what, hint string) {
	switch {
	case strings.Contains(message, "reserved character"):
		return message, "write the text in quotes"
	case strings.Contains(message, "mapping value is not allowed"):
		return `a second ": " in one line`, "write the text in quotes, or break the line"
	case strings.Contains(message, "is not allowed in this context"):
		return "this line does not fit the indentation of the lines before", "indent it like its siblings"
	case strings.Contains(message, "could not find end character of double-quoted"):
		return `a text opened with " is not closed`, `close it with ", or put it in single quotes`
	case strings.Contains(message, "could not find end character of single-quoted"):
		return "a text opened with ' is not closed", "close it with '; an apostrophe inside is written twice"
	case strings.Contains(message, "',' or ']' must be specified"), strings.Contains(message, "sequence end token ']' not found"):
		return "a list opened with [ is not closed here", "write a comma or ]"
	case strings.Contains(message, "',' or '}' must be specified"), strings.Contains(message, "could not find flow mapping end"):
		return "a mapping opened with { is not closed here", "write a comma or }"
	default:
		return "this is no YAML: " + message, "check quotes, brackets and indentation"
	}
}
