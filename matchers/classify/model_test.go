package classify

import (
	"bytes"
	"errors"
	"math"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestWhatIsAskedInOtherWordsIsFound(t *testing.T) {
	m := shopModel(t)
	for text, want := range map[string]string{
		"my package was not delivered":                "delivery",
		"could you reimburse what I have paid":        "refund",
		"what are the opening hours of your shop":     "opening",
		"I can't remember the password of my account": "password",
		"kindly cancel the order I made yesterday":    "cancel",
		"please mail me the invoice again":            "invoice",
		"WHERE IS MY PARCEL???":                       "delivery",
		"Ｗhere is my ｐarcel":                          "delivery",
	} {
		found := m.Classify(text)
		if len(found) == 0 || found[0].Label != want {
			t.Errorf("%q: got %v, want %s", text, found, want)
		}
	}
}

func TestWhatNobodyHasForeseenIsHeldBack(t *testing.T) {
	m := shopModel(t)
	threshold := m.Threshold()
	if threshold <= 0.5 || threshold > 1 {
		t.Fatalf("threshold %v", threshold)
	}
	for _, text := range []string{
		"", "   ", "???", "!!! 🙂", "xkcd qwrtz vvv zzzz", "asdkjh askjdh", "lorem ipsum dolor sit amet",
		"Good morning to you and your family", "my grandfather built violins", "Wie hoch ist der Berg?", "珠穆朗玛峰有多高？",
		strings.Repeat("blah ", 3000),
	} {
		if found := m.Classify(text); len(found) > 0 && found[0].Score >= threshold {
			t.Errorf("%.40q: answered with %v", text, found[0])
		}
	}
}

func TestMoreIsAskedForMeansLessIsAnswered(t *testing.T) {
	m := shopModel(t)
	last := 0.0
	for target := 0.5; target <= 1; target += 0.01 {
		threshold := m.ThresholdFor(target)
		if threshold < last {
			t.Fatalf("target %v: threshold %v after %v", target, threshold, last)
		}
		last = threshold
	}
	if got := m.ThresholdFor(DefaultPrecision); got != m.Threshold() {
		t.Errorf("own threshold %v, for the default target %v", m.Threshold(), got)
	}
	if got := m.ThresholdFor(1); got != Never {
		t.Errorf("certainty from %v on", got)
	}
}

func TestMoreUnforeseenTrafficMakesMoreCautious(t *testing.T) {
	few, many := english, english
	few.OutOfScope, many.OutOfScope = 0.05, 0.8
	var scores []float64
	for _, o := range []Options{few, many} {
		m, err := Train(shop(t), nil, o)
		if err != nil {
			t.Fatal(err)
		}
		scores = append(scores, m.Classify("I would like to cancel the thing I bought")[0].Score)
	}
	if scores[0] <= scores[1] {
		t.Errorf("with few unforeseen texts %v, with many %v", scores[0], scores[1])
	}
}

func TestTheSameExamplesGiveTheSameModel(t *testing.T) {
	var first []byte
	for _, procs := range []int{1, 4} {
		before := runtime.GOMAXPROCS(procs)
		m, err := Train(shop(t), []string{"the weather is fine"}, english)
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := m.Save(&out); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = out.Bytes()
		} else if !bytes.Equal(first, out.Bytes()) {
			t.Error("two trainings differ")
		}
	}
}

func TestALoadedModelAnswersAsTheSavedOne(t *testing.T) {
	m := shopModel(t)
	var out bytes.Buffer
	if err := m.Save(&out); err != nil {
		t.Fatal(err)
	}
	kept := bytes.Clone(out.Bytes())
	loaded, err := Load(&out)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"where is my parcel", "the lamp flickers", "nothing at all", "xyz"} {
		if a, b := m.Classify(text), loaded.Classify(text); !reflect.DeepEqual(a, b) {
			t.Errorf("%q: %v, loaded %v", text, a, b)
		}
		if a, b := m.Explain(text, "delivery"), loaded.Explain(text, "delivery"); !reflect.DeepEqual(a, b) {
			t.Errorf("%q: %v, loaded %v", text, a, b)
		}
	}
	if m.Threshold() != loaded.Threshold() || !reflect.DeepEqual(m.Labels(), loaded.Labels()) || !reflect.DeepEqual(m.Report(), loaded.Report()) {
		t.Error("threshold, labels or report differ")
	}
	for _, broken := range [][]byte{nil, []byte("no model"), kept[:len(kept)/2], kept[1:]} {
		if _, err := Load(bytes.NewReader(broken)); !errors.Is(err, ErrForm) {
			t.Errorf("%d bytes: %v", len(broken), err)
		}
	}
}

func TestTheKeyDiffersWhereTheInputDoes(t *testing.T) {
	examples := shop(t)
	other := slices.Clone(examples)
	other[3].Text += "!"
	keys := map[string]bool{
		Key(examples, nil, english): true, Key(other, nil, english): true, Key(examples[1:], nil, english): true,
		Key(examples, []string{"x"}, english): true, Key(examples, nil, Options{}): true,
		Key(examples, nil, Options{Languages: []string{"en"}, Precision: 0.9}): true,
	}
	if len(keys) != 6 {
		t.Errorf("%d keys of six", len(keys))
	}
	explicit := Options{Languages: []string{"en"}, OutOfScope: DefaultOutOfScope, Precision: DefaultPrecision}
	if Key(examples, nil, english) != Key(examples, nil, explicit) {
		t.Error("defaults spelt out have another key")
	}
}

func TestWhatCannotBeLearntFromIsRefused(t *testing.T) {
	for name, examples := range map[string][]Example{"none": nil, "one label": {{"a", "x"}, {"b", "x"}}} {
		if _, err := Train(examples, nil, Options{}); !errors.Is(err, ErrFewLabels) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, o := range []Options{{OutOfScope: 1}, {OutOfScope: -0.1}, {Precision: 1.5}, {OutOfScope: math.NaN()}} {
		if _, err := Train(shop(t), nil, o); err == nil {
			t.Errorf("%+v is accepted", o)
		}
	}
}

func TestLittleIsNoReasonToFail(t *testing.T) {
	for name, examples := range map[string][]Example{
		"one example each":  {{"alpha", "x"}, {"beta", "y"}},
		"without letters":   {{"?", "x"}, {"", "y"}, {"🙂", "z"}},
		"contradictory":     {{"alpha", "x"}, {"alpha", "y"}, {"alpha", "x"}, {"alpha", "y"}},
		"no label at all":   {{"alpha", ""}, {"beta", "y"}},
		"any label":         {{"alpha", "../\t\x00"}, {"beta", "日本"}},
		"broken text":       {{"\xff\xfe", "x"}, {"a\x00b", "y"}},
		"scripts in a word": {{"iPhone用ケース", "x"}, {"Größe M尺码", "y"}},
	} {
		m, err := Train(examples, nil, Options{Languages: Languages()})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, e := range examples {
			check(t, m, e.Text)
		}
	}
}

func TestTheWordsThatCarriedItAreTold(t *testing.T) {
	m := shopModel(t)
	carriers := m.Explain("Hello, I forgot my Password again", "password")
	if len(carriers) == 0 || carriers[0].Word != "password" && carriers[0].Word != "forgot" {
		t.Errorf("got %v", carriers)
	}
	if !slices.IsSortedFunc(carriers, func(a, b Carrier) int { return int(math.Copysign(1, b.Weight-a.Weight)) }) {
		t.Errorf("not the strongest first: %v", carriers)
	}
	if got := m.Explain("password", "no such label"); got != nil {
		t.Errorf("unknown label: %v", got)
	}
}

func TestWhatCrossValidationConfusesIsReported(t *testing.T) {
	examples := append(shop(t), Example{"When are you open?", "refund"}, Example{"Opening times please", "refund"})
	m, err := Train(examples, nil, english)
	if err != nil {
		t.Fatal(err)
	}
	r := m.Report()
	if r.Accuracy < 0.5 || r.Accuracy >= 1 {
		t.Errorf("accuracy %v", r.Accuracy)
	}
	for _, c := range r.Confusions {
		if c.Label == "refund" && c.Taken == "opening" && slices.Contains(c.Examples, len(examples)-1) {
			return
		}
	}
	t.Errorf("the contradictory example is not told: %v", r.Confusions)
}

// check holds what is true of every answer.
func check(t *testing.T, m *Model, text string) {
	t.Helper()
	last := 1.0
	for _, c := range m.Classify(text) {
		if math.IsNaN(c.Score) || c.Score < 0 || c.Score > last || !slices.Contains(m.Labels(), c.Label) {
			t.Errorf("%q: %v after %v", text, c, last)
		}
		last = c.Score
	}
	for _, c := range m.Explain(text, m.Labels()[0]) {
		if math.IsNaN(c.Weight) || c.Word == "" {
			t.Errorf("%q: carrier %v", text, c)
		}
	}
}

func FuzzClassify(f *testing.F) {
	for _, s := range []string{"", "Where is my parcel?", "Wo ist mein Paket?", "包裹在哪里 iPhone", "\xff\xc3(", "a'b 'c' d''", "ﬁ ① ㌔ İ", "ก็ไม่"} {
		f.Add(s)
	}
	m := shopModel(f)
	f.Fuzz(func(t *testing.T, s string) { check(t, m, s) })
}

func FuzzLoad(f *testing.F) {
	var out bytes.Buffer
	if err := shopModel(f).Save(&out); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes()[:200])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, err := Load(bytes.NewReader(b)); err == nil {
			check(t, m, "where is my parcel")
		}
	})
}
