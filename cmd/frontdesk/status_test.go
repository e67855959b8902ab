package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"frontdesk/gateway"
)

// badNight is a status in which much is wrong.
func badNight() statusReport {
	now := time.Date(2026, 11, 22, 3, 30, 0, 0, time.UTC)
	before := func(d time.Duration) time.Time { return now.Add(-d) }
	return statusReport{
		At: now,
		Processes: []gateway.Process{
			{ID: "lamp/77/x1", Started: before(50 * time.Hour), Seen: before(2 * time.Second), Config: gateway.ConfigState{
				Hash: "0123456789abcdef", Since: before(30 * time.Hour), Failed: before(10 * time.Minute),
				Problems: []string{`teams.yaml:5:1: unknown key "x"`}, Restart: []string{"frontdesk.yaml"},
			}},
			{ID: "oil/12/x2", Seen: before(9 * time.Minute)},
		},
		Channels: []channelStatus{
			{Name: "community", ChannelState: gateway.ChannelState{State: "connected", Since: before(3 * time.Hour)}},
			{
				Name: "support", LastMessage: before(12 * time.Minute), LagSeconds: 2.5, Unsettled: 3, Outgoing: 40,
				ChannelState: gateway.ChannelState{
					State: "not connected", Since: before(4 * time.Minute), Problem: "imap.example.com: the connection was refused; check host and port",
					Sending: "quota exceeded", Login: &gateway.Login{Expires: now.Add(10 * time.Minute), Failing: before(5 * time.Minute)},
				},
				Breaker: gateway.Breaker{OpenUntil: now.Add(time.Hour), Evidence: "few senders"},
			},
		},
		Pauses:  []gateway.Pause{{Channel: "support", Since: before(time.Hour), By: "anna", Reason: "wrong\x1b[2J prices"}},
		Work:    map[string]int{"decide": 3, "deliver": 40, "digest": 1},
		GivenUp: 2, Oldest: before(2 * time.Minute),
		Teams: []teamStatus{
			{Team: "billing", Waiting: 9, Urgent: 2, DueSoon: 3, Missed: 1, NextDue: now.Add(20 * time.Minute)},
			{Waiting: 1},
		},
	}
}

const badNightText = `process lamp/77  runs for 2 d, config 0123456789a… since Fri 20 Nov 21:30 UTC
  the files have errors since 03:20 UTC, the last good config stays:
    teams.yaml:5:1: unknown key "x"
  needs a restart: frontdesk.yaml
process oil/12  gone, killed perhaps: not heard of since 03:21 UTC (9 min ago)

CHANNEL    STATE          FOR    LAST MESSAGE  LAG  UNSETTLED  TO SEND  LOGIN
community  connected      3 h    -             -    0          0        -
support    not connected  4 min  12 min ago    2 s  3          40       for 10 min
  imap.example.com: the connection was refused; check host and port
  sending: quota exceeded
  automatic replies are paused by anna: wrong[2J prices
  automatic replies are stopped by the breaker until 04:30 UTC: few senders; frontdesk breaker close support ends it
  the login cannot be renewed since 03:25 UTC

work: 3 to decide, 40 to send, 1 digest, the oldest unsettled message waits for 2 min, 2 given up (frontdesk work)

TEAM     WAITING  URGENT  DUE IN 1 H  MISSED  NEXT DUE (UTC)
billing  9        2       3           1       Sun 22 Nov 03:50
-        1        0       0           0       -
`

// inUTC lets times be told in UTC.
func inUTC(t *testing.T) {
	t.Helper()
	local := time.Local
	time.Local = time.UTC
	t.Cleanup(func() { time.Local = local })
}

func TestAProcessThatWasKilledIsToldAndThatNoneRuns(t *testing.T) {
	inUTC(t)
	r := badNight()
	r.Processes = r.Processes[1:]
	var b bytes.Buffer
	err := r.write(&b, 0)
	if running, gone := r.count(); running != 0 || gone != 1 {
		t.Errorf("%d run, %d are gone", running, gone)
	}
	if want := "process oil/12  gone, killed perhaps: not heard of since 03:21 UTC (9 min ago)\nno process runs; frontdesk run starts one\n\n"; err != nil || !strings.HasPrefix(b.String(), want) {
		t.Errorf("%v\n%s", err, b.String())
	}
}

func TestWhatIsOldIsToldToBeOld(t *testing.T) {
	inUTC(t)
	for name, c := range map[string]struct {
		silence time.Duration
		there   bool
		want    string
		line    string
	}{
		"between two heartbeats": {6 * time.Second, true, "process oil/12  runs for 9 min, config h since 03:21 UTC\n\nCHANNEL  STATE", "processes 1, channels 1 of 1"},
		"a store that takes no writes": {
			14 * time.Second, true, "process oil/12  runs for 9 min, config h since 03:21 UTC\n  silent for 14 s, and what follows is as old: " + whySilent + "\n\n",
			"processes 1, silent for 14 s, channels",
		},
		"for longer": {
			9 * time.Minute, true, "process oil/12  is there, and has written nothing since 03:21 UTC (9 min ago)\n  " + whySilent + "\n\n",
			"processes 0 and 1 stuck, silent for 9 min, channels 0 of 1",
		},
		"killed": {9 * time.Minute, false, "process oil/12  gone, killed perhaps: not heard of since 03:21 UTC (9 min ago)\nno process runs;", "processes 0 and 1 gone, channels 0 of 1"},
	} {
		t.Run(name, func(t *testing.T) {
			at := time.Date(2026, 11, 22, 3, 30, 0, 0, time.UTC)
			began := at.Add(-9 * time.Minute)
			p := gateway.Process{
				ID: "oil/12/x2", Started: began, Seen: at.Add(-c.silence), Config: gateway.ConfigState{Hash: "h", Since: began},
				Channels: map[string]gateway.ChannelState{"support": {Running: true, State: "in part", Problem: "one folder is not there"}},
			}
			r := statusReport{At: at, Processes: []gateway.Process{p}}
			r.Stuck = r.findStuck(func(string) bool { return c.there })
			r.Channels = []channelStatus{{Name: "support", ChannelState: r.stateOf("support")}}
			var b bytes.Buffer
			if err := r.write(&b, 0); err != nil || !strings.HasPrefix(b.String(), c.want) {
				t.Errorf("%v\n%s\nwant\n%s", err, b.String(), c.want)
			}
			if !strings.Contains(r.line(), c.line) {
				t.Errorf("the line is %s", r.line())
			}
			if old := strings.Contains(b.String(), "in part at 03:21 UTC, when its process last wrote: one folder is not there\n"); old != (len(r.Stuck) > 0) {
				t.Errorf("the channel's last state:\n%s", b.String())
			}
		})
	}
}

func TestAProcessOfThisMachineIsFound(t *testing.T) {
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]bool{
		fmt.Sprintf("%s/%d/x", host, os.Getppid()):          true,
		fmt.Sprintf("%s/%d/x", host, os.Getpid()):           false, // who asks is not who is asked for
		fmt.Sprintf("%s/%d/x", "other."+host, os.Getppid()): false,
		host + "/2147483647/x":                              false,
		host:                                                false,
	} {
		if got := isHere(id); got != want {
			t.Errorf("%s: %v", id, got)
		}
	}
}

func TestAKilledProcessIsToldUntilAnotherTakesItsPlace(t *testing.T) {
	at := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	process := func(id string, started, seen int) gateway.Process { // minutes before
		return gateway.Process{ID: id, Started: at.Add(-time.Duration(started) * time.Minute), Seen: at.Add(-time.Duration(seen) * time.Minute)}
	}
	for name, c := range map[string]struct {
		listed []gateway.Process // who spoke last comes first
		want   string
	}{
		"alone":                         {[]gateway.Process{process("lost", 90, 12)}, "lost"},
		"replaced":                      {[]gateway.Process{process("new", 11, 0), process("lost", 90, 12)}, "new"},
		"beside one that ran before":    {[]gateway.Process{process("old", 80, 0), process("lost", 90, 12)}, "old lost"},
		"two, of which one is replaced": {[]gateway.Process{process("new", 11, 0), process("b", 90, 12), process("a", 90, 13)}, "new b"},
		"killed again and again":        {[]gateway.Process{process("c", 5, 0), process("b", 8, 6), process("a", 90, 12)}, "c"},
		"replaced by one that is lost":  {[]gateway.Process{process("b", 8, 6), process("a", 90, 12)}, "b"},
	} {
		r := statusReport{At: at, Processes: c.listed}
		var ids []string
		for _, p := range r.withoutReplaced() {
			ids = append(ids, p.ID)
		}
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestStatusTellsOfEverythingThatIsWrong(t *testing.T) {
	inUTC(t)
	r := badNight()
	var b bytes.Buffer
	if err := r.write(&b, 0); err != nil || b.String() != badNightText {
		t.Errorf("%v\n%s", err, b.String())
	}
	const line = "03:30:00 processes 1 and 1 gone, channels 1 of 2 connected, work: 3 to decide, 40 to send, 1 digest, " +
		"the oldest unsettled message waits for 2 min, 2 given up (frontdesk work), missed promises 1, pauses 1, config failed"
	if got := r.line(); got != line {
		t.Errorf("the line is\n%s", got)
	}
	b.Reset()
	if err := r.redraw(&b, 80, 10); err != nil || strings.Count(b.String(), "\n") > 9 || !strings.HasPrefix(b.String(), "\x1b[H03:30:00") {
		t.Errorf("a screen of ten lines: %v\n%q", err, b.String())
	}
}
