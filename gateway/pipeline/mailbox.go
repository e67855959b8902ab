package pipeline

import (
	"context"
	"fmt"
	"slices"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/screen"
	"frontdesk/gateway/store"
)

// mailboxEvery is how soon an admin sees that a mailbox replies unusually much.
const mailboxEvery = 15 * time.Second

// mailboxReply is what the reply counts as in its mailbox; nil in a chat, which has caps of its own.
func (s *settling) mailboxReply() *store.MailboxReply {
	if s.rec.Chat != nil {
		return nil
	}
	echo := slices.ContainsFunc(s.query.Own, func(o gateway.OwnID) bool { return o.Automatic })
	return &store.MailboxReply{Sender: s.query.SenderKey, Shape: s.query.ShapeKey, Echo: echo, Seen: s.history.Mailbox}
}

// breaker is the mailbox's, where this decision found the evidence of a loop.
func (s *settling) breaker() *gateway.Breaker {
	if s.rec.Chat != nil {
		return nil
	}
	reason, found, _ := screen.Mailbox(s.history.Mailbox, s.now)
	if !found {
		return nil
	}
	return &gateway.Breaker{OpenUntil: s.now.Add(screen.BreakerTerm).UTC(), Evidence: reason.Evidence}
}

// lookAtMailboxes tells of mailboxes that reply unusually much, and of those whose breaker is open: by metrics, in the
// health, and once in the log.
func (g *Gateway) lookAtMailboxes(ctx context.Context) error {
	for name, c := range g.Policy().Channels {
		if len(c.Addresses) == 0 {
			continue
		}
		u, err := g.store.MailboxUse(ctx, name, screen.MailboxHour)
		if err != nil {
			return err
		}
		g.tellOfMailbox(name, u)
	}
	return nil
}

func (g *Gateway) tellOfMailbox(channel string, u gateway.MailboxUse) {
	open, alarm := u.Breaker.Open(g.now()), u.Replies > u.Alarm
	g.metrics.MailboxAlarm.WithLabelValues(channel).Set(oneIf(alarm))
	g.metrics.BreakerOpen.WithLabelValues(channel).Set(oneIf(open))
	why := ""
	switch {
	case open:
		why = fmt.Sprintf("automatic replies are stopped until %s, this looks like a loop: %s", u.Breaker.OpenUntil.UTC().Format(time.RFC3339), u.Breaker.Evidence)
	case alarm:
		why = fmt.Sprintf("more than %d automatic replies within an hour, and no sign of a loop", u.Alarm)
	}
	switch {
	case !g.health.setReplies(channel, why, open):
	case why == "":
		g.log.Info("automatic replies as usual", "channel", channel)
	default:
		g.log.Warn("automatic replies unusual", "channel", channel, "problem", why)
	}
}

func oneIf(claim bool) float64 {
	if claim {
		return 1
	}
	return 0
}

// measureMailboxes sets the alarms by what is usual.
func (g *Gateway) measureMailboxes(ctx context.Context) error {
	for name := range g.Policy().Channels {
		if err := g.store.MeasureMailbox(ctx, name, screen.MailboxAlarm); err != nil {
			return err
		}
	}
	return nil
}
