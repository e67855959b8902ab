package storetest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"frontdesk/gateway/store"
)

func severalContract() []contract {
	return []contract{
		{"two that claim at once share without doubles", claimAtOnce},
		{"groups hold over two that claim at once", groupsHold},
		{"a cap holds over two that settle at once", capHolds},
		{"one of two that settle the same conversation wins", oneWins},
		{"one of many gets the lease", oneGetsLease},
	}
}

// eachOf runs work in several goroutines on two stores over one database.
func (d *desk) eachOf(n int, work func(s *store.Store, i int)) {
	other := d.open()
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { work([]*store.Store{d.Store, other}[i%2], i) })
	}
	wg.Wait()
}

func claimAtOnce(d *desk) {
	const total = 200
	for i := range total {
		d.add(fmt.Sprint("w", i), "")
	}
	var claimed sync.Map
	var count atomic.Int64
	d.eachOf(4, func(s *store.Store, i int) {
		for {
			ws, err := s.Claim(d.ctx, store.WorkOverdue, fmt.Sprint("worker", i), 7, term)
			if err != nil {
				d.Error(err)
				return
			}
			for _, w := range ws {
				if _, twice := claimed.LoadOrStore(w.Key, true); twice {
					d.Errorf("%s was claimed twice", w.Key)
				}
				count.Add(1)
			}
			// With rows locked by others one claim may find none, although some are left.
			if len(ws) == 0 && count.Load() == total || d.Failed() {
				return
			}
		}
	})
}

func groupsHold(d *desk) {
	const groups, each = 5, 12
	for i := range groups * each {
		d.add(fmt.Sprint("w", i), fmt.Sprint("g", i%groups))
	}
	var running, last [groups]atomic.Int64
	var done atomic.Int64
	d.eachOf(4, func(s *store.Store, i int) {
		for done.Load() < groups*each && !d.Failed() {
			ws, err := s.Claim(d.ctx, store.WorkOverdue, fmt.Sprint("worker", i), 3, term)
			if err != nil {
				d.Error(err)
				return
			}
			for _, w := range ws {
				var g int
				_, err := fmt.Sscanf(w.Group, "g%d", &g)
				if err != nil || running[g].Add(1) > 1 {
					d.Errorf("two of group %s run at once (%v)", w.Group, err)
				}
				if last[g].Swap(w.ID) >= w.ID {
					d.Errorf("group %s out of order", w.Group)
				}
				running[g].Add(-1)
				if err := s.Finish(d.ctx, w); err != nil {
					d.Error(err)
				}
				done.Add(1)
			}
		}
	})
}

func capHolds(d *desk) {
	const limit, tries = 5, 20
	var sts []store.Settlement
	for range tries {
		r, w := d.arrive(d.mail(store.NewID() + "@example.org"))
		st := answer(r, w)
		st.Caps = []store.Cap{{Key: "shape", Window: time.Hour, Limit: limit}}
		sts = append(sts, st)
	}
	var settled atomic.Int64
	d.eachOf(tries/2, func(s *store.Store, i int) {
		for _, err := range s.SettleAll(d.ctx, sts[2*i:2*i+2]) {
			if err == nil {
				settled.Add(1)
			} else if !errors.Is(err, store.ErrCapped) {
				d.Error(err)
			}
		}
	})
	if n := settled.Load(); n != limit {
		d.Errorf("%d settled, want %d", n, limit)
	}
}

func oneWins(d *desk) {
	_, first := d.answered("ann@example.org")
	var sts []store.Settlement
	for range 6 {
		sts = append(sts, d.followUp(store.NewID()+"@example.org", first.Conversation, 1))
	}
	var won atomic.Int64
	d.eachOf(len(sts), func(s *store.Store, i int) {
		err := s.Settle(d.ctx, sts[i])
		if err == nil {
			won.Add(1)
		} else if !errors.Is(err, store.ErrConflict) {
			d.Error(err)
		}
	})
	if won.Load() != 1 {
		d.Errorf("%d won", won.Load())
	}
}

func oneGetsLease(d *desk) {
	var got atomic.Int64
	d.eachOf(8, func(s *store.Store, i int) {
		_, err := s.AcquireLease(d.ctx, "fresh", fmt.Sprint("process", i), term)
		if err == nil {
			got.Add(1)
		} else if !errors.Is(err, store.ErrLeaseHeld) {
			d.Error(err)
		}
	})
	if got.Load() != 1 {
		d.Errorf("%d got it", got.Load())
	}
}
