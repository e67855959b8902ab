package main

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway/hours"
	"frontdesk/gateway/pipeline"
)

// reloader builds the policy again when the files change or on SIGHUP; with errors the last good one stays.
type reloader struct {
	dir          string
	first        loaded
	gw           *pipeline.Gateway
	log          *slog.Logger
	shelf        *shelf
	needsRestart []byte // frontdesk.yaml as it was last looked at
	failed       bool   // the last try
	base         *pipeline.Policy
	closures     map[string][]byte // last good contents by address
}

// closuresEvery is how often the calendars that close teams are fetched.
const closuresEvery = 6 * time.Hour

// run reloads until ctx ends.
func (r *reloader) run(ctx context.Context) {
	changed, err := configs.Watch(ctx, r.dir, 200*time.Millisecond)
	if err != nil {
		r.log.Warn("config is not watched, send SIGHUP after a change", "error", err)
	}
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	defer signal.Stop(hup)
	r.base, r.closures = r.first.policy, map[string][]byte{}
	if learnt := r.learn(ctx, r.base); learnt != nil {
		r.base = learnt
		r.gw.SetPolicy(r.base)
	}
	again := time.NewTicker(closuresEvery)
	defer again.Stop()
	for {
		r.fetchClosures(ctx)
		select {
		case <-ctx.Done():
			return
		case <-again.C:
		case <-hup:
			r.reload(ctx, true)
		case <-changed:
			r.reload(ctx, false)
		}
	}
}

// learn returns a policy once it has learnt from its examples, while the one in use goes on; nil where it could not, or
// where ctx ended first. Learning itself cannot be cut off; it is left behind then.
func (r *reloader) learn(ctx context.Context, p *pipeline.Policy) *pipeline.Policy {
	if p.Matchers.Ready() {
		p.Articles.Learn()
		return p
	}
	type result struct {
		policy *pipeline.Policy
		err    error
	}
	start, done := time.Now(), make(chan result, 1)
	go func() {
		learnt, err := p.Learn(r.shelf)
		p.Articles.Learn()
		done <- result{learnt, err}
	}()
	select {
	case <-ctx.Done():
		return nil
	case got := <-done:
		if got.err != nil {
			r.log.Error("examples not learnt", "error", got.err)
			return nil
		}
		r.log.Info("examples learnt", "seconds", time.Since(start).Seconds())
		return got.policy
	}
}

// fetchClosures closes teams by the calendars that their hours name; what cannot be fetched stays as it was.
func (r *reloader) fetchClosures(ctx context.Context) {
	sources := r.base.ClosureSources()
	if len(sources) == 0 {
		return
	}
	for _, address := range sources {
		content, err := hours.Fetch(ctx, address)
		if err != nil {
			r.log.Warn("closures not fetched, what was known of them stays", "error", err)
			continue
		}
		r.closures[address] = content
	}
	closed, err := r.base.WithClosures(r.closures)
	if err != nil {
		r.log.Warn("closures not read", "error", err)
	}
	r.gw.SetPolicy(closed)
}

// reload looks at the files; told means that somebody asked for it, also where no file of the config itself has changed.
func (r *reloader) reload(ctx context.Context, told bool) {
	var p configs.Problems
	fresh := load(r.dir, &p)
	if p.Errors() > 0 {
		var errs []string
		for _, problem := range p.All() {
			if !problem.Warning {
				r.log.Error("config not reloaded, the last good one stays", "problem", problem.String())
				errs = append(errs, problem.String())
			}
		}
		r.failed = true
		r.gw.ReloadFailed(errs)
		return
	}
	if now := restartPart(r.dir); !bytes.Equal(now, r.needsRestart) {
		r.needsRestart = now
		r.gw.NeedsRestart([]string{"frontdesk.yaml"})
		r.log.Warn("frontdesk.yaml has changed, restart to use it; all other files are reloaded", "config", r.dir)
	}
	if told || fresh.policy.Hash != r.gw.Policy().Hash {
		learnt := r.learn(ctx, fresh.policy.KeepChannels(r.first.policy))
		if learnt == nil {
			r.failed = true
			r.gw.ReloadFailed([]string{"the examples could not be learnt"})
			return
		}
		r.base = learnt
		r.gw.Reloaded(r.base)
		r.gw.ConfigWell()
		r.log.Info("config reloaded", "config", r.dir)
	} else if r.failed {
		r.log.Info("config is well again, as it was before", "config", r.dir)
		r.gw.ConfigWell()
	}
	r.failed = false
}

// restartPart is the file that is read at the start only.
func restartPart(dir string) []byte {
	content, err := os.ReadFile(filepath.Join(dir, "frontdesk.yaml"))
	if err != nil {
		return nil // reload says what is wrong with it
	}
	return content
}
