package discordtest

import "time"

// tooSoon says that a shard's IDENTIFY comes within the period of the last one that had its rate limit key
// (developers/events/gateway, section Max Concurrency).
func (b *Bot) tooSoon(now time.Time, shard int) bool {
	last, ok := b.lastStart[shard%b.s.o.MaxConcurrency]
	return ok && now.Sub(last) < b.s.o.IdentifyEvery
}

func (b *Bot) started(now time.Time, shard int) {
	if b.lastStart == nil {
		b.lastStart = map[int]time.Time{}
	}
	b.lastStart[shard%b.s.o.MaxConcurrency] = now
}

// startLimit is the session start limit object of GET /gateway/bot.
func (b *Bot) startLimit() map[string]any {
	now := b.s.o.Now()
	b.identifies = recent(b.identifies, now.Add(-24*time.Hour))
	var resetAfter time.Duration
	if len(b.identifies) > 0 {
		resetAfter = b.identifies[0].Add(24 * time.Hour).Sub(now)
	}
	return map[string]any{
		"total": b.s.o.SessionLimit, "remaining": b.s.o.SessionLimit - len(b.identifies),
		"reset_after": resetAfter.Milliseconds(), "max_concurrency": b.s.o.MaxConcurrency,
	}
}
