package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"frontdesk/connectors"
	"frontdesk/gateway"
)

// probeTime is how long the look at one channel may take.
const probeTime = 2 * time.Minute

// doctorCommand is frontdesk doctor.
type doctorCommand struct {
	configFlag
	Channels []string `arg:"" optional:"" name:"channel" help:"Channels to look at (default: all)."`
}

// Run looks at the account of every channel and prints what is wrong, with its mend. It changes nothing and sends nothing.
func (c doctorCommand) Run(ctx context.Context, p process) error {
	l, err := c.mustRead(p.stderr)
	if err != nil {
		return err
	}
	chosen, err := c.choose(l.channels)
	if err != nil {
		return err
	}
	bad := 0
	for _, ch := range chosen {
		bad += examine(ctx, ch, l.policy.Rooms(ch.Name), p.stdout)
	}
	if bad == 0 {
		return nil
	}
	fmt.Fprintf(p.stderr, "%s\n", count(bad, "problem"))
	return errSilent
}

func (c doctorCommand) choose(all []connectors.Channel) ([]connectors.Channel, error) {
	if len(c.Channels) == 0 {
		return all, nil
	}
	var chosen []connectors.Channel
	for _, name := range c.Channels {
		i := slices.IndexFunc(all, func(ch connectors.Channel) bool { return ch.Name == name })
		if i < 0 {
			return nil, fmt.Errorf("there is no channel %q in %s", name, c.dir())
		}
		chosen = append(chosen, all[i])
	}
	return chosen, nil
}

// examine prints a channel's problems and counts them; teams get tickets in these rooms of it.
func examine(ctx context.Context, ch connectors.Channel, rooms []string, out io.Writer) int {
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	conn, err := ch.Open(ctx, gateway.Environment{
		Keys: gateway.NewKeyring(), Now: time.Now, TeamRooms: func() []string { return rooms },
	})
	if err != nil {
		fmt.Fprintln(out, err)
		return 1
	}
	prober, ok := conn.(gateway.Prober)
	if !ok {
		fmt.Fprintf(out, "channel %s: channels of kind %s cannot be examined\n", ch.Name, ch.Kind.Name)
		return 0
	}
	problems := prober.Probe(ctx)
	for _, p := range problems {
		fmt.Fprintln(out, p)
	}
	if len(problems) == 0 {
		fmt.Fprintf(out, "channel %s: ok\n", ch.Name)
	}
	return len(problems)
}
