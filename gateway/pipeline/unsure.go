package pipeline

import (
	"fmt"
	"strings"
)

// unsure names the candidates that do not count where none does, for people: "; perhaps refund 62 %".
func (d *decider) unsure() string {
	if len(d.a.Matches) > 0 || len(d.a.Unsure) == 0 {
		return ""
	}
	var names []string
	for _, m := range d.a.Unsure {
		names = append(names, fmt.Sprintf("%s %.0f %%", m.Matcher, 100*m.Score))
	}
	return "; perhaps " + strings.Join(names, ", ")
}
