package pipeline

import (
	"context"
	"log/slog"
	"time"

	"frontdesk/gateway"
)

// trouble is what keeps a channel from sending anything.
type trouble string

const (
	accountRefused trouble = "the account is refused"
	notReached     trouble = "the server cannot be reached"
)

// Pauses of a channel's sending. A refused account (quota, login) is left alone for long; a server that is down for
// short, since all replies wait for it.
const (
	accountFirst, accountMost = time.Minute, 30 * time.Minute
	reachFirst, reachMost     = time.Second, time.Minute
)

// tell logs a delivery that was not sent. What all share is told once: many may wait while a server is down.
func (d *deliverer) tell(r result) {
	if r.State == gateway.DeliverySent {
		return
	}
	level := slog.LevelWarn
	if r.whole != "" || r.State == gateway.DeliveryQueued && r.Cause == d.lastCause {
		level = slog.LevelDebug
	}
	if r.State == gateway.DeliveryQueued {
		d.lastCause = r.Cause
	}
	d.g.log.Log(context.Background(), level, "delivery not sent", "channel", d.channel, "delivery", r.Work.Key,
		"state", string(r.State), "attempt", r.Work.Attempt, "cause", r.Cause)
}

// judgeAll pauses the channel's sending while none of it would succeed.
func (d *deliverer) judgeAll(r result) {
	switch {
	case r.State == gateway.DeliverySent:
		if d.g.health.setSending(d.channel, "") {
			d.g.log.Info("sending goes on", "channel", d.channel)
		}
		d.refused, d.lastCause = 0, ""
		d.g.metrics.Sent(d.channel, d.g.now().Sub(r.created))
	case r.whole != "" && !d.g.now().Before(d.pausedTo): // what was in flight is refused with the first
		d.pauseAll(r)
	}
}

func (d *deliverer) pauseAll(r result) {
	first, most := accountFirst, accountMost
	if r.whole == notReached {
		first, most = reachFirst, reachMost
	}
	d.refused++
	d.pausedTo = d.g.now().Add(backoff(d.refused, first, most, d.channel))
	if d.g.health.setSending(d.channel, r.Cause) || r.whole == accountRefused {
		d.g.log.Error("sending paused, "+string(r.whole), "channel", d.channel, "until", d.pausedTo.UTC(), "cause", r.Cause)
	}
}
