package gateway

import "time"

// Process is what one running gateway says of itself, for people who look from elsewhere.
type Process struct {
	ID       string                  `json:"id"` // host/pid/random, unique
	Started  time.Time               `json:"started"`
	Seen     time.Time               `json:"seen"` // when it last said so
	Config   ConfigState             `json:"config"`
	Channels map[string]ChannelState `json:"channels"`
}

// ConfigState is which config a process works with.
type ConfigState struct {
	Hash  string    `json:"hash"`
	Since time.Time `json:"since"` // when it came into use
	// Failed is when the files were found to be wrong; zero: they are what is in use. Problems are the first of them.
	Failed   time.Time `json:"failed,omitzero"`
	Problems []string  `json:"problems,omitempty"`
	// Restart is what has changed in the files and comes into use with a restart.
	Restart []string `json:"restart,omitempty"`
}

// ChannelState is how a channel fares in one process.
type ChannelState struct {
	Running bool      `json:"running"`           // this process receives from it
	State   string    `json:"state"`             // connected, connecting, in part, not connected, stands by
	Problem string    `json:"problem,omitempty"` // with its mend
	Sending string    `json:"sending,omitempty"` // why nothing can be sent; empty: nothing is known against it
	Replies string    `json:"replies,omitempty"` // what is unusual about its automatic replies
	Since   time.Time `json:"since,omitzero"`    // of State
	Intake  time.Time `json:"intake,omitzero"`   // when it last handed in a batch, also an empty one
	Login   *Login    `json:"login,omitempty"`   // nil: it does not end
}
