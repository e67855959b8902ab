package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"frontdesk/connectors"
	"frontdesk/gateway"
	"frontdesk/gateway/backtest"
	"frontdesk/gateway/store"
)

// Sources that are no files.
const (
	sourceStore   = "store"
	sourceMailbox = "mailbox"
	sourceFolder  = "imap:" // then the channel, a slash and the folder
)

// named takes a source that names its channel and folder apart: "imap:support/Archive/2026" is the folder Archive/2026 of the
// account of channel support, "imap:support" the folder that the channel reads.
func (c backtestCommand) named() (backtestCommand, error) {
	rest, ok := strings.CutPrefix(c.Source, sourceFolder)
	if _, err := os.Stat(c.Source); !ok || err == nil {
		return c, nil
	}
	channel, folder, _ := strings.Cut(rest, "/")
	switch {
	case channel == "":
		return c, fmt.Errorf("%s names no channel; write %ssupport/Archive for the folder Archive of channel support", c.Source, sourceFolder)
	case c.Channel != "" && c.Channel != channel:
		return c, fmt.Errorf("%s is mail of channel %s, and --channel says %s; take one of them out", c.Source, channel, c.Channel)
	case c.Folder != "" && folder != "" && c.Folder != folder:
		return c, fmt.Errorf("%s is folder %s, and --folder says %s; take one of them out", c.Source, folder, c.Folder)
	}
	c.Source, c.Channel, c.Folder = sourceMailbox, channel, cmp.Or(folder, c.Folder)
	return c, nil
}

// open opens what the mail comes from; done closes it.
func (c backtestCommand) open(ctx context.Context, l loaded, o *backtest.Options, bar *progress) (src backtest.Source, done func() error, err error) {
	channel, err := l.channel(c.Channel)
	if err != nil {
		return nil, nil, err
	}
	_, err = os.Stat(c.Source)
	switch missing := errors.Is(err, fs.ErrNotExist); {
	case missing && c.Source == sourceStore:
		return c.openStore(ctx, l, o)
	case missing && c.Source == sourceMailbox:
		return c.openMailbox(ctx, l, channel, bar)
	}
	if err != nil {
		return nil, nil, notRead(c.Source, err)
	}
	a, err := backtest.Open(c.Source, channel.Read, bar.found)
	if err != nil {
		return nil, nil, err
	}
	a.Trusting = c.TrustSenders
	return a, func() error { return nil }, nil
}

// openStore reads what the gateway has received.
func (c backtestCommand) openStore(ctx context.Context, l loaded, o *backtest.Options) (backtest.Source, func() error, error) {
	st, err := l.lookInto(ctx, store.RefuseOlder)
	if err != nil {
		return nil, nil, err
	}
	if o.Keys, err = st.Keyring(ctx); err != nil {
		return nil, nil, errors.Join(err, st.Close())
	}
	kept, err := backtest.FromStore(ctx, st, time.Now().AddDate(0, 0, -c.Days))
	if err == nil && kept.Len() == 0 {
		err = fmt.Errorf("the store holds nothing of the last %s", count(c.Days, "day"))
	}
	if err != nil {
		return nil, nil, errors.Join(err, st.Close())
	}
	return kept, st.Close, nil
}

// openMailbox fetches a folder of the channel's account.
func (c backtestCommand) openMailbox(ctx context.Context, l loaded, channel connectors.Channel, bar *progress) (backtest.Source, func() error, error) {
	conn, err := channel.Open(ctx, gateway.Environment{Keys: gateway.NewKeyring(), StateDir: l.stateDir(ctx)})
	if err != nil {
		return nil, nil, err
	}
	exporter, ok := conn.(gateway.Exporter)
	if !ok {
		return nil, nil, fmt.Errorf("channel %s is of kind %s, whose messages cannot be fetched for a backtest; use store", channel.Name, channel.Kind.Name)
	}
	spool, err := backtest.NewSpool(channel.Read)
	if err != nil {
		return nil, nil, err
	}
	spool.Trusting = c.TrustSenders
	err = exporter.Export(ctx, c.Folder, func(name string, raw []byte) error {
		bar.found(spool.Len())
		return spool.Add(name, raw)
	})
	if err == nil {
		err = spool.Done()
	}
	if errors.Is(err, backtest.ErrNoMail) {
		folder := "the folder that it reads"
		if c.Folder != "" {
			folder = "folder " + c.Folder
		}
		return nil, nil, errors.Join(fmt.Errorf("channel %s: %s holds no mail; name another, such as imap:%s/Archive", channel.Name, folder, channel.Name), spool.Close())
	}
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("fetch the mail of channel %s: %w", channel.Name, err), spool.Close())
	}
	return spool, spool.Close, nil
}
