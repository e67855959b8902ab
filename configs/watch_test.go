package configs_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"frontdesk/configs"
)

// patience bounds what a broken watcher would wait for; a working one signals within milliseconds.
const patience = 20 * time.Second

func watch(t *testing.T, dir string) <-chan struct{} {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	changes, err := configs.Watch(ctx, dir, time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		for range changes { // closed when the watcher has ended
		}
	})
	return changes
}

// expect waits until loading the folder gives a hash other than before, woken by signals only.
func expect(t *testing.T, changes <-chan struct{}, dir, before string) string {
	t.Helper()
	limit := time.After(patience)
	for {
		select {
		case <-changes:
			if f, _ := load(dir); f.Hash != before {
				return f.Hash
			}
		case <-limit:
			t.Fatal("no signal for a change")
		}
	}
}

func replace(t *testing.T, target, content string) {
	t.Helper()
	put(t, target+"~", content)
	if err := os.Rename(target+"~", target); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name+".new"); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(name+".new", name); err != nil {
		t.Fatal(err)
	}
}

func TestWatchSeesChanges(t *testing.T) {
	dir := write(t, map[string]string{"teams.yaml": "teams: {}\n", "matchers/a.yaml": "a: {}\n"})
	changes := watch(t, dir)
	f, _ := load(dir)
	hash := f.Hash
	steps := []struct {
		name   string
		change func()
	}{
		{"a write", func() { put(t, filepath.Join(dir, "teams.yaml"), "teams: {a: {}}\n") }},
		{"a write below", func() { put(t, filepath.Join(dir, "matchers/a.yaml"), "b: {}\n") }},
		{"an atomic rename", func() { replace(t, filepath.Join(dir, "matchers/a.yaml"), "c: {}\n") }},
		{"a write after the rename", func() { put(t, filepath.Join(dir, "matchers/a.yaml"), "d: {}\n") }},
		{"new folders", func() { put(t, filepath.Join(dir, "kb/deep/er/a.md"), "text") }},
		{"a write in the new folder", func() { put(t, filepath.Join(dir, "kb/deep/er/a.md"), "another text") }},
		{"a removal", func() { _ = os.Remove(filepath.Join(dir, "kb/deep/er/a.md")) }},
		{"a folder removed", func() { _ = os.RemoveAll(filepath.Join(dir, "matchers")) }},
		{"a folder made again", func() { put(t, filepath.Join(dir, "matchers/a.yaml"), "e: {}\n") }},
		{"a write in it", func() { put(t, filepath.Join(dir, "matchers/a.yaml"), "f: {}\n") }},
	}
	for _, step := range steps {
		step.change()
		next := expect(t, changes, dir, hash)
		if next == hash {
			t.Fatalf("%s: not seen", step.name)
		}
		hash = next
	}
}

func TestWatchSeesLinksSwapped(t *testing.T) {
	root := t.TempDir()
	for version, name := range map[string]string{"..one": "a", "..two": "b"} {
		put(t, filepath.Join(root, "mount", version, "frontdesk.yaml"), "channels: {"+name+": {}}\n")
	}
	put(t, filepath.Join(root, "other/frontdesk.yaml"), "channels: {c: {}}\n")
	put(t, filepath.Join(root, "other/matchers/a.yaml"), "a: {}\n")
	link(t, "..one", filepath.Join(root, "mount/..data"))
	link(t, "..data/frontdesk.yaml", filepath.Join(root, "mount/frontdesk.yaml"))
	link(t, "mount", filepath.Join(root, "configs"))

	dir := filepath.Join(root, "configs")
	changes := watch(t, dir)
	f, _ := load(dir)
	link(t, "..two", filepath.Join(root, "mount/..data"))
	hash := expect(t, changes, dir, f.Hash)
	link(t, "other", dir)
	hash = expect(t, changes, dir, hash)
	put(t, filepath.Join(root, "other/matchers/a.yaml"), "b: {}\n")
	expect(t, changes, dir, hash)
}

func TestWatchOfAMissingFolderIsAnError(t *testing.T) {
	if _, err := configs.Watch(t.Context(), filepath.Join(t.TempDir(), "none"), time.Millisecond); err == nil {
		t.Error("no error")
	}
}
