package replies

import (
	"fmt"
	"reflect"
	"strings"
	"text/template/parse"
)

// functionNames are the functions of text/template that a template may call. The printing ones are left out: a value is
// shown by its name alone, so that nothing is shown unescaped.
const functionNames = "and, or, not, eq, ne, lt, le, gt, ge, len"

// call is the type of a function's result; what it cannot be called with is a problem now, since text/template would
// fail on it only when it is executed.
func (c *checker) call(name *parse.IdentifierNode, args []reflect.Type) reflect.Type {
	known := strings.Split(functionNames, ", ")
	var wrong string
	var is reflect.Type
	switch name.Ident {
	case "and", "or":
		is, wrong = checkChoice(args)
	case "not":
		is, wrong = reflect.TypeFor[bool](), checkCount(args, 1)
	case "eq", "ne", "lt", "le", "gt", "ge":
		is, wrong = reflect.TypeFor[bool](), checkComparison(name.Ident, args)
	case "len":
		is, wrong = reflect.TypeFor[int](), checkLength(args)
	default:
		c.problem(name.Position(), fmt.Sprintf("unknown function %q", name.Ident), suggestion(name.Ident, known))
		return nil
	}
	if wrong != "" {
		c.problem(name.Position(), name.Ident+" "+wrong, "")
	}
	return is
}

func checkCount(args []reflect.Type, n int) string {
	switch {
	case len(args) == n:
		return ""
	case n == 1:
		return "takes one argument"
	default:
		return "takes two arguments"
	}
}

// checkChoice is for and, or: the result is one of the arguments, so they must be of one kind.
func checkChoice(args []reflect.Type) (reflect.Type, string) {
	if len(args) == 0 {
		return nil, "takes an argument"
	}
	for _, arg := range args {
		if arg == nil {
			return nil, ""
		}
		if arg.Kind() != args[0].Kind() || !comparable(arg) && arg != args[0] {
			return nil, "takes arguments of one kind"
		}
	}
	return args[0], ""
}

func checkComparison(name string, args []reflect.Type) string {
	if name == "eq" && len(args) < 2 {
		return "takes two arguments"
	}
	if wrong := checkCount(args, 2); name != "eq" && wrong != "" {
		return wrong
	}
	for _, arg := range args {
		if arg == nil || args[0] == nil {
			return ""
		}
		if !comparable(arg) || arg.Kind() != args[0].Kind() {
			return "compares texts with texts and numbers with numbers"
		}
		if arg.Kind() == reflect.Bool && name != "eq" && name != "ne" {
			return "compares no truth values"
		}
	}
	return ""
}

func comparable(t reflect.Type) bool {
	return t.Kind() == reflect.String || t.Kind() == reflect.Int || t.Kind() == reflect.Bool
}

func checkLength(args []reflect.Type) string {
	if wrong := checkCount(args, 1); wrong != "" {
		return wrong
	}
	if args[0] != nil && args[0].Kind() != reflect.String && args[0].Kind() != reflect.Slice {
		return "takes a text or a list"
	}
	return ""
}
