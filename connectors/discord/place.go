package discord

import (
	"context"
	"errors"
	"net/http"

	"github.com/bwmarrin/discordgo"

	"frontdesk/gateway"
)

// archiveAfter is how many minutes a thread that we open stays in view without a message: the most that Discord allows.
const archiveAfter = 10080

// place finds the room that a delivery goes to, and opens it where there is none. Whatever fails here, nothing was delivered.
func (c *Connector) place(ctx context.Context, d gateway.Delivery) (target, error) {
	p := d.Post
	if p.Place == gateway.PlaceDirect {
		return c.direct(ctx, d)
	}
	room, err := c.roomOf(ctx, p.Room)
	if err != nil {
		return target{}, err
	}
	_, replyTo, ok := splitID(p.ReplyTo)
	if !ok && isID(p.ReplyTo) {
		replyTo = p.ReplyTo
	}
	switch p.Place {
	case gateway.PlaceThread:
		if replyTo == "" {
			return target{}, refuse("delivery %s opens a thread below no message", d.ID)
		}
		return c.threadBelow(ctx, d, room, replyTo)
	case gateway.PlacePrivate:
		return c.private(ctx, d, room)
	case gateway.PlaceReply:
		return target{room: room, replyTo: replyTo}, nil
	case gateway.PlaceRoom:
		return target{room: room}, nil
	}
	return target{}, refuse("delivery %s has the unknown place %q", d.ID, p.Place)
}

// roomOf is the id of a room that is named or given by its id.
func (c *Connector) roomOf(ctx context.Context, name string) (string, error) {
	if isID(name) {
		return name, nil
	}
	found, problem := c.rooms.lookup(name)
	if problem != nil {
		if err := c.list(ctx); err != nil {
			return "", judgeBefore(ctx, err)
		}
		found, problem = c.rooms.lookup(name)
	}
	c.rooms.look()
	c.board.set(aboutRooms, c.rooms.unknown())
	if problem != nil {
		return "", refuse("%s", problem)
	}
	return found.ID, nil
}

// list reads all guilds and rooms by REST, where no session has told them.
func (c *Connector) list(ctx context.Context) error {
	if len(c.rooms.guildIDs()) > 0 {
		return nil
	}
	var me user
	if err := c.rest.do(ctx, call{method: http.MethodGet, path: "/users/@me", out: &me}); err != nil {
		return err
	}
	c.rooms.await(me.ID, nil)
	var guilds []guild
	if err := c.rest.do(ctx, call{method: http.MethodGet, path: "/users/@me/guilds", out: &guilds}); err != nil {
		return err
	}
	for _, g := range guilds {
		if err := c.relist(ctx, g.ID); err != nil {
			return err
		}
	}
	return nil
}

// threadBelow opens the thread of a message, or finds the one it has. In a thread or post the answer is a reply there.
func (c *Connector) threadBelow(ctx context.Context, d gateway.Delivery, room, message string) (target, error) {
	if at := c.lookAt(ctx, room); at.isThread() {
		return target{room: room, replyTo: message}, nil
	}
	if there, known := c.rooms.find(message); known && there.isThread() {
		return target{room: message, opened: true}, nil // a thread has the id of its message
	}
	if err := c.rights.check(room, c.env.Now()); err != nil {
		return target{}, judgeBefore(ctx, err)
	}
	var opened channel
	err := c.rest.do(ctx, call{
		method: http.MethodPost, path: "/channels/" + room + "/messages/" + message + "/threads", out: &opened, patience: c.timing.patience,
		body: map[string]any{"name": titleOf(d), "auto_archive_duration": archiveAfter},
	})
	switch {
	case err == nil && opened.ID != "":
		c.rooms.put(opened)
		return target{room: opened.ID, opened: true}, nil
	case isRefusal(err, codeThreadExists):
		return target{room: message, opened: true}, nil
	case isRefusal(err, codeWrongRoom):
		return target{room: room, replyTo: message}, nil
	case isRefusal(err, codeMissingPermissions):
		return target{}, c.mayNotOpen(ctx, room, err, discordgo.PermissionCreatePublicThreads)
	case err == nil:
		err = errors.New("open a thread: the answer names none")
	}
	c.accountRefused(err)
	return target{}, judgeBefore(ctx, err)
}

// titleOf is the name of a thread that is opened for a delivery.
func titleOf(d gateway.Delivery) string {
	for _, s := range []string{d.Post.Title, d.Subject, d.To.Name} {
		if title := printable(s, maxTitle); title != "" {
			return title
		}
	}
	return "Your question"
}

// mayNotOpen tells of a room in which the bot may not open threads. It still may write there.
func (c *Connector) mayNotOpen(ctx context.Context, room string, err error, asked int64) error {
	var refused *restError
	if errors.As(err, &refused) {
		c.denied(room, refused, asked|discordgo.PermissionViewChannel)
		c.rights.allow(room)
	}
	return judgeBefore(ctx, err)
}

// private opens a private thread with the recipient below a room. A forum has none: there it is a direct conversation.
func (c *Connector) private(ctx context.Context, d gateway.Delivery, room string) (target, error) {
	if !isID(d.To.Addr) {
		return target{}, refuse("delivery %s has a recipient that is no account of Discord", d.ID)
	}
	thread := c.opened.find(d.ID)
	if thread == "" {
		var err error
		thread, err = c.openPrivate(ctx, d, c.above(ctx, room))
		if isRefusal(err, codeWrongRoom, codeFormBody, codeDirectOnly) {
			return c.direct(ctx, d)
		}
		if err != nil {
			return target{}, err
		}
		c.opened.keep(d.ID, thread)
	}
	err := c.rest.do(ctx, call{
		method: http.MethodPut, path: "/channels/" + thread + "/thread-members/" + d.To.Addr, patience: c.timing.patience,
	})
	if err != nil {
		return target{}, judgeBefore(ctx, err)
	}
	return target{room: thread, opened: true}, nil
}

func (c *Connector) openPrivate(ctx context.Context, d gateway.Delivery, room string) (string, error) {
	var opened channel
	err := c.rest.do(ctx, call{
		method: http.MethodPost, path: "/channels/" + room + "/threads", out: &opened, patience: c.timing.patience,
		body: map[string]any{
			"name": titleOf(d), "type": discordgo.ChannelTypeGuildPrivateThread, "invitable": false, "auto_archive_duration": archiveAfter,
		},
	})
	if isRefusal(err, codeMissingPermissions) {
		return "", c.mayNotOpen(ctx, room, err, discordgo.PermissionCreatePrivateThreads|discordgo.PermissionSendMessagesInThreads)
	}
	if err == nil && opened.ID == "" {
		err = errors.New("open a private thread: the answer names none")
	}
	c.accountRefused(err)
	return opened.ID, judgeBefore(ctx, err)
}

// above is the room that a thread is below; the room itself where it is none.
func (c *Connector) above(ctx context.Context, room string) string {
	if found := c.lookAt(ctx, room); found.isThread() {
		return found.ParentID
	}
	return room
}

// lookAt is what is known of a room; it is asked for where no session has told of it.
func (c *Connector) lookAt(ctx context.Context, room string) channel {
	found, known := c.rooms.find(room)
	if !known {
		// Where this fails, what is to be done in the room fails too, and says why.
		_ = c.rest.do(ctx, call{method: http.MethodGet, path: "/channels/" + room, out: &found, patience: c.timing.patience})
	}
	return found
}

// direct opens the conversation with the recipient alone; Discord gives the same one every time.
func (c *Connector) direct(ctx context.Context, d gateway.Delivery) (target, error) {
	if !isID(d.To.Addr) {
		return target{}, refuse("delivery %s has a recipient that is no account of Discord", d.ID)
	}
	var opened channel
	err := c.rest.do(ctx, call{
		method: http.MethodPost, path: "/users/@me/channels", body: map[string]string{"recipient_id": d.To.Addr}, out: &opened,
		patience: c.timing.patience,
	})
	if err == nil && opened.ID == "" {
		err = errors.New("open a direct conversation: the answer names none")
	}
	if err != nil {
		c.accountRefused(err)
		return target{}, judgeBefore(ctx, err)
	}
	return target{room: opened.ID, opened: true}, nil
}
