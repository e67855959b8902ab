package storetest

import (
	"errors"
	"slices"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func workContract() []contract {
	return []contract{
		{"the oldest first, each once", oldestFirst},
		{"one of a group at a time, in order", groupInOrder},
		{"an older one that waits holds its group back", waitingHoldsGroup},
		{"a passed claim is claimed anew and fences the old one", passedClaim},
		{"a key is enqueued once", keyOnce},
		{"dead work is listed and revived", deadIsRevived},
		{"a channel's work is claimed apart", channelApart},
		{"next run looks past what is blocked", nextRunLooksPast},
		{"a deferred message waits", deferredWaits},
		{"waiters are woken", waitersAreWoken},
		{"finishing many drops the fenced", finishMany},
	}
}

// add enqueues work that is due now.
func (d *desk) add(key, group string) {
	d.Helper()
	d.must(d.Enqueue(d.ctx, store.WorkOverdue, key, group, d.clock.Now()))
}

// expect claims work and checks its keys.
func (d *desk) expect(want ...string) []store.Work {
	d.Helper()
	ws := d.claim(store.WorkOverdue)
	var got []string
	for _, w := range ws {
		got = append(got, w.Key)
	}
	if !slices.Equal(got, want) {
		d.Fatalf("claimed %q, want %q", got, want)
	}
	return ws
}

func oldestFirst(d *desk) {
	d.must(d.Enqueue(d.ctx, store.WorkOverdue, "late", "", d.clock.Now().Add(time.Second)))
	d.must(d.Enqueue(d.ctx, store.WorkOverdue, "future", "", d.clock.Now().Add(time.Hour)))
	d.add("early", "")
	d.clock.Advance(time.Minute)
	ws, err := d.Claim(d.ctx, store.WorkOverdue, owner, 1, term)
	d.must(err)
	if len(ws) != 1 || ws[0].Key != "early" {
		d.Fatalf("claimed %+v", ws)
	}
	d.expect("late")
	d.expect()
	d.must(d.Finish(d.ctx, ws[0]))
	d.clock.Advance(time.Hour)
	d.expect("late", "future") // late's claim has passed, early is done
}

func groupInOrder(d *desk) {
	for _, key := range []string{"a1", "a2", "a3"} {
		d.add(key, "a")
	}
	d.add("b1", "b")
	d.add("free", "")
	ws := d.expect("a1", "b1", "free")
	d.expect()
	d.must(d.Finish(d.ctx, ws[0]))
	ws = d.expect("a2")
	d.must(d.Bury(d.ctx, ws[0], "broken"))
	d.expect("a3")
}

func waitingHoldsGroup(d *desk) {
	d.add("first", "a")
	d.add("second", "a")
	w := d.expect("first")[0]
	d.must(d.Retry(d.ctx, w, d.clock.Now().Add(time.Hour), "the server is away"))
	d.expect()
	d.clock.Advance(time.Hour)
	w = d.expect("first")[0]
	if w.Attempt != 2 {
		d.Errorf("attempt %d", w.Attempt)
	}
	d.must(d.Finish(d.ctx, w))
	d.expect("second")
}

func passedClaim(d *desk) {
	d.add("x", "")
	old := d.expect("x")[0]
	d.must(d.Extend(d.ctx, 2*term, old))
	d.clock.Advance(term)
	d.expect() // extended
	d.clock.Advance(term)
	fresh := d.expect("x")[0]
	if fresh.Fence <= old.Fence {
		d.Errorf("fence %d after %d", fresh.Fence, old.Fence)
	}
	for name, err := range map[string]error{
		"extend": d.Extend(d.ctx, term, old),
		"finish": d.Finish(d.ctx, old),
		"retry":  d.Retry(d.ctx, old, d.clock.Now(), ""),
		"bury":   d.Bury(d.ctx, old, ""),
		"defer":  d.Defer(d.ctx, old, d.clock.Now(), ""),
	} {
		if !errors.Is(err, store.ErrFenced) {
			d.Errorf("%s with a lost claim: %v", name, err)
		}
	}
	d.must(d.Finish(d.ctx, fresh))
	if err := d.Finish(d.ctx, fresh); !errors.Is(err, store.ErrFenced) {
		d.Errorf("finish twice: %v", err)
	}
}

func keyOnce(d *desk) {
	d.add("x", "")
	d.add("x", "")
	w := d.expect("x")[0]
	d.add("x", "")
	d.must(d.Finish(d.ctx, w))
	d.add("x", "")
	d.expect()
}

func deadIsRevived(d *desk) {
	d.add("x", "g")
	d.must(d.Bury(d.ctx, d.expect("x")[0], "gave up"))
	d.expect()
	dead, err := d.DeadWork(d.ctx)
	d.must(err)
	if len(dead) != 1 || dead[0].Key != "x" || dead[0].Cause != "gave up" || !dead[0].At.Equal(d.clock.Now()) {
		d.Fatalf("dead %+v", dead)
	}
	d.count(store.WorkOverdue, 0)
	d.must(d.Revive(d.ctx, dead[0].ID))
	if w := d.expect("x")[0]; w.Attempt != 1 {
		d.Errorf("attempt %d after the revival", w.Attempt)
	}
	if err := d.Revive(d.ctx, dead[0].ID); !errors.Is(err, store.ErrNotFound) {
		d.Errorf("revive the living: %v", err)
	}
}

func channelApart(d *desk) {
	_, st := d.answered("ann@example.org")
	ws, err := d.ClaimChannel(d.ctx, store.WorkDeliver, "sales", owner, 9, term)
	d.must(err)
	if len(ws) != 0 {
		d.Errorf("another channel's work: %+v", ws)
	}
	ws, err = d.ClaimChannel(d.ctx, store.WorkDeliver, channel, owner, 9, term)
	d.must(err)
	if len(ws) != 1 || ws[0].Key != st.Deliveries[0].ID || ws[0].Channel != channel {
		d.Errorf("work %+v", ws)
	}
	if names, err := d.WorkChannels(d.ctx, store.WorkDeliver); err != nil || len(names) != 1 || names[0] != channel {
		d.Errorf("channels with work: %v, %v", names, err)
	}
	d.must(d.Finish(d.ctx, ws...))
	if names, err := d.WorkChannels(d.ctx, store.WorkDeliver); err != nil || len(names) != 0 {
		d.Errorf("channels with work after the last: %v, %v", names, err)
	}
}

func nextRunLooksPast(d *desk) {
	next := func() (time.Time, bool) {
		at, ok, err := d.NextRun(d.ctx, store.WorkOverdue)
		d.must(err)
		return at, ok
	}
	if _, ok := next(); ok {
		d.Error("work where there is none")
	}
	d.add("first", "a")
	d.add("second", "a")
	if at, ok := next(); !ok || !at.Equal(d.clock.Now()) {
		d.Errorf("due at %v, %v", at, ok)
	}
	w := d.expect("first")[0]
	if at, _ := next(); !at.Equal(d.clock.Now().Add(term)) {
		d.Errorf("claimed until %v, next run %v", d.clock.Now().Add(term), at)
	}
	later := d.clock.Now().Add(time.Hour)
	d.must(d.Retry(d.ctx, w, later, ""))
	if at, _ := next(); !at.Equal(later) {
		d.Errorf("next run %v, want %v", at, later)
	}
}

func deferredWaits(d *desk) {
	r, w := d.arrive(d.mail("ann@example.org"))
	d.must(d.Defer(d.ctx, w, d.clock.Now().Add(time.Minute), "a person may answer"))
	r, err := d.Message(d.ctx, r.ID)
	d.must(err)
	if r.State != store.MessageWaiting {
		d.Errorf("state %q", r.State)
	}
	if ws := d.claim(store.WorkDecide); len(ws) != 0 {
		d.Errorf("claimed while it waits: %+v", ws)
	}
	d.clock.Advance(time.Minute)
	ws := d.claim(store.WorkDecide)
	if len(ws) != 1 || ws[0].Attempt != 1 {
		d.Fatalf("claimed %+v", ws)
	}
	d.must(d.Settle(d.ctx, answer(r, ws[0])))
}

func waitersAreWoken(d *desk) {
	woken := func(what string, kind store.WorkKind, do func()) {
		changed := d.Changed(kind)
		do()
		select {
		case <-changed:
		default:
			d.Errorf("%s wakes nobody", what)
		}
	}
	woken("accept", store.WorkDecide, func() { d.accept(d.mail("ann@example.org")) })
	woken("enqueue", store.WorkOverdue, func() { d.add("a", "g") })
	d.add("b", "g")
	w := d.expect("a")[0]
	woken("retry", store.WorkOverdue, func() { d.must(d.Retry(d.ctx, w, d.clock.Now(), "")) })
	w = d.expect("a")[0]
	woken("the end of the first of a group", store.WorkOverdue, func() { d.must(d.Finish(d.ctx, w)) })
}

func finishMany(d *desk) {
	d.add("a", "")
	d.add("b", "")
	ws := d.expect("a", "b")
	d.must(d.Finish(d.ctx, ws[0]))
	if err := d.Finish(d.ctx, ws...); !errors.Is(err, store.ErrFenced) {
		d.Errorf("error %v", err)
	}
	d.count(store.WorkOverdue, 0)
	refs, err := d.Refs(d.ctx, d.accept(d.mail("a@example.org"), d.mail("b@example.org")))
	d.must(err)
	want := []gateway.Ref{{SourceID: "INBOX/1/1"}, {SourceID: "INBOX/1/2"}}
	if len(refs) != 2 || refs[0].SourceID != want[0].SourceID || refs[1].SourceID != want[1].SourceID {
		d.Errorf("refs %+v", refs)
	}
}
