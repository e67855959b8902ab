package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"frontdesk/gateway/store"
)

// workCommand is frontdesk work.
type workCommand struct {
	configFlag
	Revive []int64 `placeholder:"ID" help:"Try this given-up work again."`
}

// Run shows the depth of each kind of work, and each piece that was given up with its cause.
func (c workCommand) Run(ctx context.Context, p process) error {
	return c.withStore(ctx, p, func(st *store.Store) error {
		for _, id := range c.Revive {
			if err := st.Revive(ctx, id); errors.Is(err, store.ErrNotFound) {
				return fmt.Errorf("no given-up work %d; frontdesk work lists it", id)
			} else if err != nil {
				return err
			}
		}
		return showWork(ctx, p.stdout, st)
	})
}

func showWork(ctx context.Context, w io.Writer, st *store.Store) error {
	depth, err := st.Depth(ctx)
	if err != nil {
		return fmt.Errorf("count work: %w", err)
	}
	dead, err := st.DeadWork(ctx)
	if err != nil {
		return fmt.Errorf("list given-up work: %w", err)
	}
	kinds := make([]string, 0, len(depth))
	for kind := range depth {
		kinds = append(kinds, string(kind))
	}
	slices.Sort(kinds)
	for _, kind := range kinds {
		if n := depth[store.WorkKind(kind)]; n > 0 {
			fmt.Fprintf(w, "%s: %d waiting\n", kind, n)
		}
	}
	if len(dead) == 0 {
		fmt.Fprintln(w, "nothing was given up")
		return nil
	}
	t := newTable("ID", inZone("GIVEN UP", time.Now()), "KIND", "OF", "ATTEMPTS", "CAUSE")
	for _, d := range dead {
		t.row(d.ID, d.At.Local().Format(time.DateTime), d.Kind, d.Key, d.Attempt, printable(d.Cause))
	}
	return t.foldLast().write(w, columns(w)) // a cause is to be read as a whole
}
