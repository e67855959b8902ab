package pipeline_test

import (
	"context"
	"testing"
	"time"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

const patience = 30 * time.Second

// waitFor waits until something holds.
func waitFor(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited %s for %s", patience, what)
		}
	}
}

// next waits for the next settled message.
func (h *house) next() pipeline.Settled {
	h.t.Helper()
	select {
	case s := <-h.settled:
		return s
	case <-time.After(patience):
		h.t.Fatalf("no message was settled in %s", patience)
		return pipeline.Settled{}
	}
}

// sent waits until at least n mails have left for elsewhere, and returns all. Who counts them takes left: one more may be on its
// way.
func (h *house) sent(n int) []mailtest.Mail {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), patience)
	defer cancel()
	mails, err := h.server.WaitOutbox(ctx, n)
	if err != nil {
		h.t.Fatalf("waiting for %d mails, there are %d: %v", n, len(mails), err)
	}
	return mails
}

// left waits until n mails have left for elsewhere and no more wait to leave, and returns them all.
func (h *house) left(n int) []mailtest.Mail {
	h.t.Helper()
	h.sent(n)
	waitFor(h.t, "the last mail to leave", func() bool {
		depth, err := h.store.Depth(h.t.Context())
		return err == nil && depth[store.WorkDeliver] == 0
	})
	return h.server.Outbox()
}
