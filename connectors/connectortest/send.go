package connectortest

import (
	"context"
	"errors"
	"testing"

	"golang.org/x/sync/errgroup"

	"frontdesk/gateway"
)

func sendsConcurrently(t *testing.T, f Fixture) {
	const senders, each = 8, 5
	c := f.Open(t)
	start(t, c, NewIntake())
	var g errgroup.Group
	for s := range senders {
		g.Go(func() error {
			for i := range each {
				if _, err := c.Send(t.Context(), f.Delivery(s*each+i)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	for n := range senders * each {
		if got := f.Arrived(t, f.Delivery(n)); got != 1 {
			t.Errorf("delivery %d arrived %d times", n, got)
		}
	}
}

func refused(t *testing.T, f Fixture) {
	c := f.Open(t)
	f.Refuse(t)
	_, err := c.Send(t.Context(), f.Delivery(1))
	var definite *gateway.SendError
	if !errors.As(err, &definite) || definite.Code == "" {
		t.Errorf("refused with %v", err)
	}
	if got := f.Arrived(t, f.Delivery(1)); got != 0 {
		t.Errorf("the refused delivery arrived %d times", got)
	}
	if _, err := c.Send(t.Context(), f.Delivery(1)); err != nil {
		t.Errorf("the second attempt: %v", err)
	}
	if got := f.Arrived(t, f.Delivery(1)); got != 1 {
		t.Errorf("the delivery arrived %d times", got)
	}
}

func interrupted(t *testing.T, f Fixture) {
	c := f.Open(t)
	f.Interrupt(t)
	_, err := c.Send(t.Context(), f.Delivery(1))
	var definite *gateway.SendError
	if err == nil || errors.As(err, &definite) {
		t.Errorf("it ended with %v", err)
	}
	if got := f.Arrived(t, f.Delivery(1)); got != 1 {
		t.Errorf("the delivery arrived %d times", got)
	}
	if _, err := c.Send(t.Context(), f.Delivery(2)); err != nil {
		t.Errorf("the next delivery: %v", err)
	}
}

func unaddressed(t *testing.T, f Fixture) {
	d := f.Delivery(1)
	d.To = gateway.Address{}
	_, err := f.Open(t).Send(t.Context(), d)
	var definite *gateway.SendError
	if !errors.As(err, &definite) || !definite.Permanent {
		t.Errorf("it ended with %v", err)
	}
}

func cancelled(t *testing.T, f Fixture) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := f.Open(t).Send(ctx, f.Delivery(1))
	var definite *gateway.SendError
	if !errors.As(err, &definite) || definite.Permanent || !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
	if got := f.Arrived(t, f.Delivery(1)); got != 0 {
		t.Errorf("it arrived %d times", got)
	}
}

func finds(t *testing.T, f Fixture) {
	c := f.Open(t)
	finder, ok := c.(gateway.Finder)
	if !ok {
		return
	}
	if _, err := c.Send(t.Context(), f.Delivery(1)); err != nil {
		t.Fatal(err)
	}
	if sent, known, err := finder.Find(t.Context(), f.Delivery(1)); err != nil || sent != known {
		t.Errorf("a delivery that arrived: sent %v, known %v, %v", sent, known, err)
	}
	if sent, _, err := finder.Find(t.Context(), f.Delivery(2)); err != nil || sent {
		t.Errorf("one that was never sent: sent %v, %v", sent, err)
	}
}
