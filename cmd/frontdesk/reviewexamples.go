package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"frontdesk/gateway/store"
	"frontdesk/matchers"
)

// examples prints what agents said that messages were about, in the form of the matchers' files.
func (r *reviewer) examples(ctx context.Context, days int) error {
	if days < 1 {
		return fmt.Errorf("--days %d: at least 1", days)
	}
	all, err := r.store.Corrections(ctx, time.Now().AddDate(0, 0, -days))
	if err != nil {
		return err
	}
	found := map[string]*offer{}
	for _, c := range lastWords(all) {
		if err := r.offer(ctx, found, c); err != nil {
			return err
		}
	}
	if len(found) == 0 {
		fmt.Fprintln(r.out, "# agents have corrected nothing that the matchers' files do not have")
		return nil
	}
	fmt.Fprintln(r.out, "# What agents said that messages were about. Keep what others would write too; leave out names, numbers and stories.")
	for _, name := range slices.Sorted(maps.Keys(found)) {
		found[name].print(r, name)
	}
	return nil
}

// offer is what one matcher may learn.
type offer struct{ examples, not []string }

// lastWords leaves one correction of each message, the last.
func lastWords(all []store.Correction) []store.Correction {
	last := map[string]int{}
	for i, c := range all {
		last[c.Message] = i
	}
	var out []store.Correction
	for i, c := range all {
		if last[c.Message] == i {
			out = append(out, c)
		}
	}
	return out
}

// offer adds a correction: an example of the matcher that was meant; where none was, one of what the other is not.
func (r *reviewer) offer(ctx context.Context, found map[string]*offer, c store.Correction) error {
	name := c.Meant
	if name == "" {
		name = c.Said
	}
	m, ok := r.policy.Matchers.Matcher(name)
	if !ok || c.Meant == c.Said {
		return nil
	}
	received, err := r.store.Message(ctx, c.Message)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	text := strings.Join(strings.Fields(printable(received.NewText)), " ")
	if text == "" || hasExample(m, text) {
		return nil
	}
	if found[name] == nil {
		found[name] = &offer{}
	}
	if c.Meant == "" {
		found[name].not = append(found[name].not, text)
	} else {
		found[name].examples = append(found[name].examples, text)
	}
	return nil
}

func hasExample(m *matchers.Matcher, text string) bool {
	return slices.ContainsFunc(m.Examples, func(e matchers.Example) bool { return strings.Join(strings.Fields(e.Text), " ") == text })
}

func (o *offer) print(r *reviewer, name string) {
	fmt.Fprintf(r.out, "%s:\n", name)
	if len(o.examples) > 0 {
		fmt.Fprintln(r.out, "  examples:")
		for _, text := range o.examples {
			fmt.Fprintf(r.out, "    - %s\n", quoted(text))
		}
	}
	if len(o.not) > 0 {
		fmt.Fprintln(r.out, "  not:\n    - examples:")
		for _, text := range o.not {
			fmt.Fprintf(r.out, "        - %s\n", quoted(text))
		}
	}
}

// quoted is a text as YAML has it: JSON's way of writing one is one of YAML's.
func quoted(text string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(text); err != nil { // a text always can be
		return ""
	}
	return strings.TrimSpace(b.String())
}
