package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"
)

// catchUp reads the messages of a room after its mark, the newest where there are too many, and hands them in oldest first.
func (in *intake) catchUp(ctx context.Context, room string, m mark) error {
	missed, more, err := in.missed(ctx, room, m)
	if err != nil {
		return in.notCaughtUp(ctx, room, err)
	}
	if more {
		in.c.env.Log.Warn("a room said more than is read after a gap; what is older stays unread", "room", room, "read", len(missed))
	}
	for len(missed) > 0 {
		n := min(len(missed), catchUpPage)
		var b batch
		for _, msg := range missed[:n] {
			if msg.Author == nil {
				continue
			}
			if err := in.addMessage(ctx, &b, msg); err != nil {
				return err
			}
		}
		if err := in.accept(ctx, &b); err != nil {
			return err
		}
		missed = missed[n:]
	}
	return nil
}

// notCaughtUp: a room that refuses to be read is told. Where it could not be read for another reason its mark stands still, and
// it is tried again in a while.
func (in *intake) notCaughtUp(ctx context.Context, room string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var refused *restError
	if errors.As(err, &refused) && refused.Status == http.StatusForbidden {
		in.c.denied(room, refused, discordgo.PermissionViewChannel|discordgo.PermissionReadMessageHistory)
		return nil
	}
	if refused != nil && refused.Status == http.StatusNotFound {
		return nil
	}
	in.c.env.Log.Warn("missed messages of a room not read, it is tried again", "room", room, "error", err)
	if len(in.behind) == 0 {
		time.AfterFunc(in.c.timing.behind, func() { in.queue.push(item{behind: true}) })
	}
	in.behind[room] = true
	return nil
}

// catchUpBehind tries the rooms again that could not be read.
func (in *intake) catchUpBehind(ctx context.Context) error {
	rooms := in.behind
	in.behind = map[string]bool{}
	for room := range rooms {
		m, err := in.mark(ctx, room)
		if err != nil {
			return err
		}
		if err := in.catchUp(ctx, room, m); err != nil {
			return err
		}
	}
	return nil
}

// missed pages back from the newest message to the mark, within the bounds. The messages come oldest first; more says that
// there were older ones.
func (in *intake) missed(ctx context.Context, room string, m mark) (found []message, more bool, err error) {
	oldest := max(m.low, snowflakeAt(in.c.env.Now().Add(-catchUpAge)))
	before := ""
	for len(found) < catchUpMost {
		var page []message
		path := fmt.Sprintf("/channels/%s/messages?limit=%d%s", room, catchUpPage, before)
		if err := in.c.rest.patiently(ctx, call{method: "GET", path: path, out: &page}, in.c.timing); err != nil {
			return nil, false, err
		}
		for _, msg := range page {
			id := parseSnowflake(msg.ID)
			if id <= oldest {
				slices.Reverse(found)
				return found, oldest > m.low && id > m.low, nil
			}
			if !m.has(id) {
				found = append(found, msg)
			}
		}
		if len(page) < catchUpPage {
			slices.Reverse(found)
			return found, false, nil
		}
		before = "&before=" + page[len(page)-1].ID
	}
	slices.Reverse(found)
	return found, true, nil
}
