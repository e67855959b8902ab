package main

import (
	"fmt"
	"html/template"
	"io"
	"math"
	"path/filepath"
	"strings"
)

// Size of a drawing, in its own units.
const (
	plotWidth  = 460.0
	plotHeight = 320.0
	plotLeft   = 52.0
	plotBottom = 44.0
	plotTop    = 12.0
	plotRight  = 20.0
	plotPoints = 300 // of a line, at most
)

// drawing is a chart in the making: both axes go from 0 to 1, but for where y begins.
type drawing struct {
	out  strings.Builder
	base float64 // the least y
}

func (d *drawing) x(v float64) float64 { return plotLeft + v*(plotWidth-plotLeft-plotRight) }

func (d *drawing) y(v float64) float64 {
	share := (v - d.base) / (1 - d.base)
	return plotHeight - plotBottom - max(0, share)*(plotHeight-plotBottom-plotTop)
}

// axes draws the frame, with five steps each way and their names.
func (d *drawing) axes(xName, yName string) {
	for i := range 6 {
		v := float64(i) / 5
		x, y := d.x(v), d.y(d.base+v*(1-d.base))
		fmt.Fprintf(&d.out, `<path class="grid" d="M%.1f %.1fV%.1fM%.1f %.1fH%.1f"/>`, x, d.y(1), d.y(d.base), plotLeft, y, d.x(1))
		fmt.Fprintf(&d.out, `<text x="%.1f" y="%.1f" text-anchor="middle">%.0f%%</text>`, x, plotHeight-plotBottom+16, 100*v)
		fmt.Fprintf(&d.out, `<text x="%.1f" y="%.1f" text-anchor="end">%.0f%%</text>`, plotLeft-6, y+4, 100*(d.base+v*(1-d.base)))
	}
	fmt.Fprintf(&d.out, `<text x="%.1f" y="%.1f" text-anchor="middle">%s</text>`, d.x(0.5), plotHeight-8, xName)
	fmt.Fprintf(&d.out, `<text transform="translate(12 %.1f) rotate(-90)" text-anchor="middle">%s</text>`, d.y((1+d.base)/2), yName)
}

// line draws points joined by a line; of many of them only some.
func (d *drawing) line(class string, points [][2]float64) {
	step := max(1, len(points)/plotPoints)
	command := "M"
	fmt.Fprintf(&d.out, `<path class="%s" d="`, class)
	for i, p := range points {
		if i%step == 0 || i == len(points)-1 {
			fmt.Fprintf(&d.out, "%s%.1f %.1f", command, d.x(p[0]), d.y(p[1]))
			command = "L"
		}
	}
	d.out.WriteString(`"/>`)
}

func (d *drawing) svg() template.HTML {
	return template.HTML(fmt.Sprintf(`<svg viewBox="0 0 %.0f %.0f" role="img">%s</svg>`, plotWidth, plotHeight, d.out.String()))
}

// drawRisk draws how often answers are right over how many texts are answered, and where the own threshold lies.
func (m measured) drawRisk() template.HTML {
	risks := m.risks()
	var points [][2]float64
	least := 1.0
	for _, r := range risks {
		points = append(points, [2]float64{r.coverage, r.precision})
		least = min(least, r.precision)
	}
	d := &drawing{base: math.Floor(least*5) / 5}
	if d.base >= 1 {
		d.base = 0.8
	}
	d.axes("texts with a label that are answered", "answers that are right")
	d.line("curve", points)
	if m.answers > 0 {
		x, y := d.x(percent(m.answered, m.inside)/100), d.y(percent(m.rightAnswers, m.answers)/100)
		fmt.Fprintf(&d.out, `<circle class="own" cx="%.1f" cy="%.1f" r="5"/>`, x, y)
	}
	return d.svg()
}

// drawTruth draws how often texts come out right over the score that they got.
func (m measured) drawTruth() template.HTML {
	d := &drawing{}
	d.axes("score", "right")
	d.line("ideal", [][2]float64{{0, 0}, {1, 1}})
	var points [][2]float64
	for _, b := range m.bins() {
		if b.n == 0 {
			continue
		}
		p := [2]float64{b.sum / float64(b.n), float64(b.right) / float64(b.n)}
		points = append(points, p)
		radius := 2 + 8*math.Sqrt(float64(b.n)/float64(len(m.all)))
		fmt.Fprintf(&d.out, `<circle class="bin" cx="%.1f" cy="%.1f" r="%.1f"><title>%d texts</title></circle>`, d.x(p[0]), d.y(p[1]), radius, b.n)
	}
	d.line("curve", points)
	return d.svg()
}

// plotPage is the page of --plot; nothing of it is loaded from elsewhere.
var plotPage = template.Must(template.New("plot").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{.Train}}: matching</title>
<style>
body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
main{display:flex;flex-wrap:wrap;gap:2rem}figure{margin:0;flex:1 1 26rem}svg{width:100%}text{font-size:11px;fill:#555}
.grid{stroke:#ddd;fill:none}.curve{stroke:#1f5fa8;stroke-width:2;fill:none}.ideal{stroke:#999;stroke-dasharray:4 4;fill:none}
.own{fill:#c2410c}.bin{fill:#1f5fa8;fill-opacity:.35}pre{background:#f5f5f5;padding:1rem;overflow:auto}
@media (prefers-color-scheme:dark){body{color:#ddd;background:#181818}text{fill:#aaa}.grid{stroke:#333}pre{background:#222}}
</style></head><body>
<h1>{{.Train}}, asked {{.Test}}</h1>
<main>
<figure>{{.Risk}}<figcaption>How often answers are right, by how many texts are answered. The dot is the model's own threshold.</figcaption></figure>
<figure>{{.Truth}}<figcaption>How true the scores are: on the dashed line a score of 80 % is right eight times out of ten. Larger dots are more texts.</figcaption></figure>
</main>
<pre>{{.Figures}}</pre>
</body></html>
`))

// plot writes the page.
func (m measured) plot(w io.Writer, c evaluateCommand, figures string) error {
	err := plotPage.Execute(w, map[string]any{
		"Train": filepath.Base(c.Train), "Test": filepath.Base(c.Test),
		"Risk": m.drawRisk(), "Truth": m.drawTruth(), "Figures": figures,
	})
	if err != nil {
		return fmt.Errorf("draw %s: %w", c.Plot, err)
	}
	return nil
}
