package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const root = "../.."

// docs are all pages that people read.
func docs(t *testing.T) map[string]string {
	t.Helper()
	pages := map[string]string{}
	for _, pattern := range []string{"README.md", "docs/*.md", "docs/*/*.md"} {
		files, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			pages[f] = string(text)
		}
	}
	if len(pages) < 5 {
		t.Fatalf("only %d pages found", len(pages))
	}
	return pages
}

// repositoryPath is a path below one of the folders of the top level, written as code.
var repositoryPath = regexp.MustCompile("`((?:gateway|matchers|replies|connectors|cmd|configs|docs|\\.ci)/[A-Za-z0-9_./-]+)`")

func TestPathsNamedInDocsExist(t *testing.T) {
	for page, text := range docs(t) {
		for _, found := range repositoryPath.FindAllStringSubmatch(text, -1) {
			path := strings.TrimRight(found[1], "/.")
			if _, err := os.Stat(filepath.Join(root, path)); err != nil {
				t.Errorf("%s names %s, which does not exist", page, path)
			}
		}
	}
}

// goFile is a source file that a comment names, with its folder where it is another one.
var goFile = regexp.MustCompile(`[A-Za-z0-9_./-]*[a-z0-9_]\.go\b`)

func TestFilesNamedInPackageCommentsExist(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "doc.go" {
			return err
		}
		text, err := os.ReadFile(path)
		for _, name := range goFile.FindAllString(string(text), -1) {
			seen++
			beside, fromRoot := filepath.Join(filepath.Dir(path), name), filepath.Join(root, name)
			if !isFile(beside) && !isFile(fromRoot) {
				t.Errorf("%s names %s, which does not exist", path, name)
			}
		}
		return err
	})
	if err != nil || seen < 10 {
		t.Fatalf("%d files are named: %v", seen, err)
	}
}

func isFile(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func TestEveryDirectDependencyHasAReason(t *testing.T) {
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	reasons, err := os.ReadFile(filepath.Join(root, "docs/decisions/0005-dependencies.md"))
	if err != nil {
		t.Fatal(err)
	}
	direct := regexp.MustCompile(`(?m)^(?:require )?\t?([a-z0-9.]+\.[a-z]+/\S+) v\S+$`).FindAllStringSubmatch(string(mod), -1)
	if len(direct) < 10 {
		t.Fatalf("only %d direct dependencies found", len(direct))
	}
	for _, d := range direct {
		if !strings.Contains(string(reasons), "`"+d[1]+"`") {
			t.Errorf("%s has no line in docs/decisions/0005-dependencies.md", d[1])
		}
	}
	for _, named := range regexp.MustCompile("(?m)^\\| `([^`]+)`").FindAllStringSubmatch(string(reasons), -1) {
		if !strings.Contains(string(mod), named[1]+" v") {
			t.Errorf("docs/decisions/0005-dependencies.md names %s, which is not used", named[1])
		}
	}
}

func TestArchitectureFitsTwoScreens(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "docs/architecture.md"))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), "\n"); n > 100 {
		t.Errorf("docs/architecture.md has %d lines, two screens are 100", n)
	}
}
