package email

import (
	"runtime"
	"testing"
)

// Twice the mail takes about twice the memory, whatever its shape.
func TestWorkGrowsWithTheMail(t *testing.T) {
	const slack = 2 << 20 // what regular expressions keep for themselves
	for name, c := range shapes() {
		cost := func(n int) uint64 {
			raw := c.mail(n)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			Read(raw, nil)
			runtime.ReadMemStats(&after)
			return after.TotalAlloc - before.TotalAlloc
		}
		small, large := cost(100<<10), cost(200<<10)
		if large > 3*small+slack {
			t.Errorf("%s: %d bytes for a mail, %d for twice the mail", name, small, large)
		}
	}
}
