package configs_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"frontdesk/configs"
)

// write makes a config folder of files; what is not given is a channel, so that the folder has no problems of its own.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	if _, ok := files["frontdesk.yaml"]; !ok {
		put(t, filepath.Join(dir, "frontdesk.yaml"), "channels: {support: {kind: email}}\n")
	}
	for name, content := range files {
		put(t, filepath.Join(dir, name), content)
	}
	return dir
}

func put(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// load returns the folder and its problems with the folder's own name cut off.
func load(dir string) (*configs.Folder, []string) {
	var p configs.Problems
	f := configs.Load(dir, &p)
	var lines []string
	for _, one := range p.All() {
		lines = append(lines, strings.TrimPrefix(one.String(), dir+string(filepath.Separator)))
	}
	return f, lines
}

func names(sections []configs.Section) string {
	var all []string
	for _, s := range sections {
		all = append(all, s.Name)
	}
	return strings.Join(all, " ")
}

func paths(files []configs.File) string {
	var all []string
	for _, f := range files {
		all = append(all, f.Path)
	}
	return strings.Join(all, " ")
}

func TestTheExampleHasNoProblems(t *testing.T) {
	var p configs.Problems
	f := configs.LoadFS(configs.Example(), "configs/example", &p)
	f.CheckMissing(&p)
	if all := p.All(); len(all) > 0 {
		t.Fatal(all)
	}
	if len(f.Channels) == 0 || len(f.Teams) == 0 || len(f.Hours) == 0 || len(f.Matchers) == 0 || len(f.Articles) == 0 {
		t.Fatal("a part of the example is missing")
	}
}

func TestFoldersAreReadInOrder(t *testing.T) {
	dir := write(t, map[string]string{
		"frontdesk.yaml":     "listen: 127.0.0.1:1\nstore: sqlite:x.db\nchannels: {b: {}, a: {}}\n",
		"teams.yaml":         "teams: {two: {}, one: {}}\nhours: {night: {}, day: {}}\n",
		"matchers/b.yaml":    "z: {}\ny: {}\n",
		"matchers/a/c.yaml":  "x: {}\n",
		"matchers/.git/x":    "x",
		"replies/answer.md":  "text",
		"replies/a/notes.md": "text",
		"kb/b.md":            "text",
		"kb/a/a.md":          "text",
		"kb/picture.png":     "\xff",
	})
	f, problems := load(dir)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	got := []string{names(f.Channels), names(f.Teams), names(f.Hours), names(f.Matchers), paths(f.Templates), paths(f.Articles), f.Listen}
	want := []string{"b a", "two one", "night day", "x z y", "replies/a/notes.md replies/answer.md", "kb/a/a.md kb/b.md", "127.0.0.1:1"}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %q, want %q", got[i], want[i])
		}
	}
	if store, err := f.Store.Resolve(t.Context()); err != nil || store != "sqlite:x.db" {
		t.Errorf("store: %q, %v", store, err)
	}
	if at := f.Matchers[0].At.String(); at != filepath.Join(dir, "matchers/a/c.yaml")+":1:1" {
		t.Errorf("position %s", at)
	}
}

func TestTheStoreHasADefault(t *testing.T) {
	f, _ := load(write(t, nil))
	if store, err := f.Store.Resolve(t.Context()); err != nil || store != configs.DefaultStore {
		t.Errorf("store: %q, %v", store, err)
	}
}

func TestHashFollowsEveryFile(t *testing.T) {
	files := map[string]string{"teams.yaml": "teams: {}\n", "matchers/a.yaml": "a: {}\n", "replies/a.md": "a", "kb/a.md": "a"}
	dir := write(t, files)
	first, _ := load(dir)
	if again, _ := load(dir); again.Hash != first.Hash || first.Hash == "" {
		t.Fatalf("hash %q, then %q", first.Hash, again.Hash)
	}
	seen := map[string]string{first.Hash: "nothing"}
	for name, content := range files {
		put(t, filepath.Join(dir, name), content+"\n")
		f, _ := load(dir)
		if before, ok := seen[f.Hash]; ok {
			t.Errorf("the hash after a change of %s is that after %s", name, before)
		}
		seen[f.Hash] = name
	}
	put(t, filepath.Join(dir, "frontdesk.db"), "not of the config")
	if f, _ := load(dir); seen[f.Hash] == "" {
		t.Error("the hash follows a file that is not read")
	}
}

func TestFoldersThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "file"), "x")
	for name, want := range map[string]string{
		"missing": "there is no such folder; name the folder",
		"file":    "this is no folder",
	} {
		if _, problems := load(filepath.Join(dir, name)); len(problems) != 1 || !strings.Contains(problems[0], want) {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

func TestFilesThatCannotBeUsed(t *testing.T) {
	dir := write(t, map[string]string{
		"matchers/large.yaml": "a: " + strings.Repeat("x", 1<<20),
		"kb/large.md":         strings.Repeat("x", 1<<20+1),
	})
	if err := syscall.Mkfifo(filepath.Join(dir, "matchers", "pipe.yaml"), 0o600); err != nil {
		t.Fatal(err)
	}
	for link, target := range map[string]string{"gone.yaml": "nowhere", "loop.yaml": "loop.yaml"} {
		if err := os.Symlink(target, filepath.Join(dir, "matchers", link)); err != nil {
			t.Fatal(err)
		}
	}
	_, problems := load(dir)
	want := []string{
		"kb/large.md: the file is larger than 1 MiB",
		"matchers/gone.yaml: cannot be read: no such file",
		"matchers/large.yaml: the file is larger than 1 MiB",
		"matchers/loop.yaml: cannot be read: too many levels of symbolic links",
		"matchers/pipe.yaml: cannot be read: not a regular file",
	}
	if len(problems) != len(want) {
		t.Fatalf("got %d problems: %v", len(problems), problems)
	}
	for i := range want {
		if !strings.HasPrefix(problems[i], want[i]) {
			t.Errorf("got %q, want %q", problems[i], want[i])
		}
	}
}

func TestLinksAreFollowedAsKubernetesMountsThem(t *testing.T) {
	dir := write(t, map[string]string{"matchers/..2026_01/a.yaml": "a: {}\n"})
	for link, target := range map[string]string{"..data": "..2026_01", "a.yaml": "..data/a.yaml"} {
		if err := os.Symlink(target, filepath.Join(dir, "matchers", link)); err != nil {
			t.Fatal(err)
		}
	}
	if f, problems := load(dir); names(f.Matchers) != "a" || len(problems) > 0 {
		t.Errorf("matchers %q, problems %v", names(f.Matchers), problems)
	}
}

func TestALinkThatLeadsBackUpEnds(t *testing.T) {
	dir := write(t, map[string]string{"kb/a.txt": "x"})
	if err := os.Symlink(".", filepath.Join(dir, "kb", "again")); err != nil {
		t.Fatal(err)
	}
	if _, problems := load(dir); len(problems) != 1 || !strings.Contains(problems[0], "kb/again: this link leads back up to a folder that it is in") {
		t.Error(problems)
	}
}

func TestTooManyFiles(t *testing.T) {
	files := fstest.MapFS{"frontdesk.yaml": {Data: []byte("channels: {support: {}}\n")}}
	for i := range 10_001 {
		files[fmt.Sprintf("kb/%d/%d.md", i%100, i)] = &fstest.MapFile{Data: []byte("x")}
	}
	var p configs.Problems
	f := configs.LoadFS(files, "configs", &p)
	if all := p.All(); len(all) != 1 || !strings.Contains(all[0].What, "more than 10000 files") {
		t.Errorf("problems: %v", all)
	}
	if len(f.Articles) > 10_000 {
		t.Errorf("%d files read", len(f.Articles))
	}
}

func TestMissingPartsAreWarnedOfOnDemand(t *testing.T) {
	dir := write(t, nil)
	f, problems := load(dir)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var p configs.Problems
	f.CheckMissing(&p)
	if len(p.All()) != 3 || p.Errors() != 0 {
		t.Error(p.All())
	}
}

func TestManyProblemsAreCounted(t *testing.T) {
	var doubled bytes.Buffer
	for range 5000 {
		doubled.WriteString("a: {}\n")
	}
	_, problems := load(write(t, map[string]string{"matchers/a.yaml": doubled.String()}))
	if len(problems) != 1001 || !strings.Contains(strings.Join(problems, "\n"), "3999 more problems are not listed") {
		t.Errorf("%d problems", len(problems))
	}
}

func TestErrLeavesWarningsOut(t *testing.T) {
	var p configs.Problems
	p.Warn(configs.Position{File: "b"}, "odd", "")
	if p.Err() != nil || p.Errors() != 0 {
		t.Fatal(p.Err())
	}
	p.Add(configs.Position{File: "b", Line: 2, Column: 1}, "wrong", "do this")
	p.Add(configs.Position{File: "a", Line: 1, Column: 5}, "bad", "")
	p.Add(configs.Position{File: "a", Line: 1, Column: 5}, "bad", "")
	if got, want := p.Err().Error(), "a:1:5: bad\nb:2:1: wrong; do this"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
