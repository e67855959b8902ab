package gateway

import "time"

// MailboxUse is how many automatic replies a channel made within the last hour, with what tells a loop from a busy day
// (docs/screening.md).
type MailboxUse struct {
	Replies int `json:"replies"` // counted to one above Alarm
	Alarm   int `json:"alarm"`   // more than that is told to an admin
	// Of the newest Looked replies of the hour: how many senders and shapes of subject they had, and how many answered
	// mail that answers an automatic reply of ours. Zero where there is no alarm.
	Looked  int `json:"looked,omitempty"`
	Senders int `json:"senders,omitempty"`
	Shapes  int `json:"shapes,omitempty"`
	Echoes  int `json:"echoes,omitempty"`

	Breaker Breaker `json:"breaker"`
}

// Breaker stops a channel's automatic replies for a time. Its zero value stops nothing.
type Breaker struct {
	OpenUntil time.Time `json:"open_until"`
	Evidence  string    `json:"evidence,omitempty"` // of a loop
}

// Open says whether the breaker stops replies now.
func (b Breaker) Open(now time.Time) bool { return b.OpenUntil.After(now) }
