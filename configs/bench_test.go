package configs_test

import (
	"bytes"
	"fmt"
	"testing"
	"testing/fstest"

	"frontdesk/configs"
)

// BenchmarkLoad reads and decodes matchers with three rules each.
func BenchmarkLoad(b *testing.B) {
	for _, count := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			var text bytes.Buffer
			for i := range count {
				fmt.Fprintf(&text, "m%d:\n  any:\n    - words: [refund %d, 退款 %d]\n    - pattern: 'x{%d}'\n", i, i, i, i)
			}
			files := fstest.MapFS{
				"frontdesk.yaml":  {Data: []byte("channels: {support: {}}\n")},
				"matchers/a.yaml": {Data: text.Bytes()},
			}
			b.SetBytes(int64(text.Len()))
			b.ReportAllocs()
			for b.Loop() {
				var p configs.Problems
				for _, s := range configs.LoadFS(files, "", &p).Matchers {
					var m struct {
						Any []map[string]configs.Section `yaml:"any"`
					}
					s.Decode(&m, &p)
				}
				if err := p.Err(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
