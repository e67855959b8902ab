package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"frontdesk/matchers/classify"
)

// shelf keeps what was learnt from examples in files. It is a cache: what cannot be read is learnt again.
type shelf struct {
	dir  string // empty: nothing is kept
	keep bool   // also write; commands that judge only read what run has kept
	log  *slog.Logger
}

// maxKept is how many models are kept: those of the config in use, of the one before, and of a trial or two.
const maxKept = 6

// shelf is the one of a gateway: beside its store where that is a file, else in the user's cache.
func (l loaded) shelf(ctx context.Context, log *slog.Logger) *shelf {
	s := &shelf{keep: true, log: log}
	if url, err := l.storeURL(ctx); err == nil {
		s.dir = besideStore(url)
	}
	if cache, err := os.UserCacheDir(); err == nil && s.dir == "" {
		s.dir = filepath.Join(cache, "frontdesk", "learnt")
	}
	return s
}

// readShelf is the one of a command that writes nothing. Secrets are not resolved for it.
func (l loaded) readShelf() *shelf {
	if _, plain := l.folder.Store.Plain(); !plain {
		return &shelf{}
	}
	url, err := l.storeURL(context.Background())
	if err != nil {
		return &shelf{}
	}
	return &shelf{dir: besideStore(url)}
}

// besideStore is the folder beside a store that is a file, empty for another.
func besideStore(url string) string {
	if path, isFile := storeFile(url); isFile {
		return path + ".learnt"
	}
	return ""
}

// Take implements [matchers.Shelf].
func (s *shelf) Take(key string) *classify.Model {
	if s.dir == "" {
		return nil
	}
	content, err := os.ReadFile(filepath.Join(s.dir, key))
	if err != nil {
		return nil
	}
	m, err := classify.Load(bytes.NewReader(content))
	if err != nil {
		return nil
	}
	if s.keep { // it is in use: others are dropped before it
		now := time.Now()
		_ = os.Chtimes(filepath.Join(s.dir, key), now, now)
	}
	return m
}

// Put implements [matchers.Shelf].
func (s *shelf) Put(key string, m *classify.Model) {
	if !s.keep || s.dir == "" {
		return
	}
	if err := s.write(key, m); err != nil {
		s.log.Warn("what was learnt is not kept, it is learnt again at the next start", "error", err)
		return
	}
	s.drop()
}

// write puts a whole file in place, or none.
func (s *shelf) write(key string, m *classify.Model) error {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(s.dir, "new-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // it is gone where it was put in place
	if err := m.Save(f); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write %s: %w", f.Name(), err)
	}
	return os.Rename(f.Name(), filepath.Join(s.dir, key))
}

// drop removes the models that were not used for longest.
func (s *shelf) drop() {
	entries, _ := os.ReadDir(s.dir) // what cannot be listed stays
	used := func(e os.DirEntry) time.Time {
		if info, err := e.Info(); err == nil {
			return info.ModTime()
		}
		return time.Time{}
	}
	slices.SortFunc(entries, func(a, b os.DirEntry) int { return used(b).Compare(used(a)) })
	for _, e := range entries[min(maxKept, len(entries)):] {
		_ = os.Remove(filepath.Join(s.dir, e.Name()))
	}
}
