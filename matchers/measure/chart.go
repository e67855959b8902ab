package measure

import (
	"fmt"
	"html/template"
	"math"
	"strings"
)

// Size of a chart, in its own units.
const (
	chartWidth  = 460.0
	chartHeight = 320.0
	chartLeft   = 52.0
	chartBottom = 44.0
	chartTop    = 12.0
	chartRight  = 20.0
	linePoints  = 300 // at most
)

// chart is a drawing in the making: both axes go from 0 to 1, but for where y begins.
type chart struct {
	out  strings.Builder
	base float64 // the least y
}

func (c *chart) x(v float64) float64 { return chartLeft + v*(chartWidth-chartLeft-chartRight) }

func (c *chart) y(v float64) float64 {
	share := (v - c.base) / (1 - c.base)
	return chartHeight - chartBottom - max(0, share)*(chartHeight-chartBottom-chartTop)
}

// axes draws the frame, with five steps each way and their names.
func (c *chart) axes(xName, yName string) {
	for i := range 6 {
		v := float64(i) / 5
		x, y := c.x(v), c.y(c.base+v*(1-c.base))
		fmt.Fprintf(&c.out, `<path class="grid" d="M%.1f %.1fV%.1fM%.1f %.1fH%.1f"/>`, x, c.y(1), c.y(c.base), chartLeft, y, c.x(1))
		fmt.Fprintf(&c.out, `<text x="%.1f" y="%.1f" text-anchor="middle">%.0f%%</text>`, x, chartHeight-chartBottom+16, 100*v)
		fmt.Fprintf(&c.out, `<text x="%.1f" y="%.1f" text-anchor="end">%.0f%%</text>`, chartLeft-6, y+4, 100*(c.base+v*(1-c.base)))
	}
	fmt.Fprintf(&c.out, `<text x="%.1f" y="%.1f" text-anchor="middle">%s</text>`, c.x(0.5), chartHeight-8, xName)
	fmt.Fprintf(&c.out, `<text transform="translate(12 %.1f) rotate(-90)" text-anchor="middle">%s</text>`, c.y((1+c.base)/2), yName)
}

// line draws points joined by a line; of many of them only some.
func (c *chart) line(class string, points [][2]float64) {
	step := max(1, len(points)/linePoints)
	command := "M"
	fmt.Fprintf(&c.out, `<path class="%s" d="`, class)
	for i, p := range points {
		if i%step == 0 || i == len(points)-1 {
			fmt.Fprintf(&c.out, "%s%.1f %.1f", command, c.x(p[0]), c.y(p[1]))
			command = "L"
		}
	}
	c.out.WriteString(`"/>`)
}

func (c *chart) svg() template.HTML {
	return template.HTML(fmt.Sprintf(`<svg viewBox="0 0 %.0f %.0f" role="img">%s</svg>`, chartWidth, chartHeight, c.out.String()))
}

// DrawRisk draws how often answers are right over how many texts are answered, and where the model's own threshold lies: an svg
// element whose lines have classes for the style sheet of its page.
func (f Figures) DrawRisk() template.HTML {
	var points [][2]float64
	least := 1.0
	for _, r := range f.risks() {
		points = append(points, [2]float64{r.coverage, r.precision})
		least = min(least, r.precision)
	}
	c := &chart{base: math.Floor(least*5) / 5}
	if c.base >= 1 {
		c.base = 0.8
	}
	c.axes("texts with a label that are answered", "answers that are right")
	c.line("curve", points)
	if f.Answers > 0 {
		x, y := c.x(share(f.AnsweredInside, f.Inside)), c.y(share(f.RightAnswers, f.Answers))
		fmt.Fprintf(&c.out, `<circle class="own" cx="%.1f" cy="%.1f" r="5"/>`, x, y)
	}
	return c.svg()
}

// DrawTruth draws how often texts come out right over the score that they got, as DrawRisk does.
func (f Figures) DrawTruth() template.HTML {
	c := &chart{}
	c.axes("score", "right")
	c.line("ideal", [][2]float64{{0, 0}, {1, 1}})
	var points [][2]float64
	for _, b := range f.Bins() {
		if b.Texts == 0 {
			continue
		}
		p := [2]float64{b.Score(), b.Share()}
		points = append(points, p)
		radius := 2 + 8*math.Sqrt(share(b.Texts, f.Texts()))
		fmt.Fprintf(&c.out, `<circle class="bin" cx="%.1f" cy="%.1f" r="%.1f"><title>%d texts</title></circle>`, c.x(p[0]), c.y(p[1]), radius, b.Texts)
	}
	c.line("curve", points)
	return c.svg()
}
