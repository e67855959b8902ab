package matchers

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"frontdesk/configs"
)

const trusting = `
refund:
  any: [{words: [refund]}]
  promote_when: {}
gift:
  any: [{words: [gift, presents~]}]
  mode: draft
  promote_when: {precision: 0.9, judged: 50}
  demote_below: 0.8
norway:
  any: [{words: [oslo~, norway~]}]
  mode: shadow
  demote_below: 0
`

func TestWhenAMatcherChangesItsModeIsRead(t *testing.T) {
	s := set(t, trusting)
	for name, want := range map[string]struct {
		promote *Promotion
		target  float64
	}{"refund": {&Promotion{0.95, 30}, 0.9}, "gift": {&Promotion{0.9, 50}, 0.8}, "norway": {nil, 0}} {
		m, _ := s.Matcher(name)
		if m.Configured != m.Mode || (m.Promote == nil) != (want.promote == nil) || m.Promote != nil && *m.Promote != *want.promote {
			t.Errorf("%s: %s, promoted %+v", name, m.Configured, m.Promote)
		}
		if got := m.Target(Aim{Precision: 0.9}); got != want.target {
			t.Errorf("%s: target %v, want %v", name, got, want.target)
		}
	}
	if m, _ := s.Matcher("refund"); m.Target(Aim{}) != 0.95 {
		t.Errorf("the usual target is %v", m.Target(Aim{}))
	}
}

func TestWhatIsNoShareIsToldAtItsLine(t *testing.T) {
	for text, want := range map[string]string{
		"refund: {any: [{words: [a]}], promote_when: {precision: 95}}": "a.yaml:1:46: precision is to be between 0 and 1",
		"refund: {any: [{words: [a]}], promote_when: {judged: 0}}":     "a.yaml:1:46: judged is to be at least 1",
		"refund: {any: [{words: [a]}], demote_below: 1}":               "a.yaml:1:31: demote_below is to be at least 0 and below 1",
		"refund: {any: [{words: [a]}], promote_when: {often: 1}}":      `unknown key "often"`,
	} {
		_, p := loadFiles([]txtar.File{{Name: "a.yaml", Data: []byte(text)}})
		if p.Errors() != 1 || !strings.Contains(p.All()[0].String(), want) {
			t.Errorf("%s: %v, want %q", text, p.All(), want)
		}
	}
}

// matchingOf is the section matching: of frontdesk.yaml.
func matchingOf(t *testing.T, text string) configs.Section {
	t.Helper()
	var p configs.Problems
	folder := configs.LoadFS(fstest.MapFS{"frontdesk.yaml": {Data: []byte("channels: {}\nmatching: {" + text + "}\n")}}, "c", &p)
	return folder.Matching
}

func TestTheShareThatIsAuditedIsRead(t *testing.T) {
	for text, want := range map[string]float64{"": DefaultAudit, "audit: 0.2": 0.2, "audit: 0": 0, "audit: 1": 1} {
		var p configs.Problems
		got := LoadAim(matchingOf(t, text), &p).AuditShare()
		if got != want || p.Err() != nil {
			t.Errorf("%q: %v, %v", text, got, p.Err())
		}
	}
	var p configs.Problems
	if LoadAim(matchingOf(t, "audit: 1.5"), &p); p.Errors() != 1 {
		t.Errorf("audit: 1.5 gives %v", p.Err())
	}
}

func TestOtherModesLieOverThoseOfTheConfig(t *testing.T) {
	s := set(t, trusting)
	since := time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)
	down, err := s.WithModes(map[string]Overlay{
		"refund": {Mode: ModeDraft, Why: "demoted", Since: since, By: "right in 20 of 25"},
		"norway": {Mode: ModeDraft, Why: "promoted", Since: since},
		"gone":   {Mode: ModeDraft},
	})
	if err != nil {
		t.Fatal(err)
	}
	modes := func(s *Set, refund, gift, norway Mode) {
		t.Helper()
		for name, want := range map[string]Mode{"refund": refund, "gift": gift, "norway": norway} {
			if m, _ := s.Matcher(name); m.Mode != want {
				t.Errorf("%s is %s, want %s", name, m.Mode, want)
			}
		}
	}
	modes(s, ModeAuto, ModeDraft, ModeShadow)
	modes(down, ModeDraft, ModeDraft, ModeDraft)
	m, _ := down.Matcher("refund")
	if m.Configured != ModeAuto || m.Overlay.String() != "demoted to draft since 2026-11-20 09:30 UTC: right in 20 of 25" {
		t.Errorf("configured %s, %s", m.Configured, m.Overlay)
	}
	if len(down.Overlays()) != 2 || len(s.Overlays()) != 0 {
		t.Errorf("%v over %v", down.Overlays(), s.Overlays())
	}
	mail := message("a gift to norwey")
	if found := s.Read(mail, Around{}); len(found.Matches) != 1 || len(found.Shadow) != 1 {
		t.Errorf("before: %+v", found)
	}
	if found := down.Read(mail, Around{}); len(found.Matches) != 2 || len(found.Shadow) != 0 {
		t.Errorf("after: %+v", found)
	}
	back, err := down.WithModes(nil)
	if err != nil {
		t.Fatal(err)
	}
	modes(back, ModeAuto, ModeDraft, ModeShadow)
	if same, err := s.WithModes(nil); same != s || err != nil {
		t.Errorf("no other modes make another set: %v", err)
	}
}

func TestAMatcherThatLeavesShadowModeIsLearntWithTheOthers(t *testing.T) {
	d := &drawer{kept: map[string][]byte{}}
	trusted, err := set(t, shopYAML).Learn(Learning{Languages: []string{"en"}, Shelf: d})
	if err != nil {
		t.Fatal(err)
	}
	shadow, err := set(t, strings.Replace(shopYAML, "\nadvice:\n", "\nadvice:\n  mode: shadow\n", 1)).Learn(Learning{Languages: []string{"en"}, Shelf: d})
	if err != nil {
		t.Fatal(err)
	}
	promoted, err := shadow.WithModes(map[string]Overlay{"advice": {Mode: ModeDraft, Why: "promoted"}})
	if err != nil || !promoted.Ready() {
		t.Fatal(err)
	}
	question := message("Which lamp do you recommend for my desk?")
	want, got := trusted.Read(question, Around{}), promoted.Read(question, Around{})
	if len(got.Shadow) != 0 || named(got.Matches) != "advice" || got.Matches[0].Score != want.Matches[0].Score {
		t.Errorf("promoted: %+v, as written into the config: %+v", got, want)
	}
	demoted, err := trusted.WithModes(map[string]Overlay{"refund": {Mode: ModeDraft, Why: "demoted"}})
	if err != nil || demoted.model != trusted.model {
		t.Errorf("a demotion learns again: %v", err)
	}
}
