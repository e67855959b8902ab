package main

import (
	"fmt"
	"io"
	"strings"

	"frontdesk/gateway"
)

// doctorReport prints findings as they come: the look at a channel may take a while.
type doctorReport struct {
	out         io.Writer
	quiet, json bool

	all    []examined
	title  string // that was printed last
	counts map[gateway.Level]int
}

// Columns of the text.
const (
	doctorWidth  = 80 // where the terminal is not narrower
	doctorIndent = 11 // of what was found, behind its level
)

func (r *doctorReport) add(found ...examined) {
	if r.counts == nil {
		r.counts = map[gateway.Level]int{}
	}
	for _, f := range found {
		r.counts[f.Level]++
		r.all = append(r.all, f)
		if !r.json && (!r.quiet || (f.Level != gateway.LevelOK && f.Level != gateway.LevelNote)) {
			r.print(f)
		}
	}
}

func (r *doctorReport) print(f examined) {
	title := f.About
	if f.Place != "" {
		title += ", " + f.Place
	}
	if title != r.title {
		if r.title != "" {
			fmt.Fprintln(r.out)
		}
		fmt.Fprintln(r.out, title)
		r.title = title
	}
	fmt.Fprintf(r.out, "  %-*s%s\n", doctorIndent-2, f.Level, fold(printable(f.What), r.width(), doctorIndent))
	if f.Hint != "" {
		fmt.Fprintf(r.out, "%s→ %s\n", strings.Repeat(" ", doctorIndent), fold(printable(f.Hint), r.width(), doctorIndent+2))
	}
}

// end prints the sum; its error sets the exit status where something does not work.
func (r *doctorReport) end(summary io.Writer) error {
	if r.json {
		if r.all == nil {
			r.all = []examined{}
		}
		if err := printData(r.out, r.all, "json"); err != nil {
			return err
		}
	}
	var parts []string
	for _, level := range []gateway.Level{gateway.LevelProblem, gateway.LevelWarning} {
		if n := r.counts[level]; n > 0 {
			parts = append(parts, count(n, string(level)))
		}
	}
	if len(parts) == 0 {
		fmt.Fprintln(summary, "nothing is wrong")
		return nil
	}
	fmt.Fprintln(summary, strings.Join(parts, ", "))
	if r.counts[gateway.LevelProblem] > 0 {
		return errSilent
	}
	return nil
}

// width is how wide lines get.
func (r *doctorReport) width() int {
	if own := columns(r.out); own > 0 {
		return min(own, doctorWidth)
	}
	return doctorWidth
}

// placeWithin leaves out of a place what it is told under.
func placeWithin(place, about string) string {
	return strings.TrimPrefix(strings.TrimPrefix(place, about), ", ")
}
