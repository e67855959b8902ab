package storetest

import (
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func upkeepContract() []contract {
	return []contract{
		{"sweep removes what is over", sweepRemoves},
		{"keys are made, renewed and retired", keysRenewed},
		{"it answers and takes writes", answersAndWrites},
	}
}

func sweepRemoves(d *desk) {
	r, w := d.arrive(d.mail("ann@example.org"))
	st := answer(r, w)
	st.Caps = []store.Cap{{Key: "k", Window: time.Hour, Limit: 9}}
	d.must(d.Settle(d.ctx, st))
	d.clock.Advance(49 * time.Hour)
	d.add("fresh", "")
	d.must(d.Finish(d.ctx, d.expect("fresh")...))
	swept, err := d.Sweep(d.ctx, d.clock.Now().Add(-time.Hour))
	d.must(err)
	if want := (store.Swept{Work: 1, Caps: 1, Leases: 1}); swept != want {
		d.Errorf("swept %+v, want %+v", swept, want)
	}
	d.count(store.WorkDeliver, 1)
	d.add("fresh", "") // still known
	d.expect()
}

func keysRenewed(d *desk) {
	const year = 365 * 24 * time.Hour
	sent := gateway.Delivery{ID: "d", Kind: gateway.KindAnswer, Conversation: "c"}
	ring, err := d.Keyring(d.ctx)
	d.must(err)
	first := ring.MessageID(sent, "example.com")
	verifies := func() bool {
		d.Helper()
		ring, err := d.Keyring(d.ctx)
		d.must(err)
		_, ok := ring.ParseMessageID(first)
		return ok
	}
	if !verifies() {
		d.Error("a key does not verify what it signed")
	}
	d.clock.Advance(year)
	ring, err = d.Keyring(d.ctx)
	d.must(err)
	if ring.MessageID(sent, "example.com") != first {
		d.Error("a new key signs before every process has heard of it")
	}
	const heardOf = 3 * time.Hour
	d.clock.Advance(heardOf)
	renewed, err := d.Keyring(d.ctx)
	d.must(err)
	second := renewed.MessageID(sent, "example.com")
	if second == first {
		d.Error("the key was not renewed after a year")
	}
	if _, ok := ring.ParseMessageID(second); !ok {
		d.Error("who asked before does not know the new key")
	}
	d.clock.Advance(gateway.KeyLifetime - heardOf)
	if !verifies() {
		d.Error("a replaced key does not verify")
	}
	d.clock.Advance(time.Hour)
	if verifies() {
		d.Error("a retired key verifies")
	}
}

func answersAndWrites(d *desk) {
	d.must(d.Ping(d.ctx))
	d.must(d.Writable(d.ctx))
	d.must(d.Writable(d.ctx)) // nothing stayed of the first
	if at, ok, err := d.NextRun(d.ctx, store.WorkRetract); err != nil || ok || !at.IsZero() {
		d.Errorf("%v %v %v", at, ok, err)
	}
}
