package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// timeSpan is a time span on the command line: "2h", "90m", "30d".
type timeSpan time.Duration

// UnmarshalText reads what configs.ParseDuration reads.
func (t *timeSpan) UnmarshalText(text []byte) error {
	d, err := configs.ParseDuration(string(text))
	if err != nil || d <= 0 {
		err = fmt.Errorf("%q is no time above zero; write 30m, 2h or 5d", text)
	}
	*t = timeSpan(d)
	return err
}

// until is the end of the term from now; zero where none is set.
func (t timeSpan) until(now time.Time) time.Time {
	if t == 0 {
		return time.Time{}
	}
	return now.Add(time.Duration(t))
}

// chosenChannel is one channel, or all of them.
type chosenChannel struct {
	Channel string `arg:"" optional:"" help:"Name of the channel."`
	All     bool   `help:"All channels."`
}

// check says what is wrong with the choice. A channel that has left the config may be chosen where it is known otherwise.
func (c chosenChannel) check(folder *configs.Folder, known ...string) error {
	switch names := append(channelNames(folder), known...); {
	case c.All && c.Channel != "":
		return usageError{errors.New("name one channel, or --all, and not both")}
	case !c.All && c.Channel == "":
		return usageError{fmt.Errorf("name one channel, or --all; known are %s", strings.Join(slices.Compact(slices.Sorted(slices.Values(names))), ", "))}
	case !c.All && !slices.Contains(names, c.Channel):
		return fmt.Errorf("there is no channel %q; %s", c.Channel, configs.Hint(c.Channel, names...))
	}
	return nil
}

func (c chosenChannel) String() string {
	if c.All {
		return "all channels"
	}
	return "channel " + c.Channel
}

// pauseCommand is frontdesk pause.
type pauseCommand struct {
	configFlag
	agentFlag
	chosenChannel
	For    timeSpan `placeholder:"TIME" help:"Resume by itself after this time, such as 2h."`
	Reason string   `placeholder:"TEXT" help:"Why; it is shown to all who see the pause."`
}

// Run pauses automatic replies, from the next delivery on.
func (c pauseCommand) Run(ctx context.Context, p process) error {
	return c.withStoreAnyhow(ctx, p, func(folder *configs.Folder, st *store.Store) error {
		if err := c.check(folder); err != nil {
			return err
		}
		pause := gateway.Pause{Channel: c.Channel, Until: c.For.until(time.Now()), By: c.agent().Addr, Reason: c.Reason}
		if err := st.Pause(ctx, pause); err != nil {
			return err
		}
		end := "until frontdesk resume"
		if !pause.Until.IsZero() {
			end = "until " + clockAt(pause.Until, time.Now())
		}
		fmt.Fprintf(p.stdout, "%s: automatic replies are paused %s; mail is received and becomes tickets\n", c.chosenChannel, end)
		return nil
	})
}

// resumeCommand is frontdesk resume.
type resumeCommand struct {
	configFlag
	chosenChannel
}

// Run ends a pause; the one of all channels and those of single ones are ended apart.
func (c resumeCommand) Run(ctx context.Context, p process) error {
	return c.withStoreAnyhow(ctx, p, func(folder *configs.Folder, st *store.Store) error {
		before, err := st.Pauses(ctx)
		if err != nil {
			return err
		}
		if err := c.check(folder, pausedChannels(before)...); err != nil {
			return err
		}
		ended, err := st.Resume(ctx, c.Channel)
		if err != nil {
			return err
		}
		if ended {
			fmt.Fprintf(p.stdout, "%s: the pause is over\n", c.chosenChannel)
		} else {
			fmt.Fprintf(p.stdout, "%s: there was no pause\n", c.chosenChannel)
		}
		left, err := st.Pauses(ctx)
		for _, still := range left {
			if c.All || still.Concerns(c.Channel) {
				fmt.Fprintln(p.stdout, "still "+stillPaused(still, time.Now()))
			}
		}
		return err
	})
}

func pausedChannels(pauses []gateway.Pause) []string {
	var names []string
	for _, p := range pauses {
		if p.Channel != "" {
			names = append(names, p.Channel)
		}
	}
	return names
}

// stillPaused tells of a pause and how it is ended.
func stillPaused(p gateway.Pause, now time.Time) string {
	told := printable(p.Told(clockAt(p.Until, now)))
	if p.Channel == "" {
		return told + "; frontdesk resume --all ends it"
	}
	return told + "; frontdesk resume " + p.Channel + " ends it"
}
