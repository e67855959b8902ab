package main

import (
	"context"
	"fmt"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway/store"
	"frontdesk/matchers"
)

// peekTime bounds a look into a store that is not needed.
const peekTime = 3 * time.Second

// overlaid is the config with the modes that were decided since by what people judged, where there is a store to ask. It is
// looked into, and neither made nor changed.
func (l loaded) overlaid(ctx context.Context) (loaded, error) {
	if l.storeExists(ctx) != nil {
		return l, nil
	}
	ctx, cancel := context.WithTimeout(ctx, peekTime)
	defer cancel()
	url, err := l.storeURL(ctx)
	if err != nil {
		return l, err
	}
	changes, err := store.PeekModes(ctx, url)
	if err != nil {
		return l, fmt.Errorf("whether the store has given matchers other modes is not known: %w", err)
	}
	policy, err := l.policy.Overlaid(changes)
	l.policy = policy
	return l, err
}

// overlaidSettings are settings with the modes that lie over those of the config, named as such.
func overlaidSettings(all []configs.Setting, modes map[string]matchers.Overlay) []configs.Setting {
	for i, s := range all {
		o, ok := modes[s.Name]
		if s.Of != "matcher" || s.Key != "mode" || !ok {
			continue
		}
		all[i].Value = string(o.Mode)
		all[i].From = fmt.Sprintf("store: %s; over %s", o, s.From)
	}
	return all
}
