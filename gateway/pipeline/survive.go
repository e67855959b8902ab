package pipeline

import (
	"errors"
	"fmt"
	"runtime/debug"
)

// errPanic is what a panic becomes; it was told when it happened.
var errPanic = errors.New("panic")

// survive runs do. A panic in it is a defect of ours or of a library: it is counted, logged with its place, and an error
// like any other, so that it ends what was done and not the gateway.
func (g *Gateway) survive(doing string, do func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			g.metrics.Panics.WithLabelValues(doing).Inc()
			g.log.Error("panic", "doing", doing, "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
			err = fmt.Errorf("%w: %v", errPanic, v)
		}
	}()
	return do()
}

// stageError is what failed in a stage of the pipeline.
type stageError struct {
	stage string
	err   error
}

func (e *stageError) Error() string { return e.stage + ": " + e.err.Error() }

// Unwrap returns what failed there.
func (e *stageError) Unwrap() error { return e.err }

// stage is survive whose error names the stage. A stage within a stage has named itself.
func (g *Gateway) stage(name string, do func() error) error {
	err := g.survive(name, do)
	if err == nil || errors.As(err, new(*stageError)) {
		return err
	}
	return &stageError{name, err}
}

// inStage is where something failed, for people: ` in the stage "settle"`; empty where that is not known.
func inStage(err error) string {
	failed := (*stageError)(nil)
	if !errors.As(err, &failed) {
		return ""
	}
	return fmt.Sprintf(" in the stage %q", failed.stage)
}
