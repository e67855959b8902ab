package pipeline_test

import (
	"testing"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func TestAProcessSaysHowItFares(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	process := func() (p gateway.Process) {
		t.Helper()
		ps, err := h.store.Processes(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(ps) > 0 {
			p = ps[0]
		}
		return p
	}
	waitFor(t, "the channel to be connected", func() bool {
		c := process().Channels["support"]
		return c.Running && c.State == "connected" && !c.Since.IsZero()
	})
	if c := process().Config; c.Hash != h.gateway.Policy().Hash || c.Since.IsZero() || !c.Failed.IsZero() {
		t.Errorf("config %+v", c)
	}
	h.write(ada, "Refund", "I want a refund.")
	h.next()
	waitFor(t, "the intake to be told", func() bool { return !process().Channels["support"].Intake.IsZero() })
	h.gateway.ReloadFailed([]string{"a", "b", "c", "d"})
	waitFor(t, "the failed reload", func() bool { return !process().Config.Failed.IsZero() })
	if got := process().Config.Problems; len(got) != 3 || got[0] != "a" {
		t.Errorf("problems %v", got)
	}
	h.gateway.NeedsRestart([]string{"frontdesk.yaml"})
	h.gateway.Reloaded(h.gateway.Policy())
	h.gateway.ConfigWell()
	waitFor(t, "the reload", func() bool { return process().Config.Failed.IsZero() })
	if c := process().Config; len(c.Problems) != 0 || len(c.Restart) != 1 {
		t.Errorf("after a reload: %+v", c)
	}
	// Where the store is closed nobody can be asked; a second one of the same database sees the end.
	again, err := store.Open(t.Context(), h.url, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = again.Close() })
	if err := h.stop(); err != nil {
		t.Fatal(err)
	}
	if ps, err := again.Processes(t.Context()); err != nil || len(ps) != 0 {
		t.Errorf("a process that ended is listed: %+v, %v", ps, err)
	}
}
