package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"frontdesk/gateway"
)

// Send implements [gateway.Connector].
func (c *Connector) Send(ctx context.Context, d gateway.Delivery) (gateway.Receipt, error) {
	if err := check(d); err != nil {
		return gateway.Receipt{}, err
	}
	c.lookForToken(ctx)
	switch {
	case d.Post.Place == gateway.PlaceRespond:
		return c.respond(ctx, d)
	case d.Kind == gateway.KindEdit:
		return c.edit(ctx, d)
	case d.Kind == gateway.KindRetraction:
		return c.retract(ctx, d)
	}
	to, err := c.place(ctx, d)
	if err != nil {
		return gateway.Receipt{}, err
	}
	return c.post(ctx, d, to)
}

// check refuses what nobody can deliver.
func check(d gateway.Delivery) error {
	p := d.Post
	switch {
	case p == nil:
		return refuse("delivery %s has no place in a chat", d.ID)
	case p.Place == gateway.PlaceRespond:
		if p.Respond == nil {
			return refuse("delivery %s answers a command that is not named", d.ID)
		}
		return nil
	case d.Kind == gateway.KindEdit || d.Kind == gateway.KindRetraction:
		if _, _, ok := splitID(p.Target); !ok {
			return refuse("delivery %s changes %q, which is no message of Discord", d.ID, p.Target)
		}
		return nil
	case d.To.Addr == "":
		return refuse("delivery %s has no recipient", d.ID)
	case p.Room == "" && p.Place != gateway.PlaceDirect:
		return refuse("delivery %s names no room", d.ID)
	}
	return nil
}

// target is the room that a message goes to, and the message there that it answers.
type target struct {
	room, replyTo string
	opened        bool // for this delivery
}

// post sends a message to a room.
func (c *Connector) post(ctx context.Context, d gateway.Delivery, to target) (gateway.Receipt, error) {
	if err := c.rights.check(to.room, c.env.Now()); err != nil {
		return gateway.Receipt{}, judge(ctx, err, true)
	}
	var sent message
	err := c.rest.do(ctx, call{
		method: http.MethodPost, path: "/channels/" + to.room + "/messages", body: newBody(d).posted(d, to.replyTo), out: &sent,
		patience: c.timing.patience,
	})
	if err == nil && (sent.ID == "" || sent.ChannelID == "") {
		err = errors.New("read the answer: it names no message")
	}
	if err != nil {
		return gateway.Receipt{}, c.failedIn(ctx, to.room, err)
	}
	r := gateway.Receipt{RemoteID: remoteID(sent.ChannelID, sent.ID)}
	if to.opened {
		r.Room = to.room
	}
	return r, nil
}

// failedIn judges a failure in a room, and remembers a room that refuses.
func (c *Connector) failedIn(ctx context.Context, room string, err error) error {
	var refused *restError
	if isRefusal(err, codeMissingAccess, codeMissingPermissions, codeNoHistory) && errors.As(err, &refused) {
		asked := discordgo.PermissionViewChannel | discordgo.PermissionReadMessageHistory | discordgo.PermissionSendMessages
		if found, _ := c.rooms.find(room); found.isThread() {
			asked = discordgo.PermissionViewChannel | discordgo.PermissionReadMessageHistory | discordgo.PermissionSendMessagesInThreads
		}
		c.denied(room, refused, int64(asked))
	}
	c.accountRefused(err)
	return judge(ctx, err, true)
}

// accountRefused tells of a token that is not valid any more.
func (c *Connector) accountRefused(err error) {
	var refused *restError
	if errors.As(err, &refused) && refused.Status == http.StatusUnauthorized && c.rest.refused.Load() {
		c.board.session(0, refusedToken())
	}
}

// edit replaces what an earlier delivery said.
func (c *Connector) edit(ctx context.Context, d gateway.Delivery) (gateway.Receipt, error) {
	room, id, _ := splitID(d.Post.Target)
	err := c.rest.do(ctx, call{
		method: http.MethodPatch, path: "/channels/" + room + "/messages/" + id, body: editBody(d), patience: c.timing.patience,
	})
	if err != nil {
		return gateway.Receipt{}, c.failedIn(ctx, room, err)
	}
	return gateway.Receipt{RemoteID: d.Post.Target}, nil
}

// retract deletes what an earlier delivery said; what is gone needs no more.
func (c *Connector) retract(ctx context.Context, d gateway.Delivery) (gateway.Receipt, error) {
	room, id, _ := splitID(d.Post.Target)
	err := c.rest.do(ctx, call{method: http.MethodDelete, path: "/channels/" + room + "/messages/" + id, patience: c.timing.patience})
	var refused *restError
	if err != nil && (!errors.As(err, &refused) || refused.Status != http.StatusNotFound) {
		return gateway.Receipt{}, c.failedIn(ctx, room, err)
	}
	return gateway.Receipt{RemoteID: d.Post.Target}, nil
}

// respond answers a command in place of what stands there now, or by a message to its author alone.
func (c *Connector) respond(ctx context.Context, d gateway.Delivery) (gateway.Receipt, error) {
	p := d.Post.Respond
	app, token, followUp := splitToken(p.Token)
	if app == "" || token == "" {
		return gateway.Receipt{}, refuse("delivery %s answers a command by something that is no token", d.ID)
	}
	if !c.env.Now().Before(p.Until) {
		return gateway.Receipt{}, &gateway.SendError{
			Permanent: true, Code: fmt.Sprintf("404 %d", codeUnknownWebhook), Err: errors.New("the time to answer the command is over"),
		}
	}
	c.unacknowledged.wait(ctx, token)
	do := call{
		method: http.MethodPatch, path: "/webhooks/" + app + "/" + token + "/messages/@original",
		body: editBody(d), anonymous: true, patience: c.timing.patience,
	}
	var sent message
	do.out = &sent
	switch {
	case d.Kind == gateway.KindRetraction:
		do.method, do.body, do.out = http.MethodDelete, nil, nil
	case followUp:
		b := newBody(d)
		if p.Private {
			b.Flags = int(discordgo.MessageFlagsEphemeral)
		}
		do.method, do.path, do.body = http.MethodPost, "/webhooks/"+app+"/"+token, b
	}
	if err := c.rest.do(ctx, do); err != nil {
		return gateway.Receipt{}, c.judgeRespond(ctx, err, *p)
	}
	if sent.ID == "" {
		return gateway.Receipt{RemoteID: d.Post.Target}, nil
	}
	return gateway.Receipt{RemoteID: remoteID(sent.ChannelID, sent.ID)}, nil
}

// callbackTime is how long after a command Discord waits for its acknowledgement ("Interactions", section Interaction Callback).
const callbackTime = 3 * time.Second

// judgeRespond is judge for the answer to a command. Another process may be about to acknowledge it.
func (c *Connector) judgeRespond(ctx context.Context, err error, p gateway.Respond) error {
	given := p.Until.Add(-respondWithin)
	if isRefusal(err, codeUnknownWebhook) && c.env.Now().Before(given.Add(2*callbackTime)) {
		return &gateway.SendError{Err: err}
	}
	return judge(ctx, err, false)
}

// splitToken reads gateway.Respond.Token: application, token, and whether a new message is meant.
func splitToken(s string) (app, token string, followUp bool) {
	parts := strings.Split(s, "/")
	if len(parts) < 2 || !isID(parts[0]) {
		return "", "", false
	}
	return parts[0], parts[1], len(parts) > 2 && parts[2] == followUpMark
}

// lookForToken reads the token anew after one was refused, now and then: a delivery may come without Run in this process.
func (c *Connector) lookForToken(ctx context.Context) {
	if !c.rest.refused.Load() {
		return
	}
	c.looking.Lock()
	defer c.looking.Unlock()
	if time.Since(c.looked) < c.timing.token {
		return
	}
	c.looked = time.Now()
	token, err := c.settings.Token.Resolve(ctx)
	if err == nil && plainToken(token) != *c.rest.token.Load() {
		c.rest.setToken(token)
		c.board.forget(0)
	}
}

// openedRooms remembers which room was opened for a delivery, so that another attempt at it does not open one more.
type openedRooms struct {
	mu    sync.Mutex
	rooms map[string]string
}

// openedMost bounds it: attempts at a delivery follow one another soon.
const openedMost = 1000

func newOpenedRooms() *openedRooms { return &openedRooms{rooms: map[string]string{}} }

func (o *openedRooms) find(delivery string) string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.rooms[delivery]
}

func (o *openedRooms) keep(delivery, room string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.rooms) >= openedMost {
		clear(o.rooms)
	}
	o.rooms[delivery] = room
}
