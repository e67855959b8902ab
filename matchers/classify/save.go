package classify

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
)

// form is the number of the way in which models are made and kept. It is raised whenever either changes.
const form = 3

// ErrForm is the error of [Load] for what another version of the program has saved, or for something else altogether.
var ErrForm = errors.New("no model of this version")

// Key is the name of the model that [Train] makes of the same input: it differs where anything differs.
func Key(examples []Example, nothing []string, o Options) string {
	h := sha256.New()
	enc := gob.NewEncoder(h)
	for _, part := range []any{form, examples, nothing, o.withDefaults(), fingerprint()} {
		if err := enc.Encode(part); err != nil {
			panic(err) // of plain values, into memory: cannot be
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// fingerprint is that of the embedded files.
func fingerprint() []byte {
	h := sha256.New()
	for _, code := range Languages() {
		lexicon, _ := lexiconFiles.ReadFile("lexicon/" + code + ".txt")
		background, _ := backgroundFiles.ReadFile("background/" + code + ".txt")
		h.Write(lexicon)
		h.Write(background)
	}
	return h.Sum(nil)
}

// saved is a model as it is kept.
type saved struct {
	Form        int
	Labels      []string
	Languages   []string
	Hashes      []uint64
	Blocks      []byte
	IDF         []float32
	Unseen      float64
	Weights     packed
	Nothing     bool
	Temperature float64
	Confidence  confidence
	Points      []point
	Threshold   float64
	Report      Report
}

// Save writes the model.
func (m *Model) Save(w io.Writer) error {
	blocks := make([]byte, len(m.vocabulary.blocks))
	for i, b := range m.vocabulary.blocks {
		blocks[i] = byte(b)
	}
	s := saved{
		Form: form, Labels: m.labels, Languages: m.languages,
		Hashes: m.vocabulary.hashes, Blocks: blocks, IDF: m.vocabulary.idf, Unseen: m.vocabulary.unseen,
		Weights: *m.weights, Nothing: m.nothing, Temperature: m.temperature, Confidence: m.confidence,
		Points: m.points, Threshold: m.threshold, Report: m.report,
	}
	z, err := flate.NewWriter(w, flate.BestSpeed)
	if err == nil {
		err = gob.NewEncoder(z).Encode(s)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return fmt.Errorf("save a model: %w", err)
	}
	return nil
}

// Load reads a model that [Model.Save] has written: it answers as the saved one does.
func Load(r io.Reader) (*Model, error) {
	content, err := io.ReadAll(flate.NewReader(r))
	if err != nil {
		return nil, fmt.Errorf("load a model: %w: %w", ErrForm, err)
	}
	var s saved
	if err := gob.NewDecoder(bytes.NewReader(content)).Decode(&s); err != nil {
		return nil, fmt.Errorf("load a model: %w: %w", ErrForm, err)
	}
	if err := s.check(); err != nil {
		return nil, fmt.Errorf("load a model: %w", err)
	}
	v := &vocabulary{hashes: s.Hashes, idf: s.IDF, unseen: s.Unseen}
	for _, b := range s.Blocks {
		v.blocks = append(v.blocks, block(b))
	}
	v.index()
	return &Model{
		labels: s.Labels, languages: s.Languages, reader: reader{newLexicon(s.Languages)}, vocabulary: v, weights: &s.Weights,
		nothing: s.Nothing, temperature: s.Temperature, confidence: s.Confidence, points: s.Points, threshold: s.Threshold, report: s.Report,
	}, nil
}

// check says whether the parts fit together, so that a broken file cannot make Classify fail.
func (s *saved) check() error {
	classes, features := len(s.Labels), len(s.Hashes)
	if s.Nothing {
		classes++
	}
	switch {
	case s.Form != form, len(s.Labels) < 2, len(s.Blocks) != features, len(s.IDF) != features, !s.Weights.fits(features, classes):
		return ErrForm
	}
	for _, b := range s.Blocks {
		if b >= byte(blocks) {
			return ErrForm
		}
	}
	return nil
}
