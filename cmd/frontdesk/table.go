package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/rivo/uniseg"
	"golang.org/x/term"
)

// table is rows of cells below their heads. On a terminal it is as wide as that at most; for programs it is whole.
type table struct {
	rows   [][]string // the heads come first
	drops  []int      // columns that are left out one after the other where not all fit
	yields []yielding // steps in which columns become narrower; what is too wide after them is cut
	folds  bool       // the last column is folded where it is too wide
}

// yielding is a column that becomes narrower where there is too little room, to least and no further.
type yielding struct{ column, least int }

func newTable(heads ...string) *table { return &table{rows: [][]string{heads}} }

// yield says which column becomes narrower next; a column may yield again after others have.
func (t *table) yield(column, least int) *table {
	t.yields = append(t.yields, yielding{column, least})
	return t
}

// drop says which column is left out where not all fit, after those before it were.
func (t *table) drop(column int) *table {
	t.drops = append(t.drops, column)
	return t
}

// foldLast lets the texts of the last column go on below themselves where they are too wide.
func (t *table) foldLast() *table {
	t.folds = true
	return t.yield(len(t.rows[0])-1, leastRoom)
}

// row adds cells, each as fmt.Sprint writes it.
func (t *table) row(cells ...any) {
	row := make([]string, len(cells))
	for i, c := range cells {
		row[i] = fmt.Sprint(c)
	}
	t.rows = append(t.rows, row)
}

const columnGap = 2

// write prints the table, in lines of width columns at most; 0 is no limit.
func (t *table) write(w io.Writer, width int) error {
	for _, line := range t.lines(width) {
		if _, err := fmt.Fprintln(w, line); err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
	return nil
}

// lines are the table's, one a row; a folded one has line ends in it.
func (t *table) lines(width int) []string {
	widths := t.fitted(width)
	out := make([]string, len(t.rows))
	for i, row := range t.rows {
		out[i] = strings.TrimRight(t.line(row, widths, width), " ")
	}
	return out
}

// line is one row, of whose columns all but those that were dropped have a width.
func (t *table) line(row []string, widths []int, width int) string {
	last := len(widths) - 1
	for widths[last] < 0 {
		last--
	}
	var b strings.Builder
	at := 0
	for i, cell := range row[:last] {
		if widths[i] < 0 {
			continue
		}
		cell = clipColumns(cell, widths[i])
		b.WriteString(cell + strings.Repeat(" ", widths[i]-uniseg.StringWidth(cell)+columnGap))
		at += widths[i] + columnGap
	}
	if t.folds {
		return b.String() + fold(row[last], width, at)
	}
	b.WriteString(clipColumns(row[last], widths[last]))
	if width == 0 {
		return b.String()
	}
	return clipColumns(b.String(), width)
}

// dropped is the width of a column that is left out: it and its gap are nothing.
const dropped = -columnGap

// fits says whether all columns that are not dropped can be shown in lines of width columns; 0 is no limit.
func (t *table) fits(width int) bool { return width == 0 || total(t.fitted(width)) <= width }

// fitted is how wide each column gets.
func (t *table) fitted(width int) []int {
	widths := make([]int, len(t.rows[0]))
	for _, row := range t.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], uniseg.StringWidth(cell))
		}
	}
	if width == 0 {
		return widths
	}
	for _, column := range t.drops {
		if total(t.yielded(widths, math.MaxInt)) <= width {
			break
		}
		widths[column] = dropped
	}
	return t.yielded(widths, total(widths)-width)
}

// yielded are the widths after the columns have yielded as much as these are too wide, where they can.
func (t *table) yielded(widths []int, over int) []int {
	widths = slices.Clone(widths)
	for _, y := range t.yields {
		if less := min(over, widths[y.column]-y.least); less > 0 {
			widths[y.column], over = widths[y.column]-less, over-less
		}
	}
	return widths
}

// total is how wide a table of such columns is.
func total(widths []int) int {
	n := -columnGap
	for _, w := range widths {
		n += w + columnGap
	}
	return n
}

// clipColumns cuts a text to the columns that it takes in a terminal.
func clipColumns(s string, most int) string {
	if uniseg.StringWidth(s) <= most {
		return s
	}
	kept, wide := "", 0
	for rest, state := s, -1; rest != ""; {
		var cluster string
		var n int
		cluster, rest, n, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if wide += n; wide > most-1 {
			break
		}
		kept += cluster
	}
	return strings.TrimRight(kept, " ") + "…"
}

// columns is how wide the terminal is that w is; 0 where it is none.
func columns(w io.Writer) int {
	width, _ := terminalSize(w)
	return width
}

// isTerminal says whether a reader or writer is a person's terminal.
func isTerminal(v any) bool {
	f, ok := v.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// terminalSize is that of the terminal that w is, zero where it is none.
func terminalSize(w io.Writer) (width, height int) {
	if !isTerminal(w) {
		return 0, 0
	}
	width, height, err := term.GetSize(int(w.(*os.File).Fd()))
	if err != nil || width <= 0 || height <= 0 {
		return defaultWidth, defaultHeight
	}
	return width, height
}

// Of a terminal that does not say.
const defaultWidth, defaultHeight = 80, 24

// inZone is a head whose column has times, with the zone in which they are.
func inZone(head string, now time.Time) string {
	zone, _ := now.Local().Zone()
	return head + " (" + zone + ")"
}
