package main

import (
	"bytes"
	"strings"
	"testing"

	"frontdesk/gateway/store"
)

// says runs a command on the house's config and returns what it prints, also on standard error.
func (h *shadowHouse) says(want int, args ...string) string {
	h.Helper()
	var out bytes.Buffer
	command := append([]string{args[0], "--config", h.dir}, args[1:]...)
	if status := mainStatus(command, process{stdin: strings.NewReader(""), stdout: &out, stderr: &out}); status != want {
		h.Fatalf("%v: status %d: %s", args, status, out.String())
	}
	return out.String()
}

// holds looks for texts, however a table has set them.
func (h *shadowHouse) holds(got string, texts ...string) {
	h.Helper()
	got = strings.Join(strings.Fields(got), " ")
	for _, text := range texts {
		if !strings.Contains(got, text) {
			h.Errorf("no %q in\n%s", text, got)
		}
	}
}

func TestADemotionIsShownWhereverAMatcherIs(t *testing.T) {
	t.Setenv("SUPPORT_PASSWORD", "secret")
	h := newShadowHouse(t)
	before := h.settle("Do you ship to Norway?", nil)
	evidence := store.ModeEvidence{From: "auto", Target: 0.95, Answers: 300, Wrong: 8, Right: 10, Missed: 5, High: 0.912}
	if done, err := h.store.ChangeMode(t.Context(), store.ModeChange{
		Matcher: "shipping-abroad", Why: store.ModeDemoted, Configured: "auto", Mode: "draft", Evidence: evidence,
	}, 0); err != nil || !done {
		t.Fatal(err)
	}
	h.must(h.store.Close())

	const since = "demoted to draft since 2"
	const why = "10 of 15 judged were right, of all 300 answers 8 were called wrong: at most 91.2 % are right, 95 % is asked for"
	h.holds(h.says(0, "try", "Do you ship to Norway?"), "ACKNOWLEDGE: matcher shipping-abroad is in draft mode ("+since, why, "mode shipping-abroad was "+since)
	h.holds(h.says(0, "explain", before), "ANSWER: matcher shipping-abroad", "since then shipping-abroad was "+since, why)
	h.holds(h.says(0, "check", "--effective"), "mode draft store: "+since, why+"; over default")
	h.holds(h.says(0, "review", "--list"), "shipping-abroad draft 0 0 -", "shipping-abroad: "+since, "the config says auto")

	h.holds(h.says(0, "review", "--restore", "shipping-abroad"), "matcher shipping-abroad is in mode auto again, as the config says")
	h.holds(h.says(1, "review", "--restore", "shipping-abroad"), "matcher shipping-abroad has the mode of the config: auto")
	h.holds(h.says(0, "try", "Do you ship to Norway?"), "ANSWER: matcher shipping-abroad")
	h.holds(h.says(0, "review", "--history"), "shipping-abroad draft demoted: "+why+" 2", "shipping-abroad auto restored by ")
	if got := h.says(0, "explain", before); strings.Contains(got, "since then") {
		t.Errorf("explain still speaks of it:\n%s", got)
	}
}

func TestTryAsksAStoreOnlyWhereThereIsOne(t *testing.T) {
	h := newShadowHouse(t)
	h.must(h.store.Close())
	dir := t.TempDir()
	h.loaded.folder.Dir = dir
	if l, err := h.loaded.overlaid(t.Context()); err != nil || len(l.policy.Matchers.Overlays()) != 0 {
		t.Error(err)
	}
	if err := h.loaded.storeExists(t.Context()); err == nil {
		t.Error("a store was made")
	}
}

func TestCorrectionsAreOfferedAsExamples(t *testing.T) {
	h := newShadowHouse(t)
	norway, none, same := "norway", "", "shipping-abroad"
	h.settle("My aunt lives\n in \"Norway\"", &norway)
	h.settle("Do you ship to Norway?", &none)
	h.settle("Can you ship to Norway by train?", &same)
	h.must(h.store.Close())
	got := h.says(0, "review", "--examples")
	want := "norway:\n  examples:\n    - \"My aunt lives in \\\"Norway\\\"\"\n"
	if !strings.Contains(got, want) || strings.Contains(got, "Do you ship") && !strings.Contains(got, "not:") {
		t.Errorf("got\n%s", got)
	}
}

func TestAWordOnAnAnswerThatWasNotDrawnSaysHowFarItCounts(t *testing.T) {
	if drawn, other := notDrawn(store.Trial{Mode: "auto", Drawn: true}), notDrawn(store.Trial{Mode: "auto"}); drawn != "" || !strings.Contains(other, "only a wrong answer counts") {
		t.Errorf("drawn: %q, not drawn: %q", drawn, other)
	}
}
