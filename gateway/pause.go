package gateway

import "time"

// Pause stops the automatic replies of a channel, or of all, since a person of ours said so. Mail is received all the
// same, and what would have been answered becomes a ticket.
type Pause struct {
	Channel string    `json:"channel,omitempty"` // empty: all channels
	Since   time.Time `json:"since"`
	Until   time.Time `json:"until,omitzero"` // zero: until somebody resumes
	By      string    `json:"by,omitempty"`   // who said so
	Reason  string    `json:"reason,omitempty"`
}

// Holds says whether the pause stops replies now.
func (p Pause) Holds(now time.Time) bool { return p.Until.IsZero() || p.Until.After(now) }

// Concerns says whether the pause is the channel's, or that of all.
func (p Pause) Concerns(channel string) bool { return p.Channel == "" || p.Channel == channel }

// String is "paused by anna until 2026-11-22T12:00:00Z: the prices are wrong".
func (p Pause) String() string { return p.Told(p.Until.UTC().Format(time.RFC3339)) }

// Told is String with the end in the words of its reader, who may live in another zone.
func (p Pause) Told(until string) string {
	s := "paused"
	if p.Channel == "" {
		s += " for all channels"
	}
	if p.By != "" {
		s += " by " + p.By
	}
	if !p.Until.IsZero() {
		s += " until " + until
	}
	if p.Reason != "" {
		s += ": " + p.Reason
	}
	return s
}
