package pipeline

import (
	"context"
	"errors"
	"sync"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// claimTerm is how long claimed work belongs to its claimer; a process that dies gives it back after that. What takes
// longer is extended.
const claimTerm = 10 * time.Second

// How long a loop waits when there is nothing to do (a commit that adds work wakes it at once), and after failures of
// the store.
const (
	idleWait    = time.Second
	failureWait = 250 * time.Millisecond
	failureMost = 4 * time.Second // a disk that was freed is seen so soon
)

// step does some of the work that waits, and says how many pieces of it; an error is one of the store.
type step func(context.Context) (int, error)

// loop does a step until stop is closed: again at once while it did something, else after idleWait.
func (g *Gateway) loop(ctx context.Context, stop <-chan struct{}, name string, do step) error {
	return g.eagerly(ctx, stop, name, "", 1, do)
}

// eagerly is loop, which goes on as soon as a commit adds work of this kind, and again at once only where a step did at least
// full of it: one that claimed less has left nothing.
func (g *Gateway) eagerly(ctx context.Context, stop <-chan struct{}, name string, kind store.WorkKind, full int, do step) error {
	wait := failureWait
	for {
		var wake <-chan struct{}
		if kind != "" {
			wake = g.store.Changed(kind)
		}
		n := 0
		err := g.survive(name, func() (err error) {
			n, err = do(ctx)
			return err
		})
		switch {
		case err != nil && ctx.Err() == nil:
			g.storeTrouble(ctx, name, err)
			if !sleep(ctx, stop, nil, wait) {
				return nil
			}
			wait = min(2*wait, failureMost)
			continue
		case err == nil:
			g.storeDid(name, n)
			wait = failureWait
		}
		if n >= full {
			if stopped(ctx, stop) {
				return nil
			}
			continue
		}
		if !sleep(ctx, stop, wake, idleWait) {
			return nil
		}
	}
}

// holding extends the claims of works while do is at them: what takes long stays this process's own, and what a process
// held that died is free a claimTerm later.
func (g *Gateway) holding(ctx context.Context, works []store.Work, do func() error) error {
	over := make(chan struct{})
	var extending sync.WaitGroup
	extending.Go(func() {
		for sleep(ctx, over, nil, claimTerm/4) {
			if err := ignoreFenced(g.store.Extend(ctx, claimTerm, works...)); err != nil {
				g.log.Warn("claims not extended", "work", string(works[0].Kind), "error", err)
			}
		}
	})
	defer extending.Wait()
	defer close(over)
	return do()
}

// chores is the step of a loop over work that ends in a result of its own: each claimed piece is done and finished. One that
// fails by itself is put back, and keeps no other waiting.
func (g *Gateway) chores(kind store.WorkKind, do func(context.Context, store.Work) (store.Result, error)) step {
	const some = 10
	return func(ctx context.Context) (int, error) {
		works, err := g.store.Claim(ctx, kind, g.owner, some, claimTerm)
		if err != nil {
			return 0, err
		}
		return g.each(ctx, works, func(w store.Work) error {
			r, err := do(ctx, w)
			if err != nil {
				return err
			}
			return g.store.FinishSend(ctx, []store.Result{r})
		})
	}
}

// each does one claimed piece after the other, and puts back what failed by itself.
func (g *Gateway) each(ctx context.Context, works []store.Work, do func(store.Work) error) (int, error) {
	if len(works) == 0 {
		return 0, nil
	}
	err := g.holding(ctx, works, func() error {
		for _, w := range works {
			err := ignoreFenced(g.stage(string(w.Kind), func() error { return do(w) }))
			if err == nil {
				continue
			}
			if err := g.undone(ctx, w, err); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return len(works), nil
}

// Waits before work is done again that failed by itself.
const (
	choreFirst = 5 * time.Second
	choreMost  = 10 * time.Minute
)

// undone puts work back that failed; a failure of the store is returned. What panics again and again is given up, which an
// admin sees in the list of such work.
func (g *Gateway) undone(ctx context.Context, w store.Work, cause error) error {
	var trouble *store.ProblemError
	if ctx.Err() != nil || errors.As(cause, &trouble) {
		return cause
	}
	g.log.Error("work not done", "work", string(w.Kind), "attempt", w.Attempt, "error", cause)
	if errors.Is(cause, errPanic) && w.Attempt >= panicAttempts {
		return ignoreFenced(g.store.Bury(ctx, w, cause.Error()))
	}
	at := g.now().Add(backoff(w.Attempt, choreFirst, choreMost, w.Key))
	return ignoreFenced(g.store.Retry(ctx, w, at, cause.Error()))
}

// sleep waits for the duration, or until wake; false when it is time to stop.
func sleep(ctx context.Context, stop, wake <-chan struct{}, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-stop:
		return false
	case <-wake:
	case <-t.C:
	}
	return !stopped(ctx, stop)
}

// pause waits for the duration, or until ctx ends.
func pause(ctx context.Context, d time.Duration) { sleep(ctx, nil, nil, d) }

func stopped(ctx context.Context, stop <-chan struct{}) bool {
	select {
	case <-stop:
		return true
	case <-ctx.Done():
		return true
	default:
		return false
	}
}

// backoff is the wait before attempt n+1, n from 1: it doubles from first up to most, and up to a quarter of it is
// added by the caller's key, so that what failed together does not come back together.
func backoff(n int, first, most time.Duration, key string) time.Duration {
	d := first
	for i := 1; i < n && d < most; i++ {
		d *= 2
	}
	d = min(d, most)
	var h uint32 = 2166136261
	for i := range len(key) {
		h = (h ^ uint32(key[i])) * 16777619
	}
	return d + time.Duration(uint64(d)/4*uint64(h%1000)/1000)
}

// storeTrouble notes that the store does not work, once in the log for each new problem.
func (g *Gateway) storeTrouble(ctx context.Context, doing string, err error) {
	if ctx.Err() != nil || errors.Is(err, errPanic) {
		return
	}
	g.metrics.StoreErrors.Inc()
	p := gateway.Problem{Place: "store", What: doing + ": " + err.Error(), Hint: "mail stays in the mailbox and is read when the store works again"}
	if known := (*store.ProblemError)(nil); errors.As(err, &known) {
		p = known.Problem
	}
	if g.health.storeFailed(doing, p, time.Now()) {
		g.log.Error("store does not work", "doing", doing, "error", err)
	}
}

// storeWell takes back the trouble with what is done now.
func (g *Gateway) storeWell(doing string) {
	if g.health.storeWorked(doing, time.Now().Add(time.Second)) {
		g.log.Info("store works")
	}
}

// emptyTerm is how long a step that finds nothing to do says nothing about the store: reading goes on where the disk is
// full, and what failed before is claimed until its term ends.
const emptyTerm = claimTerm + 2*idleWait

// storeDid is storeWell for a step that claims work and did n of it.
func (g *Gateway) storeDid(doing string, n int) {
	if n > 0 {
		g.storeWell(doing)
		return
	}
	if g.health.storeWorked(doing, time.Now().Add(-emptyTerm)) {
		g.log.Info("store works")
	}
}
