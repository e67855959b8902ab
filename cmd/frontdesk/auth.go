package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"frontdesk/connectors"
	"frontdesk/gateway"
)

// authCommand is frontdesk auth.
type authCommand struct {
	Login  authLoginCommand  `cmd:"" help:"Let Frontdesk into a channel's account: shows a code or an address for your browser."`
	Status authStatusCommand `cmd:"" help:"Say how every channel logs in, and how long that holds."`
}

// authLoginCommand is frontdesk auth login.
type authLoginCommand struct {
	configFlag

	Channel string `arg:"" help:"The channel."`
	Device  bool   `xor:"way" help:"By a code that you type in on any device."`
	Browser bool   `xor:"way" help:"By a browser, on this machine or another."`
	Port    int    `placeholder:"PORT" help:"Port of this machine that the browser is sent back to (default: any free one)."`
}

// Run lets a person log in. A gateway that runs takes the new login by itself.
func (c authLoginCommand) Run(ctx context.Context, p process) error {
	l, err := c.mustRead(p.stderr)
	if err != nil {
		return err
	}
	ch, err := l.channel(c.Channel)
	if err != nil {
		return err
	}
	a, err := l.authorizer(ctx, ch)
	if err != nil {
		return err
	}
	if err := a.Authorize(ctx, c.authorization(p)); err != nil {
		return fmt.Errorf("channel %s: %w", ch.Name, err)
	}
	fmt.Fprintf(p.stdout, "channel %s is logged in; a gateway that runs goes on with it within a minute or two\n", ch.Name)
	return nil
}

func (c authLoginCommand) authorization(p process) gateway.Authorization {
	a := gateway.Authorization{Port: c.Port, Say: func(text string) { fmt.Fprintln(p.stdout, text) }, Input: p.stdin}
	switch {
	case c.Device:
		a.Way = "device"
	case c.Browser:
		a.Way = "browser"
	}
	return a
}

// authorizer opens a channel whose account a person can let the program into.
func (l loaded) authorizer(ctx context.Context, ch connectors.Channel) (gateway.Authorizer, error) {
	conn, err := ch.Open(ctx, gateway.Environment{Keys: gateway.NewKeyring(), Now: time.Now, StateDir: l.stateDir(ctx), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, err
	}
	a, ok := conn.(gateway.Authorizer)
	if !ok {
		return nil, fmt.Errorf("channel %s: %w", ch.Name, gateway.ErrNoAuthorization)
	}
	return a, nil
}

// authStatusCommand is frontdesk auth status.
type authStatusCommand struct {
	configFlag
}

// Run prints a line a channel.
func (c authStatusCommand) Run(ctx context.Context, p process) error {
	l, err := c.mustRead(p.stderr)
	if err != nil {
		return err
	}
	bad := false
	for _, ch := range l.channels {
		line, ok := l.loginLine(ctx, ch)
		bad = bad || !ok
		fmt.Fprintf(p.stdout, "%s: %s\n", ch.Name, line)
	}
	if bad {
		return errSilent
	}
	return nil
}

// loginLine says how a channel logs in; false where that does not work.
func (l loaded) loginLine(ctx context.Context, ch connectors.Channel) (line string, ok bool) {
	a, err := l.authorizer(ctx, ch)
	var login gateway.Login
	if err == nil {
		login, err = a.Authorized(ctx)
	}
	switch {
	case errors.Is(err, gateway.ErrNoAuthorization):
		return "logs in by a secret of the config", true
	case err != nil:
		return printable(err.Error()), false
	}
	line = "logs in by tokens"
	if !login.Since.IsZero() {
		line = "logged in on " + login.Since.Local().Format(time.DateOnly)
	}
	if !login.Expires.IsZero() {
		line += ", the present token until " + clockAt(login.Expires, time.Now()) + ", renewed by itself"
	}
	return line, true
}
