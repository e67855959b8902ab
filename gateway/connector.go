package gateway

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"
)

// Connector receives from and sends to one channel. One process at a time runs a channel's connector.
type Connector interface {
	// Run receives until ctx ends, and returns nil then. It reconnects by itself; an error is one that cannot heal.
	Run(ctx context.Context, in Intake) error
	// Send tries once. A failure is a *SendError, or any other error for "it is not known whether it was delivered".
	// Retrying, waiting, counting and logging are the caller's work. Safe for concurrent use, also without Run.
	Send(ctx context.Context, d Delivery) (Receipt, error)
}

// Intake is where a connector puts what it received. It is bound to one connector and its lease.
type Intake interface {
	// Cursor returns the stored value, empty where the source was never read.
	Cursor(ctx context.Context, source string) (string, error)
	// Accept stores events and the cursor in one transaction; known events are not an error. A batch is one commit.
	// After an error nothing was stored and the cursor has not moved: the connector reads again later. An error that
	// is ErrLeaseLost ends Run.
	Accept(ctx context.Context, events []Event, c Cursor) error
}

// ErrLeaseLost means that another process runs this channel now.
var ErrLeaseLost = errors.New("another process runs this channel")

// Marker is implemented by connectors that can flag or move messages at the remote after settling.
type Marker interface {
	// Marks says whether the config asks for any mark; without it Mark is never called.
	Marks() bool
	// Mark is called in batches and may be repeated; a message that is gone is not an error.
	Mark(ctx context.Context, refs []Ref) error
}

// Finder is implemented by connectors that can find out whether a delivery arrived.
type Finder interface {
	// Find settles an unknown delivery by evidence (Sent folder, Bcc mailbox, room history). known is false where there
	// is no evidence either way, or no place configured to look at.
	Find(ctx context.Context, d Delivery) (sent, known bool, err error)
}

// Prover is implemented by finders whose remote shows all that it took: what is not found there was not sent.
type Prover interface {
	// Proves is how long after an attempt that holds.
	Proves() time.Duration
}

// Prober is implemented by connectors whose account can be checked (doctor).
type Prober interface {
	Probe(ctx context.Context) []Problem
}

// Authorizer is implemented by connectors whose account a person can let the program into at the remote's own page (auth).
type Authorizer interface {
	// Authorize lets a person grant access, and tries it before it is kept: what was granted before stays where it fails.
	Authorize(ctx context.Context, a Authorization) error
	// Authorized says how long the present login holds, renewed where it is nearly over. Its error is ErrNoAuthorization
	// where the account is logged in to without a person's help, or says why the login does not hold.
	Authorized(ctx context.Context) (Login, error)
}

// ErrNoAuthorization means that nobody has to log in for the channel.
var ErrNoAuthorization = errors.New("nobody has to log in for this channel")

// Authorization is how a person is spoken with who lets the program in.
type Authorization struct {
	Way   string            // device or browser; empty: what the remote offers
	Port  int               // of this machine, where a browser is sent back to; 0: any
	Say   func(text string) // tells the person
	Input io.Reader         // lines that the person writes; nil: none
}

// Exporter is implemented by connectors that can hand out all that a folder holds (backtest).
type Exporter interface {
	// Export gives each message of a folder in the remote's own form, and changes nothing; an empty folder is the one that
	// is received from. A name is unique in its folder. An error of each ends it and is returned.
	Export(ctx context.Context, folder string, each func(name string, raw []byte) error) error
}

// Problem is one thing that is wrong, for an admin: where, what, and what to do next.
type Problem struct {
	Place string // file:line:column, or the channel and server
	What  string
	Hint  string // empty where there is none
	// Partial: the rest of the channel works.
	Partial bool
}

// String is "place: what; hint".
func (p Problem) String() string {
	s := p.What
	if p.Place != "" {
		s = p.Place + ": " + s
	}
	if p.Hint != "" {
		s += "; " + p.Hint
	}
	return s
}

// Environment is what a connector gets besides its settings.
type Environment struct {
	Channel Channel
	Keys    *Keyring
	Log     *slog.Logger // has the channel's name already
	// Report tells the state of the connection to the remote, for people: nil means all is well. It may be called often.
	Report func(*Problem)
	Now    func() time.Time
	// TeamRooms names the rooms of this channel in which teams get their tickets, as the config has them now; nil: none.
	TeamRooms func() []string
	// StateDir is a folder for what a connector must keep between runs and the store has no place for; empty: there is none.
	StateDir string
	// Login tells how long the account's login holds, where it has an end; nil: nobody wants to know. It may be called often.
	Login func(Login)
	// LookupTXT asks the DNS for the TXT records of a name; nil: the system's resolver.
	LookupTXT func(ctx context.Context, name string) ([]string, error)
}

// Login is the state of a login that ends unless it is renewed.
type Login struct {
	Since   time.Time `json:"since,omitzero"`   // when a person let the program in; zero: nobody had to
	Expires time.Time `json:"expires,omitzero"` // zero: not known
	Failing time.Time `json:"failing,omitzero"` // since when it cannot be renewed; zero: it can, as far as is known
}

// Receipt is the remote's answer to a delivery.
type Receipt struct {
	RemoteID string `json:"remote_id,omitempty"` // the remote's own id, which may differ from ours
	Response string `json:"response,omitempty"`  // its last words, "250 2.0.0 Ok: queued as 4XyZ"
	// Room is the chat room that it went to, where that was opened for it: what its customer writes there belongs to the
	// delivery's conversation.
	Room string `json:"room,omitempty"`
}

// SendError is a definite failure: nothing was delivered.
type SendError struct {
	Permanent   bool   // the same delivery will fail again
	Account     bool   // the whole account is refused for now (quota, login): pause it, tell an admin
	Unreachable bool   // there was no connection to the remote: no other delivery would do better now
	Code        string // the remote's code, "550 5.1.1"; empty where the connection failed before
	Err         error
}

func (e *SendError) Error() string {
	if e.Code != "" {
		return fmt.Sprintf("refused with %s: %v", e.Code, e.Err)
	}
	return e.Err.Error()
}

// Unwrap returns the cause.
func (e *SendError) Unwrap() error { return e.Err }
