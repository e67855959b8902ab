package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// ticketsCommand is frontdesk tickets.
type ticketsCommand struct {
	List    ticketsList    `cmd:"" default:"withargs" help:"List tickets, urgent ones first; on a narrow terminal with fewer columns, and an exclamation mark for urgent."`
	Show    ticketsShow    `cmd:"" help:"Show one ticket with its conversation."`
	Take    ticketsTake    `cmd:"" help:"Take a ticket: the machine is silent from then on."`
	Answer  ticketsAnswer  `cmd:"" help:"Answer the customer."`
	Approve ticketsApprove `cmd:"" help:"Let the draft of a ticket go to the customer."`
	Close   ticketsClose   `cmd:"" help:"Close a ticket; a new mail of the customer opens it again."`
}

type ticketsList struct {
	configFlag
	pagerFlag
	agentFlag
	State   []string `placeholder:"STATE" enum:"open,taken,answered,closed" help:"Only these: open, taken, answered or closed (default: all but closed)."`
	Team    string   `placeholder:"NAME" help:"Only of this team."`
	Channel string   `placeholder:"NAME" help:"Only of this channel."`
	Urgency string   `placeholder:"URGENCY" enum:"any,low,normal,urgent" default:"any" help:"Only of this urgency: low, normal or urgent."`
	Overdue bool     `help:"Only those whose promise was missed and that nobody has answered."`
	Mine    bool     `help:"Only those that you have taken; see --as."`
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
	return c.withFront(ctx, p, func(l loaded, st *store.Store) error {
		rows, err := st.Tickets(ctx, c.filter())
		if err != nil {
			return fmt.Errorf("list tickets: %w", err)
		}
		if len(rows) == 0 {
			if err := c.known(l); err != nil {
				return err
			}
		}
		now := time.Now()
		if rows = slices.DeleteFunc(rows, c.leavesOut(now)); c.Limit > 0 && len(rows) > c.Limit {
			rows = rows[:c.Limit]
		}
		if c.Format == "jsonl" {
			return writeTicketLines(p.stdout, rows)
		}
		return c.page(ctx, p, func(w io.Writer) error { return writeTicketTable(w, columns(p.stdout), rows, now) })
	})
}

// known fails where the config has no team or channel of the name that was asked for.
func (c ticketsList) known(l loaded) error {
	teams, channels := slices.Sorted(maps.Keys(l.policy.Teams)), slices.Sorted(maps.Keys(l.policy.Channels))
	switch {
	case c.Team != "" && !slices.Contains(teams, c.Team):
		return fmt.Errorf("no ticket and no team is named %q; %s", c.Team, configs.Hint(c.Team, teams...))
	case c.Channel != "" && !slices.Contains(channels, c.Channel):
		return fmt.Errorf("no ticket and no channel is named %q; %s", c.Channel, configs.Hint(c.Channel, channels...))
	}
	return nil
}

func (c ticketsList) filter() store.TicketFilter {
	f := store.TicketFilter{Team: c.Team, Channel: c.Channel, Limit: math.MaxInt32}
	if c.Urgency != "any" {
		f.Urgency = gateway.Urgency(c.Urgency)
	}
	for _, s := range c.State {
		f.States = append(f.States, gateway.TicketState(s))
	}
	if len(f.States) == 0 {
		f.States = []gateway.TicketState{gateway.TicketOpen, gateway.TicketTaken, gateway.TicketAnswered}
	}
	return f
}

// leavesOut says which tickets the store's filter does not know to leave out.
func (c ticketsList) leavesOut(now time.Time) func(store.TicketRow) bool {
	me := c.agent().Addr
	return func(r store.TicketRow) bool {
		waits := r.State == gateway.TicketOpen || r.State == gateway.TicketTaken
		return c.Overdue && (!waits || r.Due.IsZero() || !r.Due.Before(now)) || c.Mine && !strings.EqualFold(r.TakenBy, me)
	}
}

// withLoaded opens the store of a config that has no error anywhere.
func (f configFlag) withLoaded(ctx context.Context, p process, use func(loaded, *store.Store) error) error {
	l, err := f.mustRead(p.stderr)
	if err != nil {
		return err
	}
	st, err := l.lookInto(ctx, store.RefuseOlder)
	if err != nil {
		return err
	}
	return errors.Join(use(l, st), st.Close())
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

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// orNothing names what a mail lacks.
func orNothing(s string) string {
	if strings.TrimSpace(s) == "" {
		return "(none)"
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
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == 0x061c || r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			continue
		}
		out[n] = r
		n++
	}
	return string(out[:n])
}
