package measure

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestChartsAreWholeAndShowWhatWasMeasured(t *testing.T) {
	f := Of(some)
	for _, c := range []struct {
		name, svg string
		shows     map[string]int
	}{
		{"risk", string(f.DrawRisk()), map[string]int{`class="curve"`: 1, `class="own"`: 1, `class="grid"`: 6}},
		{"truth", string(f.DrawTruth()), map[string]int{`class="ideal"`: 1, `class="bin"`: 5, "<title>2 texts</title>": 2}},
	} {
		elements := xml.NewDecoder(strings.NewReader(c.svg))
		for {
			_, err := elements.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v in %s", c.name, err, c.svg)
			}
		}
		for what, want := range c.shows {
			if got := strings.Count(c.svg, what); got != want {
				t.Errorf("%s has %s %d times, want %d: %s", c.name, what, got, want, c.svg)
			}
		}
	}
}
