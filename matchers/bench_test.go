package matchers

import (
	"fmt"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"frontdesk/gateway"
)

// shop is a vocabulary from which rules and texts are made; two words of it and a number make a rule's text.
const shop = `refund order parcel invoice lamp bulb address password account delivery warranty return damaged broken
	payment card voucher discount customs shipping tracking courier exchange receipt cancel subscription newsletter login
	Rechnung Lieferung Rücksendung Gutschein Bestellung Umtausch Garantie 退款 发票 订单 物流 密码 地址 换货 保修`

func word(i int) string {
	words := strings.Fields(shop)
	return words[i%len(words)] + fmt.Sprint(i)
}

// rulesOf makes n matchers of one rule each, half words, half patterns.
func rulesOf(n int) []txtar.File {
	var b strings.Builder
	for i := range n {
		if i%2 == 0 {
			fmt.Fprintf(&b, "m%d:\n  any: [{words: [\"%s %s\"]}]\n", i, word(i), word(i*7))
		} else {
			fmt.Fprintf(&b, "m%d:\n  any: [{pattern: '(?i)(?:my|the)\\s+%s.{0,20}%s'}]\n", i, word(i), word(i*7))
		}
	}
	return []txtar.File{{Name: "a.yaml", Data: []byte(b.String())}}
}

// mail is a text of 2 KB; two rules of the smallest set fit it.
func mail() *gateway.Message {
	var b strings.Builder
	for i := 0; b.Len() < 1900; i++ {
		fmt.Fprintf(&b, "I wrote about the %s last week and nobody said a word. ", strings.Fields(shop)[i%28])
	}
	fmt.Fprintf(&b, "So: my %s was %s, and %s %s. 谢谢", word(3), word(21), word(4), word(28))
	return &gateway.Message{Subject: "My order", NewText: b.String()}
}

// plain are the same rules as single expressions, to be tried one after the other.
func plain(s *Set) []*regexp.Regexp {
	var out []*regexp.Regexp
	for _, m := range s.All() {
		r := m.Any[0].Rules[0]
		if r.pattern != nil {
			out = append(out, r.pattern())
		} else {
			out = append(out, regexp.MustCompile(`(?i)\b`+regexp.QuoteMeta(r.Text)+`\b`))
		}
	}
	return out
}

func BenchmarkClassify(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		s, p := loadFiles(rulesOf(n))
		if err := p.Err(); err != nil {
			b.Fatal(err)
		}
		m := mail()
		if got := s.Classify(m); len(got) != 2 {
			b.Fatalf("%d matchers fit", len(got))
		}
		b.Run(fmt.Sprintf("rules=%d/frontdesk", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Classify(m)
			}
		})
		expressions := plain(s)
		b.Run(fmt.Sprintf("rules=%d/regexp-loop", n), func(b *testing.B) {
			for b.Loop() {
				for _, re := range expressions {
					re.MatchString(m.NewText)
				}
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		files := rulesOf(n)
		b.Run(fmt.Sprintf("rules=%d", n), func(b *testing.B) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			var s *Set
			for b.Loop() {
				s, _ = loadFiles(files)
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(after.HeapAlloc)-float64(before.HeapAlloc), "heap-B")
			runtime.KeepAlive(s)
		})
	}
}
