package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"strings"
)

// errInterrupted ends a command whose person pressed Ctrl-C while something was asked.
var errInterrupted = errors.New("interrupted")

// typed is standard input, whose reading ends with ctx: a signal alone wakes no reader.
func (p process) typed(ctx context.Context) io.Reader {
	if p.stdin == nil {
		return strings.NewReader("")
	}
	return typed{ctx, p.stdin}
}

type typed struct {
	ctx  context.Context
	from io.Reader
}

// Read ends with errInterrupted when the context does; what is typed after that is lost.
func (t typed) Read(b []byte) (int, error) {
	type chunk struct {
		text []byte
		err  error
	}
	read := make(chan chunk, 1)
	go func() {
		own := make([]byte, len(b))
		n, err := t.from.Read(own)
		read <- chunk{own[:n], err}
	}()
	select {
	case c := <-read:
		return copy(b, c.text), c.err
	case <-t.ctx.Done():
		return 0, errInterrupted
	}
}

// interrupted says whether a command was cut short by a signal.
func interrupted(ctx context.Context, err error) bool {
	return ctx.Err() != nil && (errors.Is(err, errInterrupted) || errors.Is(err, context.Canceled))
}

// leaveSignals lets another program on the terminal have its interrupts until done is called.
func leaveSignals() (done func()) {
	theirs := make(chan os.Signal, 1)
	signal.Notify(theirs, os.Interrupt)
	return func() { signal.Stop(theirs) }
}
