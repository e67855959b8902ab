package main

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway/pipeline"
)

// reloader builds the policy again when the files change or on SIGHUP; with errors the last good one stays.
type reloader struct {
	dir      string
	first    loaded // at the start: what it says of channels is in use until the end
	gw       *pipeline.Gateway
	log      *slog.Logger
	shelf    *shelf
	used     *configs.Folder  // that base was built from
	base     *pipeline.Policy // in use, without fetched closures
	restart  []string         // what has changed and needs a restart
	problems []string         // of the last try; none: it is well
	closures closures
	calendar calendarWatch
}

const (
	// closuresEvery is how often the calendars that close teams are fetched.
	closuresEvery = 6 * time.Hour
	// quietFor is how long files must have been quiet before they are read.
	quietFor = 200 * time.Millisecond
)

// run reloads until ctx ends.
func (r *reloader) run(ctx context.Context) {
	changed, err := configs.Watch(ctx, r.dir, quietFor)
	if err != nil {
		r.log.Warn("config is not watched, send SIGHUP after a change", "error", err)
	}
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	defer signal.Stop(hup)
	r.begin(ctx)
	again := time.NewTicker(closuresEvery)
	defer again.Stop()
	defer r.closures.wait()
	for {
		select {
		case <-ctx.Done():
			return
		case <-again.C:
			r.closures.fetch(ctx, r.base.ClosureSources(), r.log)
		case contents := <-r.closures.fetched:
			r.closures.keep(contents)
			r.gw.SetPolicy(r.closed(r.base))
		case <-hup:
			r.reload(ctx, true)
		case <-changed:
			r.reload(ctx, false)
		case <-r.calendar.changed:
			r.reload(ctx, false)
		}
	}
}

// begin puts the config of the start to use: what it learns from examples, and what was changed before anybody watched.
func (r *reloader) begin(ctx context.Context) {
	r.used, r.base, r.closures = r.first.folder, r.first.policy, newClosures()
	r.calendar.watch(ctx, r.base.CalendarFiles(), r.log)
	if learnt := r.learn(ctx, r.base); learnt != nil {
		r.base = learnt
		r.gw.SetPolicy(r.base)
	}
	r.closures.fetch(ctx, r.base.ClosureSources(), r.log)
	if hash := r.hashNow(); hash != r.used.Hash {
		r.reload(ctx, false)
	}
}

// hashNow is of the files as they are.
func (r *reloader) hashNow() string { return configs.Load(r.dir, new(configs.Problems)).Hash }

// closed is a policy whose teams are closed at what is known of their calendars.
func (r *reloader) closed(p *pipeline.Policy) *pipeline.Policy {
	with, err := p.WithClosures(r.closures.contents)
	if err != nil {
		r.log.Warn("closures not read", "error", err)
	}
	return with
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

// readTries is how often a folder is read that changes meanwhile.
const readTries = 20

// read loads the folder at a moment at which nobody changes it: a link that is swapped between two files would give a
// config that nobody wrote. Where it is never quiet the last try counts; a later signal reads it again.
func (r *reloader) read(ctx context.Context) (fresh loaded, p *configs.Problems) {
	for range readTries {
		p = new(configs.Problems)
		if fresh = load(r.dir, p); fresh.folder.Hash == r.hashNow() {
			break
		}
		select {
		case <-ctx.Done():
			return fresh, p
		case <-time.After(quietFor):
		}
	}
	return fresh, p
}

// reload looks at the files; told means that somebody asked for it, also where no file of the config itself has changed.
func (r *reloader) reload(ctx context.Context, told bool) {
	fresh, p := r.read(ctx)
	if ctx.Err() != nil {
		return
	}
	r.calendar.watch(ctx, fresh.policy.CalendarFiles(), r.log)
	if p.Errors() > 0 {
		r.refuse(errorTexts(p))
		return
	}
	r.tellOfRestart(fresh.folder)
	if !told && fresh.policy.Hash == r.base.Hash {
		if len(r.problems) > 0 {
			r.log.Info("config is well again, as it was before", "config", r.dir)
			r.gw.ConfigWell()
		}
		r.problems = nil
		return
	}
	learnt := r.learn(ctx, fresh.policy.KeepChannels(r.first.policy))
	if learnt == nil {
		r.refuse([]string{"the examples could not be learnt"})
		return
	}
	changes, calendars := changesBetween(r.used, fresh.folder), fresh.folder.Hash == r.used.Hash && !told
	r.base, r.used, r.problems = learnt, fresh.folder, nil
	r.gw.Reloaded(r.closed(r.base))
	r.gw.ConfigWell()
	r.tellOfChanges(changes)
	if calendars {
		r.log.Info("config change in effect", "what", "calendars outside the config's own files")
	}
	r.closures.fetch(ctx, r.base.ClosureSources(), r.log)
}

// refuse keeps what is in use, and says why; the same once only.
func (r *reloader) refuse(problems []string) {
	if slices.Equal(problems, r.problems) {
		return
	}
	for _, problem := range problems {
		r.log.Error("config not reloaded, the last good one stays", "problem", problem)
	}
	r.problems = problems
	r.gw.ReloadFailed(problems)
}

func errorTexts(p *configs.Problems) []string {
	var all []string
	for _, problem := range p.All() {
		if !problem.Warning {
			all = append(all, problem.String())
		}
	}
	return all
}

// mostChanges is how many changes of one reload the log has a line of its own for.
const mostChanges = 20

// tellOfChanges logs what is in effect from now on.
func (r *reloader) tellOfChanges(changes []configs.Change) {
	changes = slices.DeleteFunc(changes, func(c configs.Change) bool { return c.Restart })
	r.log.Info("config reloaded", "config", r.dir, "changes", len(changes))
	for _, c := range changes[:min(len(changes), mostChanges)] {
		r.log.Info("config change in effect", "what", c.Subject(), "change", clip(c.Effect(), widestEffect), "at", c.From)
	}
}

// tellOfRestart says what differs from the start and comes into use with a restart only.
func (r *reloader) tellOfRestart(now *configs.Folder) {
	var what []string
	for _, c := range changesBetween(r.first.folder, now) {
		if c.Restart {
			what = append(what, c.Subject())
		}
	}
	if slices.Equal(what, r.restart) {
		return
	}
	r.restart = what
	r.gw.NeedsRestart(what)
	if len(what) > 0 {
		r.log.Warn("frontdesk.yaml has changed, restart to use it; all other files are reloaded", "config", r.dir, "changes", strings.Join(what, ", "))
	}
}
