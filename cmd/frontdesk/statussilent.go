package main

import (
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
)

// silentFor is how long a process has written nothing, where that is longer than between two of its heartbeats; else zero.
func (r *statusReport) silentFor(p gateway.Process) time.Duration {
	if silence := r.At.Sub(p.Seen); silence > pipeline.SilentAfter {
		return silence
	}
	return 0
}

// findStuck names the processes that are lost and yet on this machine. A full or locked store takes no heartbeat, and whoever
// believes that nothing runs starts another gateway into it.
func (r *statusReport) findStuck(here func(id string) bool) []string {
	stuck := []string{}
	for _, p := range r.Processes {
		if !r.lives(p) && here(p.ID) {
			stuck = append(stuck, p.ID)
		}
	}
	return stuck
}

func (r *statusReport) isStuck(p gateway.Process) bool { return slices.Contains(r.Stuck, p.ID) }

// stuckRunner is the stuck process that received from a channel when it last wrote.
func (r *statusReport) stuckRunner(channel string) (gateway.Process, bool) {
	i := slices.IndexFunc(r.Processes, func(p gateway.Process) bool { return r.isStuck(p) && p.Channels[channel].Running })
	if i < 0 {
		return gateway.Process{}, false
	}
	return r.Processes[i], true
}

// lastKnown says how a channel fared when its process last wrote.
func (r *statusReport) lastKnown(p gateway.Process, channel string) string {
	last := p.Channels[channel]
	told := last.State + " at " + r.clock(p.Seen) + ", when its process last wrote"
	if last.Problem != "" {
		told += ": " + last.Problem
	}
	return told
}

// isHere says whether this machine has a process with the number of an id, host/number/random.
func isHere(id string) bool {
	parts := strings.Split(id, "/")
	host, err := os.Hostname()
	if err != nil || len(parts) != 3 || parts[0] != host {
		return false
	}
	number, err := strconv.Atoi(parts[1])
	if err != nil || number <= 0 || number == os.Getpid() {
		return false
	}
	found, err := os.FindProcess(number)
	if err != nil {
		return false
	}
	err = found.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, os.ErrPermission)
}
