package backtest

import (
	"context"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// Stored is what a running gateway has received and kept.
type Stored struct {
	store *store.Store
	since time.Time
	total int
}

// FromStore looks back at what a store received since then. It only reads.
func FromStore(ctx context.Context, s *store.Store, since time.Time) (*Stored, error) {
	n, err := s.CountReplay(ctx, since)
	return &Stored{store: s, since: since, total: n}, err
}

// Len is how many messages were kept.
func (k *Stored) Len() int { return k.total }

// page is how many messages are read at once.
const page = 200

// Each implements [Source]. A message is judged at the moment when it was taken in, as it was then.
func (k *Stored) Each(ctx context.Context, each func(Mail) error) error {
	for after := ""; ; {
		list, err := k.store.Replay(ctx, k.since, after, page)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, r := range list {
			after = r.ID
			e := gateway.Event{Kind: gateway.EventMessage, Message: r.Message, Guard: r.Guard, Quarantine: r.Quarantine, NoReply: r.NoReply}
			if err := each(Mail{Name: r.ID, At: r.Accepted, Event: e, Conversation: r.Conversation}); err != nil {
				return err
			}
		}
	}
}
