package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

// replay decides stored messages again, by what was stored of the moment of their decision.
func (c explainCommand) replay(ctx context.Context, p process) error {
	l, err := c.mustLoad(p.stderr)
	if err != nil {
		return err
	}
	return c.withStore(ctx, p, func(st *store.Store) error {
		r, err := newReplayer(ctx, c, p, l, st)
		if err != nil {
			return err
		}
		ids, err := c.messages(ctx, st)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := r.one(ctx, p.stdout, id); err != nil {
				return err
			}
		}
		if r.faults > 0 {
			return fmt.Errorf("%s decided otherwise by the same config", count(r.faults, "message"))
		}
		return nil
	})
}

// replayer makes decisions again.
type replayer struct {
	st               *store.Store
	keys             *gateway.Keyring
	learnt, unlearnt *pipeline.Policy
	json             bool
	faults           int // that differ though the config is the same
}

func newReplayer(ctx context.Context, c explainCommand, p process, learnt loaded, st *store.Store) (*replayer, error) {
	bare, err := c.mustRead(p.stderr)
	if err != nil {
		return nil, err
	}
	r := &replayer{st: st, learnt: learnt.policy, unlearnt: bare.policy, json: c.Format == "json"}
	r.keys, err = st.Keyring(ctx)
	return r, err
}

// replayedMessage is one of --format json.
type replayedMessage struct {
	Message     string   `json:"message"`
	SameConfig  bool     `json:"same_config"`
	Same        bool     `json:"same"`
	Differences []string `json:"differences,omitempty"`
	Problem     string   `json:"problem,omitempty"` // why it cannot be decided again
}

// one decides one message again and prints what differs.
func (r *replayer) one(ctx context.Context, w io.Writer, id string) error {
	said := replayedMessage{Message: id}
	switch again, err := r.decide(ctx, id); {
	case errors.Is(err, store.ErrNotFound):
		said.Problem = "it is not decided yet"
	case errors.Is(err, pipeline.ErrNoReplay):
		said.Problem = err.Error()
	case err != nil:
		return fmt.Errorf("replay message %s: %w", id, err)
	default:
		said.SameConfig, said.Differences, said.Same = again.SameConfig, again.Differences, len(again.Differences) == 0
	}
	if said.SameConfig && !said.Same {
		r.faults++
	}
	if r.json {
		return json.NewEncoder(w).Encode(said)
	}
	said.write(w)
	return nil
}

// decide is Policy.Replay with all that is stored for it.
func (r *replayer) decide(ctx context.Context, id string) (pipeline.Replayed, error) {
	rec, err := r.st.Message(ctx, id)
	if err != nil {
		return pipeline.Replayed{}, err
	}
	was, err := r.st.Trace(ctx, id)
	if err != nil {
		return pipeline.Replayed{}, err
	}
	var earlier []string
	for _, id := range was.Trace.History.EarlierIDs {
		m, err := r.st.Message(ctx, id)
		if err != nil && !errors.Is(err, store.ErrNotFound) { // its time was over
			return pipeline.Replayed{}, err
		}
		earlier = append(earlier, m.Subject, m.NewText)
	}
	p := r.learnt
	if was.Trace.Unlearnt {
		p = r.unlearnt
	}
	if p, err = p.ModesAt(ctx, r.st, was.Trace.At); err != nil {
		return pipeline.Replayed{}, err
	}
	return p.Replay(rec, earlier, was, r.keys)
}

func (m replayedMessage) write(w io.Writer) {
	switch {
	case m.Problem != "":
		fmt.Fprintf(w, "message %s cannot be decided again: %s\n", m.Message, m.Problem)
	case m.Same && m.SameConfig:
		fmt.Fprintf(w, "message %s is decided the same\n", m.Message)
	case m.Same:
		fmt.Fprintf(w, "message %s is decided the same, though the config has changed since\n", m.Message)
	case m.SameConfig:
		fmt.Fprintf(w, "message %s is decided otherwise by the same config; please report it:\n", m.Message)
	default:
		fmt.Fprintf(w, "message %s is decided otherwise, the config has changed since:\n", m.Message)
	}
	for _, d := range m.Differences {
		fmt.Fprintf(w, "  %s\n", printable(clip(d, widestEffect)))
	}
}
