package store

import (
	"context"
	"time"

	"frontdesk/gateway"
)

// A mail that was sent before is looked for in the conversations in which its sender was told something lately.
const (
	repeatWindow = 3 * 24 * time.Hour
	repeatsMost  = 50
	selectTold   = `select ` + receivedColumns + ` from messages m
		where m.conversation <> '' and m.quarantine = '' and m.id <> $4 and m.conversation in (
			select d.conversation from deliveries d
			where d.channel = $1 and d.recipient in {texts $2} and d.recipient <> '' and d.created_at > $3 and d.conversation <> '')
		order by m.id desc limit $5`
)

// byRepeat is the conversation of a mail that its sender sends again, under another id and outside of any thread.
func (t *tx) byRepeat(ctx context.Context, q HistoryQuery, h *gateway.History) (string, error) {
	if q.Same == nil || len(q.People) == 0 {
		return "", nil
	}
	told, err := all(ctx, t, scanReceived, selectTold, q.Message.Channel, list(asKeys(q.People)),
		millis(q.Now.Add(-repeatWindow)), q.Message.ID, repeatsMost)
	if err != nil {
		return "", err
	}
	for _, r := range told {
		if q.Same(r.Message) {
			h.Repeats, h.RepeatsAt = r.ID, r.Accepted
			return r.Conversation, nil
		}
	}
	return "", nil
}
