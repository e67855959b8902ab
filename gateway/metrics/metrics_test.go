package metrics

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

var update = flag.Bool("update", false, "write docs/metrics.md")

const page = "../../docs/metrics.md"

const pageHead = `# Metrics

Served at /metrics where ` + "`listen`" + ` is set. Generated from gateway/metrics by its test: ` + "`go test ./gateway/metrics -update`" + `.

| name | type | labels | meaning |
| --- | --- | --- | --- |
`

// described finds the parts of a descriptor in the one form in which the library gives them away.
var described = regexp.MustCompile(`fqName: "([^"]+)", help: "([^"]+)", unit: "[^"]*", constLabels: \{\}, variableLabels: \{([^}]*)\}`)

// collectors are all metrics, found by reflection so that none is left out of the page.
func collectors(m *Metrics) []prometheus.Collector {
	var all []prometheus.Collector
	v := reflect.ValueOf(m).Elem()
	for i := range v.NumField() {
		all = append(all, v.Field(i).Interface().(prometheus.Collector))
	}
	return all
}

func typeOf(c prometheus.Collector) string {
	switch c.(type) {
	case *prometheus.CounterVec, prometheus.Counter:
		if _, gauge := c.(prometheus.Gauge); gauge {
			return "gauge"
		}
		return "counter"
	case *prometheus.HistogramVec:
		return "histogram"
	default:
		return "gauge"
	}
}

func line(t *testing.T, c prometheus.Collector) string {
	t.Helper()
	descs := make(chan *prometheus.Desc, 1)
	c.Describe(descs)
	parts := described.FindStringSubmatch((<-descs).String())
	if parts == nil {
		t.Fatalf("a descriptor that cannot be read: %T", c)
	}
	return fmt.Sprintf("| `%s` | %s | %s | %s |\n", parts[1], typeOf(c), strings.ReplaceAll(parts[3], ",", ", "), parts[2])
}

func TestThePageListsEveryMetric(t *testing.T) {
	var lines []string
	for _, c := range collectors(New(prometheus.NewRegistry())) {
		lines = append(lines, line(t, c))
	}
	slices.Sort(lines)
	want := pageHead + strings.Join(lines, "")
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != want {
		t.Errorf("%s is out of date: go test ./gateway/metrics -update", page)
	}
}

func TestEveryMetricIsRegistered(t *testing.T) {
	reg := prometheus.NewRegistry()
	for _, c := range collectors(New(reg)) {
		if !reg.Unregister(c) {
			t.Errorf("not registered: %s", line(t, c))
		}
	}
}

func TestNamesFollowTheConventionsOfPrometheus(t *testing.T) {
	for _, c := range collectors(New(prometheus.NewRegistry())) {
		l := line(t, c)
		name, _, _ := strings.Cut(strings.TrimPrefix(l, "| `"), "`")
		if !strings.HasPrefix(name, namespace+"_") || strings.HasSuffix(name, "_total") != (typeOf(c) == "counter") {
			t.Errorf("%s is no good name for a %s", name, typeOf(c))
		}
	}
}

// use counts everything once.
func use(m *Metrics) {
	m.Accepted("support", 3, 2, 1)
	m.Settled("support", "answer", "person", 20*time.Millisecond)
	m.Delivered("support", "answer", "sent")
	m.Sent("support", time.Second)
	m.TookIn("support", time.Unix(1700000000, 0))
	m.Capped("cap-sender-hour")
	m.WorkDepth.WithLabelValues("decide").Set(4)
	m.TicketsOpen.WithLabelValues("urgent").Set(1)
	m.ChannelUp.WithLabelValues("support").Set(1)
	m.Reloads.WithLabelValues("ok").Inc()
	m.Login("support", time.Unix(1700003600, 0), time.Unix(1700000000, 0))
	m.Login("sales", time.Time{}, time.Time{})
}

// counted are all values of a registry, by "name label label"; of a histogram the number of observations.
func counted(t *testing.T, reg *prometheus.Registry) map[string]float64 {
	t.Helper()
	families, err := reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]float64{}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			key := strings.TrimPrefix(f.GetName(), namespace+"_")
			for _, l := range m.GetLabel() {
				key += " " + l.GetValue()
			}
			all[key] = m.GetCounter().GetValue() + m.GetGauge().GetValue() + float64(m.GetHistogram().GetSampleCount())
		}
	}
	return all
}

func TestWhatHappensIsCounted(t *testing.T) {
	reg := prometheus.NewRegistry()
	use(New(reg))
	want := map[string]float64{
		"received_total support new": 3, "received_total support known": 2, "received_total support quarantined": 1,
		"decisions_total support answer": 1, "screened_total support person": 1, "decide_seconds support": 1,
		"deliveries_total support answer sent": 1, "send_seconds support": 1, "caps_hit_total cap-sender-hour": 1,
		"last_intake_timestamp_seconds support": 1700000000, "work_waiting decide": 4, "work_dead": 0, "matchers_demoted": 0,
		"tickets_open urgent": 1, "channel_up support": 1, "store_errors_total": 0, "forgotten_messages_total": 0,
		"login_expires_timestamp_seconds support": 1700003600, "login_failing_since_timestamp_seconds support": 1700000000,
		"login_failing_since_timestamp_seconds sales": 0,
		"config_reloads_total ok":                     1, "config_failed": 0,
	}
	if got := counted(t, reg); !maps.Equal(got, want) {
		t.Errorf("counted %v, want %v", got, want)
	}
}
