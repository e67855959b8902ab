package demo

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
)

// troubles is a log handler: it writes the gateway's log to a file and remembers the last thing that went wrong.
type troubles struct {
	slog.Handler

	last *lastTrouble
}

type lastTrouble struct {
	mu   sync.Mutex
	text string
}

func newTroubles(w io.Writer) *troubles {
	return &troubles{Handler: slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug}), last: &lastTrouble{}}
}

// Handle implements [slog.Handler].
func (t *troubles) Handle(ctx context.Context, r slog.Record) error {
	if r.Level >= slog.LevelWarn {
		var b strings.Builder
		b.WriteString(r.Message)
		r.Attrs(func(a slog.Attr) bool {
			fmt.Fprintf(&b, ", %s: %v", a.Key, a.Value)
			return true
		})
		t.last.mu.Lock()
		t.last.text = b.String()
		t.last.mu.Unlock()
	}
	return t.Handler.Handle(ctx, r)
}

// WithAttrs implements [slog.Handler].
func (t *troubles) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &troubles{Handler: t.Handler.WithAttrs(attrs), last: t.last}
}

// WithGroup implements [slog.Handler].
func (t *troubles) WithGroup(name string) slog.Handler {
	return &troubles{Handler: t.Handler.WithGroup(name), last: t.last}
}

// Last is the last warning or error of the gateway as a line of a message; empty where there was none.
func (t *troubles) Last() string {
	t.last.mu.Lock()
	defer t.last.mu.Unlock()
	if t.last.text == "" {
		return ""
	}
	return "\n  the gateway's last problem: " + t.last.text
}
