// Package metrics names every Prometheus metric of Frontdesk, in this one file. Who counts is the pipeline; what the
// figures mean for an admin is in docs/metrics.md, which is generated from here.
package metrics

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// Metrics are all metrics of one gateway.
type Metrics struct {
	Received       *prometheus.CounterVec   // channel, how: new, known, quarantined
	Decisions      *prometheus.CounterVec   // channel, outcome
	Screened       *prometheus.CounterVec   // channel, class
	DecideSeconds  *prometheus.HistogramVec // channel
	Deliveries     *prometheus.CounterVec   // channel, kind, state
	SendSeconds    *prometheus.HistogramVec // channel
	CapsHit        *prometheus.CounterVec   // cap
	WorkDepth      *prometheus.GaugeVec     // kind
	WorkDead       prometheus.Gauge
	TicketsOpen    *prometheus.GaugeVec   // urgency
	PromiseError   *prometheus.GaugeVec   // team, urgency
	PromisesMissed *prometheus.CounterVec // team
	ModeChanges    *prometheus.CounterVec // matcher, why: demoted, promoted
	Demoted        prometheus.Gauge
	MailboxAlarm   *prometheus.GaugeVec // channel
	BreakerOpen    *prometheus.GaugeVec // channel
	Paused         *prometheus.GaugeVec // channel
	ChannelUp      *prometheus.GaugeVec // channel
	LastIntake     *prometheus.GaugeVec // channel
	LoginExpires   *prometheus.GaugeVec // channel
	LoginFailing   *prometheus.GaugeVec // channel
	StoreErrors    prometheus.Counter
	Panics         *prometheus.CounterVec // doing
	Forgotten      prometheus.Counter
	Reloads        *prometheus.CounterVec // result: ok, failed
	ConfigFailed   prometheus.Gauge
}

// latencyBuckets reach from a few milliseconds to the hours that a sleeping message may wait.
var latencyBuckets = []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200}

// New makes the metrics and registers them.
func New(reg prometheus.Registerer) *Metrics {
	one := maker{promauto.With(reg)}
	return &Metrics{
		Received:       one.counter("received_total", "Messages handed in by connectors. how: new, known (received before), quarantined (could not be read; counted as new or known too).", "channel", "how"),
		Decisions:      one.counter("decisions_total", "Messages settled, by outcome.", "channel", "outcome"),
		Screened:       one.counter("screened_total", "Messages settled, by the class that screening took them for (screening.md).", "channel", "class"),
		DecideSeconds:  one.histogram("decide_seconds", "Time from the acceptance of a message to its decision.", "channel"),
		Deliveries:     one.counter("deliveries_total", "Attempts to deliver, by kind and the state they ended in: sent, queued (a failure that is tried again), unknown, dead, cancelled.", "channel", "kind", "state"),
		SendSeconds:    one.histogram("send_seconds", "Time from the creation of a delivery to its acceptance by the remote.", "channel"),
		CapsHit:        one.counter("caps_hit_total", "Automatic replies withheld by a cap (screening.md), or by a pause (paused).", "cap"),
		WorkDepth:      one.gauge("work_waiting", "Work that is waiting or claimed, by kind.", "kind"),
		WorkDead:       one.plainGauge("work_dead", "Work that was given up; above zero a person should look."),
		TicketsOpen:    one.gauge("tickets_open", "Tickets that are not closed, by urgency.", "urgency"),
		PromiseError:   one.gauge("promise_error", "Share of the times told in the last two weeks that was kept, minus the 0.8 that is aimed at.", "team", "urgency"),
		PromisesMissed: one.counter("promises_missed_total", "Tickets that nobody had answered when the promised time was over.", "team"),
		ModeChanges:    one.counter("mode_changes_total", "Matchers that were demoted or promoted by what people judged (matching.md).", "matcher", "why"),
		Demoted:        one.plainGauge("matchers_demoted", "Matchers whose answers wait for an agent since too many were wrong (matching.md)."),
		MailboxAlarm:   one.gauge("mailbox_alarm", "1 where the channel made more automatic replies within an hour than it usually does in its busiest (screening.md).", "channel"),
		BreakerOpen:    one.gauge("breaker_open", "1 where the channel's automatic replies are stopped, since there is evidence of a loop (screening.md).", "channel"),
		Paused:         one.gauge("paused", "1 where a person has paused the channel's automatic replies (frontdesk pause).", "channel"),
		ChannelUp:      one.gauge("channel_up", "1 where the channel is connected, 0 where it is not.", "channel"),
		LastIntake:     one.gauge("last_intake_timestamp_seconds", "When the channel last handed in a batch, also an empty one, in Unix time.", "channel"),
		LoginExpires:   one.gauge("login_expires_timestamp_seconds", "When the channel's login ends unless it is renewed, in Unix time; for accounts with tokens.", "channel"),
		LoginFailing:   one.gauge("login_failing_since_timestamp_seconds", "Since when the channel's login cannot be renewed, in Unix time; 0 where it can. The account works until the login ends.", "channel"),
		StoreErrors:    one.plainCounter("store_errors_total", "Failures of the store; what failed is tried again."),
		Panics:         one.counter("panics_total", "Defects of the program that broke off what it was doing; the log has the place. It goes on with the next.", "doing"),
		Forgotten:      one.plainCounter("forgotten_messages_total", "Messages removed since they are older than keep: allows."),
		ConfigFailed:   one.plainGauge("config_failed", "1 where the files of the config have errors and the last good one is in use."),
		Reloads:        one.counter("config_reloads_total", "Reloads of the config. result: ok, or failed and the last good one kept.", "result"),
	}
}

// maker makes one metric and registers it; what it makes with labels has a value for each of their values.
type maker struct{ promauto.Factory }

const namespace = "frontdesk"

func (m maker) counter(name, help string, labels ...string) *prometheus.CounterVec {
	return m.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}, labels)
}

func (m maker) plainCounter(name, help string) prometheus.Counter {
	return m.NewCounter(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help})
}

func (m maker) gauge(name, help string, labels ...string) *prometheus.GaugeVec {
	return m.NewGaugeVec(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help}, labels)
}

func (m maker) plainGauge(name, help string) prometheus.Gauge {
	return m.NewGauge(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help})
}

func (m maker) histogram(name, help string, labels ...string) *prometheus.HistogramVec {
	return m.NewHistogramVec(prometheus.HistogramOpts{Namespace: namespace, Name: name, Help: help, Buckets: latencyBuckets}, labels)
}

// Accepted counts a batch that was taken in.
func (m *Metrics) Accepted(channel string, fresh, known, quarantined int) {
	m.Received.WithLabelValues(channel, "new").Add(float64(fresh))
	m.Received.WithLabelValues(channel, "known").Add(float64(known))
	m.Received.WithLabelValues(channel, "quarantined").Add(float64(quarantined))
}

// Settled counts one decision; after is the time from acceptance to decision.
func (m *Metrics) Settled(channel, outcome, class string, after time.Duration) {
	m.Decisions.WithLabelValues(channel, outcome).Inc()
	m.Screened.WithLabelValues(channel, class).Inc()
	m.DecideSeconds.WithLabelValues(channel).Observe(after.Seconds())
}

// Delivered counts one attempt.
func (m *Metrics) Delivered(channel, kind, state string) {
	m.Deliveries.WithLabelValues(channel, kind, state).Inc()
}

// Sent notes how long a delivery took from its creation to its acceptance by the remote.
func (m *Metrics) Sent(channel string, after time.Duration) {
	m.SendSeconds.WithLabelValues(channel).Observe(after.Seconds())
}

// TookIn notes the moment at which a channel handed in a batch.
func (m *Metrics) TookIn(channel string, at time.Time) {
	m.LastIntake.WithLabelValues(channel).Set(float64(at.UnixMilli()) / 1000)
}

// Capped counts one automatic reply that a cap withheld.
func (m *Metrics) Capped(rule string) { m.CapsHit.WithLabelValues(rule).Inc() }

// Login notes how long a channel's login holds; zero times are not known, or nothing fails.
func (m *Metrics) Login(channel string, expires, failing time.Time) {
	if !expires.IsZero() {
		m.LoginExpires.WithLabelValues(channel).Set(float64(expires.Unix()))
	}
	since := 0.0
	if !failing.IsZero() {
		since = float64(failing.Unix())
	}
	m.LoginFailing.WithLabelValues(channel).Set(since)
}
