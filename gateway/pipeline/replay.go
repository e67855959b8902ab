package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// Replayed is a stored decision made once more.
type Replayed struct {
	Decision gateway.Decision
	// SameConfig: it was made with the config that is asked now. A difference is a fault of the program then.
	SameConfig  bool
	Differences []string // "ticket.urgency: was normal, is urgent"; sorted
}

// ErrNoReplay is wrapped by why a decision cannot be made again.
var ErrNoReplay = errors.New("no replay")

// ModesAt is the policy with the modes of matchers that people's judgements had led to at a moment.
func (pol *Policy) ModesAt(ctx context.Context, s *Store, at time.Time) (*Policy, error) {
	now, err := s.Modes(ctx)
	if err != nil {
		return nil, err
	}
	var then []store.ModeChange
	for _, c := range now {
		all := []store.ModeChange{c}
		if c.At.After(at) {
			if all, err = s.ModeHistory(ctx, c.Matcher); err != nil {
				return nil, err
			}
		}
		latest := store.ModeChange{}
		for _, c := range all {
			if !c.At.After(at) && !c.At.Before(latest.At) {
				latest = c
			}
		}
		if !latest.At.IsZero() {
			then = append(then, latest)
		}
	}
	return pol.Overlaid(then)
}

// Replay decides a message again by what its trace has kept: the message, the history and the promises of that moment.
// earlier are the texts of History.EarlierIDs. The policy should have learnt unless the trace says that it had not.
func (pol *Policy) Replay(rec store.Received, earlier []string, was gateway.Decision, keys *gateway.Keyring) (Replayed, error) {
	t := was.Trace
	switch {
	case slices.ContainsFunc(t.Steps, func(s gateway.Step) bool { return s.Rule == stepInternal }):
		return Replayed{}, fmt.Errorf("%w: deciding failed then, and it became a ticket", ErrNoReplay)
	case rec.Chat != nil && len(rec.Facts.Header) == 0 && rec.Text == "" && rec.Chat.Command == nil && rec.Quarantine == "":
		return Replayed{}, fmt.Errorf("%w: its text was not kept, it was between people", ErrNoReplay)
	}
	c, known := pol.Channels[rec.Channel]
	if !known {
		c = gateway.Channel{Name: rec.Channel}
	}
	h := t.History
	h.Earlier = earlier
	r := Replayed{SameConfig: t.Policy == pol.Hash}
	with := *pol
	with.told = t.Told
	if !r.SameConfig { // what the config promises may be what has changed
		with.told = slices.DeleteFunc(slices.Clone(t.Told), func(one gateway.Told) bool { return !one.Promise.Measured })
	}
	in := received{Message: rec.Message, Quarantine: rec.Quarantine, NoReply: rec.NoReply}
	r.Decision = Decide(with.assess(in, c, h, keys, t.At), &with, t.At)
	var err error
	r.Differences, err = differences(was, r.Decision)
	return r, err
}

// promise is the team's, and is noted for the trace.
func (d *decider) promise(urgent bool) *gateway.Promise {
	pr := d.p.promise(d.team, urgent, d.now)
	if pr == nil {
		return nil
	}
	one := gateway.Told{Team: d.team.Name, Urgent: urgent, Promise: *pr}
	if !slices.Contains(d.told, one) {
		d.told = append(d.told, one)
	}
	return pr
}

// toldBefore is the promise of the decision that is made again; nil where none is, and where it asked for another one.
func (pol *Policy) toldBefore(team string, urgent bool) *gateway.Promise {
	for _, one := range pol.told {
		if one.Team == team && one.Urgent == urgent {
			return &one.Promise
		}
	}
	return nil
}

// differences are the values of two decisions that are not the same, whatever they are made of.
func differences(was, is gateway.Decision) ([]string, error) {
	was.Trace.Policy, is.Trace.Policy = "", "" // told apart
	before, err := flat(was)
	if err != nil {
		return nil, err
	}
	after, err := flat(is)
	if err != nil {
		return nil, err
	}
	var found []string
	for key, old := range before {
		if now, ok := after[key]; !ok || !reflect.DeepEqual(old, now) {
			found = append(found, fmt.Sprintf("%s: was %s, is %s", key, inWords(old), inWords(now)))
		}
	}
	for key, now := range after {
		if _, ok := before[key]; !ok {
			found = append(found, fmt.Sprintf("%s: was %s, is %s", key, inWords(nil), inWords(now)))
		}
	}
	slices.Sort(found)
	return found, nil
}

// flat are the values of a decision by their paths, as it is stored.
func flat(d gateway.Decision) (map[string]any, error) {
	text, err := json.Marshal(d)
	if err != nil {
		return nil, err
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		return nil, err
	}
	values := map[string]any{}
	flatten(values, "", tree)
	return values, nil
}

func flatten(into map[string]any, path string, node any) {
	switch v := node.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			flatten(into, strings.TrimPrefix(path+"."+key, "."), v[key])
		}
	case []any:
		for i, item := range v {
			flatten(into, path+"."+strconv.Itoa(i+1), item)
		}
	case nil: // an empty list is none
	default:
		into[path] = v
	}
}

func inWords(v any) string {
	if v == nil {
		return "nothing"
	}
	if text, ok := v.(string); ok {
		return strconv.Quote(text)
	}
	return fmt.Sprint(v)
}
