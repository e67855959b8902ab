package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"os"
	"os/exec"
	"os/user"
	"slices"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

// agentFlag names the agent at the terminal.
type agentFlag struct {
	As string `placeholder:"ADDRESS" env:"FRONTDESK_AGENT" help:"Who you are, as in the team's agents (default: your user name)."`
}

// agentFlags name the ticket and the agent who works it.
type agentFlags struct {
	configFlag
	agentFlag
	ID string `arg:"" help:"Id of the ticket, or its beginning."`
}

// agent is who works the ticket.
func (f agentFlag) agent() gateway.Address {
	if a, err := mail.ParseAddress(f.As); err == nil {
		return gateway.Address{Name: a.Name, Addr: a.Address}
	}
	if f.As != "" {
		return gateway.Address{Addr: f.As}
	}
	if u, err := user.Current(); err == nil {
		return gateway.Address{Addr: u.Username}
	}
	return gateway.Address{Addr: "somebody at the terminal"}
}

// work does one thing at the ticket and says what became of it.
func (f agentFlags) work(ctx context.Context, p process, do func(*pipeline.Desk, gateway.Address) (done string, err error)) error {
	return f.withFront(ctx, p, func(l loaded, st *store.Store) error {
		row, err := st.Ticket(ctx, f.ID)
		switch {
		case errors.Is(err, store.ErrNotFound):
			return fmt.Errorf("no ticket %q; frontdesk tickets lists them", f.ID)
		case errors.Is(err, store.ErrAmbiguous):
			return fmt.Errorf("more than one ticket begins with %q; give more of its id", f.ID)
		case err != nil:
			return err
		}
		done, err := do(pipeline.NewDesk(st, l.policy, time.Now), f.agent())
		if err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "ticket %s: %s\n", row.ID, done)
		if t := l.policy.Teams[row.Team]; t != nil && !isAgent(t, f.agent()) {
			fmt.Fprintf(p.stderr, "%s is no agent of team %s, whose people answer by mail; say who you are with --as or FRONTDESK_AGENT\n", f.agent().Addr, t.Name)
		}
		return nil
	})
}

func isAgent(t *pipeline.Team, a gateway.Address) bool {
	return slices.ContainsFunc(t.Agents, func(agent string) bool { return strings.EqualFold(agent, a.Addr) })
}

type ticketsTake struct{ agentFlags }

// Run takes a ticket, also from a colleague.
func (c ticketsTake) Run(ctx context.Context, p process) error {
	return c.work(ctx, p, func(d *pipeline.Desk, a gateway.Address) (string, error) {
		was, err := d.Take(ctx, c.ID, a)
		done := "taken by " + a.Addr
		if was.TakenBy != "" && !strings.EqualFold(was.TakenBy, a.Addr) {
			done += "; it was with " + printable(was.TakenBy)
		}
		return done, err
	})
}

type ticketsClose struct{ agentFlags }

// Run closes a ticket.
func (c ticketsClose) Run(ctx context.Context, p process) error {
	return c.work(ctx, p, func(d *pipeline.Desk, a gateway.Address) (string, error) {
		was, err := d.Close(ctx, c.ID, a)
		if was.State == gateway.TicketClosed {
			return "it is closed since " + clockAt(was.Closed, time.Now()) + "; nothing was changed", err
		}
		return "closed", err
	})
}

type ticketsApprove struct{ agentFlags }

// Run lets the drafts of a ticket go.
func (c ticketsApprove) Run(ctx context.Context, p process) error {
	return c.work(ctx, p, func(d *pipeline.Desk, a gateway.Address) (string, error) {
		return "the draft goes to the customer", d.Approve(ctx, c.ID, a)
	})
}

type ticketsAnswer struct {
	agentFlags
	Text string `placeholder:"TEXT" help:"The answer; without it $EDITOR opens on a terminal, else standard input is read."`
}

// Run answers the customer.
func (c ticketsAnswer) Run(ctx context.Context, p process) error {
	text, err := c.text(ctx, p)
	if err != nil {
		return err
	}
	err = c.work(ctx, p, func(d *pipeline.Desk, a gateway.Address) (string, error) {
		return "the answer goes to the customer", d.Answer(ctx, c.ID, a, text)
	})
	if err != nil && c.Text == "" && strings.TrimSpace(text) != "" {
		return keep(text, err)
	}
	return err
}

// keep saves a text that could not be sent, and says where.
func keep(text string, why error) error {
	file, err := os.CreateTemp("", "answer-*.txt")
	if err != nil {
		return why
	}
	_, err = file.WriteString(text)
	if err := errors.Join(err, file.Close()); err != nil {
		return why
	}
	return fmt.Errorf("%w; your text is kept in %s", why, file.Name())
}

// maxAnswer bounds an answer that is read.
const maxAnswer = 1 << 20

func (c ticketsAnswer) text(ctx context.Context, p process) (string, error) {
	if c.Text != "" {
		return c.Text, nil
	}
	if isTerminal(p.stdin) {
		return edit(ctx, p.stdin)
	}
	raw, err := io.ReadAll(io.LimitReader(p.typed(ctx), maxAnswer))
	if err != nil {
		return "", fmt.Errorf("read the answer: %w", err)
	}
	return string(raw), nil
}

// edit lets the agent write in an editor; lines that begin with # at the top are instructions.
func edit(ctx context.Context, terminal io.Reader) (string, error) {
	file, err := os.CreateTemp("", "answer-*.txt")
	if err != nil {
		return "", fmt.Errorf("make a file for the answer: %w", err)
	}
	defer os.Remove(file.Name()) //nolint:errcheck // a file in the temporary folder
	const instructions = "# Write the answer below. Lines at the top that begin with # are left out; an empty text sends nothing.\n\n"
	_, err = file.WriteString(instructions)
	if err := errors.Join(err, file.Close()); err != nil {
		return "", fmt.Errorf("write the file for the answer: %w", err)
	}
	editor := os.Getenv("EDITOR")
	if editor == "" {
		editor = "vi"
	}
	words := append(strings.Fields(editor), file.Name())
	cmd := exec.CommandContext(ctx, words[0], words[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = terminal, os.Stdout, os.Stderr
	defer leaveSignals()()
	if err := cmd.Run(); errors.Is(err, exec.ErrNotFound) {
		return "", fmt.Errorf("there is no program %s to write the answer in; set EDITOR, or give the answer with --text", words[0])
	} else if err != nil {
		return "", fmt.Errorf("run %s: %w; set EDITOR, or give the answer with --text", editor, err)
	}
	raw, err := os.ReadFile(file.Name())
	if err != nil {
		return "", fmt.Errorf("read the answer: %w", err)
	}
	text := string(raw)
	for strings.HasPrefix(text, "#") {
		_, text, _ = strings.Cut(text, "\n")
	}
	return text, nil
}
