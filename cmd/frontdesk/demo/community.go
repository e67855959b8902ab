package demo

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// community is one demo of a chat that runs: the gateway, and a Discord of its own with a small community in it.
type community struct {
	Options
	dir      string
	guild    *guild
	news     *news
	troubles *troubles
}

// Grace times of the demo's rooms. Fast, it is long enough for a person who answers at once, also on a busy machine; live,
// for a reader who answers as another member.
const (
	fastGrace = 2 * time.Second
	liveGrace = 6 * time.Second
)

// RunCommunity shows the demo of a chat. Fast, it ends after the last act, with an error if one did not end as expected;
// else it serves its page until ctx ends.
func RunCommunity(ctx context.Context, o Options) (err error) {
	c := &community{Options: o.withDefaults(), news: newNews()}
	if c.dir, err = makeFolder(o.Keep, "config", "store"); err != nil {
		return err
	}
	if o.Keep == "" {
		defer func() { err = errors.Join(err, os.RemoveAll(c.dir)) }()
	}
	c.guild = newGuild()
	defer c.guild.server.Close()
	grace, show := liveGrace, c.live
	if o.Fast {
		grace, show = fastGrace, c.fast
	}
	if err := c.writeConfig(grace); err != nil {
		return err
	}
	s := stage{config: c.config(), log: filepath.Join(c.dir, "gateway.log"), settled: c.news.onSettled}
	return o.withGateway(ctx, s, func(ctx context.Context, t *troubles) error {
		c.troubles = t
		if err := c.awaitBot(ctx); err != nil {
			return fmt.Errorf("%w%s", err, t.Last())
		}
		return show(ctx)
	})
}

func (c *community) config() string { return filepath.Join(c.dir, "config") }

// awaitBot waits until the bot is there and offers its commands.
func (c *community) awaitBot(ctx context.Context) error {
	return c.await(ctx, "the bot did not come", func() bool {
		return c.guild.server.Connected() > 0 && len(c.guild.bot.Commands(nil)) > 0
	})
}

// await waits until cond is true of the Discord; otherwise says what did not happen.
func (c *community) await(ctx context.Context, otherwise string, cond func() bool) error {
	ctx, cancel := context.WithTimeoutCause(ctx, c.patience, fmt.Errorf("%s within %s", otherwise, c.patience))
	defer cancel()
	if err := c.guild.server.Await(ctx, cond); err != nil {
		return errors.Join(context.Cause(ctx))
	}
	return nil
}
