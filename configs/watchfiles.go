package configs

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

// WatchFiles signals as [Watch] does when one of some files changed, comes or goes. Their folders are watched, and those
// that they are links into; a folder that is not there yet is not.
func WatchFiles(ctx context.Context, files []string, debounce time.Duration) (<-chan struct{}, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch files: %w", err)
	}
	w := &watcher{notify: notify, signal: make(chan struct{}, 1)}
	for _, file := range files {
		absolute, err := filepath.Abs(file)
		if err != nil {
			_ = notify.Close()
			return nil, fmt.Errorf("watch %s: %w", file, err)
		}
		w.files = append(w.files, absolute)
	}
	w.addFolders()
	go w.run(ctx, debounce)
	return w.signal, nil
}

// addFolders watches where the files are now, by their names and behind links.
func (w *watcher) addFolders() {
	for _, file := range w.files {
		w.add(filepath.Dir(file))
		if real, err := filepath.EvalSymlinks(file); err == nil && filepath.Dir(real) != filepath.Dir(file) {
			w.add(filepath.Dir(real))
		}
	}
}

// isFile says whether an event is about one of the files: by its name, behind a link, or by the link that Kubernetes swaps.
func (w *watcher) isFile(event fsnotify.Event) bool {
	return event.Op != fsnotify.Chmod && (filepath.Base(event.Name) == "..data" || slices.ContainsFunc(w.files, func(file string) bool {
		real, err := filepath.EvalSymlinks(file)
		return event.Name == file || err == nil && event.Name == real
	}))
}
