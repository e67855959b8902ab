package storetest

import (
	"errors"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func leaseContract() []contract {
	return []contract{
		{"one holder at a time", oneHolder},
		{"a renewed lease is kept, a taken one is lost", renewedOrLost},
		{"a released lease is free at once", releasedIsFree},
		{"the fence grows also over a swept lease", fenceGrows},
	}
}

func oneHolder(d *desk) {
	for _, who := range []string{"them", owner} {
		if _, err := d.AcquireLease(d.ctx, channel, who, term); !errors.Is(err, store.ErrLeaseHeld) {
			d.Errorf("%s: %v", who, err)
		}
	}
	if _, err := d.AcquireLease(d.ctx, "another", "them", term); err != nil {
		d.Error(err)
	}
}

func renewedOrLost(d *desk) {
	d.clock.Advance(term - time.Second)
	d.must(d.RenewLease(d.ctx, d.lease, term))
	d.clock.Advance(term - time.Second)
	if _, err := d.AcquireLease(d.ctx, channel, "them", term); !errors.Is(err, store.ErrLeaseHeld) {
		d.Errorf("renewed, but %v", err)
	}
	d.clock.Advance(time.Second)
	theirs, err := d.AcquireLease(d.ctx, channel, "them", term)
	d.must(err)
	if theirs.Fence <= d.lease.Fence {
		d.Errorf("fence %d after %d", theirs.Fence, d.lease.Fence)
	}
	if err := d.RenewLease(d.ctx, d.lease, term); !errors.Is(err, gateway.ErrLeaseLost) {
		d.Errorf("renew a taken lease: %v", err)
	}
	d.must(d.ReleaseLease(d.ctx, d.lease))
	d.must(d.RenewLease(d.ctx, theirs, term))
}

func releasedIsFree(d *desk) {
	d.must(d.ReleaseLease(d.ctx, d.lease))
	_, err := d.AcquireLease(d.ctx, channel, "them", term)
	d.must(err)
}

func fenceGrows(d *desk) {
	d.clock.Advance(time.Hour)
	swept, err := d.Sweep(d.ctx, d.clock.Now())
	d.must(err)
	if swept.Leases != 1 {
		d.Fatalf("swept %+v", swept)
	}
	l, err := d.AcquireLease(d.ctx, channel, owner, term)
	d.must(err)
	if l.Fence <= d.lease.Fence {
		d.Errorf("fence %d after %d", l.Fence, d.lease.Fence)
	}
}
