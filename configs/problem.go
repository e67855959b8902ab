package configs

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Position is a place in a file. Line and Column start at 1 and count characters; a zero Line means the file as a whole.
type Position struct {
	File         string
	Line, Column int
}

// String is "file:line:column".
func (p Position) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Compare orders positions by file, line and column.
func (p Position) Compare(q Position) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// Problem is one thing that is wrong in the config, and what to do about it.
type Problem struct {
	Position
	What    string
	Hint    string // empty where there is none
	Warning bool   // the config works, but perhaps not as meant
}

// String is "file:line:column: what; hint".
func (p Problem) String() string {
	s := p.What
	if p.Warning {
		s = "warning: " + s
	}
	if at := p.Position.String(); at != "" {
		s = at + ": " + s
	}
	if p.Hint != "" {
		s += "; " + p.Hint
	}
	return s
}

// maxProblems bounds what is kept of a file that is broken in every line.
const maxProblems = 1000

// Problems collects what is wrong, so that an admin sees all of it at once. The zero value is ready.
// It is not safe for concurrent use.
type Problems struct {
	list    []Problem
	errors  int
	dropped int
}

// Add notes an error.
func (p *Problems) Add(at Position, what, hint string) {
	p.errors++
	p.keep(Problem{Position: at, What: what, Hint: hint})
}

// Warn notes something that works but is probably not meant.
func (p *Problems) Warn(at Position, what, hint string) {
	p.keep(Problem{Position: at, What: what, Hint: hint, Warning: true})
}

func (p *Problems) keep(one Problem) {
	if len(p.list) >= maxProblems {
		p.dropped++
		return
	}
	p.list = append(p.list, one)
}

// All returns the problems sorted by file, line and column, each once.
func (p *Problems) All() []Problem {
	all := slices.Clone(p.list)
	slices.SortStableFunc(all, func(a, b Problem) int { return a.Compare(b.Position) })
	all = slices.Compact(all)
	if p.dropped > 0 {
		more := fmt.Sprintf("%d more problems are not listed", p.dropped)
		all = append(all, Problem{What: more, Hint: "correct these first", Warning: true})
	}
	return all
}

// Errors is the number of errors, warnings not counted.
func (p *Problems) Errors() int { return p.errors }

// Err is nil without errors; else an error of one line an error, warnings left out.
func (p *Problems) Err() error {
	if p.errors == 0 {
		return nil
	}
	var lines []string
	for _, one := range p.All() {
		if !one.Warning {
			lines = append(lines, one.String())
		}
	}
	return errors.New(strings.Join(lines, "\n"))
}
