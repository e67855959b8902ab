package kb

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"frontdesk/configs"
)

const benchArticles = 50_000

// synthetic makes articles of words that are as uneven as those of a language; their ids are their numbers.
type synthetic struct {
	words *rand.Zipf
	rng   *rand.Rand
}

func newSynthetic(seed uint64) synthetic {
	rng := rand.New(rand.NewPCG(seed, 1))
	return synthetic{rand.NewZipf(rng, 1.1, 8, 60_000), rng}
}

func (s synthetic) text(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = syllables(s.words.Uint64())
	}
	return strings.Join(words, " ")
}

// syllables spells a number as a word.
func syllables(n uint64) string {
	out := ""
	for n += 40; n > 0; n /= 40 {
		out += string("bdfgklmnprst"[n%40%12]) + string("aeiou"[n%40/8])
	}
	return out
}

func (s synthetic) article(id int) configs.File {
	return configs.File{Path: fmt.Sprintf("kb/%d.md", id), Content: fmt.Appendf(nil,
		"---\nid: a%d\ntitle: %s\nurl: https://x.example/%d\nlanguage: en\nquestions: [%s, %s, %s]\n---\n%s.\n\n## %s\n\n%s.\n",
		id, s.text(6), id, s.text(8), s.text(8), s.text(8), s.text(60), s.text(3), s.text(80))}
}

// large is the index of the benchmarks, built once.
var large = sync.OnceValue(func() (b struct {
	x     *Index
	took  time.Duration
	bytes uint64
},
) {
	s := newSynthetic(1)
	files := make([]configs.File, benchArticles)
	for i := range files {
		files[i] = s.article(i)
	}
	before := heap()
	start := time.Now()
	var p configs.Problems
	b.x = Load(files, &p)
	b.took = time.Since(start)
	b.bytes = heap() - before
	runtime.KeepAlive(files)
	if len(p.All()) > 0 {
		panic(p.All()[0])
	}
	return b
})

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkBuild tells the time and memory of an index of 50,000 articles.
func BenchmarkBuild(b *testing.B) {
	for range b.N {
		l := large()
		b.ReportMetric(l.took.Seconds(), "s/50k-articles")
		b.ReportMetric(float64(l.bytes)/(1<<20), "MB")
	}
}

// BenchmarkFind searches among 50,000 articles: a short question, a mail, and the longest text that is looked at.
func BenchmarkFind(b *testing.B) {
	x := large().x
	for _, words := range []int{4, 12, 60, 800} {
		b.Run(fmt.Sprintf("words=%d", words), func(b *testing.B) {
			s := newSynthetic(2)
			var took []time.Duration
			for b.Loop() {
				q := s.text(words)
				start := time.Now()
				x.Find(Query{Text: q})
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}

// BenchmarkLinearScan is what the same comparison costs without an index: every article is compared.
func BenchmarkLinearScan(b *testing.B) {
	x, s := large().x, newSynthetic(2)
	for b.Loop() {
		v := x.words["en"]
		asked := []part{{bag: v.bag(s.text(12))}}
		best := candidate{}
		for _, id := range x.ids {
			if c := x.compare(v, id, asked); c.rank > best.rank {
				best = c
			}
		}
	}
}
