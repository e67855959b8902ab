package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/rivo/uniseg"
	"golang.org/x/term"
)

// table is rows of cells below their heads. On a terminal it is as wide as that at most; for programs it is whole.
type table struct {
	rows   [][]string // the heads come first
	yields []yielding // steps in which columns become narrower; what is too wide after them is cut
}

// yielding is a column that becomes narrower where there is too little room, to least and no further.
type yielding struct{ column, least int }

func newTable(heads ...string) *table { return &table{rows: [][]string{heads}} }

// yield says which column becomes narrower next; a column may yield again after others have.
func (t *table) yield(column, least int) *table {
	t.yields = append(t.yields, yielding{column, least})
	return t
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

// lines are the table's, one a row.
func (t *table) lines(width int) []string {
	widths := t.fitted(width)
	out := make([]string, len(t.rows))
	for i, row := range t.rows {
		var b strings.Builder
		for j, cell := range row {
			if cell = clipColumns(cell, widths[j]); j < len(row)-1 {
				cell += strings.Repeat(" ", widths[j]-uniseg.StringWidth(cell)+columnGap)
			}
			b.WriteString(cell)
		}
		if out[i] = b.String(); width > 0 {
			out[i] = clipColumns(out[i], width)
		}
	}
	return out
}

// fits says whether all columns can be shown in lines of width columns; 0 is no limit.
func (t *table) fits(width int) bool {
	if width == 0 {
		return true
	}
	total := -columnGap
	for _, n := range t.fitted(width) {
		total += n + columnGap
	}
	return total <= width
}

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
	over := columnGap*(len(widths)-1) - width
	for _, n := range widths {
		over += n
	}
	for _, y := range t.yields {
		if less := min(over, widths[y.column]-y.least); less > 0 {
			widths[y.column], over = widths[y.column]-less, over-less
		}
	}
	return widths
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
