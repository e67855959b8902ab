package discord

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"time"

	"frontdesk/connectors/retry"
	"frontdesk/gateway"
)

// IDENTIFYs of a day are limited, and Discord resets the token of a bot that goes over. They are counted in the store, so that
// a program that is started again and again stays below, and some are left for a person who starts it by hand.
const (
	identifySource  = "identify"
	identifyDay     = 24 * time.Hour
	identifyMost    = 1000
	identifyReserve = 50
)

// identifies counts what was begun since a moment. Its stored form is "unix seconds:count".
type identifies struct {
	since time.Time
	count int
}

func parseIdentifies(value string) identifies {
	since, count, _ := strings.Cut(value, ":")
	at, errAt := strconv.ParseInt(since, 10, 64)
	n, errN := strconv.Atoi(count)
	if errAt != nil || errN != nil {
		return identifies{}
	}
	return identifies{time.Unix(at, 0), n}
}

func (i identifies) String() string { return fmt.Sprintf("%d:%d", i.since.Unix(), i.count) }

// next is the count with one more, and how long to wait before where the day's limit is reached.
func (i identifies) next(now time.Time, most int) (identifies, time.Duration) {
	if age := now.Sub(i.since); age >= identifyDay || age < 0 {
		return identifies{now, 1}, 0
	}
	if i.count >= most {
		return i, identifyDay - now.Sub(i.since)
	}
	return identifies{i.since, i.count + 1}, 0
}

// starter lets the shards identify one after the other, also where Run ends and begins anew.
type starter struct {
	mu   sync.Mutex
	last time.Time
}

// mayIdentify waits until a session may be begun, counts it, and returns where.
func (r *running) mayIdentify(ctx context.Context, shard int) (startInfo, error) {
	r.c.starter.mu.Lock()
	defer r.c.starter.mu.Unlock()
	for {
		info, err := r.c.startInfo(ctx)
		if err != nil {
			return info, err
		}
		wait, err := r.count(ctx, info)
		if err != nil {
			return info, err
		}
		if wait == 0 {
			retry.Sleep(ctx, time.Until(r.c.starter.last.Add(r.spacing(info))))
			r.c.starter.last = time.Now()
			return info, ctx.Err()
		}
		r.c.board.session(shard, &gateway.Problem{
			What: fmt.Sprintf("the bot began too many sessions within a day; the next begins in %s", wait.Round(time.Second)),
			Hint: "look into the log for what ends the sessions; at the limit Discord would reset the token",
		})
		if !retry.Sleep(ctx, min(wait, time.Minute)) {
			return info, ctx.Err()
		}
	}
}

// spacing is the time between two IDENTIFYs: a number of shards may begin at once.
func (r *running) spacing(info startInfo) time.Duration {
	return r.c.timing.identify / time.Duration(max(info.Limit.Concurrency, 1))
}

// count notes one more IDENTIFY, or says how long to wait for it.
func (r *running) count(ctx context.Context, info startInfo) (time.Duration, error) {
	if info.Limit.Total > 0 && info.Limit.Remaining <= 0 {
		return max(time.Duration(info.Limit.ResetAfter)*time.Millisecond, time.Second), nil
	}
	value, err := r.in.Cursor(ctx, identifySource)
	if err != nil {
		return 0, &storeError{err}
	}
	most := identifyMost
	if info.Limit.Total > 0 {
		most = info.Limit.Total
	}
	next, wait := parseIdentifies(value).next(r.c.env.Now(), most-min(identifyReserve, most/10))
	if wait > 0 {
		return wait, nil
	}
	if err := r.in.Accept(ctx, nil, gateway.Cursor{Source: identifySource, Value: next.String()}); err != nil {
		return 0, &storeError{err}
	}
	return 0, nil
}

func jitter() float64 { return rand.Float64() }
