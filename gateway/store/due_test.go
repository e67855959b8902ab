package store

import (
	"context"
	"path/filepath"
	"testing"
	"time"
)

// A quiet channel asks from second to second: it must not stand in the way of the one writer, nor wait for it.
func TestWhoHasNothingToSendNeedsNoWriter(t *testing.T) {
	s, err := Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "due.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	writing, err := s.writer.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = writing.Close() }()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // else it would wait for ever
	defer cancel()
	begun, err := s.ClaimSend(ctx, "support", "us", 10, time.Minute, func(Work, Outgoing) error { return nil })
	if err != nil || len(begun) > 0 {
		t.Errorf("%d begun, %v", len(begun), err)
	}
	if names, err := s.WorkChannels(ctx, WorkMark); err != nil || len(names) > 0 {
		t.Errorf("%q have mails to mark, %v", names, err)
	}
}
