package pipeline

import (
	"slices"
	"time"

	"frontdesk/gateway"
)

// maxProblems is how many problems of a config are repeated where it is only mentioned.
const maxProblems = 3

// ReloadFailed notes that the config has errors, the first of which are given, and that the last good one stays.
func (g *Gateway) ReloadFailed(problems []string) {
	g.Reloaded(nil)
	g.metrics.ConfigFailed.Set(1)
	c := g.health.Config()
	c.Failed, c.Problems = g.now().UTC(), problems[:min(len(problems), maxProblems)]
	g.health.setConfig(c)
}

// ConfigWell notes that the files are well, and that what is in use is theirs.
func (g *Gateway) ConfigWell() {
	g.metrics.ConfigFailed.Set(0)
	c, hash := g.health.Config(), g.policy.Load().Hash
	if c.Hash != hash {
		c.Hash, c.Since = hash, g.now().UTC()
	}
	c.Failed, c.Problems = time.Time{}, nil
	g.health.setConfig(c)
}

// NeedsRestart notes what has changed in the files and is not in use; none: everything is.
func (g *Gateway) NeedsRestart(what []string) {
	c := g.health.Config()
	c.Restart = what
	g.health.setConfig(c)
}

// Config is which config is in use, and what is wrong with the files.
func (h *Health) Config() gateway.ConfigState {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := h.config
	c.Problems, c.Restart = slices.Clone(c.Problems), slices.Clone(c.Restart)
	return c
}

func (h *Health) setConfig(c gateway.ConfigState) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.config = c
}
