package matchers

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"
)

// kindWhen is the kind of condition that is a formula over message, customer, conversation and time.
const kindWhen = "when"

// Bounds of a formula. It has no loops and calls nothing but whenFunctions, so that its work grows with its length and that
// of the message alone.
const (
	maxWhen      = 1000 // bytes
	maxWhenNodes = 200
	maxRange     = 1000 // numbers in a range such as 9..17
)

// whenFunctions are those that a formula may call.
var whenFunctions = []string{"len", "lower", "trim", "upper"}

// formula is a condition that is computed.
type formula struct {
	program *vm.Program
	uses    [][2]string // noun and name of each value that it speaks of, in their order
}

// loadWhen compiles a formula. The place of what is wrong is moved to where it stands in the formula.
func loadWhen(r *Rule) (what, hint string) {
	f, problem := compileWhen(r.Text)
	if problem == nil {
		r.formula = f
		return "", ""
	}
	r.At = r.source.Within(problem.at)
	return problem.what, problem.hint
}

// whenProblem is what is wrong in a formula, and at which character.
type whenProblem struct {
	at         int
	what, hint string
}

const whenHint = "docs/matching.md lists what a condition may say"

func compileWhen(text string) (*formula, *whenProblem) {
	switch {
	case strings.TrimSpace(text) == "":
		return nil, &whenProblem{0, "an empty condition", "write one such as conversation.replies > 0, or remove it"}
	case len(text) > maxWhen:
		return nil, &whenProblem{0, fmt.Sprintf("a condition of more than %d bytes", maxWhen), "split it into several, below all:"}
	}
	tree, err := parser.Parse(text)
	if err != nil {
		return nil, problemOf(err)
	}
	c := whenCheck{f: &formula{}}
	c.check(tree.Node)
	if c.problem != nil {
		return nil, c.problem
	}
	c.f.program, err = expr.Compile(text, expr.Env(whenValues{}), expr.AsBool(), expr.MaxNodes(maxWhenNodes))
	if err != nil {
		return nil, problemOf(err)
	}
	return c.f, nil
}

// problemOf reads an error of the library.
func problemOf(err error) *whenProblem {
	var at *file.Error
	if !errors.As(err, &at) {
		return &whenProblem{0, err.Error(), whenHint}
	}
	return &whenProblem{at.From, at.Message, whenHint}
}

// whenCheck goes through a formula before the library compiles it: it knows the config's words, and refuses what has loops.
type whenCheck struct {
	f       *formula
	problem *whenProblem // the first one
}

func (c *whenCheck) check(nodes ...ast.Node) {
	for _, n := range nodes {
		switch n := n.(type) {
		case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.StringNode, *ast.ConstantNode:
		case *ast.UnaryNode:
			c.check(n.Node)
		case *ast.BinaryNode:
			c.binary(n)
		case *ast.ConditionalNode:
			c.check(n.Cond, n.Exp1, n.Exp2)
		case *ast.ArrayNode:
			c.check(n.Nodes...)
		case *ast.BuiltinNode:
			c.call(n, n.Name)
			c.check(n.Arguments...)
		case *ast.CallNode:
			c.call(n, n.Callee.String())
			c.check(n.Arguments...)
		case *ast.IdentifierNode:
			c.noun(n)
		case *ast.MemberNode:
			c.member(n)
		default:
			c.fail(n, fmt.Sprintf("%q is not used in conditions", n.String()), whenHint)
		}
	}
}

func (c *whenCheck) binary(n *ast.BinaryNode) {
	_, constant := n.Right.(*ast.StringNode)
	from, fixed := n.Left.(*ast.IntegerNode)
	to, alsoFixed := n.Right.(*ast.IntegerNode)
	switch {
	case n.Operator == "matches" && !constant:
		c.fail(n.Right, "a pattern that is computed", "write the pattern in quotes")
	case n.Operator == ".." && (!fixed || !alsoFixed || to.Value-from.Value >= maxRange):
		c.fail(n, "a range of what is not known, or of too much", "write both ends as numbers, such as 9..17")
	}
	c.check(n.Left, n.Right)
}

func (c *whenCheck) call(n ast.Node, name string) {
	if !slices.Contains(whenFunctions, name) {
		c.fail(n, fmt.Sprintf("unknown function %q", name), suggest(name, whenFunctions))
	}
}

func (c *whenCheck) noun(n *ast.IdentifierNode) {
	hint := suggest(n.Value, valueNames(""))
	if names := valueNames(n.Value); names != nil {
		hint = fmt.Sprintf("write %s.%s or another of its values: %s", n.Value, names[0], strings.Join(names, ", "))
	}
	c.fail(n, fmt.Sprintf("%q is no value", n.Value), hint)
}

func (c *whenCheck) member(n *ast.MemberNode) {
	noun, ok := n.Node.(*ast.IdentifierNode)
	name, named := n.Property.(*ast.StringNode)
	if !ok || !named || valueNames(noun.Value) == nil {
		c.check(n.Node)
		c.fail(n, fmt.Sprintf("%q is not used in conditions", n.String()), whenHint)
		return
	}
	known := valueNames(noun.Value)
	if !slices.Contains(known, name.Value) {
		c.fail(n, fmt.Sprintf("unknown value %q", noun.Value+"."+name.Value), suggest(name.Value, known))
		return
	}
	if use := [2]string{noun.Value, name.Value}; !slices.Contains(c.f.uses, use) {
		c.f.uses = append(c.f.uses, use)
	}
}

// fail notes a problem; of several that are found the first counts.
func (c *whenCheck) fail(n ast.Node, what, hint string) {
	if c.problem == nil {
		c.problem = &whenProblem{n.Location().From, what, hint}
	}
}

// holdsWhen says whether a formula holds, and of which values.
func (s *search) holdsWhen(r *Rule) (string, bool) {
	v := s.values()
	result, err := expr.Run(r.formula.program, v)
	if holds, _ := result.(bool); err != nil || !holds {
		return "", false
	}
	var said []string
	for _, use := range r.formula.uses {
		if path := use[0] + "." + use[1]; path != "message.text" && path != "message.subject" {
			said = append(said, fmt.Sprintf("%s = %v", path, v.value(use[0], use[1])))
		}
	}
	return strings.Join(said, ", "), true
}
