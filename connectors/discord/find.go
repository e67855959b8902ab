package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"frontdesk/gateway"
)

// findPages is how far back a room is looked through.
const findPages = 3

// Find implements [gateway.Finder]: it looks for a delivery in the room that it went to.
func (c *Connector) Find(ctx context.Context, d gateway.Delivery) (sent, known bool, err error) {
	if err := check(d); err != nil {
		return false, false, nil //nolint:nilerr // what cannot be sent was not
	}
	if d.Post.Place == gateway.PlaceRespond {
		return c.findResponse(ctx, d)
	}
	if d.Kind == gateway.KindEdit || d.Kind == gateway.KindRetraction {
		return false, false, nil // they may be done again
	}
	room, after, known, err := c.wentTo(ctx, d)
	if err != nil || !known {
		return false, false, ignoreGone(err)
	}
	return c.look(ctx, room, after, d)
}

// wentTo is the room that a delivery went to, and a message there after which it stands.
func (c *Connector) wentTo(ctx context.Context, d gateway.Delivery) (room, after string, known bool, err error) {
	_, replyTo, _ := splitID(d.Post.ReplyTo)
	switch d.Post.Place {
	case gateway.PlaceDirect:
		to, err := c.direct(ctx, d)
		return to.room, "", err == nil, err
	case gateway.PlacePrivate:
		room = c.opened.find(d.ID)
		return room, "", room != "", nil
	case gateway.PlaceThread:
		if at, _ := c.rooms.find(d.Post.Room); !at.isThread() {
			return replyTo, "", replyTo != "", nil
		}
	}
	room, err = c.roomOf(ctx, d.Post.Room)
	return room, replyTo, err == nil, err
}

// ignoreGone: a room that is gone has no evidence.
func ignoreGone(err error) error {
	var refused *restError
	if errors.As(err, &refused) && (refused.Status == http.StatusNotFound || refused.Status == http.StatusForbidden) {
		return nil
	}
	var definite *gateway.SendError
	if errors.As(err, &definite) && definite.Permanent {
		return nil
	}
	return err
}

// look pages through a room, from a message on or from the newest back. That there is no such message is known only where
// all that could be it was seen.
func (c *Connector) look(ctx context.Context, room, after string, d gateway.Delivery) (sent, known bool, err error) {
	query := ""
	if after != "" {
		query = "&after=" + after
	}
	for range findPages {
		var page []message
		path := fmt.Sprintf("/channels/%s/messages?limit=%d%s", room, catchUpPage, query)
		if err := c.rest.do(ctx, call{method: http.MethodGet, path: path, out: &page}); err != nil {
			return false, false, ignoreGone(err)
		}
		for _, m := range page {
			if c.isIt(m, d) {
				return true, true, nil
			}
		}
		if len(page) < catchUpPage {
			return false, true, nil
		}
		if after != "" {
			query = "&after=" + page[0].ID
		} else {
			query = "&before=" + page[len(page)-1].ID
		}
	}
	return false, false, nil
}

// isIt says whether a message is the delivery: it has its nonce, which Discord shows for a while, or it is ours, answers the
// same message and says the same.
func (c *Connector) isIt(m message, d gateway.Delivery) bool {
	if string(m.Nonce) == nonceOf(d.ID) {
		return true
	}
	if me := c.rooms.self(); m.Author == nil || !m.Author.Bot || me != "" && m.Author.ID != me {
		return false
	}
	answered := ""
	if m.Reference != nil {
		answered = m.Reference.MessageID
	}
	_, replyTo, _ := splitID(d.Post.ReplyTo)
	if d.Post.Place == gateway.PlaceReply && answered != replyTo {
		return false
	}
	return m.Nonce == "" && m.Content == *newBody(d).Content
}

// findResponse looks at what stands in place of a command's answer.
func (c *Connector) findResponse(ctx context.Context, d gateway.Delivery) (sent, known bool, err error) {
	app, token, followUp := splitToken(d.Post.Respond.Token)
	if app == "" || followUp {
		return false, false, nil
	}
	var m message
	err = c.rest.do(ctx, call{
		method: http.MethodGet, path: "/webhooks/" + app + "/" + token + "/messages/@original", out: &m, anonymous: true,
	})
	var refused *restError
	if errors.As(err, &refused) && refused.Status < http.StatusInternalServerError && refused.Status != http.StatusTooManyRequests {
		return false, false, nil
	}
	if err != nil {
		return false, false, fmt.Errorf("look at the answer of a command: %w", err)
	}
	return m.Content == *newBody(d).Content, true, nil
}

// provenAfter is how long a message may take to show that was posted without an answer; the nonce holds for longer.
const provenAfter = 10 * time.Second

// Proves implements [gateway.Prover]: a room shows all that was posted in it.
func (c *Connector) Proves() time.Duration { return provenAfter }
