package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"frontdesk/configs"
	"frontdesk/connectors"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

// withStoreAnyhow opens the store of a config that may have errors anywhere but in frontdesk.yaml: who has just broken a
// file must be able to look and to pause.
func (f configFlag) withStoreAnyhow(ctx context.Context, p process, use func(*configs.Folder, *store.Store) error) error {
	return f.withStoreOf(ctx, p, store.RefuseOlder, use)
}

// withStoreOf is withStoreAnyhow with a say about tables of an older version.
func (f configFlag) withStoreOf(ctx context.Context, p process, older store.Older, use func(*configs.Folder, *store.Store) error) error {
	var problems configs.Problems
	l := loaded{folder: configs.Load(f.dir(), &problems)}
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
