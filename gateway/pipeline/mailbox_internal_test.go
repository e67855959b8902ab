package pipeline

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"frontdesk/gateway"
	"frontdesk/gateway/metrics"
)

func TestAnUnusualMailboxIsToldOfOnce(t *testing.T) {
	var log bytes.Buffer
	now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	registry := prometheus.NewRegistry()
	g := &Gateway{
		log: slog.New(slog.NewTextHandler(&log, nil)), metrics: metrics.New(registry),
		health: newHealth([]string{"support"}), now: func() time.Time { return now },
	}
	loop := gateway.Breaker{OpenUntil: now.Add(time.Hour), Evidence: "few senders"}
	for i, step := range []struct {
		use         gateway.MailboxUse
		alarm, open float64
		says        string // at /healthz
		logged      int    // lines in all
	}{
		{gateway.MailboxUse{Replies: 3, Alarm: 200}, 0, 0, "", 0},
		{gateway.MailboxUse{Replies: 201, Alarm: 200}, 1, 0, "more than 200 automatic replies within an hour, and no sign of a loop", 1},
		{gateway.MailboxUse{Replies: 201, Alarm: 200}, 1, 0, "more than 200 automatic replies within an hour, and no sign of a loop", 1},
		{gateway.MailboxUse{Replies: 201, Alarm: 200, Breaker: loop}, 1, 1, "stopped until 2026-03-02T11:00:00Z, this looks like a loop: few senders", 2},
		{gateway.MailboxUse{Replies: 90, Alarm: 200, Breaker: loop}, 0, 1, "stopped until 2026-03-02T11:00:00Z, this looks like a loop: few senders", 2},
		{gateway.MailboxUse{Replies: 2, Alarm: 200}, 0, 0, "", 3},
	} {
		g.tellOfMailbox("support", step.use)
		alarm, open := gaugeOf(t, registry, "frontdesk_mailbox_alarm"), gaugeOf(t, registry, "frontdesk_breaker_open")
		if alarm != step.alarm || open != step.open {
			t.Errorf("step %d: metrics say alarm %v, open %v", i, alarm, open)
		}
		if says := g.Health().Channels()["support"].Replies; !strings.Contains(says, step.says) || (says == "") != (step.says == "") {
			t.Errorf("step %d: health says %q", i, says)
		}
		if n := strings.Count(log.String(), "\n"); n != step.logged {
			t.Errorf("step %d: %d lines in the log:\n%s", i, n, &log)
		}
	}
}

// gaugeOf is the only value of a gauge.
func gaugeOf(t *testing.T, registry *prometheus.Registry, name string) float64 {
	t.Helper()
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		if f.GetName() == name && len(f.GetMetric()) == 1 {
			return f.GetMetric()[0].GetGauge().GetValue()
		}
	}
	t.Fatalf("there is no gauge %s", name)
	return 0
}
