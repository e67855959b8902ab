package main

import (
	"fmt"
	"html/template"
	"io"
	"path/filepath"

	"frontdesk/matchers/measure"
)

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

// plot writes the page of what was measured; figures is the same in words.
func (c evaluateCommand) plot(w io.Writer, f measure.Figures, figures string) error {
	err := plotPage.Execute(w, map[string]any{
		"Train": filepath.Base(c.Train), "Test": filepath.Base(c.Test),
		"Risk": f.DrawRisk(), "Truth": f.DrawTruth(), "Figures": figures,
	})
	if err != nil {
		return fmt.Errorf("draw %s: %w", c.Plot, err)
	}
	return nil
}
