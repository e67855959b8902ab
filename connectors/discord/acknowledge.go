package discord

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"frontdesk/connectors/retry"
	"frontdesk/gateway"
)

// How an interaction is acknowledged ("Receiving and Responding", section Interaction Callback Type).
type acknowledgement int

const (
	ackWait   acknowledgement = iota // "thinking", to the author alone; what is said later takes its place
	ackSilent                        // the message with the button stays; what is said later is a new message to the author alone
)

// acknowledgements say it for commands of buttons and forms.
var acknowledgements = map[gateway.CommandName]acknowledgement{
	gateway.CommandSolved: ackSilent, gateway.CommandUnsolved: ackSilent, gateway.CommandShare: ackSilent,
	gateway.CommandTake: ackSilent, gateway.CommandClose: ackSilent, gateway.CommandReply: ackSilent,
	gateway.CommandPerson: ackWait, gateway.CommandWrong: ackWait,
}

// callback is the body of an acknowledgement.
type callback struct {
	Type discordgo.InteractionResponseType `json:"type"`
	Data any                               `json:"data,omitempty"`
}

func (a acknowledgement) callback() callback {
	if a == ackSilent {
		return callback{Type: discordgo.InteractionResponseDeferredMessageUpdate}
	}
	return callback{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource, Data: map[string]any{"flags": discordgo.MessageFlagsEphemeral}}
}

// notOffered answers a command that the config no longer has.
func notOffered() callback {
	return callback{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: map[string]any{
		"content": "This is not offered here any more.", "flags": discordgo.MessageFlagsEphemeral,
		"allowed_mentions": noMentions,
	}}
}

// form asks for a text; its submission carries the custom id.
func form(id, title, label string, most int, required bool) callback {
	style := discordgo.TextInputShort
	if most > maxTitle {
		style = discordgo.TextInputParagraph
	}
	return callback{Type: discordgo.InteractionResponseModal, Data: map[string]any{
		"custom_id": id, "title": title,
		"components": []any{map[string]any{"type": discordgo.ActionsRowComponent, "components": []any{map[string]any{
			"type": discordgo.TextInputComponent, "custom_id": formField, "label": label, "style": style, "max_length": most, "required": required,
		}}}},
	}}
}

// acknowledge makes the callback, and tries again until ctx ends. What is said in the place of one that was refused goes
// another way.
func (c *Connector) acknowledge(ctx context.Context, i interaction, with callback) {
	wait := retry.Backoff{First: 100 * time.Millisecond, Last: 500 * time.Millisecond}
	for {
		err := c.rest.do(ctx, call{
			method: "POST", path: "/interactions/" + i.ID + "/" + i.Token + "/callback", body: with, anonymous: true, unlimited: true,
		})
		var refused *restError
		if err == nil || errors.As(err, &refused) && (refused.Code == codeAcknowledged || refused.Status < 500 && refused.Status != 429) {
			if err != nil && refused.Code != codeAcknowledged {
				c.env.Log.Warn("interaction not acknowledged", "error", err)
			}
			return
		}
		if !retry.Sleep(ctx, wait.Next()) {
			c.env.Log.Warn("interaction not acknowledged in time", "error", err)
			return
		}
	}
}

// unacknowledged are the interactions whose acknowledgement is on its way, by their tokens: nothing can be said in their place
// before it has arrived.
type unacknowledged struct {
	mu sync.Mutex
	of map[string]chan struct{}
}

// begin notes one, until end is called.
func (u *unacknowledged) begin(token string) (end func()) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.of == nil {
		u.of = map[string]chan struct{}{}
	}
	done := make(chan struct{})
	u.of[token] = done
	return func() {
		u.mu.Lock()
		defer u.mu.Unlock()
		delete(u.of, token)
		close(done)
	}
}

// wait waits for one, or until ctx ends.
func (u *unacknowledged) wait(ctx context.Context, token string) {
	u.mu.Lock()
	done, ok := u.of[token]
	u.mu.Unlock()
	if !ok {
		return
	}
	select {
	case <-done:
	case <-ctx.Done():
	}
}
