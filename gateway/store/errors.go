package store

import (
	"errors"
	"fmt"

	"frontdesk/gateway"
)

// What callers decide on.
var (
	// ErrNotFound: there is nothing with this id.
	ErrNotFound = errors.New("not found")
	// ErrAmbiguous: more than one id begins like this.
	ErrAmbiguous = errors.New("more than one begins like this")
	// ErrLeaseHeld: another process holds the lease and its term has not passed.
	ErrLeaseHeld = errors.New("another process holds the lease")
	// ErrFenced: the claim on this work was lost; somebody else has it or it is finished. Nothing was written.
	ErrFenced = errors.New("the claim on this work was lost")
	// ErrConflict: the conversation changed since the decision was made; decide again.
	ErrConflict = errors.New("the conversation has changed since")
	// ErrCapped: a cap on automatic replies is used up; decide again without a reply.
	ErrCapped = errors.New("a cap on replies is used up")
	// ErrSettled: the message was settled before; its work has nothing left to do.
	ErrSettled = errors.New("the message was settled before")
	// ErrExpired: the delivery's NotAfter has passed; it is still queued.
	ErrExpired = errors.New("too late to be sent")
	// ErrEmpty: the database has no tables of ours, and none were to be made.
	ErrEmpty = errors.New("there are no tables yet")
	// ErrOlder: the tables are of an older version, and were not to be brought up to date.
	ErrOlder = errors.New("the tables are of an older version")
	// ErrNoDraft: the conversation has no draft to let go.
	ErrNoDraft = errors.New("there is no draft")
	// ErrInterrupted: an earlier attempt was cut off while it was sending; nobody knows whether it arrived.
	ErrInterrupted = errors.New("interrupted while it was sent")
	// ErrBusy: the caller is at it already.
	ErrBusy = errors.New("is being sent already")
)

// CancelledError says why a delivery does not leave. Its work is finished.
type CancelledError struct {
	Hold  gateway.Hold          // the condition that held; empty where it was no longer queued
	State gateway.DeliveryState // where it stands now
}

func (e *CancelledError) Error() string {
	if e.Hold != "" {
		return "cancelled: " + string(e.Hold)
	}
	return "not sent: it is " + string(e.State) + " already"
}

// PausedError says which pause keeps an automatic reply from leaving.
type PausedError struct{ Pause gateway.Pause }

func (e *PausedError) Error() string { return "automatic replies are " + e.Pause.String() }

// SuppressedError says why nothing automatic goes to the address of a reply; the reason may be empty.
type SuppressedError struct{ Reason string }

func (e *SuppressedError) Error() string {
	if e.Reason == "" {
		return "nothing automatic goes to this address"
	}
	return "nothing automatic goes to this address: " + e.Reason
}

// ProblemError is a failure that an admin can do something about: a full disk, a database that cannot be reached.
type ProblemError struct {
	Problem gateway.Problem
	Err     error // the driver's; nil where the fault was found before it was asked
}

func (e *ProblemError) Error() string { return e.Problem.String() }

// Unwrap returns the driver's error.
func (e *ProblemError) Unwrap() error { return e.Err }

// failed wraps an error with the operation and its object, and names what an admin can do where that is known.
func (s *Store) failed(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf(format+": %w", append(args, explain(s.dialect, err))...)
}

// explain turns a driver's error into a [ProblemError] where the dialect knows what it means.
func explain(d dialect, err error) error {
	var known *ProblemError
	if errors.As(err, &known) {
		return err
	}
	if p, ok := d.problem(err); ok {
		return &ProblemError{Problem: p, Err: err}
	}
	return err
}
