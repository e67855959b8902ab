package pipeline

import (
	"context"
	"fmt"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway/store"
)

// shortestKeep: an answered ticket waits so long for its customer before it closes, and is not forgotten before.
const shortestKeep = closeAfter

// keepKeys are those below keep: in frontdesk.yaml.
type keepKeys struct {
	Messages    time.Duration `yaml:"messages" otherwise:"for ever" help:"How long whole conversations are kept that are over: messages, decisions, replies and closed tickets; answers drawn for frontdesk review wait up to 28d longer for it; 14d at least, and 42d where promises are to be measured"`
	Attachments time.Duration `yaml:"attachments" otherwise:"as long as their messages" help:"How long attachments are kept, and mails that could not be read; 14d at least"`
}

// KeepShape is that of keep: in frontdesk.yaml.
func KeepShape() configs.Shape { return configs.ShapeOf(keepKeys{}) }

func loadKeep(s configs.Section, p *configs.Problems) store.Keep {
	var raw keepKeys
	if s.IsZero() {
		return store.Keep{}
	}
	s.Decode(&raw, p)
	for key, d := range map[string]time.Duration{"messages": raw.Messages, "attachments": raw.Attachments} {
		if d != 0 && d < shortestKeep {
			p.Add(s.Where(key), fmt.Sprintf("%q is too short: what was forgotten cannot be had back", key), "write 14d or more, or leave it out to keep all")
		}
	}
	if raw.Messages > 0 && raw.Attachments > raw.Messages {
		p.Warn(s.Where("attachments"), "attachments go with their messages, which are kept for a shorter time", "make it shorter than messages, or leave it out")
	}
	return store.Keep{Messages: raw.Messages, Attachments: raw.Attachments}
}

// forget removes what is older than the config keeps.
func (g *Gateway) forget(ctx context.Context) error {
	f, err := g.store.Forget(ctx, g.Policy().Keep)
	g.metrics.Forgotten.Add(float64(f.Messages))
	if f != (store.Forgotten{}) {
		g.log.Info("forgotten what is older than it shall be kept", "messages", f.Messages, "conversations", f.Conversations,
			"deliveries", f.Deliveries, "attachments", f.Attachments)
	}
	return err
}
