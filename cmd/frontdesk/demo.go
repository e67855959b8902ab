package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/prometheus/client_golang/prometheus"

	"frontdesk/cmd/frontdesk/demo"
	"frontdesk/gateway/metrics"
	"frontdesk/gateway/pipeline"
)

// demoCommand is frontdesk demo.
type demoCommand struct {
	Community bool   `help:"Show a community chat instead of a mailbox: a small Discord of its own, with a page to take part in it."`
	Fast      bool   `help:"Do not wait, print one line a message and end; exit status 1 if one did not end as expected."`
	Keep      string `type:"path" placeholder:"DIR" help:"Leave mails, store and config in this new or empty folder."`
}

// Run shows the demo until it is told to end.
func (c demoCommand) Run(ctx context.Context, p process) error {
	o := demo.Options{Fast: c.Fast, Keep: c.Keep, Stdout: p.stdout, Command: ownCommand(), Start: startDemo(p.stderr), Approve: approveDraft}
	if width := columns(p.stdout); width > 0 {
		o.Colours = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		o.Width = min(max(width, minWidth), maxWidth)
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGHUP) // a terminal that is closed
	defer stop()
	if c.Community {
		return demo.RunCommunity(ctx, o)
	}
	return demo.Run(ctx, o)
}

// Widths of the demo, in cells: what replies need, and what reads well.
const (
	minWidth = 40
	maxWidth = 100
)

// startDemo runs a config folder as frontdesk run does.
func startDemo(stderr io.Writer) demo.Start {
	return func(ctx context.Context, config string, log *slog.Logger, settled func(pipeline.Settled)) (func() error, error) {
		l, err := configFlag{Config: config}.mustLoad(stderr)
		if err != nil {
			return nil, err
		}
		gw, st, err := l.assemble(ctx, log, metrics.New(prometheus.NewRegistry()), settled)
		if err != nil {
			return nil, fmt.Errorf("start the gateway: %w", err)
		}
		ended := make(chan error, 1)
		go func() {
			err := gw.Run(ctx)
			ended <- errors.Join(err, st.Close())
		}()
		return func() error { return <-ended }, nil
	}
}

// approveDraft does what frontdesk tickets approve does.
func approveDraft(ctx context.Context, config, ticket, agent string) error {
	c := ticketsApprove{agentFlags{configFlag: configFlag{Config: config}, agentFlag: agentFlag{As: agent}, ID: ticket}}
	return c.Run(ctx, process{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard})
}

// ownCommand is how the reader has started this program.
func ownCommand() string {
	path, err := os.Executable()
	if err == nil && strings.Contains(filepath.ToSlash(path), "/go-build") {
		return "go run ./cmd/frontdesk"
	}
	if len(os.Args) == 0 || filepath.Base(os.Args[0]) == os.Args[0] {
		return "frontdesk"
	}
	return os.Args[0]
}
