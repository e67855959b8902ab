// Package connectortest is the contract that every connector keeps, as tests: [Run] calls them against a connector and
// the real or embedded server at its other side, which the connector's own test gives as a [Fixture].
//
// What a protocol makes of a message is not tested here; that is the connector's own tests' work. The contract in words
// is at gateway.Connector and gateway.Intake.
package connectortest

import (
	"context"
	"errors"
	"testing"
	"time"

	"go.uber.org/goleak"

	"frontdesk/gateway"
)

// Fixture is one fresh account at a remote, and a connector for it.
type Fixture struct {
	// Open makes a connector for the account that reads all messages there are, and to which failures of sending are
	// real ones. It may be called again for the same account.
	Open func(t *testing.T) gateway.Connector
	// Receive puts a customer's message with this text at the remote, and returns when it is there.
	Receive func(t *testing.T, text string)
	// Disconnect ends all present connections from the remote's side. Nil where the remote cannot.
	Disconnect func(t *testing.T)
	// Delivery is one that the remote takes; each n gives another.
	Delivery func(n int) gateway.Delivery
	// Arrived is how often the delivery is at the remote.
	Arrived func(t *testing.T, d gateway.Delivery) int
	// Refuse makes the remote refuse the next delivery in so many words.
	Refuse func(t *testing.T)
	// Interrupt makes the remote take the next delivery and fall silent or hang up before it says so.
	Interrupt func(t *testing.T)
}

// Waiting times of the contract.
const (
	patience = 60 * time.Second // for what must happen; a test that passes never waits so long
	endsIn   = 2 * time.Second  // after its context ended Run is over
)

// Run tests a connector. New is called for each test.
func Run(t *testing.T, open func(t *testing.T) Fixture) {
	for name, test := range map[string]func(*testing.T, Fixture){
		"messages are accepted in order, each once":          inOrder,
		"the cursor goes on where another run ended":         goesOn,
		"a failed Accept loses nothing":                      failedAccept,
		"a lost cursor gives the same messages again":        lostCursor,
		"a lost lease ends Run":                              lostLease,
		"a lost connection is made again":                    lostConnection,
		"Run ends with its context and leaves no goroutine":  ends,
		"deliveries are sent at the same time, each once":    sendsConcurrently,
		"a refusal is definite and nothing arrives":          refused,
		"an interruption is not definite":                    interrupted,
		"a delivery that nobody can address is refused":      unaddressed,
		"a cancelled delivery is not sent":                   cancelled,
		"evidence of a delivery is found or said to be none": finds,
		"marks may be repeated and may be of gone messages":  marks,
		"a healthy account has no problems":                  probes,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

// start runs the connector until the test or stop ends it.
func start(t *testing.T, c gateway.Connector, in gateway.Intake) (stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- c.Run(ctx, in) }()
	stopped := false
	stop = func() error {
		stopped = true
		cancel()
		select {
		case err := <-done:
			return err
		case <-time.After(endsIn):
			t.Errorf("Run goes on %v after its context ended", endsIn)
			return nil
		}
	}
	t.Cleanup(func() {
		if !stopped {
			if err := stop(); err != nil {
				t.Errorf("Run ended with %v", err)
			}
		}
	})
	return stop
}

func ends(t *testing.T, f Fixture) {
	f.Receive(t, "first")
	c := f.Open(t)
	before := goleak.IgnoreCurrent()
	in := NewIntake()
	stop := start(t, c, in)
	in.Wait(t, 1)
	if err := stop(); err != nil {
		t.Errorf("Run ended with %v", err)
	}
	goleak.VerifyNone(t, before)
}

func lostLease(t *testing.T, f Fixture) {
	f.Receive(t, "first")
	in := NewIntake()
	in.Fail(gateway.ErrLeaseLost, -1)
	done := make(chan error, 1)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	c := f.Open(t)
	go func() { done <- c.Run(ctx, in) }()
	if err := <-done; !errors.Is(err, gateway.ErrLeaseLost) {
		t.Errorf("Run ended with %v", err)
	}
}
