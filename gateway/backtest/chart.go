package backtest

import (
	"fmt"
	"html/template"
	"strings"
	"time"
)

// Sizes of charts, in their own units.
const (
	chartWidth  = 940.0
	chartHeight = 190.0
	chartLeft   = 44.0
	chartBottom = 22.0
	chartTop    = 8.0
	maxColumns  = 70
)

// column is one stretch of time in the chart over time.
type column struct {
	start  time.Time
	counts map[Fate]int
	total  int
}

// columns are the days of a run, put together to weeks or months where they are many; none where no mail has a date.
func (r *Report) columns() []column {
	if r.First.IsZero() {
		return nil
	}
	span := r.Last.Sub(r.First)
	start := day
	switch {
	case span > maxColumns*7*24*time.Hour:
		start = func(t time.Time) time.Time {
			t = t.UTC()
			return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
		}
	case span > maxColumns*24*time.Hour:
		start = func(t time.Time) time.Time { d := day(t); return d.AddDate(0, 0, -int(d.Weekday()+6)%7) }
	}
	var out []column
	for d := day(r.First); !d.After(day(r.Last)) && len(out) < 1000; d = d.AddDate(0, 0, 1) {
		if s := start(d); len(out) == 0 || !out[len(out)-1].start.Equal(s) {
			out = append(out, column{start: s, counts: map[Fate]int{}})
		}
		last := &out[len(out)-1]
		for f, n := range r.Days[d] {
			last.counts[f] += n
			last.total += n
		}
	}
	return out
}

// overTime draws the mails over time, stacked by their fate.
func (r *Report) overTime() template.HTML {
	cols := r.columns()
	most := 1
	for _, c := range cols {
		most = max(most, c.total)
	}
	most = round(most)
	var b strings.Builder
	plotHeight := chartHeight - chartTop - chartBottom
	y := func(n int) float64 { return chartTop + plotHeight*(1-float64(n)/float64(most)) }
	for i := range 3 {
		n := most * i / 2
		fmt.Fprintf(&b, `<path class="grid" d="M%.0f %.1fH%.0f"/><text x="%.0f" y="%.1f" text-anchor="end">%d</text>`, chartLeft, y(n), chartWidth, chartLeft-6, y(n)+4, n)
	}
	width := (chartWidth - chartLeft) / float64(max(1, len(cols)))
	for i, c := range cols {
		x := chartLeft + float64(i)*width
		fmt.Fprintf(&b, `<g><title>%s: %s</title>`, c.start.Format("2006-01-02"), c.tell())
		from := 0
		for _, f := range fates {
			if n := c.counts[f]; n > 0 {
				fmt.Fprintf(&b, `<rect class="%s" x="%.2f" y="%.2f" width="%.2f" height="%.2f"/>`, class(f), x+width*0.06, y(from+n), width*0.88, y(from)-y(from+n))
				from += n
			}
		}
		b.WriteString("</g>")
		if step := max(1, (len(cols)+9)/10); i%step == 0 {
			fmt.Fprintf(&b, `<text x="%.1f" y="%.1f">%s</text>`, x, chartHeight-6, c.start.Format("2006-01-02"))
		}
	}
	return svg(chartWidth+10, chartHeight, b.String(), "mails over time")
}

// tell is a column in words.
func (c column) tell() string {
	var parts []string
	for _, f := range fates {
		if n := c.counts[f]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", f, n))
		}
	}
	if len(parts) == 0 {
		return "no mail"
	}
	return strings.Join(parts, ", ")
}

// round is the next number that reads well as the end of an axis.
func round(n int) int {
	for step := 1; ; step *= 10 {
		for _, f := range []int{2, 4, 6, 8, 10} {
			if n <= f*step {
				return f * step
			}
		}
	}
}

// bar draws counts beside each other in one bar of full width.
func bar(counts map[Fate]int, among []Fate, height float64) template.HTML {
	total := 0
	for _, f := range among {
		total += counts[f]
	}
	var b strings.Builder
	x := 0.0
	for _, f := range among {
		if counts[f] == 0 {
			continue
		}
		w := chartWidth * share(counts[f], total)
		fmt.Fprintf(&b, `<rect class="%s" x="%.2f" y="0" width="%.2f" height="%.0f"><title>%s: %d</title></rect>`, class(f), x, w, height, f, counts[f])
		x += w
	}
	return svgStretched(chartWidth, height, b.String())
}

// plain is one bar of a list of bars.
func plain(n, most int) template.HTML {
	return svgStretched(100, 10, fmt.Sprintf(`<rect class="plain" x="0" y="0" width="%.2f" height="10"/>`, 100*share(n, most)))
}

func svg(width, height float64, body, label string) template.HTML {
	return template.HTML(fmt.Sprintf(`<svg viewBox="0 0 %.0f %.0f" role="img" aria-label="%s">%s</svg>`, width, height, label, body)) //nolint:gosec // numbers, dates and our own words
}

func svgStretched(width, height float64, body string) template.HTML {
	return template.HTML(fmt.Sprintf(`<svg class="bar" viewBox="0 0 %.0f %.0f" preserveAspectRatio="none" aria-hidden="true">%s</svg>`, width, height, body)) //nolint:gosec // as above
}

// class is the style of a fate.
func class(f Fate) string {
	for i, one := range fates {
		if one == f {
			return fmt.Sprintf("f%d", i)
		}
	}
	return ""
}
