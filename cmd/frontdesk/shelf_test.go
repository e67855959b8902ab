package main

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"frontdesk/matchers/classify"
)

// modelOf learns a few sentences.
func modelOf(t *testing.T) *classify.Model {
	t.Helper()
	var examples []classify.Example
	for label, texts := range map[string][]string{
		"refund":   {"When will I get my refund?", "I want my money back", "refund not received"},
		"shipping": {"Do you ship to Norway?", "shipping to Switzerland", "What does delivery cost?"},
	} {
		for _, text := range texts {
			examples = append(examples, classify.Example{Text: text, Label: label})
		}
	}
	m, err := classify.Train(examples, nil, classify.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestWhatWasLearntIsTakenFromTheShelf(t *testing.T) {
	m, dir := modelOf(t), filepath.Join(t.TempDir(), "learnt")
	s := &shelf{dir: dir, keep: true, log: slog.New(slog.DiscardHandler)}
	if s.Take("a") != nil {
		t.Error("an empty shelf has something")
	}
	s.Put("a", m)
	for what, one := range map[string]*shelf{"who keeps": s, "who only reads": {dir: dir}} {
		got := one.Take("a")
		if got == nil {
			t.Fatalf("%s finds nothing", what)
		}
		for _, text := range []string{"my refund", "delivery to Norway", "hello"} {
			if fmt.Sprint(got.Classify(text)) != fmt.Sprint(m.Classify(text)) {
				t.Errorf("%s: %q is classified otherwise", what, text)
			}
		}
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("others may look at it: %v, %v", info.Mode(), err)
	}
}

func TestWhatIsBrokenOnTheShelfIsLearntAgain(t *testing.T) {
	s := &shelf{dir: t.TempDir(), keep: true, log: slog.New(slog.DiscardHandler)}
	m := modelOf(t)
	s.Put("a", m)
	path := filepath.Join(s.dir, "a")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for what, content := range map[string][]byte{"nothing": nil, "half": whole[:len(whole)/2], "something else": []byte("model")} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if s.Take("a") != nil {
			t.Errorf("%s in the file is taken for a model", what)
		}
	}
	s.Put("a", m)
	if s.Take("a") == nil {
		t.Error("it is not put in place of what was broken")
	}
}

func TestTheShelfKeepsWhatIsInUse(t *testing.T) {
	s := &shelf{dir: t.TempDir(), keep: true, log: slog.New(slog.DiscardHandler)}
	m := modelOf(t)
	for i := range maxKept {
		key := fmt.Sprint("k", i)
		s.Put(key, m)
		age := time.Now().Add(time.Duration(i-2*maxKept) * time.Hour)
		if err := os.Chtimes(filepath.Join(s.dir, key), age, age); err != nil {
			t.Fatal(err)
		}
	}
	if s.Take("k0") == nil { // the oldest, in use from now on
		t.Fatal("k0 is gone")
	}
	s.Put("new", m)
	if s.Take("k0") == nil || s.Take("new") == nil || s.Take("k1") != nil {
		t.Error("what was not used for longest is kept, or what is in use is not")
	}
	if entries, err := os.ReadDir(s.dir); err != nil || len(entries) != maxKept {
		t.Errorf("%d are kept, want %d: %v", len(entries), maxKept, err)
	}
}

// A command that judges writes nothing, and a folder that cannot be written is told once, not an error.
func TestAShelfThatMayNotWrite(t *testing.T) {
	m, dir := modelOf(t), t.TempDir()
	(&shelf{dir: dir}).Put("a", m)
	(&shelf{keep: true}).Put("a", m)
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("written: %v, %v", entries, err)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	s := &shelf{dir: filepath.Join(file, "learnt"), keep: true, log: slog.New(slog.NewTextHandler(&log, nil))}
	s.Put("a", m)
	if s.Take("a") != nil || bytes.Count(log.Bytes(), []byte("what was learnt is not kept")) != 1 {
		t.Errorf("told: %s", log.String())
	}
}
