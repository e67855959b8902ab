package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway/store"
	"frontdesk/matchers"
)

// explainCommand is frontdesk explain.
type explainCommand struct {
	configFlag
	ID        string `arg:"" optional:"" help:"Id of a message, ticket, conversation or delivery, its beginning, or a Message-ID."`
	MessageID string `name:"message-id" placeholder:"ID" help:"Message-ID of a mail, also one without @."`
	Last      int    `placeholder:"N" help:"The last N messages, the newest first."`
	Replay    bool   `help:"Decide each again with the config as it is now, by what was stored, and say what differs."`
	Format    string `enum:"text,json" default:"text" help:"text or json."`
}

// Run prints the trace of the messages that are asked for.
func (c explainCommand) Run(ctx context.Context, p process) error {
	chosen := 0
	for _, one := range []bool{c.ID != "", c.MessageID != "", c.Last != 0} {
		if one {
			chosen++
		}
	}
	if c.Last < 0 {
		return usageError{fmt.Errorf("--last %d: at least 1", c.Last)}
	}
	if chosen != 1 {
		return usageError{errors.New("name one id, or --message-id, or --last N")}
	}
	if c.Replay {
		return c.replay(ctx, p)
	}
	return c.withStore(ctx, p, func(st *store.Store) error {
		modes, err := c.modes(ctx, st)
		if err != nil {
			return err
		}
		return c.all(ctx, p, st, modes)
	})
}

// modes are those of matchers that have another one than the config says; none where the config has errors, which hide no
// decision that was made before.
func (c explainCommand) modes(ctx context.Context, st *store.Store) (map[string]matchers.Overlay, error) {
	var problems configs.Problems
	l := load(c.dir(), &problems)
	if problems.Errors() > 0 {
		return nil, nil
	}
	changes, err := st.Modes(ctx)
	if err != nil {
		return nil, err
	}
	now, err := l.policy.Overlaid(changes)
	if err != nil {
		return nil, err
	}
	return now.Matchers.Overlays(), nil
}

// all explains every message that is asked for.
func (c explainCommand) all(ctx context.Context, p process, st *store.Store, modes map[string]matchers.Overlay) error {
	ids, err := c.messages(ctx, st)
	if err != nil {
		return err
	}
	if len(ids) == 0 && c.Format == "text" {
		fmt.Fprintln(p.stdout, "no message was received yet")
	}
	for i, id := range ids {
		if i > 0 {
			fmt.Fprintln(p.stdout)
		}
		if err := c.explain(ctx, p.stdout, st, id, modes); err != nil {
			return err
		}
	}
	return nil
}

// messages are the ids of those that are asked for.
func (c explainCommand) messages(ctx context.Context, st *store.Store) ([]string, error) {
	switch {
	case c.Last > 0:
		last, err := st.Messages(ctx, store.MessageFilter{Limit: c.Last})
		var ids []string
		for _, m := range last {
			ids = append(ids, m.ID)
		}
		return ids, err
	case c.MessageID != "":
		ids, err := st.ByMessageID(ctx, strings.Trim(c.MessageID, "<>"))
		if err == nil && len(ids) == 0 {
			return nil, fmt.Errorf("no message with the Message-ID %q was received", c.MessageID)
		}
		return ids, err
	}
	return messagesOf(ctx, st, strings.Trim(c.ID, "<>"))
}

// messagesOf finds the messages that an id stands for.
func messagesOf(ctx context.Context, st *store.Store, id string) ([]string, error) {
	found, err := st.Lookup(ctx, id)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, fmt.Errorf("look up %q: %w", id, err)
	}
	var ids []string
	for _, f := range found {
		more, err := messagesBehind(ctx, st, f)
		if err != nil {
			return nil, fmt.Errorf("look up %q: %w", id, err)
		}
		ids = append(ids, more...)
	}
	if len(ids) == 0 {
		return nil, fmt.Errorf("nothing is known by the id %q; frontdesk tickets lists tickets", id)
	}
	return ids, nil
}

// messagesBehind are the messages that led to what was found.
func messagesBehind(ctx context.Context, st *store.Store, f store.Found) ([]string, error) {
	conversation := f.ID
	switch f.Kind {
	case "message":
		return []string{f.ID}, nil
	case "delivery":
		d, err := st.Delivery(ctx, f.ID)
		return []string{d.Message}, err
	case "ticket":
		t, err := st.Ticket(ctx, f.ID)
		if err != nil {
			return nil, err
		}
		conversation = t.Conversation
	}
	msgs, err := st.TicketMessages(ctx, conversation)
	var ids []string
	for _, m := range msgs {
		ids = append(ids, m.ID)
	}
	return ids, err
}

func (c explainCommand) explain(ctx context.Context, w io.Writer, st *store.Store, id string, modes map[string]matchers.Overlay) error {
	m, err := st.Message(ctx, id)
	if err != nil {
		return fmt.Errorf("message %s: %w", id, err)
	}
	dec, err := st.Trace(ctx, id)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("trace of message %s: %w", id, err)
	}
	if c.Format == "json" {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(dec)
	}
	w = folded(w, columns(w))
	if m.State == store.MessageForgotten {
		fmt.Fprintf(w, "message %s was forgotten, as keep: in frontdesk.yaml says; its outcome was %s\n", id, m.Outcome)
		return nil
	}
	if m.Received.IsZero() { // nothing in it says when
		m.Received = m.Accepted
	}
	fmt.Fprintf(w, "message %s in %s, from %s, received %s\n  %-13s %s\n", m.ID, m.Channel, orNothing(printable(m.Author.Addr)),
		m.Received.Local().Format(time.RFC1123), "subject", orNothing(printable(m.Subject)))
	if errors.Is(err, store.ErrNotFound) {
		fmt.Fprintf(w, "  %-13s %s\n", "state", m.State+": not decided yet")
		return nil
	}
	fmt.Fprintf(w, "%s: %s\n", strings.ToUpper(string(dec.Outcome)), printable(dec.Reason))
	printTrace(w, dec)
	fmt.Fprintf(w, "  %-13s %s, config %s\n", "decided", dec.Trace.At.Local().Format(time.RFC1123), clip(dec.Trace.Policy, 12))
	if o, ok := modes[dec.Matcher]; ok && o.Since.After(dec.Trace.At) {
		fmt.Fprintf(w, "  %-13s %s was %s\n", "since then", dec.Matcher, o)
	}
	return nil
}

func splitLines(s string) []string { return strings.Split(s, "\n") }
