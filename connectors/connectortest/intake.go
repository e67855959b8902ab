package connectortest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"frontdesk/gateway"
)

// Intake keeps in memory what a connector hands in, with the guarantees of a store: events and cursor together or not
// at all, and a known event is kept once.
type Intake struct {
	mu      sync.Mutex
	events  []gateway.Event
	known   map[string]bool
	cursors map[string]string
	again   int // known events that came again
	fail    error
	failing int // how many more Accepts fail; negative: all
	changed chan struct{}
}

// NewIntake is an empty one.
func NewIntake() *Intake {
	return &Intake{known: make(map[string]bool), cursors: make(map[string]string), changed: make(chan struct{})}
}

// Fail makes the next n Accepts fail; all of them where n is negative.
func (in *Intake) Fail(err error, n int) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.fail, in.failing = err, n
}

// Forget empties the cursors, as a restored backup does.
func (in *Intake) Forget() {
	in.mu.Lock()
	defer in.mu.Unlock()
	clear(in.cursors)
}

// Cursor implements [gateway.Intake].
func (in *Intake) Cursor(ctx context.Context, source string) (string, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.cursors[source], ctx.Err()
}

// Accept implements [gateway.Intake].
func (in *Intake) Accept(ctx context.Context, events []gateway.Event, c gateway.Cursor) error {
	in.mu.Lock()
	defer in.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if in.failing != 0 {
		in.failing--
		return in.fail
	}
	for _, e := range events {
		if in.known[e.Message.SourceID] {
			in.again++
			continue
		}
		in.known[e.Message.SourceID] = true
		in.events = append(in.events, e)
	}
	in.cursors[c.Source] = c.Value
	close(in.changed)
	in.changed = make(chan struct{})
	return nil
}

// Events are those accepted so far, and how many of them came more than once.
func (in *Intake) Events() (events []gateway.Event, again int) {
	in.mu.Lock()
	defer in.mu.Unlock()
	return slices.Clone(in.events), in.again
}

func (in *Intake) snapshot() (events, again int, changed <-chan struct{}) {
	in.mu.Lock()
	defer in.mu.Unlock()
	return len(in.events), in.again, in.changed
}

// Wait waits until n events are accepted.
func (in *Intake) Wait(t *testing.T, n int) []gateway.Event {
	t.Helper()
	in.wait(t, fmt.Sprintf("%d events", n), func(events, _ int) bool { return events >= n })
	events, _ := in.Events()
	return events
}

// WaitAgain waits until n known events came again.
func (in *Intake) WaitAgain(t *testing.T, n int) {
	t.Helper()
	in.wait(t, fmt.Sprintf("%d known events", n), func(_, again int) bool { return again >= n })
}

func (in *Intake) wait(t *testing.T, what string, ok func(events, again int) bool) {
	t.Helper()
	timeout := time.After(patience)
	for {
		events, again, changed := in.snapshot()
		if ok(events, again) {
			return
		}
		select {
		case <-changed:
		case <-timeout:
			t.Fatalf("waited for %s: there are %d events, %d came again", what, events, again)
		}
	}
}

// cursor is all cursors as one text, to see whether any moved.
func (in *Intake) cursor() string {
	in.mu.Lock()
	defer in.mu.Unlock()
	var b strings.Builder
	for _, source := range slices.Sorted(maps.Keys(in.cursors)) {
		fmt.Fprintf(&b, "%s=%s\n", source, in.cursors[source])
	}
	return b.String()
}
