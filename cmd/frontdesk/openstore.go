package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

// storeExists fails where the store is a file that no gateway has made yet.
func (l loaded) storeExists(ctx context.Context) error {
	url, err := l.storeURL(ctx)
	if err != nil {
		return err
	}
	path, isFile := storeFile(url)
	if _, err := os.Stat(path); isFile && errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no store at %s yet; frontdesk run makes it", path)
	}
	return nil
}

// lookInto opens the store for a command beside the gateway, which makes nothing in it and migrates nothing.
func (l loaded) lookInto(ctx context.Context, older store.Older) (*store.Store, error) {
	if err := l.storeExists(ctx); err != nil {
		return nil, err
	}
	url, err := l.storeURL(ctx)
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, url, store.Options{Now: time.Now, Older: older})
}

// openStore opens the store that frontdesk.yaml names, to run a gateway on it.
func (l loaded) openStore(ctx context.Context, log *slog.Logger) (*store.Store, error) {
	url, err := l.storeURL(ctx)
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, url, store.Options{Now: time.Now, Log: log})
}

// storeURL is the address of the store; a relative path is relative to the config folder.
func (l loaded) storeURL(ctx context.Context) (string, error) {
	url, err := l.folder.Store.Resolve(ctx)
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok && !filepath.IsAbs(path) {
		url = "sqlite:" + filepath.Join(l.folder.Dir, path)
	}
	return url, err
}

// storeFile is the file of a store that is one, without the options behind it.
func storeFile(url string) (path string, isFile bool) {
	path, isFile = strings.CutPrefix(url, "sqlite:")
	path, _, _ = strings.Cut(path, "?")
	return path, isFile
}

// stateDir is where connectors keep what the store has no place for: beside the store, where that is a file, else empty.
func (l loaded) stateDir(ctx context.Context) string {
	url, err := l.storeURL(ctx)
	if err != nil {
		return "" // whoever opens the store tells
	}
	if path, isFile := storeFile(url); isFile {
		return filepath.Dir(path)
	}
	return ""
}

// withStoreAnyhow opens the store of a config that may have errors anywhere but in frontdesk.yaml: who has just broken a
// file must be able to look and to pause.
func (f configFlag) withStoreAnyhow(ctx context.Context, p process, use func(*configs.Folder, *store.Store) error) error {
	return f.withStoreOf(ctx, p, store.RefuseOlder, use)
}

// withStoreOf is withStoreAnyhow with a say about tables of an older version.
func (f configFlag) withStoreOf(ctx context.Context, p process, older store.Older, use func(*configs.Folder, *store.Store) error) error {
	var problems configs.Problems
	l := loaded{folder: configs.Load(f.dir(), &problems)}
	if err := folderProblem(f.dir(), &problems); err != nil {
		return err
	}
	if front := filepath.Join(f.dir(), "frontdesk.yaml"); errorsIn(&problems, front, p.stderr) > 0 || len(l.folder.Channels) == 0 {
		if _, err := os.Stat(front); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("the store is named in %s, which is not there", front)
		}
		return fmt.Errorf("the store is named in %s, which must be mended first", front)
	}
	st, err := l.lookInto(ctx, older)
	if err != nil {
		return err
	}
	return errors.Join(use(l.folder, st), st.Close())
}

// withStore is withStoreAnyhow for what needs nothing else of the config.
func (f configFlag) withStore(ctx context.Context, p process, use func(*store.Store) error) error {
	return f.withStoreAnyhow(ctx, p, func(_ *configs.Folder, st *store.Store) error { return use(st) })
}

// withFront is withStoreAnyhow for what needs the channels too, and of the teams those that could be read: a matcher or an
// article that somebody has just broken keeps no agent from a ticket.
func (f configFlag) withFront(ctx context.Context, p process, use func(loaded, *store.Store) error) error {
	return f.withStoreAnyhow(ctx, p, func(folder *configs.Folder, st *store.Store) error {
		var problems configs.Problems
		l := loaded{folder: folder, channels: connectors.Load(folder.Channels, &problems)}
		if n := problems.Errors(); n > 0 {
			printProblems(p.stderr, &problems)
			return fmt.Errorf("the channels in %s have %s; mend %s first", filepath.Join(f.dir(), "frontdesk.yaml"), count(n, "error"), themOrIt(n))
		}
		l.policy = pipeline.NewPolicy(folder, connectors.Gateway(l.channels), new(configs.Problems))
		return use(l, st)
	})
}

// errorsIn prints and counts the errors of one file, and those of the folder itself.
func errorsIn(problems *configs.Problems, file string, w io.Writer) (n int) {
	for _, problem := range problems.All() {
		if at := problem.File; !problem.Warning && (at == file || at == filepath.Dir(file)) {
			fmt.Fprintln(w, problem)
			n++
		}
	}
	return n
}

// channelNames are the channels of the config.
func channelNames(folder *configs.Folder) []string {
	names := make([]string, 0, len(folder.Channels))
	for _, s := range folder.Channels {
		names = append(names, s.Name)
	}
	return names
}
