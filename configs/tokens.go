package configs

import (
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/token"
)

// checkTokens refuses what the config does not use and what would make the parser slow or deep, before it runs:
// anchors and aliases (a few lines of them can stand for gigabytes), tags, explicit keys, deep nesting.
func checkTokens(tokens token.Tokens, lines []string, src *source, p *Problems) bool {
	before, last := p.errors, Problem{}
	for i, t := range tokens {
		what, hint := refusal(t)
		if isEmptyItem(tokens, i) {
			what, hint = "an item of a list without a value", "write one or remove the dash"
		}
		at := tokenPosition(t, src)
		if what == "" || what == last.What && at.Line == last.Line {
			continue
		}
		last = Problem{Position: at, What: what}
		p.Add(at, what, hint)
	}
	checkTabs(tokens, lines, src, p)
	if p.errors == before {
		checkLimits(tokens, src, p)
	}
	return p.errors == before
}

// isEmptyItem finds a dash alone, to which the parser gives the next key as its value.
func isEmptyItem(tokens token.Tokens, i int) bool {
	t := tokens[i]
	if t.Type != token.SequenceEntryType {
		return false
	}
	return i+1 == len(tokens) || tokens[i+1].Position.Line > t.Position.Line && tokens[i+1].Position.Column <= t.Position.Column
}

// isBlockText tells the text of a block (| or >) from what stands behind an empty block.
func isBlockText(tokens token.Tokens, i int) bool {
	if i == 0 || (tokens[i-1].Type != token.LiteralType && tokens[i-1].Type != token.FoldedType) {
		return false
	}
	isKey := i+1 < len(tokens) && tokens[i+1].Type == token.MappingValueType
	return tokens[i].Type == token.StringType && !isKey
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

// checkTabs finds lines whose first token stands behind a tab, also where the library would let it pass.
func checkTabs(tokens token.Tokens, lines []string, src *source, p *Problems) {
	seen := 0
	for i, t := range tokens {
		line := t.Position.Line
		if isBlockText(tokens, i) || line <= seen || line > len(lines) {
			continue
		}
		seen = line
		if column := tabIn(lines[line-1]); column > 0 && column < t.Position.Column+1 {
			addTab(src.at(line, column), p)
		}
	}
}

// tabBefore finds a tab in the indentation of a line or the line before it, which is what most syntax errors come from.
func tabBefore(lines []string, line int) (Position, bool) {
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

// deeperLine is the line below another one, where it begins a key further to the right and so became part of its value.
func deeperLine(lines []string, line int) (Position, bool) {
	if line < 1 || line >= len(lines) || strings.Count(lines[line-1], ": ") != 1 {
		return Position{}, false
	}
	indent := func(text string) int { return len(text) - len(strings.TrimLeft(text, " ")) }
	above, below := lines[line-1], lines[line]
	isKey := strings.Contains(below, ": ") || strings.HasSuffix(strings.TrimRight(below, " "), ":")
	if !isKey || indent(below) <= indent(above) {
		return Position{}, false
	}
	return Position{Line: line + 1, Column: indent(below) + 1}, true
}

// strangeSpace finds the first space in an indentation that YAML takes for text: one that was copied from a web page.
func strangeSpace(lines []string) (at Position, space rune, ok bool) {
	for i, line := range lines {
		for column, r := range []rune(line) {
			if r != ' ' && r != '\t' {
				if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
					return Position{Line: i + 1, Column: column + 1}, r, true
				}
				break
			}
		}
	}
	return Position{}, 0, false
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
	case strings.Contains(message, "unknown escape character"):
		return `a backslash within "…" that means nothing there`, "put the text, a pattern above all, in single quotes"
	case strings.Contains(message, "non-map value is specified"):
		return "this line has no key with a value", "write KEY: VALUE, with a colon and a space behind it"
	case strings.Contains(message, "',' or ']' must be specified"), strings.Contains(message, "sequence end token ']' not found"):
		return "a list opened with [ is not closed here", "write a comma or ]"
	case strings.Contains(message, "',' or '}' must be specified"), strings.Contains(message, "could not find flow mapping end"):
		return "a mapping opened with { is not closed here", "write a comma or }"
	default:
		return "this is no YAML: " + message, "check quotes, brackets and indentation"
	}
}
