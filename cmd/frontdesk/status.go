package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// statusCommand is frontdesk status.
type statusCommand struct {
	configFlag
	Watch  bool   `short:"w" help:"Show it again every second: redrawn on a terminal, a line each time otherwise."`
	Format string `enum:"text,json" default:"text" help:"text or json; with --watch one JSON object a line."`
}

// Run shows how the running gateway fares, by what its processes and its work have written into the store. It fails where
// no process runs.
func (c statusCommand) Run(ctx context.Context, p process) error {
	return c.withStoreAnyhow(ctx, p, func(folder *configs.Folder, st *store.Store) error {
		if c.Watch {
			return c.watch(ctx, p.stdout, folder, st)
		}
		r, err := readStatus(ctx, st, channelNames(folder), time.Now())
		if err != nil {
			return err
		}
		if c.Format == "json" {
			enc := json.NewEncoder(p.stdout)
			enc.SetIndent("", "  ")
			err = enc.Encode(r)
		} else {
			err = r.write(p.stdout, columns(p.stdout))
		}
		if err == nil && !r.runs() {
			return errSilent
		}
		return err
	})
}

// watchEvery is how often --watch looks.
const watchEvery = time.Second

// watch shows the status again and again until ctx ends.
func (c statusCommand) watch(ctx context.Context, w io.Writer, folder *configs.Folder, st *store.Store) error {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		r, err := readStatus(ctx, st, channelNames(folder), time.Now())
		if ctx.Err() != nil {
			return nil //nolint:nilerr // it was cut short: the person has seen enough
		}
		if err != nil {
			return err
		}
		if err := c.show(w, r); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// show is one look of a watch.
func (c statusCommand) show(w io.Writer, r statusReport) error {
	if c.Format == "json" {
		return json.NewEncoder(w).Encode(r)
	}
	if width, height := terminalSize(w); width > 0 {
		return r.redraw(w, width, height)
	}
	_, err := fmt.Fprintln(w, r.line())
	return err
}

// statusReport is all that status shows.
type statusReport struct {
	At        time.Time         `json:"at"`
	Processes []gateway.Process `json:"processes"` // who spoke last comes first
	Running   int               `json:"running"`   // processes
	Gone      int               `json:"gone"`      // processes that ended without a word and were not replaced
	Stuck     []string          `json:"stuck"`     // processes of this machine that are there, and have written nothing for as long
	Channels  []channelStatus   `json:"channels"`
	Pauses    []gateway.Pause   `json:"pauses"`
	Work      map[string]int    `json:"work"` // that waits or runs, by kind
	GivenUp   int               `json:"given_up"`
	Oldest    time.Time         `json:"oldest_unsettled,omitzero"` // message
	Teams     []teamStatus      `json:"teams"`
}

// channelStatus is one channel, as the process that runs it and the store tell.
type channelStatus struct {
	Name string `json:"name"`
	gateway.ChannelState
	Process     string          `json:"process,omitempty"` // that runs it; empty: none does
	LastMessage time.Time       `json:"last_message,omitzero"`
	LagSeconds  float64         `json:"lag_seconds"` // of the last message, from its arrival at the remote
	Unsettled   int             `json:"unsettled"`
	Oldest      time.Time       `json:"oldest_unsettled,omitzero"`
	Outgoing    int             `json:"outgoing"`
	Breaker     gateway.Breaker `json:"breaker"`
}

// teamStatus is what waits for the people of one team.
type teamStatus struct {
	Team    string    `json:"team"`
	Waiting int       `json:"waiting"`
	Urgent  int       `json:"urgent"`
	DueSoon int       `json:"due_within_the_hour"`
	Missed  int       `json:"missed"`
	NextDue time.Time `json:"next_due,omitzero"`
}
