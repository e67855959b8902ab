package classify

import (
	"fmt"
	"testing"
)

// many are n labels with k examples each, made of the shop's: each label has words of its own in common sentences.
func many(tb testing.TB, n, k int) []Example {
	base := shop(tb)
	random := newRandom()
	var out []Example
	for label := range n {
		for range k {
			e := base[random.IntN(len(base))]
			text := fmt.Sprintf("%s topic%d matter%d %s", e.Text, label, label*7%n, base[random.IntN(len(base))].Text)
			out = append(out, Example{text, fmt.Sprint(label)})
		}
	}
	return out
}

func BenchmarkTrain77x10(b *testing.B) {
	examples := many(b, 77, 10)
	for b.Loop() {
		if _, err := Train(examples, nil, english); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkClassify77(b *testing.B) {
	m, err := Train(many(b, 77, 10), nil, english)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		m.Classify("Hello, I ordered a lamp two weeks ago and it is still not here, where is my parcel?")
	}
}
