package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors"
	"frontdesk/gateway"
)

// probeTime is how long the look at one channel may take.
const probeTime = 4 * time.Minute

// doctorCommand is frontdesk doctor.
type doctorCommand struct {
	configFlag

	Channels []string `arg:"" optional:"" name:"channel" help:"Channels to look at (default: all, and what is around them)."`
	Send     bool     `help:"Send a mail from each mailbox to itself, and wait for it for up to a minute."`
	Format   string   `enum:"text,json" default:"text" help:"text or json."`
	Quiet    bool     `short:"q" help:"Leave out what is well."`
	DNS      string   `placeholder:"HOST:PORT" help:"Name server to ask (default: the system's)."`
}

// examined is a finding with what it was found about.
type examined struct {
	About string `json:"about"` // config, store or a channel
	gateway.Finding
}

// Run looks at the account of every channel, and at the machine, and prints what it found with its mend. It changes nothing,
// and sends nothing unless it is told to.
func (c doctorCommand) Run(ctx context.Context, p process) error {
	l, err := c.mustRead(p.stderr)
	if err != nil {
		return err
	}
	chosen, err := c.choose(l.channels)
	if err != nil {
		return err
	}
	report := doctorReport{out: p.stdout, quiet: c.Quiet, json: c.Format == "json"}
	if len(c.Channels) == 0 {
		report.add(l.examineConfig(ctx)...)
		report.add(l.examineStore(ctx)...)
	}
	for _, ch := range chosen {
		report.add(c.examine(ctx, l, ch)...)
	}
	return report.end(p.stderr)
}

func (c doctorCommand) choose(all []connectors.Channel) ([]connectors.Channel, error) {
	if len(c.Channels) == 0 {
		return all, nil
	}
	names := make([]string, 0, len(all))
	for _, ch := range all {
		names = append(names, ch.Name)
	}
	var chosen []connectors.Channel
	for _, name := range c.Channels {
		i := slices.IndexFunc(all, func(ch connectors.Channel) bool { return ch.Name == name })
		if i < 0 {
			return nil, fmt.Errorf("there is no channel %q in %s; %s", name, c.dir(), configs.Hint(name, names...))
		}
		chosen = append(chosen, all[i])
	}
	return chosen, nil
}

// resolver asks the name server of the flag, or the system's.
func (c doctorCommand) resolver() *net.Resolver {
	if c.DNS == "" {
		return net.DefaultResolver
	}
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, c.DNS)
	}}
}

// examine looks at one channel.
func (c doctorCommand) examine(ctx context.Context, l loaded, ch connectors.Channel) []examined {
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	about, resolver := "channel "+ch.Name, c.resolver()
	conn, err := ch.Open(ctx, gateway.Environment{
		Keys: gateway.NewKeyring(), Now: time.Now, StateDir: l.stateDir(ctx), LookupTXT: resolver.LookupTXT,
		TeamRooms: func() []string { return l.policy.Rooms(ch.Name) },
	})
	if err != nil {
		return []examined{{about, gateway.Finding{Level: gateway.LevelProblem, What: openError(err)}}}
	}
	var findings []gateway.Finding
	switch conn := conn.(type) {
	case gateway.Examiner:
		findings = conn.Examine(ctx, gateway.Examination{Send: c.Send, LookupHost: resolver.LookupHost})
	case gateway.Prober:
		findings = probed(conn.Probe(ctx), about)
	default:
		findings = []gateway.Finding{{Level: gateway.LevelNote, What: "channels of kind " + ch.Kind.Name + " cannot be examined"}}
	}
	all := make([]examined, 0, len(findings))
	for _, f := range findings {
		all = append(all, examined{about, f})
	}
	return all
}

// openError leaves out the channel's name, under which it is told.
func openError(err error) string {
	if cause := errors.Unwrap(err); cause != nil {
		return cause.Error()
	}
	return err.Error()
}

// probed are the problems of a prober that says nothing of what is well.
func probed(problems []gateway.Problem, about string) []gateway.Finding {
	if len(problems) == 0 {
		return []gateway.Finding{{Level: gateway.LevelOK, What: "nothing is wrong"}}
	}
	findings := make([]gateway.Finding, 0, len(problems))
	for _, p := range problems {
		findings = append(findings, gateway.Finding{Level: gateway.LevelProblem, Place: placeWithin(p.Place, about), What: p.What, Hint: p.Hint})
	}
	return findings
}
