package demo

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"frontdesk/gateway/pipeline"
)

// Options of a demo.
type Options struct {
	Fast    bool      // do not wait between mails, print one line a mail, end
	Keep    string    // folder to leave everything in, new or empty; empty: a temporary one that is removed at the end
	Stdout  io.Writer // where the demo is shown
	Colours bool
	Width   int    // cells of a line; 0: 80
	Command string // how the reader starts frontdesk, for the hints: "frontdesk"
	Start   Start
	Approve Approve

	patience time.Duration // how long one step of a mail may take: being decided, or a reply arriving; 0: usualPatience
}

// Start runs the gateway of a config folder until ctx ends. It returns once the gateway works; wait returns when it has
// ended. settled is called after each settled message.
type Start func(ctx context.Context, config string, log *slog.Logger, settled func(pipeline.Settled)) (wait func() error, err error)

// Approve lets the draft of a ticket go to its customer, as the agent with this address; config is the gateway's.
type Approve func(ctx context.Context, config, ticket, agent string) error

const usualPatience = 20 * time.Second

// demo is one demo that runs.
type demo struct {
	Options
	shop     *shop
	news     *news
	troubles *troubles
	run      []byte // makes Message-IDs unique among demos
}

// Run shows the demo of mail. Fast, it ends after the last mail, with an error if one did not end as expected; else it runs
// until ctx ends.
func Run(ctx context.Context, o Options) (err error) {
	o = o.withDefaults()
	d := &demo{Options: o, news: newNews(), run: make([]byte, 4)}
	if _, err := rand.Read(d.run); err != nil {
		return err
	}
	if d.shop, err = openShop(o.Keep, d.news.onMail); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.shop.Close()) }()
	show := d.live
	if o.Fast {
		show = d.fast
	}
	g := stage{config: d.shop.config(), log: d.shop.log(), settled: d.news.onSettled}
	return o.withGateway(ctx, g, func(ctx context.Context, t *troubles) error {
		d.troubles = t
		return show(ctx)
	})
}

func (o Options) withDefaults() Options {
	if o.Width == 0 {
		o.Width = 80
	}
	if o.patience == 0 {
		o.patience = usualPatience
	}
	return o
}

// stage is what a gateway of a demo runs on.
type stage struct {
	config, log string // folder, file
	settled     func(pipeline.Settled)
}

// withGateway runs the gateway, and show beside it.
func (o Options) withGateway(ctx context.Context, s stage, show func(context.Context, *troubles) error) error {
	logFile, err := os.OpenFile(s.log, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("log of the demo: %w", err)
	}
	defer logFile.Close()
	t := newTroubles(logFile)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	wait, err := o.Start(ctx, s.config, slog.New(t), s.settled)
	if err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() {
		err := wait()
		cancel(fmt.Errorf("the gateway has ended: %w", orEnded(err)))
		ended <- err
	}()
	err = show(ctx, t)
	cancel(nil)
	return errors.Join(err, <-ended)
}

func orEnded(err error) error {
	if err == nil {
		return context.Canceled
	}
	return err
}
