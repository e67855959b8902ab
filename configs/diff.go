package configs

import (
	"fmt"
	"slices"
	"strings"
)

// Change is one difference in effect between two configs: a thing that is new or gone, or a value of one that is in both.
type Change struct {
	Of   string `json:"of" yaml:"of"`
	Name string `json:"name,omitempty" yaml:"name,omitempty"`
	Key  string `json:"key,omitempty" yaml:"key,omitempty"` // empty: the whole of it
	Kind string `json:"kind" yaml:"kind"`                   // [Added], [Removed] or [Changed]
	Old  string `json:"old,omitempty" yaml:"old,omitempty"` // on one line; empty: nothing held
	New  string `json:"new,omitempty" yaml:"new,omitempty"`
	// More and Less are the items by which a list differs from a list.
	More    []string `json:"more,omitempty" yaml:"more,omitempty"`
	Less    []string `json:"less,omitempty" yaml:"less,omitempty"`
	From    string   `json:"from,omitempty" yaml:"from,omitempty"`       // where the new value comes from
	Restart bool     `json:"restart,omitempty" yaml:"restart,omitempty"` // it is in effect after a restart only
}

// Kinds of a [Change].
const (
	Added   = "added"
	Removed = "removed"
	Changed = "changed"
)

// Subject is what has changed, without values: "matcher refund-timing: mode".
func (c Change) Subject() string {
	thing := strings.TrimSpace(c.Of + " " + c.Name)
	if c.Key == "" {
		return thing
	}
	return thing + ": " + c.Key
}

// Effect says on one line how it has changed. It may hold what stands in the config, but no secret.
func (c Change) Effect() string {
	switch {
	case c.Key == "" && c.Kind == Added:
		return "new"
	case c.Key == "" && c.Kind == Removed:
		return "gone"
	case len(c.More) > 0 || len(c.Less) > 0:
		return strings.TrimSuffix(items("more", c.More)+items("less", c.Less), "; ")
	case c.Old == c.New && strings.HasPrefix(c.New, "["):
		return "in another order"
	case c.Old == c.New:
		return "changed, and not shown"
	case c.Old == "":
		return "none -> " + c.New
	case c.New == "":
		return c.Old + " -> none"
	default:
		return c.Old + " -> " + c.New
	}
}

func items(what string, list []string) string {
	if len(list) == 0 {
		return ""
	}
	return fmt.Sprintf("%d %s: %s; ", len(list), what, strings.Join(list, ", "))
}

// Diff tells what changes in effect from old to new settings: of things in the order of new, then those that are gone.
// A default that is written out is no change, nor is 24h for 1d.
func Diff(before, after []Setting) []Change {
	old, fresh := things(before), things(after)
	var out []Change
	for _, thing := range fresh.order {
		if was, ok := old.of[thing]; ok {
			out = append(out, compare(was, fresh.of[thing])...)
			continue
		}
		first := fresh.of[thing][0]
		out = append(out, Change{Of: first.Of, Name: first.Name, Kind: Added, From: fromFile(fresh.of[thing]), Restart: first.Restart})
	}
	for _, thing := range old.order {
		if _, ok := fresh.of[thing]; !ok {
			first := old.of[thing][0]
			out = append(out, Change{Of: first.Of, Name: first.Name, Kind: Removed, Restart: first.Restart})
		}
	}
	return out
}

// thing names what settings are of.
type thing struct{ of, name string }

// grouped are settings by what they are of, in the order of its first.
type grouped struct {
	order []thing
	of    map[thing][]Setting
}

func things(settings []Setting) grouped {
	g := grouped{of: map[thing][]Setting{}}
	for _, s := range settings {
		t := thing{s.Of, s.Name}
		if _, ok := g.of[t]; !ok {
			g.order = append(g.order, t)
		}
		g.of[t] = append(g.of[t], s)
	}
	return g
}

// fromFile is where the first of some settings stands that is written in a file.
func fromFile(settings []Setting) string {
	for _, s := range settings {
		if s.From != FromDefault {
			return s.From
		}
	}
	return ""
}

func compare(before, after []Setting) []Change {
	var out []Change
	for _, s := range after {
		was, ok := find(before, s.Key)
		switch {
		case !ok:
			out = append(out, Change{Of: s.Of, Name: s.Name, Key: s.Key, Kind: Added, New: s.String(), From: s.From, Restart: s.Restart})
		case was.same != s.same:
			out = append(out, changed(was, s))
		}
	}
	for _, s := range before {
		if _, ok := find(after, s.Key); !ok {
			out = append(out, Change{Of: s.Of, Name: s.Name, Key: s.Key, Kind: Removed, Old: s.String(), Restart: s.Restart})
		}
	}
	return out
}

func find(settings []Setting, key string) (Setting, bool) {
	i := slices.IndexFunc(settings, func(s Setting) bool { return s.Key == key })
	if i < 0 {
		return Setting{}, false
	}
	return settings[i], true
}

func changed(was, is Setting) Change {
	c := Change{Of: is.Of, Name: is.Name, Key: is.Key, Kind: Changed, Old: was.String(), New: is.String(), From: is.From, Restart: is.Restart}
	old, wasList := was.Value.([]any)
	list, isList := is.Value.([]any)
	if wasList && isList {
		c.More, c.Less = lacking(list, old), lacking(old, list)
	}
	return c
}

// lacking are the items of one list that another has not, each as often as it is missing.
func lacking(list, other []any) []string {
	count := map[string]int{}
	for _, item := range other {
		count[inline(item)]++
	}
	var out []string
	for _, item := range list {
		text := inline(item)
		if count[text]--; count[text] < 0 {
			out = append(out, text)
		}
	}
	return out
}
