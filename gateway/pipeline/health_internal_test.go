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
