package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

// labelled is a line of a file of texts. Those that nobody should answer have no label.
type labelled struct {
	Text  string
	Label string
	None  bool
}

// readLabelled reads lines of text, tab, label.
func readLabelled(path string) ([]labelled, error) {
	return readTexts(path, func(n int, line string) (labelled, error) {
		text, label, ok := strings.Cut(line, "\t")
		if !ok || label == "" {
			return labelled{}, fmt.Errorf("%s:%d: no label: a line is text, tab, label", path, n)
		}
		return labelled{Text: text, Label: label}, nil
	})
}

// readUnlabelled reads lines of text; what follows a tab is passed over.
func readUnlabelled(path string) ([]labelled, error) {
	return readTexts(path, func(_ int, line string) (labelled, error) {
		text, _, _ := strings.Cut(line, "\t")
		return labelled{Text: text, None: true}, nil
	})
}

// readTexts reads the lines of a file but the empty ones.
func readTexts(path string, parse func(n int, line string) (labelled, error)) ([]labelled, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, notRead(path, err)
	}
	defer f.Close()
	var out []labelled
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for n := 1; in.Scan(); n++ {
		line := strings.TrimRight(in.Text(), "\r")
		if strings.TrimSpace(line) == "" {
			continue
		}
		one, err := parse(n, line)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("read texts in %s: %w", path, err)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no line", path)
	}
	return out, nil
}
