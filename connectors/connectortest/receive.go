package connectortest

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"frontdesk/gateway"
)

// errStore is what a store says that cannot write now.
var errStore = errors.New("the disk is full")

func receive(t *testing.T, f Fixture, from, to int) {
	t.Helper()
	for i := from; i < to; i++ {
		f.Receive(t, text(i))
	}
}

func text(n int) string { return fmt.Sprintf("Where is order %03d?", n) }

// each fails where the events are not exactly these messages, in this order.
func each(t *testing.T, events []gateway.Event, n int) {
	t.Helper()
	if len(events) != n {
		t.Errorf("%d events of %d messages", len(events), n)
	}
	sources, guards := map[string]bool{}, map[string]bool{}
	for i, e := range events {
		if !strings.Contains(e.Message.Text, text(i)) {
			t.Errorf("event %d has the text %q", i, e.Message.Text)
		}
		whole(t, e)
		sources[e.Message.SourceID], guards[e.Guard] = true, true
	}
	if len(sources) != len(events) || len(guards) != len(events) {
		t.Errorf("%d events have %d sources and %d guards", len(events), len(sources), len(guards))
	}
}

// whole fails where an event lacks what the store or the pipeline needs.
func whole(t *testing.T, e gateway.Event) {
	t.Helper()
	m := e.Message
	switch {
	case e.Kind != gateway.EventMessage, e.Guard == "", m.SourceID == "", m.Room == "", m.Author.Addr == "":
		t.Errorf("incomplete event %+v", e)
	case m.Received.IsZero(), m.Received.Location() != time.UTC:
		t.Errorf("received at %v", m.Received)
	case m.ID != "", !m.Accepted.IsZero():
		t.Errorf("the store's own fields are set: %+v", m)
	}
}

func inOrder(t *testing.T, f Fixture) {
	receive(t, f, 0, 5)
	in := NewIntake()
	start(t, f.Open(t), in)
	in.Wait(t, 5)
	receive(t, f, 5, 10)
	each(t, in.Wait(t, 10), 10)
	if _, again := in.Events(); again != 0 {
		t.Errorf("%d events came again", again)
	}
}

func goesOn(t *testing.T, f Fixture) {
	receive(t, f, 0, 3)
	in := NewIntake()
	stop := start(t, f.Open(t), in)
	in.Wait(t, 3)
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	receive(t, f, 3, 6)
	start(t, f.Open(t), in)
	each(t, in.Wait(t, 6), 6)
	if _, again := in.Events(); again != 0 {
		t.Errorf("%d events came again", again)
	}
}

func failedAccept(t *testing.T, f Fixture) {
	receive(t, f, 0, 3)
	in := NewIntake()
	stop := start(t, f.Open(t), in)
	in.Wait(t, 3)
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	before := in.cursor()
	in.Fail(errStore, 3)
	receive(t, f, 3, 6)
	start(t, f.Open(t), in)
	each(t, in.Wait(t, 6), 6)
	if before == in.cursor() {
		t.Errorf("the cursor is still %s", before)
	}
}

func lostCursor(t *testing.T, f Fixture) {
	receive(t, f, 0, 3)
	in := NewIntake()
	stop := start(t, f.Open(t), in)
	first := in.Wait(t, 3)
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	in.Forget()
	start(t, f.Open(t), in)
	in.WaitAgain(t, 3)
	other := NewIntake()
	start(t, f.Open(t), other)
	for i, e := range other.Wait(t, 3) {
		if e.Guard != first[i].Guard || e.Message.SourceID != first[i].Message.SourceID {
			t.Errorf("%s %s was %s %s at first", e.Message.SourceID, e.Guard, first[i].Message.SourceID, first[i].Guard)
		}
	}
}

func lostConnection(t *testing.T, f Fixture) {
	if f.Disconnect == nil {
		return
	}
	in := NewIntake()
	receive(t, f, 0, 1)
	start(t, f.Open(t), in)
	in.Wait(t, 1)
	for i := 1; i < 4; i++ {
		f.Disconnect(t)
		receive(t, f, i, i+1)
		in.Wait(t, i+1)
	}
	events, _ := in.Events()
	each(t, events, 4)
}

func marks(t *testing.T, f Fixture) {
	receive(t, f, 0, 2)
	c := f.Open(t)
	m, ok := c.(gateway.Marker)
	if !ok || !m.Marks() {
		return
	}
	in := NewIntake()
	start(t, c, in)
	var refs []gateway.Ref
	for _, e := range in.Wait(t, 2) {
		refs = append(refs, gateway.Ref{SourceID: e.Message.SourceID, Outcome: gateway.OutcomeAnswer})
	}
	refs = append(refs, gateway.Ref{SourceID: "nowhere/1/1", Outcome: gateway.OutcomeIgnore}, gateway.Ref{SourceID: "odd"})
	for range 2 {
		if err := m.Mark(t.Context(), refs); err != nil {
			t.Error(err)
		}
	}
}

func probes(t *testing.T, f Fixture) {
	receive(t, f, 0, 1)
	p, ok := f.Open(t).(gateway.Prober)
	if !ok {
		return
	}
	for _, problem := range p.Probe(t.Context()) {
		t.Error(problem)
	}
}
