package discord

import (
	"context"
	"slices"
	"strings"

	"frontdesk/gateway"
)

const directSource = "direct"

// catchUpDirect reads what was missed in direct conversations. Discord lists none for a bot: those that somebody wrote in
// are remembered.
func (in *intake) catchUpDirect(ctx context.Context) error {
	if in.shard.id != 0 {
		return nil
	}
	if err := in.knowDirect(ctx); err != nil {
		return err
	}
	for _, room := range slices.Clone(in.direct) {
		m, err := in.mark(ctx, room)
		if err != nil {
			return err
		}
		if m.isZero() {
			continue
		}
		found := channel{ID: room}
		err = in.c.rest.patiently(ctx, call{method: "GET", path: "/channels/" + room, out: &found}, in.c.timing)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil || in.nothingNew(found, m) {
			continue
		}
		if err := in.catchUp(ctx, room, m); err != nil {
			return err
		}
	}
	return nil
}

func (in *intake) knowDirect(ctx context.Context) error {
	if in.direct != nil {
		return nil
	}
	value, err := in.cursor(ctx, directSource)
	if err != nil {
		return err
	}
	in.direct = []string{}
	for _, id := range strings.Split(value, ",") {
		if isID(id) {
			in.direct = append(in.direct, id)
		}
	}
	return nil
}

// talksTo remembers a direct conversation.
func (in *intake) talksTo(ctx context.Context, room string) error {
	if err := in.knowDirect(ctx); err != nil {
		return err
	}
	if slices.Contains(in.direct, room) {
		return nil
	}
	in.direct = append(in.direct, room)
	if n := len(in.direct); n > directMost {
		in.direct = in.direct[n-directMost:]
	}
	return in.store(ctx, nil, gateway.Cursor{Source: directSource, Value: strings.Join(in.direct, ",")})
}
