package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"text/tabwriter"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// ticketsCommand is frontdesk tickets.
type ticketsCommand struct {
	List ticketsList `cmd:"" default:"withargs" help:"List tickets, urgent ones first."`
	Show ticketsShow `cmd:"" help:"Show one ticket with its conversation."`
}

type ticketsList struct {
	configFlag
	State   []string `placeholder:"STATE" enum:"open,taken,answered,closed" help:"Only these: open, taken, answered or closed (default: all but closed)."`
	Team    string   `placeholder:"NAME" help:"Only of this team."`
	Channel string   `placeholder:"NAME" help:"Only of this channel."`
	Limit   int      `default:"0" help:"At most so many; 0 is all."`
	Format  string   `enum:"text,jsonl" default:"text" help:"text, or jsonl: one JSON object a line."`
}

// ticketLine is one line of --format jsonl.
type ticketLine struct {
	ID        string              `json:"id"`
	State     gateway.TicketState `json:"state"`
	Urgency   gateway.Urgency     `json:"urgency"`
	Team      string              `json:"team"`
	Reason    string              `json:"reason"`
	Notes     []string            `json:"notes"`
	Channel   string              `json:"channel"`
	MessageID string              `json:"message_id"` // Message-ID of the customer's mail
	Customer  string              `json:"customer"`
	Subject   string              `json:"subject"`
	Created   time.Time           `json:"created"`
	Due       *time.Time          `json:"due"`
}

// Run lists the queue.
func (c ticketsList) Run(ctx context.Context, p process) error {
	return c.withStore(ctx, p, func(st *store.Store) error {
		rows, err := st.Tickets(ctx, c.filter())
		if err != nil {
			return fmt.Errorf("list tickets: %w", err)
		}
		if c.Format == "jsonl" {
			return writeTicketLines(p.stdout, rows)
		}
		return writeTicketTable(p.stdout, rows, time.Now())
	})
}

func (c ticketsList) filter() store.TicketFilter {
	f := store.TicketFilter{Team: c.Team, Channel: c.Channel, Limit: c.Limit}
	for _, s := range c.State {
		f.States = append(f.States, gateway.TicketState(s))
	}
	if f.Limit <= 0 {
		f.Limit = math.MaxInt32
	}
	if len(f.States) == 0 {
		f.States = []gateway.TicketState{gateway.TicketOpen, gateway.TicketTaken, gateway.TicketAnswered}
	}
	return f
}

// withStore opens the store of the config for f.
func (f configFlag) withStore(ctx context.Context, p process, use func(*store.Store) error) error {
	l, err := f.mustLoad(p.stderr)
	if err != nil {
		return err
	}
	st, err := l.openStore(ctx, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	return errors.Join(use(st), st.Close())
}

func writeTicketLines(w io.Writer, rows []store.TicketRow) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, r := range rows {
		l := ticketLine{
			ID: r.ID, State: r.State, Urgency: r.Urgency, Team: r.Team, Reason: r.Reason, Notes: r.Notes, Channel: r.Channel,
			MessageID: r.MessageID, Customer: r.Customer.Addr, Subject: r.Subject, Created: r.Created.UTC(),
		}
		if l.Notes == nil {
			l.Notes = []string{}
		}
		if !r.Due.IsZero() {
			due := r.Due.UTC()
			l.Due = &due
		}
		if err := enc.Encode(l); err != nil {
			return fmt.Errorf("write tickets: %w", err)
		}
	}
	return nil
}

func writeTicketTable(w io.Writer, rows []store.TicketRow, now time.Time) error {
	if len(rows) == 0 {
		fmt.Fprintln(w, "no tickets")
		return nil
	}
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintln(t, "ID\tSTATE\tURGENCY\tTEAM\tDUE\tCUSTOMER\tSUBJECT\tREASON")
	for _, r := range rows {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.ID, r.State, r.Urgency, dash(r.Team), due(r.Due, now),
			printable(r.Customer.Addr), clip(printable(r.Subject), 40), clip(printable(r.Reason), 60))
	}
	return t.Flush()
}

func due(at, now time.Time) string {
	switch {
	case at.IsZero():
		return "-"
	case at.Before(now):
		return "missed " + at.Local().Format("Mon 15:04")
	}
	return at.Local().Format("Mon 2 Jan 15:04")
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// clip cuts a text to n runes.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// printable drops what could play tricks on a terminal.
func printable(s string) string {
	out := []rune(s)
	n := 0
	for _, r := range out {
		if r == '\n' || r == '\t' {
			r = ' '
		}
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			continue
		}
		out[n] = r
		n++
	}
	return string(out[:n])
}

type ticketsShow struct {
	configFlag
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
	writeTicket(p.stdout, row, time.Now())
	return writeConversation(ctx, p.stdout, st, row.Conversation)
}

func writeTicket(w io.Writer, r store.TicketRow, now time.Time) {
	fmt.Fprintf(w, "ticket %s, %s, %s, team %s\n", r.ID, r.State, r.Urgency, dash(r.Team))
	fmt.Fprintf(w, "  customer  %s\n  subject   %s\n  reason    %s\n", printable(r.Customer.Addr), printable(r.Subject), printable(r.Reason))
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
		fmt.Fprintf(w, "\n%s  %s wrote (message %s, %s)\n%s\n", m.Accepted.Local().Format(time.RFC1123), printable(m.Author.Addr), m.ID,
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
	out := ""
	for i, line := range splitLines(s) {
		if i > 0 {
			out += "\n"
		}
		out += printable(line)
	}
	return out
}
