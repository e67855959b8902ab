package main

import (
	"context"
	"fmt"
	"io"
	"net/mail"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// suppressCommand is frontdesk suppress.
type suppressCommand struct {
	List   suppressList   `cmd:"" default:"withargs" help:"List the addresses to which nothing automatic goes, until when and why."`
	Add    suppressAdd    `cmd:"" help:"Let nothing automatic go to an address."`
	Remove suppressRemove `cmd:"" help:"Let an address be answered again."`
}

type suppressList struct{ configFlag }

// Run lists suppressed addresses.
func (c suppressList) Run(ctx context.Context, p process) error {
	return c.withStoreAnyhow(ctx, p, func(_ *configs.Folder, st *store.Store) error {
		all, err := st.Suppressions(ctx)
		if err != nil {
			return err
		}
		return writeSuppressions(p.stdout, all)
	})
}

func writeSuppressions(w io.Writer, all []store.Suppression) error {
	if len(all) == 0 {
		fmt.Fprintln(w, "no address is suppressed")
		return nil
	}
	t := newTable("ADDRESS", "SINCE", "UNTIL", "REASON")
	for _, s := range all {
		since := "-"
		if !s.Since.IsZero() {
			since = s.Since.Local().Format(time.DateOnly)
		}
		t.row(printable(s.Address), since, s.Until.Local().Format(time.DateOnly), dash(printable(s.Reason)))
	}
	const address = 0
	return t.foldLast().yield(address, 20).write(w, columns(w))
}

type suppressAdd struct {
	configFlag
	agentFlag
	Address string   `arg:"" help:"Mail address, or account of a chat."`
	For     timeSpan `placeholder:"TIME" default:"60d" help:"For how long (default: 60d)."`
	Reason  string   `placeholder:"TEXT" help:"Why."`
}

// Run suppresses an address; where it is suppressed already, term and reason are replaced.
func (c suppressAdd) Run(ctx context.Context, p process) error {
	address, err := canonical(c.Address)
	if err != nil {
		return err
	}
	reason := "by " + c.agent().Addr
	if c.Reason != "" {
		reason = c.Reason + " (" + reason + ")"
	}
	return c.withStoreAnyhow(ctx, p, func(_ *configs.Folder, st *store.Store) error {
		until := c.For.until(time.Now())
		if err := st.Suppress(ctx, address, until, reason); err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "%s: nothing automatic goes there until %s; its mail becomes tickets\n", address, until.Local().Format(time.DateOnly))
		return nil
	})
}

type suppressRemove struct {
	configFlag
	Address string `arg:"" help:"Mail address, or account of a chat."`
}

// Run lets an address be answered again.
func (c suppressRemove) Run(ctx context.Context, p process) error {
	address, err := canonical(c.Address)
	if err != nil {
		return err
	}
	return c.withStoreAnyhow(ctx, p, func(_ *configs.Folder, st *store.Store) error {
		was, err := st.Unsuppress(ctx, address)
		switch {
		case err != nil:
			return err
		case !was:
			return fmt.Errorf("%s is not suppressed; frontdesk suppress lists what is", address)
		}
		fmt.Fprintf(p.stdout, "%s: it is answered again\n", address)
		return nil
	})
}

// canonical is an address as it is stored; a chat's account is a number.
func canonical(text string) (string, error) {
	if isNumber(text) {
		return text, nil
	}
	a, err := mail.ParseAddress(text)
	if err != nil {
		return "", fmt.Errorf("%q is no mail address and no account of a chat, which is a number", text)
	}
	return gateway.Address{Addr: a.Address}.Canonical(), nil
}

func isNumber(text string) bool {
	for _, r := range text {
		if r < '0' || r > '9' {
			return false
		}
	}
	return text != ""
}
