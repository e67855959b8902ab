package main

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"sync"

	"frontdesk/configs"
	"frontdesk/gateway/hours"
)

// closures are the calendars of the network that close teams.
type closures struct {
	contents map[string][]byte      // last good ones, by address
	fetched  chan map[string][]byte // what a fetch brought
	fetching *sync.WaitGroup
}

func newClosures() closures {
	return closures{contents: map[string][]byte{}, fetched: make(chan map[string][]byte), fetching: new(sync.WaitGroup)}
}

// fetch asks for all of them while everything else goes on; what cannot be fetched stays as it was.
func (c closures) fetch(ctx context.Context, sources []string, log *slog.Logger) {
	if len(sources) == 0 {
		return
	}
	c.fetching.Go(func() {
		contents := map[string][]byte{}
		for _, address := range sources {
			content, err := hours.Fetch(ctx, address)
			if err != nil {
				log.Warn("closures not fetched, what was known of them stays", "error", err)
				continue
			}
			contents[address] = content
		}
		select {
		case c.fetched <- contents:
		case <-ctx.Done():
		}
	})
}

// keep replaces what is known by what was fetched.
func (c closures) keep(contents map[string][]byte) { maps.Copy(c.contents, contents) }

// wait is for what was begun, after its context has ended.
func (c closures) wait() { c.fetching.Wait() }

// calendarWatch watches the iCalendar files that the hours name, wherever they are.
type calendarWatch struct {
	files   []string
	changed <-chan struct{}
	stop    context.CancelFunc
}

// watch follows these files from now on.
func (w *calendarWatch) watch(ctx context.Context, files []string, log *slog.Logger) {
	if slices.Equal(files, w.files) {
		return
	}
	if w.stop != nil {
		w.stop()
	}
	w.files, w.changed, w.stop = files, nil, nil
	if len(files) == 0 {
		return
	}
	watched, stop := context.WithCancel(ctx)
	changed, err := configs.WatchFiles(watched, files, quietFor)
	if err != nil {
		stop()
		log.Warn("calendars are not watched, send SIGHUP after a change", "error", err)
		return
	}
	w.changed, w.stop = changed, stop
}
