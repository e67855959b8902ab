package main

import (
	"io"
	"os"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// A command that is added has its place in the help, and shows how it is used.
func TestEveryCommandHasAGroupAndAnExample(t *testing.T) {
	var c commands
	parser, err := kong.New(&c)
	if err != nil {
		t.Fatal(err)
	}
	teach(parser.Model)
	paths := map[string]bool{}
	for _, command := range parser.Model.Leaves(true) {
		path := commandPath(command)
		paths[path] = true
		if path != "version" && len(examples[path]) == 0 {
			t.Errorf("frontdesk %s has no example in help.go", path)
		}
	}
	for _, command := range parser.Model.Children {
		if command.Group == nil && !command.Hidden {
			t.Errorf("frontdesk %s is in no group of help.go", command.Name)
		}
	}
	for path := range examples {
		if !paths[path] {
			t.Errorf("help.go has an example of frontdesk %s, which does not exist", path)
		}
	}
}

// What the examples show is what the commands take.
func TestExamplesAreCommandLinesThatAreTaken(t *testing.T) {
	for path, list := range examples {
		for _, e := range list {
			t.Run(e.line, func(t *testing.T) { takes(t, path, e.line) })
		}
	}
}

func takes(t *testing.T, path, line string) {
	t.Helper()
	line, _, _ = strings.Cut(line, " | ")
	var words []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			words = append(words, part)
			continue
		}
		words = append(words, strings.Fields(part)...)
	}
	var c commands
	parser, err := kong.New(&c, kong.Exit(func(int) {}), kong.Writers(io.Discard, io.Discard))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for _, file := range []string{"frontdesk.zip", "angry.eml", "archive.mbox", "train.tsv", "test.tsv"} {
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	parsed, err := parser.Parse(words)
	if err != nil && !strings.Contains(line, "--help") {
		t.Fatal(err)
	}
	if err == nil && commandPath(parsed.Selected()) != path {
		t.Errorf("it is an example of %q", commandPath(parsed.Selected()))
	}
}
