package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"frontdesk/connectors/discord/discordtest"
	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
)

// outcome is what became of one act.
type outcome struct {
	deed    deed
	Settled pipeline.Settled
	Said    []saying
}

// saying is a delivery as it stands in the community.
type saying struct {
	Delivery gateway.Delivery
	Message  discordtest.Message
}

// claims are the messages of the bot that belong to a delivery, so that what nobody asked for is found.
type claims struct {
	mu  sync.Mutex
	ids map[string]bool
}

func (c *claims) take(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ids[id] {
		return false
	}
	c.ids[id] = true
	return true
}

func (c *claims) has(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ids[id]
}

// complete waits for all that becomes of a deed.
func (c *community) complete(ctx context.Context, a act, d deed, before done, claimed *claims) (outcome, error) {
	o := outcome{deed: d}
	if a.Outcome != "" && !a.Unread {
		s, err := c.awaitSettled(ctx, d.Key)
		if err != nil {
			return o, err
		}
		o.Settled = s
		for _, delivery := range s.Deliveries {
			if err := c.awaitDelivery(ctx, delivery, &o, claimed); err != nil {
				return o, err
			}
		}
	}
	if a.Gone {
		return o, c.awaitGone(ctx, before[a.On])
	}
	return o, nil
}

func (c *community) awaitSettled(ctx context.Context, key string) (pipeline.Settled, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, c.patience, fmt.Errorf("it was not decided within %s", c.patience))
	defer cancel()
	var found pipeline.Settled
	err := c.news.until(ctx, func(all []pipeline.Settled) (bool, error) {
		at := slices.IndexFunc(all, func(s pipeline.Settled) bool { return s.Message.SourceID == key })
		if at >= 0 {
			found = all[at]
		}
		return at >= 0, nil
	})
	return found, err
}

// awaitDelivery waits until a delivery stands in the community, and adds it to what the bot said. Changes of earlier
// messages are not added.
func (c *community) awaitDelivery(ctx context.Context, d gateway.Delivery, o *outcome, claimed *claims) error {
	if d.Kind == gateway.KindEdit || d.Kind == gateway.KindRetraction {
		return nil
	}
	return c.await(ctx, fmt.Sprintf("the %s was not said", d.Kind), func() bool {
		candidates := c.guild.said()
		if d.Post.Place == gateway.PlaceRespond {
			candidates = responses(o.deed.Interaction)
		}
		for _, m := range candidates {
			if sameWords(m.Content, d.Text) && (m.Ephemeral() || claimed.take(m.ID)) {
				o.Said = append(o.Said, saying{Delivery: d, Message: m})
				return true
			}
		}
		return false
	})
}

// responses are the answers to an interaction.
func responses(i *discordtest.Interaction) []discordtest.Message {
	if i == nil {
		return nil
	}
	o := i.Outcome()
	all := o.FollowUps
	if o.Original != nil {
		all = append(all, *o.Original)
	}
	return all
}

// sameWords compares without what the connector puts into mentions, so that they do not ring.
func sameWords(a, b string) bool {
	const zeroWidth = "\u200b"
	return strings.TrimSpace(strings.ReplaceAll(a, zeroWidth, "")) == strings.TrimSpace(strings.ReplaceAll(b, zeroWidth, ""))
}

// awaitGone waits until the answer to an act is taken back.
func (c *community) awaitGone(ctx context.Context, o outcome) error {
	answer, err := o.answer()
	if err != nil {
		return err
	}
	return c.await(ctx, "the answer was not taken back", func() bool {
		_, there := answer.Room.Message(answer.ID)
		return !there
	})
}
