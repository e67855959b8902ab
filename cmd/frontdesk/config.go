package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"frontdesk/configs"
	"frontdesk/connectors"
	"frontdesk/gateway/backtest"
	"frontdesk/gateway/pipeline"
)

// configFlag is shared by the commands that read a config folder.
type configFlag struct {
	Config string `short:"c" type:"path" placeholder:"DIR" help:"Config folder (default: ./configs if it holds frontdesk.yaml, else /etc/frontdesk)."`
}

// dir is the config folder to use, as the admin would write it.
func (f configFlag) dir() string {
	if f.Config != "" {
		return relative(f.Config)
	}
	if _, err := os.Stat(filepath.Join("configs", "frontdesk.yaml")); err == nil {
		return "configs"
	}
	return "/etc/frontdesk"
}

// relative shortens a path below the working directory, so that positions read as the admin wrote them.
func relative(path string) string {
	wd, err := os.Getwd()
	if err != nil {
		return path
	}
	rel, err := filepath.Rel(wd, path)
	if err != nil || len(rel) >= len(path) {
		return path
	}
	return rel
}

// loaded is a config folder and what was built from it.
type loaded struct {
	folder   *configs.Folder
	channels []connectors.Channel
	policy   *pipeline.Policy
	gate     backtest.Gate
}

// load reads a folder. What is wrong is in p; with errors the rest must not be used.
func load(dir string, p *configs.Problems) loaded {
	l := loaded{folder: configs.Load(dir, p)}
	l.channels = connectors.Load(l.folder.Channels, p)
	l.policy = pipeline.NewPolicy(l.folder, connectors.Gateway(l.channels), p)
	l.gate = backtest.LoadGate(l.folder.Gate, p)
	return l
}

// mustLoad reads the folder of the flag, ready to judge messages, and fails with every problem printed.
func (f configFlag) mustLoad(stderr io.Writer) (loaded, error) {
	l, err := f.mustRead(stderr)
	if err != nil {
		return l, err
	}
	if l.policy, err = l.policy.Learn(l.readShelf()); err != nil {
		return l, fmt.Errorf("the examples in %s: %w", f.dir(), err)
	}
	return l, nil
}

// mustRead is mustLoad for what judges no message, or not at once: nothing is learnt from the examples.
func (f configFlag) mustRead(stderr io.Writer) (loaded, error) {
	var p configs.Problems
	l := load(f.dir(), &p)
	if err := folderProblem(f.dir(), &p); err != nil {
		return loaded{}, err
	}
	if p.Errors() > 0 {
		printProblems(stderr, &p)
		return loaded{}, fmt.Errorf("the config in %s has %s; mend %s first", f.dir(), count(p.Errors(), "error"), themOrIt(p.Errors()))
	}
	return l, nil
}

// folderProblem is what is wrong with a folder that could not be read at all: there is nothing else to tell then.
func folderProblem(dir string, p *configs.Problems) error {
	for _, problem := range p.All() {
		if problem.File == dir && !problem.Warning && p.Errors() == 1 {
			return errors.New(problem.String())
		}
	}
	return nil
}

func themOrIt(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}

func printProblems(w io.Writer, p *configs.Problems) {
	for _, problem := range p.All() {
		fmt.Fprintln(w, problem)
	}
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
