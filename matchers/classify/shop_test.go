package classify

import (
	"os"
	"strings"
	"sync"
	"testing"
)

// readShop reads the examples of a small shop, written for these tests: text, tab, label.
func readShop() ([]Example, error) {
	content, err := os.ReadFile("testdata/shop.tsv")
	if err != nil {
		return nil, err
	}
	var out []Example
	for line := range strings.Lines(string(content)) {
		text, label, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		out = append(out, Example{text, label})
	}
	return out, nil
}

func shop(t testing.TB) []Example {
	t.Helper()
	examples, err := readShop()
	if err != nil {
		t.Fatal(err)
	}
	return examples
}

var english = Options{Languages: []string{"en"}}

// trainOnce is the model of the shop, which several tests ask.
var trainOnce = sync.OnceValues(func() (*Model, error) {
	examples, err := readShop()
	if err != nil {
		return nil, err
	}
	return Train(examples, nil, english)
})

func shopModel(t testing.TB) *Model {
	t.Helper()
	m, err := trainOnce()
	if err != nil {
		t.Fatal(err)
	}
	return m
}
