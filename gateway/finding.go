package gateway

import "context"

// Level says how a finding is to be taken.
type Level string

// Levels, from the best to the worst.
const (
	LevelOK      Level = "ok"
	LevelNote    Level = "note"    // worth knowing, nothing to do
	LevelWarning Level = "warning" // it works, but not as well as it could, or not for long
	LevelProblem Level = "problem" // something does not work
)

// Finding is one thing that an examination looked at.
type Finding struct {
	Level Level  `json:"level"`
	Place string `json:"place"` // what it is about: "imap mail.example.com:993"
	What  string `json:"what"`
	Hint  string `json:"hint,omitempty"` // what mends it
}

// Examiner is a prober that says what is well too.
type Examiner interface {
	Examine(ctx context.Context, e Examination) []Finding
}

// Examination says what an examiner may do.
type Examination struct {
	Send bool // a message to ourselves, to see whether it comes back
	// LookupHost asks the DNS for the addresses of a host; nil: the system's resolver.
	LookupHost func(ctx context.Context, host string) ([]string, error)
}
