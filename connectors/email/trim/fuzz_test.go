package trim

import (
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"frontdesk/gateway"
)

func FuzzSplit(f *testing.F) {
	for _, a := range announcements(f) {
		f.Add("Hello\n\n"+a.text+"\n> a\n\nb\n-- \nAnna", "Re: Order", 0, 0)
	}
	f.Add("a\n____________\nFrom: a@b\nSent: 1\nTo: c\n\nb", "Fwd: Order", 2, 12)
	f.Add("a\n\n*****\nThis e-mail is confidential.\n*****\nb\nSent from my iPhone", "", 0, 0)
	f.Add("Yes. On Thu, 1 Jan 2026 at 10:00, S <s@example.com> wrote: Which? From: S <s@example.com> Sent: 1/1/2026 10:00 To: A Subject: x", "", 0, 0)
	f.Add("It says:\n> a\n\n-- \nAnna\n\nPS: b", "Re: Order", 0, 0)
	f.Fuzz(func(t *testing.T, text, subject string, start, end int) {
		if !utf8.ValidString(text) {
			return
		}
		m := Mail{Text: text, Subject: subject}
		if start >= 0 && start < end && end <= len(text) {
			m.Hints = []gateway.Cut{{Rule: Quote, Start: start, End: end}}
		}
		got, cuts := Split(m)
		if got == "" && says(trimSpace(text)) {
			t.Fatalf("nothing is left of %q", text)
		}
		rest, at := "", 0
		for _, c := range cuts {
			if c.Start < at || c.End <= c.Start || c.End > len(text) {
				t.Fatalf("cuts %v of %d bytes", cuts, len(text))
			}
			rest += text[at:c.Start]
			if c.Rule == Forwarded {
				rest += text[c.Start:c.End]
			}
			at = c.End
		}
		if rest = trimSpace(rest + text[at:]); rest != got {
			t.Fatalf("%q is new, and %q is not cut", got, rest)
		}
	})
}

// Twice the text takes about twice the memory, whatever its shape; what takes time instead is bounded by
// maxAttributions and maxNotices.
func TestWorkGrowsWithTheText(t *testing.T) {
	const slack = 2 << 20 // what regular expressions keep for themselves
	for _, unit := range []string{
		"a line with 10:30 in it and <a@b.c>:\n", "-----\nabc\n", "this e-mail is\n\n", "On Mon, 1 Jan 2026 10:00\n<a@b.c> wrote:\n> q\n", ">\n", "\n", "From: a@b.c\n", "word ", "a\n",
		"On Mon 1 ", "Sent from my iPhone\n", "--\n", "Fwd:\n", "> q\na\n", "confidential message addressee in error\n\n", "-----BEGIN PGP SIGNATURE-----\n", "*****\nthis e-mail is confidential\n",
		"Yes. On Thu, 1 Jan 2026 at 10:00, S <s@example.com> wrote ", "Yes, From: S <s@example.com> ", "Yes. ---- ", "-- \nPS: a\n\n",
	} {
		cost := func(n int) uint64 {
			text := strings.Repeat(unit, n/len(unit))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			split(text)
			runtime.ReadMemStats(&after)
			return after.TotalAlloc - before.TotalAlloc
		}
		small, large := cost(96<<10), cost(192<<10)
		if large > 3*small+slack {
			t.Errorf("%q: %d bytes for a text, %d for twice the text", unit, small, large)
		}
	}
}
