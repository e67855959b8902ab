package pipeline

import (
	"context"
	"slices"

	"frontdesk/gateway"
)

// lookAtPauses tells of channels whose automatic replies people have paused: by a metric, in the health, and once in the
// log. What is decided and sent asks the store itself.
func (g *Gateway) lookAtPauses(ctx context.Context) (int, error) {
	pauses, err := g.store.Pauses(ctx)
	if err != nil {
		return 0, err
	}
	for name := range g.Policy().Channels {
		why := pausedWhy(pauses, name)
		g.metrics.Paused.WithLabelValues(name).Set(oneIf(why != ""))
		switch {
		case !g.health.setPaused(name, why):
		case why == "":
			g.log.Info("automatic replies go on after a pause", "channel", name)
		default:
			g.log.Warn("automatic replies "+why, "channel", name)
		}
	}
	return 0, nil
}

// pausedWhy is the pause that concerns a channel, in words; empty where none does.
func pausedWhy(pauses []gateway.Pause, channel string) string {
	i := slices.IndexFunc(pauses, func(p gateway.Pause) bool { return p.Concerns(channel) })
	if i < 0 {
		return ""
	}
	return pauses[i].String()
}

// setPaused notes why a channel's automatic replies are paused, and says whether that is news.
func (h *Health) setPaused(channel, why string) (news bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := h.channel(channel)
	news = c.Paused != why
	c.Paused = why
	return news
}

// pausedLine is what a team reads above a mail about a channel whose automatic replies are paused; empty: they are not.
func (g *Gateway) pausedLine(ctx context.Context, channel string) (string, error) {
	pauses, err := g.store.Pauses(ctx)
	if why := pausedWhy(pauses, channel); why != "" {
		return "Automatic replies are " + why + ".", err
	}
	return "", err
}
