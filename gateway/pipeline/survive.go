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
