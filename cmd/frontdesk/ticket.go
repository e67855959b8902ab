package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

type ticketsShow struct {
	configFlag
	pagerFlag
	ID     string `arg:"" help:"Id of the ticket, or its beginning."`
	Format string `enum:"text,jsonl" default:"text" help:"text, or jsonl: one JSON object without the conversation."`
}

// Run shows one ticket.
func (c ticketsShow) Run(ctx context.Context, p process) error {
	return c.withStore(ctx, p, func(st *store.Store) error { return c.show(ctx, p, st) })
}

func (c ticketsShow) show(ctx context.Context, p process, st *store.Store) error {
	row, err := st.Ticket(ctx, c.ID)
	if errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("no ticket %q; frontdesk tickets lists them", c.ID)
	}
	if err != nil {
		return fmt.Errorf("ticket %s: %w", c.ID, err)
	}
	if c.Format == "jsonl" {
		return writeTicketLines(p.stdout, []store.TicketRow{row})
	}
	return c.page(ctx, p, func(w io.Writer) error {
		w = folded(w, columns(p.stdout))
		writeTicket(w, row, time.Now())
		return writeConversation(ctx, w, st, row.Conversation)
	})
}

func writeTicket(w io.Writer, r store.TicketRow, now time.Time) {
	fmt.Fprintf(w, "ticket %s, %s, %s, team %s\n", r.ID, r.State, r.Urgency, dash(r.Team))
	fmt.Fprintf(w, "  customer  %s\n  subject   %s\n  reason    %s\n", orNothing(customerOf(r)), orNothing(printable(r.Subject)), printable(r.Reason))
	if r.Mark != "" {
		fmt.Fprintf(w, "  warning   %s\n", printable(r.Mark))
	}
	fmt.Fprintf(w, "  created   %s\n  due       %s\n", r.Created.Local().Format(time.RFC1123), due(r.Due, now))
	for _, n := range r.Notes {
		fmt.Fprintf(w, "  note      %s\n", printable(n))
	}
}

// writeConversation shows what was said, and what became of what we said.
func writeConversation(ctx context.Context, w io.Writer, st *store.Store, id string) error {
	msgs, err := st.TicketMessages(ctx, id)
	if err != nil {
		return fmt.Errorf("messages: %w", err)
	}
	for _, m := range msgs {
		fmt.Fprintf(w, "\n%s  %s wrote (message %s, %s)\n%s\n", m.Accepted.Local().Format(time.RFC1123), orNothing(printable(m.Author.Addr)), m.ID,
			m.Outcome, indent(printableText(m.Text)))
		for _, a := range m.Attachments {
			fmt.Fprintf(w, "  attached: %s (%s, %d bytes)\n", printable(a.Name), printable(a.Type), a.Size)
		}
	}
	sent, err := st.Deliveries(ctx, id)
	if err != nil {
		return fmt.Errorf("deliveries: %w", err)
	}
	for _, d := range sent {
		fmt.Fprintf(w, "\n%s  %s to %s: %s", d.Created.Local().Format(time.RFC1123), d.Kind, printable(d.To.Addr), d.State)
		if d.Cause != "" {
			fmt.Fprintf(w, " (%s)", printable(d.Cause))
		}
		fmt.Fprintln(w)
		if d.Kind != gateway.KindForward {
			fmt.Fprintln(w, indent(printableText(d.Text)))
		}
	}
	return nil
}

// printableText is printable for each line.
func printableText(s string) string {
	lines := splitLines(s)
	for i, line := range lines {
		lines[i] = printable(line)
	}
	return strings.Join(lines, "\n")
}
