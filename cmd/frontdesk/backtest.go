package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"frontdesk/gateway"
	"frontdesk/gateway/backtest"
	"frontdesk/gateway/pipeline"
)

// backtestCommand is frontdesk backtest. It builds no transport and writes to no store.
type backtestCommand struct {
	configFlag
	Source        string `arg:"" help:"An mbox file, a Maildir, a folder of .eml files; imap:CHANNEL/FOLDER for a folder of a channel's account, mailbox for the one that it reads; store for what was received."`
	Channel       string `placeholder:"NAME" help:"The channel that the mail came in by (default: the first of the config)."`
	Folder        string `placeholder:"NAME" help:"Of the mailbox (default: the one that the channel reads)."`
	Days          int    `default:"30" help:"Of the store: so many days."`
	Baseline      string `type:"path" placeholder:"DIR" help:"Another config folder: show what is decided otherwise than by it, mail by mail."`
	Labels        string `type:"existingfile" placeholder:"FILE" help:"Measure: a line is the mail's path or Message-ID, tab, the matcher that is right, or none."`
	HTML          string `name:"html" type:"path" placeholder:"FILE" help:"Write the report as one page too, with charts and what would have been said."`
	ShowAddresses bool   `help:"Do not mask addresses in the report."`
	TrustSenders  bool   `help:"Take every sender for authenticated, for mail that has lost its Return-Path."`
}

// Run goes through the mail and prints the report. A threshold of gate: that was missed makes the exit status 1.
func (c backtestCommand) Run(ctx context.Context, p process) error {
	c, err := c.named()
	if err != nil {
		return err
	}
	l, err := c.mustLoad(p.stderr)
	if err != nil {
		return err
	}
	o, err := c.options(p, l)
	if err != nil {
		return err
	}
	if err := mayWrite(c.HTML); err != nil {
		return err
	}
	bar := newProgress(p.stderr)
	defer bar.end()
	src, done, err := c.open(ctx, l, &o, bar)
	if err != nil {
		return err
	}
	o.Progress = bar.show
	report, err := backtest.Run(ctx, src, o)
	bar.end()
	if err := errors.Join(err, done()); err != nil {
		return err
	}
	return c.write(p.stdout, report, l.gate.Judge(report), backtest.Shown{Addresses: c.ShowAddresses, Own: o.Channel.Addresses})
}

// options are what the flags and the config say.
func (c backtestCommand) options(p process, l loaded) (backtest.Options, error) {
	channel, err := l.channel(c.Channel)
	if err != nil {
		return backtest.Options{}, err
	}
	o := backtest.Options{Policy: l.policy, Channel: channel.Channel}
	if c.Baseline != "" {
		if o.Baseline, o.BaselineChannel, err = c.baseline(p, channel.Name); err != nil {
			return o, err
		}
	}
	if c.Days < 1 {
		return o, fmt.Errorf("--days %d: at least 1", c.Days)
	}
	if c.Labels == "" {
		return o, nil
	}
	f, err := os.Open(c.Labels)
	if err != nil {
		return o, notRead(c.Labels, err)
	}
	defer f.Close()
	o.Labels, err = backtest.ReadLabels(f, relative(c.Labels), l.policy.Matchers)
	return o, err
}

// baseline is the other config, and its channel of the same name, else its first.
func (c backtestCommand) baseline(p process, channel string) (*pipeline.Policy, gateway.Channel, error) {
	other, err := configFlag{Config: c.Baseline}.mustLoad(p.stderr)
	if err != nil {
		return nil, gateway.Channel{}, err
	}
	same, err := other.channel(channel)
	if err != nil {
		same, err = other.channel("")
	}
	return other.policy, same.Channel, err
}

// write prints the report, and the page where one is asked for.
func (c backtestCommand) write(w io.Writer, r *backtest.Report, gate []backtest.Passed, shown backtest.Shown) error {
	if err := r.WriteText(w, shown); err != nil {
		return err
	}
	missed := false
	for i, one := range gate {
		if i == 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintln(w, one)
		missed = missed || !one.OK()
	}
	if c.HTML != "" {
		err := writeFile(c.HTML, func(w io.Writer) error { return r.WriteHTML(w, filepath.Base(c.Source), gate, shown) })
		if err != nil {
			return err
		}
	}
	if missed {
		return errSilent
	}
	return nil
}
