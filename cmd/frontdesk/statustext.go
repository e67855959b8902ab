package main

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// write shows the status as text, its tables in lines of width columns at most (0: no limit), the processes first: those that were killed are told beside that none runs.
func (r statusReport) write(w io.Writer, width int) error {
	w = folded(w, width)
	for _, p := range r.Processes {
		r.writeProcess(w, p)
	}
	if !r.runs() && len(r.Stuck) == 0 {
		fmt.Fprintln(w, "no process runs; frontdesk run starts one")
	}
	fmt.Fprintln(w)
	r.writeChannels(w, width)
	fmt.Fprintln(w)
	fmt.Fprintln(w, r.workLine())
	if len(r.Teams) == 0 {
		fmt.Fprintln(w, "tickets: none waits")
		return nil
	}
	fmt.Fprintln(w)
	return r.writeTeams(w, width)
}

func (r statusReport) writeProcess(w io.Writer, p gateway.Process) {
	name := p.ID
	if i := strings.LastIndexByte(name, '/'); i > 0 {
		name = name[:i] // the rest makes it unique only
	}
	silence := r.silentFor(p)
	switch {
	case r.isStuck(p):
		fmt.Fprintf(w, "process %s  is there, and has written nothing since %s (%s ago)\n  %s\n", name, r.clock(p.Seen), spanOf(silence), whySilent)
		return
	case !r.lives(p):
		fmt.Fprintf(w, "process %s  gone, killed perhaps: not heard of since %s (%s ago)\n", name, r.clock(p.Seen), spanOf(silence))
		return
	}
	c := p.Config
	fmt.Fprintf(w, "process %s  runs for %s, config %s since %s\n", name, spanOf(r.At.Sub(p.Started)), clip(c.Hash, 12), r.clock(c.Since))
	if silence > 0 {
		fmt.Fprintf(w, "  silent for %s, and what follows is as old: %s\n", spanOf(silence), whySilent)
	}
	if !c.Failed.IsZero() {
		fmt.Fprintf(w, "  the files have errors since %s, the last good config stays:\n", r.clock(c.Failed))
		for _, problem := range c.Problems {
			fmt.Fprintf(w, "    %s\n", printable(problem))
		}
	}
	for _, what := range c.Restart {
		fmt.Fprintf(w, "  needs a restart: %s\n", printable(what))
	}
}

func (r statusReport) writeChannels(w io.Writer, width int) {
	t := newTable("CHANNEL", "STATE", "FOR", "LAST MESSAGE", "LAG", "UNSETTLED", "TO SEND", "LOGIN")
	for _, c := range r.Channels {
		t.row(c.Name, c.State, r.since(c.Since, ""), r.since(c.LastMessage, " ago"), c.lag(), c.Unsettled, c.Outgoing, r.login(c.Login))
	}
	const channel, since, last, lag, login = 0, 2, 3, 4, 7
	t.drop(login).drop(lag).drop(since).drop(last).yield(last, 10).yield(channel, 8)
	for i, line := range t.lines(width) {
		fmt.Fprintln(w, line)
		if i == 0 {
			continue
		}
		for _, remark := range r.remarks(r.Channels[i-1]) {
			fmt.Fprintf(w, "  %s\n", printable(remark))
		}
	}
}

// remarks are what is wrong or unusual about a channel, in sentences.
func (r statusReport) remarks(c channelStatus) []string {
	var all []string
	add := func(text string) {
		if text != "" {
			all = append(all, text)
		}
	}
	add(c.Problem)
	if c.Sending != "" {
		add("sending: " + c.Sending)
	}
	for _, p := range r.Pauses {
		if p.Concerns(c.Name) {
			add("automatic replies are " + p.Told(r.clock(p.Until)))
		}
	}
	if c.Breaker.Open(r.At) {
		add("automatic replies are stopped by the breaker until " + r.clock(c.Breaker.OpenUntil) + ": " + c.Breaker.Evidence +
			"; frontdesk breaker close " + c.Name + " ends it")
	}
	if c.Login != nil && !c.Login.Failing.IsZero() {
		add("the login cannot be renewed since " + r.clock(c.Login.Failing))
	}
	return all
}

// lag of the last message.
func (c channelStatus) lag() string {
	if c.LastMessage.IsZero() {
		return "-"
	}
	return spanOf(time.Duration(c.LagSeconds * float64(time.Second)))
}

// login is how long a channel's login holds, where it ends.
func (r statusReport) login(l *gateway.Login) string {
	switch {
	case l == nil:
		return "-"
	case l.Expires.IsZero():
		return "until ?"
	case !l.Expires.After(r.At):
		return "ended " + spanOf(r.At.Sub(l.Expires)) + " ago"
	}
	return "for " + spanOf(l.Expires.Sub(r.At))
}

// whySilent is what may keep a process from writing its heartbeat, and where to look.
const whySilent = "the store takes none of its writes (a full disk, a lock), or it hangs; see its log"

// workWords say what the work of a kind comes to.
var workWords = map[string]string{
	string(store.WorkDecide): "to decide", string(store.WorkDeliver): "to send", string(store.WorkMark): "to mark", string(store.WorkFind): "to look for",
	string(store.WorkOverdue): "promises watched", string(store.WorkRetract): "to take back",
}

// workLine tells of all work in one line.
func (r statusReport) workLine() string {
	var parts []string
	kinds := make([]string, 0, len(r.Work))
	for kind := range r.Work {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	for _, kind := range kinds {
		word, known := workWords[kind]
		if !known {
			word = kind
		}
		parts = append(parts, fmt.Sprintf("%d %s", r.Work[kind], word))
	}
	if len(parts) == 0 {
		parts = append(parts, "nothing waits")
	}
	if !r.Oldest.IsZero() {
		parts = append(parts, "the oldest unsettled message waits for "+spanOf(r.At.Sub(r.Oldest)))
	}
	if r.GivenUp > 0 {
		parts = append(parts, fmt.Sprintf("%d given up (frontdesk work)", r.GivenUp))
	}
	return "work: " + strings.Join(parts, ", ")
}

func (r statusReport) writeTeams(w io.Writer, width int) error {
	t := newTable("TEAM", "WAITING", "URGENT", "DUE IN 1 H", "MISSED", inZone("NEXT DUE", r.At))
	for _, team := range r.Teams {
		next := "-"
		if !team.NextDue.IsZero() {
			next = due(team.NextDue, r.At)
		}
		t.row(dash(team.Team), team.Waiting, team.Urgent, team.DueSoon, team.Missed, next)
	}
	const team, urgent, soon = 0, 2, 3
	return t.drop(soon).drop(urgent).yield(team, 8).write(w, width)
}

// line is the status in one line, for a log.
func (r statusReport) line() string {
	up, missed, failed, gone, silent := 0, 0, "", "", ""
	for _, c := range r.Channels {
		if c.State == "connected" || c.State == "in part" {
			up++
		}
	}
	for _, p := range r.Processes {
		if r.lives(p) && !p.Config.Failed.IsZero() {
			failed = ", config failed"
		}
		if silence := r.silentFor(p); silence > 0 && (r.lives(p) || r.isStuck(p)) {
			silent = ", silent for " + spanOf(silence)
		}
	}
	running, lost := r.count()
	if lost > 0 {
		gone = fmt.Sprintf(" and %d gone", lost)
	}
	for _, t := range r.Teams {
		missed += t.Missed
	}
	if len(r.Stuck) > 0 {
		gone += fmt.Sprintf(" and %d stuck", len(r.Stuck))
	}
	return fmt.Sprintf("%s processes %d%s%s, channels %d of %d connected, %s, missed promises %d, pauses %d%s", r.At.Local().Format(time.TimeOnly),
		running, gone, silent, up, len(r.Channels), r.workLine(), missed, len(r.Pauses), failed)
}

// redraw shows the status in place of the last one, as much of it as fits a terminal.
func (r statusReport) redraw(w io.Writer, width, height int) error {
	var b bytes.Buffer
	if err := r.write(&b, width); err != nil {
		return err
	}
	lines := strings.Split(strings.TrimRight(b.String(), "\n"), "\n")
	if most := height - 2; len(lines) > most && most > 0 {
		lines = append(lines[:most], "…")
	}
	for i := range lines {
		lines[i] = clipColumns(lines[i], width) // a line that wraps would scroll the first one away
	}
	const home, restOfLine, restOfScreen = "\x1b[H", "\x1b[K", "\x1b[J"
	_, err := io.WriteString(w, home+r.At.Local().Format(time.TimeOnly)+restOfLine+"\n"+strings.Join(lines, restOfLine+"\n")+restOfLine+restOfScreen)
	return err
}

// since is how long ago a moment was.
func (r statusReport) since(t time.Time, suffix string) string {
	if t.IsZero() {
		return "-"
	}
	return spanOf(r.At.Sub(t)) + suffix
}

// clock is a moment of today, or of another day.
func (r statusReport) clock(t time.Time) string { return clockAt(t, r.At) }

// clockAt is a moment in the zone of this machine, which may not be that of who reads it, seen from another moment: the day
// is left out where it is the same.
func clockAt(t, now time.Time) string {
	if t.Local().Format(time.DateOnly) == now.Local().Format(time.DateOnly) {
		return t.Local().Format("15:04 MST")
	}
	return t.Local().Format("Mon 2 Jan 15:04 MST")
}

// spanOf is a time span in one unit, rounded down: "40 s", "12 min", "3 h", "5 d".
func spanOf(d time.Duration) string {
	switch {
	case d < 90*time.Second:
		return fmt.Sprintf("%d s", max(0, d/time.Second))
	case d < 90*time.Minute:
		return fmt.Sprintf("%d min", d/time.Minute)
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", d/time.Hour)
	}
	return fmt.Sprintf("%d d", d/(24*time.Hour))
}
