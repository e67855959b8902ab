package discord

import (
	"context"
	"errors"
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

// acknowledge makes the callback, and tries again while there is time.
func (c *Connector) acknowledge(ctx context.Context, i interaction, with callback) error {
	ctx, cancel := context.WithTimeout(ctx, c.timing.ack)
	defer cancel()
	wait := retry.Backoff{First: 100 * time.Millisecond, Last: 500 * time.Millisecond}
	for {
		err := c.rest.do(ctx, call{
			method: "POST", path: "/interactions/" + i.ID + "/" + i.Token + "/callback", body: with, anonymous: true, unlimited: true,
		})
		var refused *restError
		if err == nil || errors.As(err, &refused) && (refused.Code == codeAcknowledged || refused.Status < 500 && refused.Status != 429) {
			if err != nil && refused.Code != codeAcknowledged {
				c.env.Log.Warn("interaction not acknowledged", "error", err)
				return err
			}
			return nil
		}
		if !retry.Sleep(ctx, wait.Next()) {
			c.env.Log.Warn("interaction not acknowledged in time", "error", err)
			return err
		}
	}
}

// gone says whether an acknowledgement was refused, so that nothing can be said in its place.
func gone(err error) bool {
	var refused *restError
	return errors.As(err, &refused) && refused.Status < 500
}
