package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// progress is a bar on a terminal; elsewhere it is silent.
type progress struct {
	out   io.Writer // nil: silent
	shown string
}

// progressWidth is how many characters the bar has.
const progressWidth = 30

func newProgress(w io.Writer) *progress {
	if isTerminal(w) && os.Getenv("TERM") != "dumb" {
		return &progress{out: w}
	}
	return &progress{}
}

// found tells how many there are so far.
func (b *progress) found(n int) {
	if n%500 == 0 && n > 0 {
		b.line(fmt.Sprintf("looking through the archive: %d", n))
	}
}

// show tells how far it is.
func (b *progress) show(done, total int) {
	if b.out == nil || total == 0 || (done != total && done%max(1, total/200) != 0) {
		return
	}
	full := progressWidth * done / total
	b.line(fmt.Sprintf("%s%s %d of %d", strings.Repeat("█", full), strings.Repeat("░", progressWidth-full), done, total))
}

// rows is show for rows of a store.
func (b *progress) rows(done, total int64) { b.show(int(done), int(total)) }

func (b *progress) line(s string) {
	if b.out == nil || s == b.shown {
		return
	}
	fmt.Fprintf(b.out, "\r\x1b[K%s", s)
	b.shown = s
}

// end takes the bar away.
func (b *progress) end() {
	if b.out != nil && b.shown != "" {
		fmt.Fprint(b.out, "\r\x1b[K")
		b.shown = ""
	}
}
