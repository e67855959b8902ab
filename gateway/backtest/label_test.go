package backtest

import (
	"strings"
	"testing"
	"testing/fstest"

	"frontdesk/configs"
)

func TestLabelsMeasurePrecisionAndRecall(t *testing.T) {
	p, c := shop(t, nil)
	labels, err := ReadLabels(strings.NewReader("# mail\tmatcher\n0@x\tshipping-abroad\n<1@x>\tpassword-reset\n2@x\tnone\n3@x\tcancel\n8@x\tshipping-abroad\nlost@x\tcancel\n"), "l.tsv", p.Matchers)
	if err != nil {
		t.Fatal(err)
	}
	r := reportOf(t, Options{Policy: p, Channel: c, Labels: labels}, month())
	m := r.Measured
	if m.Labelled != 5 || m.Decided != 3 || m.Right != 2 || m.Meant != 4 || m.Answered != 2 || m.Well != 2 {
		t.Errorf("got %+v", m)
	}
	if m.Wrong["cancel → paid-but-failed"] != 1 || m.Wrong["shipping-abroad → none"] != 1 || len(m.Wrong) != 2 {
		t.Errorf("wrong: %v", m.Wrong)
	}
	if strings.Join(m.Missing, ",") != "lost@x" {
		t.Errorf("missing: %v", m.Missing)
	}
	text, page := rendered(t, r, Shown{})
	if !strings.Contains(text, "precision 0.667") || !strings.Contains(text, "recall 0.500") || !strings.Contains(page, "precision 0.667") {
		t.Errorf("got\n%s", text)
	}
}

func TestLabelsThatCannotBeReadAreToldWithTheirPlace(t *testing.T) {
	p, _ := shop(t, nil)
	for text, want := range map[string]string{
		"a@b refund":  "l.tsv:1: no tab",
		"\na@b\tcanc": `l.tsv:2: the config has no matcher "canc"`,
		"# nothing\n": "l.tsv: no line",
	} {
		if _, err := ReadLabels(strings.NewReader(text), "l.tsv", p.Matchers); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v", text, err)
		}
	}
}

func TestGateComparesWithWhatWasReached(t *testing.T) {
	pointer := func(v float64) *float64 { return &v }
	r := &Report{Fates: map[Fate]int{Answered: 3, Told: 7, Screened: 90}, Measured: newMeasured()}
	g := Gate{Precision: pointer(0.9), Answered: pointer(0.3), Recall: pointer(0.5)}
	lines := func() string {
		var out []string
		for _, one := range g.Judge(r) {
			out = append(out, one.String())
		}
		return strings.Join(out, "\n")
	}
	want := "gate: precision 0.900 not measured: it needs --labels, and mail that they fit\n" +
		"gate: recall 0.500 not measured: it needs --labels, and mail that they fit\ngate: answered 0.300 reached: 0.300"
	if got := lines(); got != want {
		t.Errorf("got\n%s", got)
	}
	r.Measured = &Measured{Decided: 10, Right: 8, Meant: 16}
	want = "gate: precision 0.900 missed: 0.800\ngate: recall 0.500 reached: 0.500\ngate: answered 0.300 reached: 0.300"
	if got := lines(); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestGateIsCheckedWithItsPlace(t *testing.T) {
	files := fstest.MapFS{"frontdesk.yaml": {Data: []byte("gate:\n  precision: 1.5\n  answred: 0.3\n  answered: 0.3\n")}}
	var p configs.Problems
	g := LoadGate(configs.LoadFS(files, "c", &p).Gate, &p)
	for _, want := range []string{"c/frontdesk.yaml:2:3: 1.5 is no share; write one between 0 and 1", `c/frontdesk.yaml:3:3: unknown key "answred"; did you mean "answered"?`} {
		if !strings.Contains(p.Err().Error(), want) {
			t.Errorf("no %q in\n%v", want, p.Err())
		}
	}
	if g.Answered == nil || *g.Answered != 0.3 || g.Recall != nil {
		t.Errorf("got %+v", g)
	}
}

func TestAddressesAreMaskedWholly(t *testing.T) {
	for text, want := range map[string]string{
		"write to ann.o'hara+x@mail.example, or <bob@例え.jp>!":  "write to •••@•••, or <•••@•••>!",
		"at 10@9, not an address @all, support@lumen.example.": "at •••@•••, not an address @all, support@lumen.example.",
	} {
		if got := (Shown{Own: []string{"Support@lumen.example"}}).text(text, 1000); got != want {
			t.Errorf("got %q", got)
		}
	}
	if got := (Shown{}).text("äöü", 3); got != "ä…" {
		t.Errorf("cut to %q", got)
	}
}
