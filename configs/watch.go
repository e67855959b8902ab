package configs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// maxDebounces bounds how long a stream of changes can put off the signal, in debounces.
const maxDebounces = 10

// Watch signals on the channel when files of the config folder dir changed: once they have been quiet for debounce, at the
// latest after ten times that. Folders are watched, not files, since editors and Kubernetes replace files. A signal says
// that reading again is worth while, not that anything differs. The channel is closed after ctx ends.
func Watch(ctx context.Context, dir string, debounce time.Duration) (<-chan struct{}, error) {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", dir, err)
	}
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", dir, err)
	}
	if err := notify.Add(absolute); err != nil {
		_ = notify.Close()
		return nil, fmt.Errorf("watch %s: %w", dir, err)
	}
	w := &watcher{notify: notify, dir: absolute, signal: make(chan struct{}, 1)}
	w.addAll()
	go w.run(ctx, debounce)
	return w.signal, nil
}

type watcher struct {
	notify *fsnotify.Watcher
	dir    string   // absolute; empty where single files are watched
	files  []string // absolute; none where a folder is watched
	signal chan struct{}
}

// addAll watches the folder, its parent (for the folder may be a link that is swapped) and what is below it.
// Errors are left alone: a folder that is gone is watched again when its parent tells of it.
func (w *watcher) addAll() {
	if w.dir == "" {
		w.addFolders()
		return
	}
	_ = w.notify.Add(filepath.Dir(w.dir))
	w.add(w.dir)
	for _, name := range topLevel() {
		w.addTree(filepath.Join(w.dir, name), 0)
	}
}

// add watches what stands under the name now, also where something else stood before.
func (w *watcher) add(dir string) {
	_ = w.notify.Remove(dir)
	_ = w.notify.Add(dir)
}

func (w *watcher) addTree(dir string, depth int) {
	entries, err := os.ReadDir(dir)
	if err != nil || depth > maxFolder {
		return
	}
	w.add(dir)
	for _, e := range entries {
		if !skipped(e.Name()) && e.Type()&(fs.ModeDir|fs.ModeSymlink) != 0 {
			w.addTree(filepath.Join(dir, e.Name()), depth+1)
		}
	}
}

func (w *watcher) run(ctx context.Context, debounce time.Duration) {
	defer close(w.signal)
	defer func() { _ = w.notify.Close() }()
	var quiet, latest <-chan time.Time
	changed := func() {
		quiet = time.After(debounce)
		if latest == nil {
			latest = time.After(maxDebounces * debounce)
		}
	}
	for {
		select {
		case <-ctx.Done():
			return
		case event := <-w.notify.Events:
			if w.follow(event) {
				changed()
			}
		case err := <-w.notify.Errors:
			if errors.Is(err, fsnotify.ErrEventOverflow) { // events were lost
				w.addAll()
				changed()
			}
		case <-quiet:
			quiet, latest = nil, nil
			w.send()
		case <-latest:
			quiet, latest = nil, nil
			w.send()
		}
	}
}

// follow says whether an event is a change of the config, and watches the folders that came with it.
func (w *watcher) follow(event fsnotify.Event) bool {
	if !w.matters(event) {
		return false
	}
	if event.Has(fsnotify.Create) || event.Has(fsnotify.Rename) || event.Has(fsnotify.Remove) {
		w.addAll()
	}
	return true
}

func (w *watcher) send() {
	select {
	case w.signal <- struct{}{}:
	default: // the last signal has not been taken yet, and stands for this one too
	}
}

// matters leaves out what is not of the config: other files of the folder (the store may be among them), editors' own.
func (w *watcher) matters(event fsnotify.Event) bool {
	if w.dir == "" {
		return w.isFile(event)
	}
	if event.Op == fsnotify.Chmod {
		return false
	}
	rel, err := filepath.Rel(w.dir, event.Name)
	if err != nil || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return false // beside the folder
	}
	base := filepath.Base(rel)
	switch {
	case rel == ".", base == "..data": // the link that Kubernetes swaps
		return true
	case skipped(base):
		return false
	case filepath.Dir(rel) == ".":
		return slices.Contains(topLevel(), base) || filepath.Ext(base) == ".ics" // calendars that close teams
	default:
		return true
	}
}
