package replies

import (
	"fmt"
	"reflect"
	"strings"
	"text/template/parse"

	"frontdesk/configs"
)

// maxRanges is how deep loops may stand in one another: with it, what a template does is bounded by its length.
const maxRanges = 2

// checker walks the parse tree of a template, every branch of it, and finds the type of each expression. So a misspelt
// field is found although no test reaches it, and a template that passes cannot fail when it is executed.
type checker struct {
	src    *source
	p      *configs.Problems
	vars   []variable
	ranges int
}

type variable struct {
	name string
	is   reflect.Type
}

// checkFields notes in p all that is wrong with a template over these fields.
func checkFields(src *source, root *parse.ListNode, fields reflect.Type, p *configs.Problems) {
	c := &checker{src: src, p: p, vars: []variable{{"$", fields}}}
	c.list(root, fields)
}

func (c *checker) problem(at parse.Pos, what, hint string) {
	c.p.Add(c.src.at(int(at)), what, hint)
}

// list checks nodes in order. Variables that they declare end with them.
func (c *checker) list(l *parse.ListNode, dot reflect.Type) {
	if l == nil {
		return
	}
	known := len(c.vars)
	angle := false
	for _, n := range l.Nodes {
		if angle && n.Type() == parse.NodeAction {
			c.problem(n.Position(), "a field stands in <>", "write a link as [text]({{.URL}})")
		}
		text, ok := n.(*parse.TextNode)
		angle = ok && strings.HasSuffix(string(text.Text), "<")
		c.node(n, dot)
	}
	c.vars = c.vars[:known]
}

func (c *checker) node(n parse.Node, dot reflect.Type) {
	switch n := n.(type) {
	case *parse.TextNode, *parse.CommentNode, *parse.BreakNode, *parse.ContinueNode:
	case *parse.ActionNode:
		c.action(n, dot)
	case *parse.IfNode:
		c.branch(&n.BranchNode, func(reflect.Type) reflect.Type { return dot }, dot)
	case *parse.WithNode:
		c.branch(&n.BranchNode, func(is reflect.Type) reflect.Type { return is }, dot)
	case *parse.RangeNode:
		c.loop(n, dot)
	default:
		c.problem(n.Position(), fmt.Sprintf("%s is not part of the templates", n), "")
	}
}

func (c *checker) action(n *parse.ActionNode, dot reflect.Type) {
	is := c.pipe(n.Pipe, dot)
	if is == nil || len(n.Pipe.Decl) > 0 {
		return
	}
	switch is.Kind() {
	case reflect.Slice:
		c.problem(n.Position(), fmt.Sprintf("%s is a list", n.Pipe), "go through it with {{range}}")
	case reflect.Struct:
		c.problem(n.Position(), fmt.Sprintf("%s has fields of its own", n.Pipe), "known are "+strings.Join(fieldNames(is), ", "))
	}
}

func (c *checker) branch(n *parse.BranchNode, inside func(reflect.Type) reflect.Type, dot reflect.Type) {
	known := len(c.vars)
	is := c.pipe(n.Pipe, dot)
	c.list(n.List, inside(is))
	c.list(n.ElseList, dot)
	c.vars = c.vars[:known]
}

func (c *checker) loop(n *parse.RangeNode, dot reflect.Type) {
	known := len(c.vars)
	is := c.expression(n.Pipe, dot)
	if is != nil && is.Kind() != reflect.Slice {
		c.problem(n.Position(), fmt.Sprintf("%s is no list", n.Pipe), "{{with}} is for a single value")
		is = nil
	}
	if c.ranges++; c.ranges > maxRanges {
		c.problem(n.Position(), "too many loops in one another", fmt.Sprintf("at most %d", maxRanges))
	}
	var item reflect.Type
	if is != nil {
		item = is.Elem()
	}
	switch len(n.Pipe.Decl) {
	case 1:
		c.declare(n.Pipe, 0, item)
	case 2:
		c.declare(n.Pipe, 0, reflect.TypeFor[int]())
		c.declare(n.Pipe, 1, item)
	}
	c.list(n.List, item)
	c.ranges--
	c.vars = c.vars[:known]
	c.list(n.ElseList, dot)
}

// declare makes the i-th variable of a pipeline known.
func (c *checker) declare(p *parse.PipeNode, i int, is reflect.Type) {
	name := p.Decl[i].Ident[0]
	if p.IsAssign {
		c.problem(p.Decl[i].Position(), fmt.Sprintf("%s is assigned twice", name), "declare another variable with :=")
		return
	}
	c.vars = append(c.vars, variable{name, is})
}

// pipe is the type of a pipeline with its declaration; nil where it is not known, because a problem was noted.
func (c *checker) pipe(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	is := c.expression(p, dot)
	for i := range p.Decl {
		c.declare(p, i, is)
	}
	return is
}

func (c *checker) expression(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	var is reflect.Type
	for i, cmd := range p.Cmds {
		is = c.command(cmd, dot, i > 0, is)
	}
	return is
}

// command is the type of one command; piped says that the value of the one before is its last argument.
func (c *checker) command(cmd *parse.CommandNode, dot reflect.Type, piped bool, last reflect.Type) reflect.Type {
	name, isCall := cmd.Args[0].(*parse.IdentifierNode)
	if isCall {
		args := make([]reflect.Type, 0, len(cmd.Args))
		for _, arg := range cmd.Args[1:] {
			args = append(args, c.operand(arg, dot))
		}
		if piped {
			args = append(args, last)
		}
		return c.call(name, args)
	}
	if len(cmd.Args) > 1 || piped {
		c.problem(cmd.Position(), fmt.Sprintf("%s is no function", cmd.Args[0]), "known are "+functionNames)
		return nil
	}
	return c.operand(cmd.Args[0], dot)
}

func (c *checker) operand(n parse.Node, dot reflect.Type) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return c.fields(dot, n.Ident, n.Position())
	case *parse.VariableNode:
		return c.fields(c.lookup(n), n.Ident[1:], n.Position())
	case *parse.ChainNode:
		return c.fields(c.operand(n.Node, dot), n.Field, n.Position())
	case *parse.PipeNode:
		return c.pipe(n, dot)
	case *parse.IdentifierNode:
		return c.call(n, nil)
	case *parse.StringNode:
		return reflect.TypeFor[string]()
	case *parse.BoolNode:
		return reflect.TypeFor[bool]()
	case *parse.NumberNode:
		if n.IsInt {
			return reflect.TypeFor[int]()
		}
	}
	c.problem(n.Position(), fmt.Sprintf("%s is not part of the templates", n), "")
	return nil
}

// lookup is the type of a variable, the innermost one of the name. The parser has refused undeclared ones.
func (c *checker) lookup(n *parse.VariableNode) reflect.Type {
	for i := len(c.vars) - 1; i >= 0; i-- {
		if c.vars[i].name == n.Ident[0] {
			return c.vars[i].is
		}
	}
	return nil
}

// fields follows .A.B from a type.
func (c *checker) fields(is reflect.Type, names []string, at parse.Pos) reflect.Type {
	for _, name := range names {
		if is == nil {
			return nil
		}
		if is.Kind() != reflect.Struct {
			c.problem(at, fmt.Sprintf("unknown field %q", name), "what stands here has no fields; inside range and with, the whole is $")
			return nil
		}
		field, ok := is.FieldByName(name)
		if !ok {
			c.problem(at, fmt.Sprintf("unknown field %q", name), suggestion(name, fieldNames(is)))
			return nil
		}
		is = field.Type
	}
	return is
}

func fieldNames(is reflect.Type) []string {
	names := make([]string, is.NumField())
	for i := range names {
		names[i] = is.Field(i).Name
	}
	return names
}
