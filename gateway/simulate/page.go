package simulate

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"
	"time"

	"frontdesk/gateway/backtest"
)

//go:embed page.html
var pageText string

// Sizes of charts, in their own units.
const (
	chartWidth  = 940.0
	chartHeight = 210.0
	chartLeft   = 40.0
	chartTop    = 10.0
	chartBottom = 24.0
	colours     = 5 // of lines
)

// page is the report with what the page asks for beside it.
type page struct {
	*Report
	Title, Scope, Capped, KeptOfAll string
	Answered, Tickets               int
	Fates                           []backtest.Fate
	Load, Backlogs                  template.HTML
}

// WriteHTML writes the report as one page that needs nothing else.
func (r *Report) WriteHTML(w io.Writer) error {
	t, err := template.New("page").Funcs(template.FuncMap{
		"percent": percent, "span": span, "name": Team.name, "kept": Team.keptText, "colour": func(i int) int { return i % colours },
		"most": func(t Team) string { return t.mostText(r.Customers.Place.Zone) },
	}).Parse(pageText)
	if err != nil {
		return fmt.Errorf("simulation page: %w", err)
	}
	p := page{Report: r, Title: r.title(), Scope: r.scope(), Capped: capped, Fates: fates, Answered: r.Decided.Fates[backtest.Answered], Load: r.load(), Backlogs: r.backlogs(), KeptOfAll: "-"}
	promised, kept := 0, 0
	for _, team := range r.Teams {
		p.Tickets += team.Tickets
		promised, kept = promised+team.Promised, kept+team.Kept
	}
	if promised > 0 {
		p.KeptOfAll = percent(kept, promised)
	}
	return t.Execute(w, p)
}

// plot is the frame of a chart: hours from left to right, counts from the bottom.
type plot struct {
	b     strings.Builder
	hours int
	most  int
}

func newPlot(hours, most int, what string) *plot {
	p := &plot{hours: max(1, hours), most: even(most)}
	fmt.Fprintf(&p.b, `<svg viewBox="0 0 %.0f %.0f" role="img" aria-label="%s">`, chartWidth, chartHeight, what)
	for i := range 3 {
		n := p.most * i / 2
		fmt.Fprintf(&p.b, `<path class="grid" d="M%.0f %.1fH%.0f"/><text x="%.0f" y="%.1f" text-anchor="end">%d</text>`,
			chartLeft, p.y(n), chartWidth, chartLeft-6, p.y(n)+4, n)
	}
	return p
}

// even is at least most, and can be halved.
func even(most int) int { return max(2, most+most%2) }

func (p *plot) x(hour int) float64 {
	return chartLeft + (chartWidth-chartLeft)*float64(hour)/float64(p.hours)
}

func (p *plot) y(n int) float64 {
	return chartTop + (chartHeight-chartTop-chartBottom)*(1-float64(n)/float64(p.most))
}

// times writes the hours of one day, or the days, below.
func (p *plot) times(r *Report) template.HTML {
	step, form := 3, "15:04"
	if p.hours > 48 {
		step, form = 24*max(1, p.hours/24/8), "Mon 2 Jan"
	}
	for hour := 0; hour < p.hours; hour += step {
		fmt.Fprintf(&p.b, `<text x="%.1f" y="%.0f">%s</text>`, p.x(hour), chartHeight-6, r.Hours[hour].At.In(r.Customers.Place.Zone).Format(form))
	}
	p.b.WriteString("</svg>")
	return template.HTML(p.b.String()) //nolint:gosec // numbers, dates and words of ours
}

// load draws what comes in, stacked by what becomes of it.
func (r *Report) load() template.HTML {
	most := 1
	for _, h := range r.Hours {
		most = max(most, h.Total())
	}
	p := newPlot(len(r.Hours), most, "messages by hour")
	width := p.x(1) - p.x(0)
	for i, h := range r.Hours {
		if h.Total() == 0 {
			continue
		}
		fmt.Fprintf(&p.b, `<g><title>%s: %d</title>`, h.At.In(r.Customers.Place.Zone).Format("Mon 15:04"), h.Total())
		from := 0
		for class, f := range fates {
			if n := h.Fates[f]; n > 0 {
				fmt.Fprintf(&p.b, `<rect class="f%d" x="%.2f" y="%.2f" width="%.2f" height="%.2f"/>`, class, p.x(i)+width*0.08, p.y(from+n), width*0.84, p.y(from)-p.y(from+n))
				from += n
			}
		}
		p.b.WriteString("</g>")
	}
	return p.times(r)
}

// backlogs draws how many tickets wait, a line a team.
func (r *Report) backlogs() template.HTML {
	most := 1
	for _, t := range r.Teams {
		most = max(most, t.Most)
	}
	p := newPlot(len(r.Hours), most, "tickets that wait")
	for i, t := range r.Teams {
		fmt.Fprintf(&p.b, `<path class="line l%d" d="M%.1f %.1f`, i%colours, p.x(0), p.y(0))
		for hour, n := range t.Backlog {
			fmt.Fprintf(&p.b, "L%.1f %.1f", p.x(hour+1), p.y(n))
		}
		p.b.WriteString(`"/>`)
	}
	return p.times(r)
}

// Midnight is the beginning of a day in a zone.
func Midnight(t time.Time, zone *time.Location) time.Time {
	t = t.In(zone)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zone)
}
