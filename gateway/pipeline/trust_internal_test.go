package pipeline

import (
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/gateway/metrics"
	"frontdesk/gateway/store"
	"frontdesk/matchers"
	"frontdesk/matchers/record"
)

func TestEvidenceBeginsWithTheQuarterBefore(t *testing.T) {
	for now, want := range map[string]string{
		"2026-11-22T09:00:00Z": "2026-07-01", "2026-10-01T00:00:00Z": "2026-07-01", "2026-09-30T23:59:00Z": "2026-04-01",
		"2026-02-03T09:00:00Z": "2025-10-01", "2026-07-01T01:00:00+02:00": "2026-01-01",
	} {
		at, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		if got := evidenceFrom(at).Format(time.DateOnly); got != want {
			t.Errorf("%s: since %s, want %s", now, got, want)
		}
	}
}

func TestOnlyWhatWasDrawnAndReviewedMeasuresAutomaticAnswers(t *testing.T) {
	known := store.TrackRecord{Answers: 40, Cases: []store.Case{
		{Drawn: true, Share: 0.05, Right: true, Reviewed: true, RightReviewed: true},
		{Drawn: true, Share: 0.05, Right: false, Reviewed: true, RightReviewed: true}, // somebody says otherwise since
		{Drawn: true, Share: 0.05},    // nobody was asked
		{Share: 0.05, Reviewed: true}, // not drawn
		{Share: 0.05, Right: true},
	}}
	for mode, want := range map[matchers.Mode]record.Tally{matchers.ModeAuto: {Right: 2}, matchers.ModeDraft: {Right: 2, Wrong: 3}, matchers.ModeShadow: {Right: 2, Wrong: 3}} {
		r := recordOf(mode, known)
		if r.Tally() != want || r.Wrong != 3 || r.Answers != 40 {
			t.Errorf("%s: %+v, %d of %d wrong", mode, r.Tally(), r.Wrong, r.Answers)
		}
	}
}

func TestWhatIsDueFollowsFromBounds(t *testing.T) {
	half, never := 0.5, 0.0
	sample := func(right, wrong int) record.Record {
		r := record.Record{Answers: 20 * (right + wrong), Wrong: wrong}
		for i := range right + wrong {
			r.Sample = append(r.Sample, record.Judged{Right: i < right, Share: 0.05})
		}
		return r
	}
	for _, c := range []struct {
		name    string
		matcher matchers.Matcher
		record  record.Record
		due     store.ModeWhy
		next    matchers.Mode
	}{
		{"nothing is known", matchers.Matcher{Mode: matchers.ModeAuto}, record.Record{}, "", ""},
		{"wrong too often", matchers.Matcher{Mode: matchers.ModeAuto}, sample(20, 10), store.ModeDemoted, matchers.ModeDraft},
		{"a lower target", matchers.Matcher{Mode: matchers.ModeAuto, DemoteBelow: &half}, sample(20, 10), "", ""},
		{"never", matchers.Matcher{Mode: matchers.ModeAuto, DemoteBelow: &never}, sample(0, 100), "", ""},
		{"called wrong, and nobody reviews", matchers.Matcher{Mode: matchers.ModeAuto}, record.Record{Answers: 100, Wrong: 30}, store.ModeDemoted, matchers.ModeDraft},
		{"good, and not to be promoted", matchers.Matcher{Mode: matchers.ModeDraft}, sample(500, 0), "", ""},
		{"good enough", matchers.Matcher{Mode: matchers.ModeDraft, Promote: &matchers.Promotion{Precision: 0.9, Judged: 30}}, sample(51, 0), store.ModePromoted, matchers.ModeAuto},
		{"not sure enough", matchers.Matcher{Mode: matchers.ModeDraft, Promote: &matchers.Promotion{Precision: 0.9, Judged: 30}}, sample(50, 0), "", ""},
		{"too few", matchers.Matcher{Mode: matchers.ModeDraft, Promote: &matchers.Promotion{Precision: 0.9, Judged: 52}}, sample(51, 0), "", ""},
		{"out of the shadow", matchers.Matcher{Mode: matchers.ModeShadow, Promote: &matchers.Promotion{Precision: 0.9, Judged: 30}}, sample(51, 0), store.ModePromoted, matchers.ModeDraft},
		{"drafts are not demoted", matchers.Matcher{Mode: matchers.ModeDraft}, sample(0, 100), "", ""},
	} {
		s := Standing{Matcher: &c.matcher, Record: c.record}
		if s.judge(matchers.Aim{}); s.Due != c.due || s.Next != c.next {
			t.Errorf("%s: %q to %q, want %q to %q", c.name, s.Due, s.Next, c.due, c.next)
		}
	}
}

func TestACheckWarnsOfWhatWouldGoUpAndDown(t *testing.T) {
	for keys, warned := range map[string]bool{
		"promote_when: {precision: 0.9}": true, "promote_when: {}": false, "promote_when: {precision: 0.9}, demote_below: 0.9": false,
	} {
		var p configs.Problems
		folder := configs.LoadFS(fstest.MapFS{
			"frontdesk.yaml":    {Data: []byte("channels: {support: {kind: email, team: first-line}}\n")},
			"teams.yaml":        {Data: []byte(testTeams)},
			"matchers/all.yaml": {Data: []byte("refund: {any: [{words: [refund]}], mode: draft, " + keys + "}\n")},
		}, "test", &p)
		NewPolicy(folder, []gateway.Channel{testChannel()}, &p)
		got := slices.ContainsFunc(p.All(), func(one configs.Problem) bool {
			return one.Warning && strings.Contains(one.String(), "is promoted at 0.9 and demoted below 0.95")
		})
		if got != warned {
			t.Errorf("%s: %v", keys, p.All())
		}
	}
}

// While a new config is rolled out, processes with the old one and the new one work on the same store.
func TestProcessesWithDifferentConfigsDoNotEndEachOthersWordForEver(t *testing.T) {
	clock := func() time.Time { return now }
	st, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "f.db"), store.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	process := func(mode matchers.Mode) *Gateway {
		p := testPolicy(t)
		m, _ := p.Matchers.Matcher("refund")
		m.Configured, m.Mode = mode, mode
		return New(Options{Store: st, Policy: p, Metrics: metrics.New(prometheus.NewRegistry()), Log: slog.New(slog.DiscardHandler), Now: clock})
	}
	before, after := process(matchers.ModeAuto), process(matchers.ModeDraft)
	demotion := store.ModeChange{Matcher: "refund", Why: store.ModeDemoted, Configured: "auto", Mode: "draft"}
	if done, err := st.ChangeMode(t.Context(), demotion, 0); err != nil || !done {
		t.Fatal(err)
	}
	for range 4 {
		for _, g := range []*Gateway{before, after} {
			if _, err := g.lookAfterModes(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	history, err := st.ModeHistory(t.Context(), "")
	if err != nil || len(history) != 2 || history[1].Why != store.ModeConfig || history[1].Mode != "draft" {
		t.Errorf("%+v, %v", history, err)
	}
}
