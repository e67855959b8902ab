package configs

import (
	"errors"
	"fmt"
	"strings"

	yaml "github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// parse reads a YAML text. It returns nil for a text that holds no value (comments only).
func parse(text string, src *source, p *Problems) *node {
	lines := strings.Split(text, "\n")
	if at, space, ok := strangeSpace(lines); ok {
		p.Add(src.at(at.Line, at.Column), fmt.Sprintf("a space in the indentation that YAML does not know (%U)", space), "type plain spaces in its place")
		return broken(src.at(1, 1))
	}
	tokens := firstDocument(withoutComments(lexer.Tokenize(text)), src, p)
	if len(tokens) == 0 {
		return nil
	}
	chunks := split(tokens)
	if chunks[0].key == nil {
		return parseValue(chunks[0], lines, src, p)
	}
	m := newMapping(tokenPosition(tokens[0], src))
	for _, c := range chunks {
		value := parseValue(c, lines, src, p)
		if value.kind == kindBroken {
			m.add(c.key.Value, tokenPosition(c.key, src), value, p)
		}
		for _, e := range value.entries { // one
			m.add(e.key, e.at, e.value, p)
		}
	}
	return m.node
}

// parseValue parses the tokens of one value.
func parseValue(c chunk, lines []string, src *source, p *Problems) *node {
	if !checkTokens(c.tokens, lines, src, p) {
		return broken(tokenPosition(c.tokens[0], src))
	}
	file, err := parseTokens(c.tokens)
	if err != nil {
		addSyntaxError(err, lines, src, p)
		return broken(tokenPosition(c.tokens[0], src))
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		return &node{at: tokenPosition(c.tokens[0], src)}
	}
	return convert(file.Docs[0].Body, src, p)
}

// parseTokens guards against the library: a panic in it is one more way to say that a file is no YAML.
func parseTokens(tokens token.Tokens) (file *ast.File, err error) {
	defer func() {
		if r := recover(); r != nil {
			file, err = nil, errors.New("the YAML reader gave up on this file")
		}
	}()
	return parser.Parse(tokens, 0, parser.AllowDuplicateMapKey()) // duplicates are found later, all of them
}

func addSyntaxError(err error, lines []string, src *source, p *Problems) {
	var syntax yaml.Error
	if !errors.As(err, &syntax) || syntax.GetToken() == nil {
		p.Add(src.at(1, 1), err.Error(), "check quotes, brackets and indentation")
		return
	}
	at := tokenPosition(syntax.GetToken(), src)
	if tab, ok := tabBefore(lines, at.Line); ok {
		addTab(src.at(tab.Line, tab.Column), p)
		return
	}
	what, hint := explainSyntax(syntax.GetMessage())
	if deeper, ok := deeperLine(lines, at.Line); ok && strings.Contains(syntax.GetMessage(), "mapping value is not allowed") {
		at, what, hint = src.at(deeper.Line, deeper.Column), "this line is indented deeper than the one above it", "indent it like its siblings"
	}
	if strings.Contains(hint, "comma") && strings.Contains(lines[at.Line-1], "'") {
		hint += "; an apostrophe within '…' is written twice"
	}
	p.Add(at, what, hint)
}

func convert(n ast.Node, src *source, p *Problems) *node {
	at := nodePosition(n, src)
	switch n := n.(type) {
	case *ast.MappingNode:
		return convertMapping(n.Values, at, src, p)
	case *ast.MappingValueNode:
		return convertMapping([]*ast.MappingValueNode{n}, at, src, p)
	case *ast.SequenceNode:
		list := &node{kind: kindList, at: at}
		for _, value := range n.Values {
			list.items = append(list.items, convert(value, src, p))
		}
		return list
	case *ast.LiteralNode:
		return &node{kind: kindText, text: n.Value.Value, at: at, lead: -1}
	case *ast.StringNode:
		return &node{kind: kindText, text: n.Value, at: at, lead: lead(n)}
	case *ast.BoolNode:
		return &node{kind: kindBool, text: fmt.Sprint(n.Value), at: at}
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return &node{kind: kindNumber, text: n.GetToken().Value, at: at}
	case *ast.NullNode:
		return &node{at: at}
	default:
		p.Add(at, "this kind of YAML value is not used here", "write plain texts, numbers, lists and mappings")
		return &node{at: at}
	}
}

// lead is how many characters stand before a text in the file: its quote. -1 where it is written otherwise than it reads.
func lead(n *ast.StringNode) int {
	written := strings.TrimSpace(n.Token.Origin)
	switch {
	case written == n.Value:
		return 0
	case len(written) >= 2 && written[1:len(written)-1] == n.Value:
		return 1
	}
	return -1
}

func convertMapping(values []*ast.MappingValueNode, at Position, src *source, p *Problems) *node {
	m := newMapping(at)
	for _, v := range values {
		m.add(v.Key.GetToken().Value, tokenPosition(v.Key.GetToken(), src), convert(v.Value, src, p), p)
	}
	return m.node
}

// mapping builds a node of this kind and notes keys that are written twice.
type mapping struct {
	node  *node
	first map[string]Position
}

func newMapping(at Position) mapping {
	return mapping{node: &node{kind: kindMapping, at: at}, first: map[string]Position{}}
}

func (m mapping) add(key string, at Position, value *node, p *Problems) {
	if earlier, ok := m.first[key]; ok {
		p.Add(at, fmt.Sprintf("key %q is written twice; the first is at %s", shorten(key), earlier), "keep one of them")
		return
	}
	if value.kind == kindNothing {
		value.at = at // there is nothing else to point at
	}
	m.first[key] = at
	m.node.entries = append(m.node.entries, entry{key: key, at: at, value: value})
}

// nodePosition is where a person sees the node begin: a block mapping begins at its first key, not at its colon.
func nodePosition(n ast.Node, src *source) Position {
	switch n := n.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return nodePosition(n.Values[0], src)
		}
	case *ast.MappingValueNode:
		return tokenPosition(n.Key.GetToken(), src)
	}
	return tokenPosition(n.GetToken(), src)
}

func tokenPosition(t *token.Token, src *source) Position {
	if t == nil || t.Position == nil {
		return src.at(1, 1)
	}
	return src.at(t.Position.Line, max(1, t.Position.Column))
}
