package configs

import (
	"errors"
	"fmt"

	yaml "github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// parse reads a YAML text. It returns nil for a text that holds no value (comments only).
func parse(text string, src *source, p *Problems) *node {
	tokens := lexer.Tokenize(text)
	if !checkTokens(tokens, text, src, p) {
		return broken(src)
	}
	file, err := parseTokens(tokens)
	if err != nil {
		addSyntaxError(err, text, src, p)
		return broken(src)
	}
	return convertFile(file, src, p)
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

func addSyntaxError(err error, text string, src *source, p *Problems) {
	var syntax yaml.Error
	if !errors.As(err, &syntax) || syntax.GetToken() == nil {
		p.Add(src.at(1, 1), err.Error(), "check quotes, brackets and indentation")
		return
	}
	at := tokenPosition(syntax.GetToken(), src)
	if tab, ok := tabBefore(text, at.Line); ok {
		addTab(src.at(tab.Line, tab.Column), p)
		return
	}
	what, hint := explainSyntax(syntax.GetMessage())
	p.Add(at, what, hint)
}

func convertFile(file *ast.File, src *source, p *Problems) *node {
	var root *node
	for i, doc := range file.Docs {
		if i > 0 {
			at := src.at(1, 1)
			if doc.Start != nil {
				at = tokenPosition(doc.Start, src)
			}
			p.Add(at, "a second document (---) in one file", "write it into a file of its own")
			break
		}
		if doc.Body != nil {
			root = convert(doc.Body, src, p)
		}
	}
	return root
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
		return &node{kind: kindText, text: n.Value.Value, at: at}
	case *ast.StringNode:
		return &node{kind: kindText, text: n.Value, at: at}
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

func convertMapping(values []*ast.MappingValueNode, at Position, src *source, p *Problems) *node {
	m := &node{kind: kindMapping, at: at}
	first := make(map[string]Position, len(values))
	for _, v := range values {
		key, keyAt := v.Key.GetToken().Value, tokenPosition(v.Key.GetToken(), src)
		value := convert(v.Value, src, p)
		if earlier, ok := first[key]; ok {
			p.Add(keyAt, fmt.Sprintf("key %q is written twice; the first is at %s", shorten(key), earlier), "keep one of them")
			continue
		}
		first[key] = keyAt
		m.entries = append(m.entries, entry{key: key, at: keyAt, value: value})
	}
	return m
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
