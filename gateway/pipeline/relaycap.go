package pipeline

import (
	"fmt"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// relayCap is how many answers of one agent in one conversation are passed on within a time. A responder at the agent's
// mailbox and one at the customer's, neither of which says what it is, would else answer each other for ever.
type relayCap struct {
	within time.Duration
	most   int
}

// A person corrects an answer at once, perhaps twice; a loop turns in seconds, or, with slow responders, all day.
var relayCaps = []relayCap{{10 * time.Minute, 3}, {time.Hour, 10}, {relayMemory, 30}}

// relayMemory is the longest of the times.
const relayMemory = 24 * time.Hour

// tooMany says why one more answer is not passed on; empty: it is.
func tooMany(relayed []time.Time, now time.Time) string {
	for _, c := range relayCaps {
		n := 0
		for _, at := range relayed {
			if now.Sub(at) < c.within {
				n++
			}
		}
		if n >= c.most {
			return fmt.Sprintf("%d of your answers were passed on within %s, so that it may be a machine that answers. "+
				"If you wrote it, answer with frontdesk tickets answer, or later", n, plainly(c.within))
		}
	}
	return ""
}

func plainly(d time.Duration) string {
	if d < time.Hour {
		return fmt.Sprintf("%d minutes", int(d.Minutes()))
	}
	return fmt.Sprintf("%d hours", int(d.Hours()))
}

// relayed is when answers of an agent were passed on in a conversation, as far as it matters.
func relayed(received []store.Received, agent gateway.Address, now time.Time) []time.Time {
	var out []time.Time
	for _, m := range received {
		if m.Outcome == gateway.OutcomeRelay && strings.EqualFold(m.Author.Addr, agent.Addr) && now.Sub(m.Accepted) < relayMemory {
			out = append(out, m.Accepted)
		}
	}
	return out
}
