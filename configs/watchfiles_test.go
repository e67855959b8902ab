package configs_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"frontdesk/configs"
)

func TestWatchFilesSeesThemComeChangeAndGo(t *testing.T) {
	root := t.TempDir()
	file, linked := filepath.Join(root, "a", "closed.ics"), filepath.Join(root, "b", "linked.ics")
	put(t, filepath.Join(root, "a", "other.ics"), "x")
	put(t, filepath.Join(root, "b", "..one", "linked.ics"), "1")
	put(t, filepath.Join(root, "b", "..two", "linked.ics"), "2")
	put(t, filepath.Join(root, "c", "far.ics"), "3")
	link(t, "..one", filepath.Join(root, "b", "..data"))
	link(t, "..data/linked.ics", linked)
	far := filepath.Join(root, "a", "far.ics")
	link(t, "../c/far.ics", far)
	ctx, cancel := context.WithCancel(t.Context())
	changes, err := configs.WatchFiles(ctx, []string{file, linked, far}, 20*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	steps := []struct {
		name   string
		change func()
	}{
		{"it comes", func() { put(t, file, "1") }},
		{"it is written", func() { put(t, file, "2") }},
		{"an editor replaces it", func() { replace(t, file, "3") }},
		{"it is written after that", func() { put(t, file, "4") }},
		{"it goes", func() { _ = os.Remove(file) }},
		{"a link is swapped beside it", func() { link(t, "..two", filepath.Join(root, "b", "..data")) }},
		{"what a link leads to is written", func() { put(t, filepath.Join(root, "c", "far.ics"), "4") }},
	}
	for _, step := range steps {
		step.change()
		select {
		case <-changes:
		case <-time.After(10 * time.Second):
			t.Fatalf("%s: not seen", step.name)
		}
	}
	cancel()
	for range changes { // it is closed
	}
}
