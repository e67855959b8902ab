package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway/screen"
	"frontdesk/gateway/store"
)

// breakerCommand is frontdesk breaker.
type breakerCommand struct {
	List  breakerList  `cmd:"" default:"withargs" help:"List the channels: replies of the last hour, what is usual, and whether the breaker is open."`
	Close breakerClose `cmd:"" help:"Let a channel reply again, and forget what it has replied so far as evidence of a loop."`
}

type breakerList struct{ configFlag }

// Run lists the breakers of all channels.
func (c breakerList) Run(ctx context.Context, p process) error {
	return c.withStoreAnyhow(ctx, p, func(folder *configs.Folder, st *store.Store) error {
		return listBreakers(ctx, p.stdout, channelNames(folder), st)
	})
}

func listBreakers(ctx context.Context, w io.Writer, channels []string, st *store.Store) error {
	t := newTable("CHANNEL", "REPLIES", "ALARM", "BREAKER", "EVIDENCE")
	for _, name := range channels {
		u, err := st.MailboxUse(ctx, name, screen.MailboxHour)
		if err != nil {
			return err
		}
		replies, state, evidence := fmt.Sprint(u.Replies), "closed", "-"
		if u.Replies > u.Alarm { // counted no further
			replies = "over " + fmt.Sprint(u.Alarm)
		}
		if u.Breaker.Open(time.Now()) {
			state, evidence = "open until "+clockAt(u.Breaker.OpenUntil, time.Now()), u.Breaker.Evidence
		}
		t.row(name, replies, u.Alarm, state, printable(evidence))
	}
	return t.foldLast().write(w, columns(w)) // evidence is to be read as a whole
}

type breakerClose struct {
	configFlag
	Channel string `arg:"" help:"Name of the channel."`
}

// Run closes the breaker of one channel.
func (c breakerClose) Run(ctx context.Context, p process) error {
	return c.withStoreAnyhow(ctx, p, func(folder *configs.Folder, st *store.Store) error {
		if names := channelNames(folder); !slices.Contains(names, c.Channel) {
			return fmt.Errorf("there is no channel %q; %s", c.Channel, configs.Hint(c.Channel, names...))
		}
		closed, err := st.CloseBreaker(ctx, c.Channel)
		if err != nil {
			return err
		}
		if !closed {
			fmt.Fprintf(p.stdout, "channel %s: the breaker was not open\n", c.Channel)
			return nil
		}
		fmt.Fprintf(p.stdout, "channel %s: the breaker is closed, automatic replies go on\n", c.Channel)
		return nil
	})
}
