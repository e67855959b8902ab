package pipeline

import (
	"context"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

const (
	markBatch    = 50
	markAttempts = 8
)

// markSome flags or moves settled messages at the remote, in batches of one channel.
func (g *Gateway) markSome(ctx context.Context) (int, error) {
	waiting, err := g.store.WorkChannels(ctx, store.WorkMark)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, name := range waiting {
		mk, ok := g.connectors[name].(gateway.Marker)
		if !ok || !mk.Marks() {
			continue
		}
		works, err := g.store.ClaimChannel(ctx, store.WorkMark, name, g.owner, markBatch, claimTerm)
		if err != nil {
			return n, err
		}
		if len(works) == 0 {
			continue
		}
		n += len(works)
		if err := g.holding(ctx, works, func() error { return g.mark(ctx, name, mk, works) }); err != nil {
			return n, err
		}
	}
	return n, nil
}

func (g *Gateway) mark(ctx context.Context, channel string, mk gateway.Marker, works []store.Work) error {
	refs, err := g.store.Refs(ctx, keysOf(works))
	if err != nil {
		return err
	}
	mctx, cancel := context.WithTimeout(ctx, 45*time.Second)
	cause := g.survive("mark", func() error { return mk.Mark(mctx, refs) })
	cancel()
	if cause != nil {
		g.log.Warn("messages not marked at the remote", "channel", channel, "error", cause)
	}
	if cause == nil {
		return ignoreFenced(g.store.Finish(ctx, works...))
	}
	for _, w := range works {
		var err error
		switch {
		case w.Attempt >= markAttempts:
			err = g.store.Bury(ctx, w, cause.Error())
		default:
			err = g.store.Retry(ctx, w, g.now().Add(backoff(w.Attempt, 5*time.Second, 10*time.Minute, w.Key)), cause.Error())
		}
		if err := ignoreFenced(err); err != nil {
			return err
		}
	}
	return nil
}
