package pipeline

import (
	"testing"
	"time"

	"frontdesk/gateway"
)

// TestAFullDiskIsToldOnce: small writes and empty reads go on beside writes that fail; they must not call the store well.
func TestAFullDiskIsToldOnce(t *testing.T) {
	h := newHealth(nil)
	full := gateway.Problem{Place: "fd.db", What: "the disk is full", Hint: "make room"}
	start := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	at := func(n int) time.Time { return start.Add(time.Duration(n) * time.Second) }
	if !h.storeFailed("decide", full, at(0)) {
		t.Error("the first failure is no news")
	}
	if h.storeFailed("accept", full, at(1)) || h.storeFailed("decide", full, at(2)) {
		t.Error("the same problem is news again")
	}
	if h.storeWorked("deliver", at(99)) || h.storeWorked("decide", at(2)) || h.storeWorked("accept", at(99)) {
		t.Error("the store is well while deciding still fails")
	}
	if p := h.Store(); p == nil || *p != full {
		t.Errorf("the store's problem is %v", p)
	}
	if !h.storeWorked("decide", at(3)) {
		t.Error("that the last trouble is over is no news")
	}
	if p := h.Store(); p != nil {
		t.Errorf("still said: %v", p)
	}
}

// TestTheSameTroubleIsNoNews: a server's words may differ from try to try.
func TestTheSameTroubleIsNoNews(t *testing.T) {
	h := newHealth([]string{"support"})
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	gone := func(words string) *gateway.Problem {
		return &gateway.Problem{Place: "imap", What: `folder "Kunden" cannot be opened: ` + words, Hint: "check that it exists"}
	}
	steps := []struct {
		problem *gateway.Problem
		news    bool
	}{
		{nil, true}, // connected for the first time
		{nil, false},
		{gone("does not exist (0.017 + 0.000 secs)"), true},
		{gone("does not exist (0.001 + 0.000 secs)"), false},
		{&gateway.Problem{Place: "imap", What: "the connection was refused", Hint: "check host and port"}, true},
		{nil, true},
	}
	for i, step := range steps {
		if got := h.Report("support", step.problem, now); got != step.news {
			t.Errorf("step %d: news is %v", i, got)
		}
	}
	h.forget("support")
	if !h.Report("support", nil, now) {
		t.Error("to connect anew is no news")
	}
}

// TestSendingOutlivesTheLease: a process that does not read a channel may send for it.
func TestSendingOutlivesTheLease(t *testing.T) {
	h := newHealth([]string{"support"})
	if h.setSending("support", "") || !h.setSending("support", "refused") || h.setSending("support", "no answer") {
		t.Error("only the beginning of the trouble is news")
	}
	h.forget("support")
	if got := h.Channels()["support"].Sending; got != "no answer" {
		t.Errorf("sending: %q", got)
	}
	if !h.setSending("support", "") {
		t.Error("the end is no news")
	}
}
