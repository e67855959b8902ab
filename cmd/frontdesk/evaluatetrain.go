package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"

	"frontdesk/matchers/classify"
	"frontdesk/matchers/language"
	"frontdesk/matchers/measure"
)

// outside is the label of lines that nobody should answer, unless the training examples have it too.
const outside = "oos"

// nearlyNone stands for an --out-of-scope of 0, which package classify takes for not set.
const nearlyNone = 1e-6

// classified is a line of --format jsonl.
type classified struct {
	Text    string     `json:"text"`
	Gold    *string    `json:"gold"` // null for --oos
	Matches []tryMatch `json:"matches"`
	Answer  bool       `json:"answer"` // it would be answered
}

// trained is a model with what making it cost.
type trained struct {
	model     *classify.Model
	threshold float64
	seconds   float64
	memory    uint64 // bytes
}

// matching is frontdesk evaluate --train: every label is a matcher with these examples.
func (c evaluateCommand) matching(p process) error {
	asked, err := c.questions()
	if err != nil {
		return err
	}
	t, err := c.learn()
	if err != nil {
		return err
	}
	lines, took := t.ask(asked)
	f := measured(lines)
	var figures strings.Builder
	printFigures(&figures, f, t, took)
	out := p.stdout
	if c.Format == "jsonl" {
		out = p.stderr
		err = printLines(p.stdout, lines)
	}
	_, printed := io.WriteString(out, figures.String())
	return errors.Join(err, printed, c.draw(f, figures.String()))
}

// questions are the texts to ask: --test, then --oos.
func (c evaluateCommand) questions() ([]labelled, error) {
	asked, err := readLabelled(c.Test)
	if err != nil || c.OOS == "" {
		return asked, err
	}
	more, err := readUnlabelled(c.OOS)
	return append(asked, more...), err
}

// draw writes --plot.
func (c evaluateCommand) draw(f measure.Figures, figures string) error {
	if c.Plot == "" {
		return nil
	}
	return writeFile(c.Plot, func(w io.Writer) error { return c.plot(w, f, figures) })
}

// learn trains on the files of the command line.
func (c evaluateCommand) learn() (*trained, error) {
	lines, err := readLabelled(c.Train)
	if err != nil {
		return nil, err
	}
	var examples []classify.Example
	for _, l := range lines {
		examples = append(examples, classify.Example{Text: l.Text, Label: l.Label})
	}
	var nothing []string
	if c.Background != "" {
		more, err := readUnlabelled(c.Background)
		if err != nil {
			return nil, err
		}
		for _, l := range more {
			nothing = append(nothing, l.Text)
		}
	}
	options := classify.Options{OutOfScope: c.OutOfScope, Precision: c.Precision, Languages: c.Languages}
	if c.OutOfScope == 0 {
		options.OutOfScope = nearlyNone
	}
	if len(c.Languages) == 0 {
		options.Languages = languagesOf(lines)
	}
	before := heap()
	start := time.Now()
	model, err := classify.Train(examples, nothing, options)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Train, err)
	}
	t := &trained{model: model, threshold: model.Threshold(), seconds: time.Since(start).Seconds()}
	t.memory = heap() - before
	if c.Valid != "" {
		t.threshold, err = c.tune(t, examples)
	}
	return t, err
}

// minLanguage is the share of all texts that a language has at least.
const minLanguage = 0.1

// languagesOf are the languages that texts are in, as far as matching knows them.
func languagesOf(lines []labelled) []string {
	counts := map[string]int{}
	for _, l := range lines {
		counts[language.DetectAmong(l.Text, classify.Languages())]++
	}
	var out []string
	for _, code := range classify.Languages() {
		if float64(counts[code]) >= minLanguage*float64(len(lines)) {
			out = append(out, code)
		}
	}
	return out
}

// heap is how many bytes are in use.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// tune returns the threshold with the best total accuracy on --valid.
func (c evaluateCommand) tune(t *trained, examples []classify.Example) (float64, error) {
	lines, err := readLabelled(c.Valid)
	if err != nil {
		return 0, err
	}
	known := map[string]bool{}
	for _, e := range examples {
		known[e.Label] = true
	}
	var valid []classify.Example
	for _, l := range lines {
		e := classify.Example{Text: l.Text, Label: l.Label}
		if l.Label == outside && !known[outside] {
			e.Label = ""
		}
		valid = append(valid, e)
	}
	return t.model.BestTotal(valid), nil
}

// ask classifies all texts, and says how long that took.
func (t *trained) ask(texts []labelled) ([]classified, time.Duration) {
	lines := make([]classified, len(texts))
	found := make([][]classify.Candidate, len(texts))
	start := time.Now()
	for i, l := range texts {
		found[i] = t.model.Classify(l.Text)
	}
	took := time.Since(start)
	for i, l := range texts {
		lines[i] = classified{Text: l.Text, Matches: []tryMatch{}}
		if !l.None {
			lines[i].Gold = &texts[i].Label
		}
		for _, f := range found[i] {
			lines[i].Matches = append(lines[i].Matches, tryMatch{f.Label, f.Score})
		}
		lines[i].Answer = len(found[i]) > 0 && found[i][0].Score >= t.threshold
	}
	return lines, took
}

func printLines(w io.Writer, lines []classified) error {
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, l := range lines {
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	return out.Flush()
}
