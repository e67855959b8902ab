package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors"
	"frontdesk/gateway/simulate"
)

// simulateCommand is frontdesk simulate. It builds no transport and no store.
type simulateCommand struct {
	configFlag
	Channel string        `placeholder:"NAME" help:"The channel that customers write to (default: the first of the config)."`
	PerDay  float64       `default:"200" help:"Messages on a plain weekday."`
	Days    int           `default:"7" help:"How many days."`
	From    string        `placeholder:"DATE" help:"The first day, such as 2026-03-02 (default: next Monday)."`
	Surge   float64       `default:"1" help:"How many times as many come on the afternoon of the first day."`
	Agents  []string      `default:"2" placeholder:"N|TEAM=N" help:"People in each team, or in one: 2,billing=1."`
	Effort  time.Duration `default:"10m" help:"How long an answer takes an agent, in the median."`
	Zone    string        `placeholder:"ZONE" help:"Where customers live, such as Europe/Berlin: by their hours they write (default: where the channel's team works, by teams.yaml)."`
	Seed    uint64        `default:"1" help:"Another seed, another week of the same kind."`
	HTML    string        `name:"html" type:"path" placeholder:"FILE" help:"Write the report as one page too, with charts."`
}

// Bounds of a simulation.
const (
	mostDays     = 92
	mostMessages = 1_000_000
)

// Run plays the customers and prints what became of them.
func (c simulateCommand) Run(ctx context.Context, p process) error {
	l, err := c.mustLoad(p.stderr)
	if err != nil {
		return err
	}
	channel, err := l.channel(c.Channel)
	if err != nil {
		return err
	}
	if channel.Manners != nil {
		return fmt.Errorf("channel %s is a chat; customers are simulated for mail only, name another with --channel", channel.Name)
	}
	o, err := c.options(time.Now(), simulate.PlaceOf(l.policy, channel.Team))
	if err != nil {
		return err
	}
	if err := c.address(&o, l, channel); err != nil {
		return err
	}
	if err := mayWrite(c.HTML); err != nil {
		return err
	}
	bar := newProgress(p.stderr)
	defer bar.end()
	o.Progress = bar.show
	report, err := simulate.Run(ctx, o)
	bar.end()
	if err != nil {
		return err
	}
	return c.write(p.stdout, report)
}

// address puts what the config says into the options.
func (c simulateCommand) address(o *simulate.Options, l loaded, channel connectors.Channel) error {
	for team := range o.Agents.Teams {
		if _, known := l.policy.Teams[team]; !known {
			hint := configs.Hint(team, slices.Sorted(maps.Keys(l.policy.Teams))...)
			return fmt.Errorf("--agents %s: no team of teams.yaml is named so; %s", team, or(hint, "it has none"))
		}
	}
	o.Policy, o.Channel = l.policy, channel.Channel
	o.Customers.Texts, o.Customers.Read, o.Customers.Address = simulate.Texts(l.policy.Matchers), channel.Read, "support@example.com"
	if len(channel.Addresses) > 0 {
		o.Customers.Address = channel.Addresses[0]
	}
	return nil
}

// options are what the flags say; the customers live at this place where they do not say another.
func (c simulateCommand) options(now time.Time, place simulate.Place) (simulate.Options, error) {
	var o simulate.Options
	place, err := c.place(place)
	if err != nil {
		return o, err
	}
	from, err := c.from(now, place.Zone)
	switch {
	case err != nil:
		return o, err
	case c.Days < 1 || c.Days > mostDays:
		return o, fmt.Errorf("--days %d: between 1 and %d", c.Days, mostDays)
	case c.PerDay <= 0 || c.Surge <= 0 || c.Effort <= 0:
		return o, errors.New("--per-day, --surge and --effort are to be above 0")
	case c.PerDay*float64(c.Days)*max(1, c.Surge) > mostMessages:
		return o, fmt.Errorf("that is more than %d messages; fewer days, or fewer a day", mostMessages)
	}
	o.Customers = simulate.Customers{From: from, Days: c.Days, PerDay: c.PerDay, Surge: c.Surge, Place: place, Seed: c.Seed}
	o.Agents, err = parseAgents(c.Agents, c.Effort)
	return o, err
}

// place is that of --zone, else the one of the config.
func (c simulateCommand) place(configured simulate.Place) (simulate.Place, error) {
	if c.Zone == "" {
		return configured, nil
	}
	if isZone(c.Zone) != nil {
		return configured, fmt.Errorf("--zone %s is not known; write one such as Europe/Berlin", c.Zone)
	}
	zone, err := time.LoadLocation(c.Zone)
	return simulate.Place{Zone: zone, Why: "by --zone"}, err
}

// from is the midnight at which the first day begins: that of --from, else of next Monday.
func (c simulateCommand) from(now time.Time, zone *time.Location) (time.Time, error) {
	if c.From == "" {
		today := simulate.Midnight(now, zone)
		return today.AddDate(0, 0, 7-int(today.Weekday()+6)%7), nil
	}
	from, err := time.ParseInLocation(time.DateOnly, c.From, zone)
	if err != nil {
		return from, fmt.Errorf("--from %s is no date; write one such as 2026-03-02", c.From)
	}
	return from, nil
}

// parseAgents reads "2,billing=1".
func parseAgents(words []string, effort time.Duration) (simulate.Agents, error) {
	a := simulate.Agents{Each: 2, Teams: map[string]int{}, Effort: effort}
	for _, word := range words {
		team, number, named := strings.Cut(word, "=")
		if !named {
			number = word
		}
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 || n > 1000 {
			return a, fmt.Errorf("--agents %s: write a number, or TEAM=NUMBER", word)
		}
		if named {
			a.Teams[team] = n
		} else {
			a.Each = n
		}
	}
	return a, nil
}

func (c simulateCommand) write(w io.Writer, r *simulate.Report) error {
	if err := r.WriteText(w); err != nil || c.HTML == "" {
		return err
	}
	if err := writeFile(c.HTML, r.WriteHTML); err != nil {
		return err
	}
	fmt.Fprintf(w, "\n%s has it with charts.\n", relative(c.HTML))
	return nil
}
