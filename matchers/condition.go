package matchers

import (
	"fmt"
	"regexp"
	"strings"

	"frontdesk/configs"
)

// Condition is one thing that holds of a message or not: one of its rules is enough.
type Condition struct {
	Kind  string
	At    configs.Position
	Rules []Rule
}

// Rule is one word, pattern, address, name or glob of a condition.
type Rule struct {
	Text string // as in the config
	At   configs.Position

	literal string         // of a word: what is searched for; of others: the text in the form that is compared
	phrase  *phrase        // of a word with marks; nil: it has none
	pattern *regexp.Regexp // of a pattern
	id      int            // of a word or pattern, in the index
}

// DecodeConfig implements [configs.Decoder]: a condition is a mapping of its one kind to a rule or a list of rules.
func (c *Condition) DecodeConfig(s configs.Section, p *configs.Problems) {
	c.At = s.At
	children := s.Children(p)
	if len(children) != 1 {
		if s.IsMapping() {
			p.Add(s.At, fmt.Sprintf("a condition has one kind, found %d", len(children)),
				"begin a list item for each, below any: or all:")
		}
		return
	}
	one := children[0]
	k, ok := kindOf(one.Name)
	if !ok {
		p.Add(one.At, fmt.Sprintf("unknown kind of condition %q", one.Name), suggest(one.Name, kindNames()))
		return
	}
	c.Kind, c.At = k.name, one.At
	for _, ref := range texts(one, p) {
		r := Rule{Text: ref.Name, At: ref.At}
		if what, hint := k.load(&r); what != "" {
			p.Add(r.At, what, hint)
			continue
		}
		c.Rules = append(c.Rules, r)
	}
}

// texts decodes a text, or a list of texts; what is neither is noted and left out.
func texts(s configs.Section, p *configs.Problems) []configs.Ref {
	items := []configs.Section{s}
	if _, ok := s.Scalar(); !ok {
		var list []configs.Section
		s.Decode(&list, p)
		if len(list) == 0 && !s.IsMapping() {
			p.Add(s.At, fmt.Sprintf("%q is an empty list", s.Name), "write at least one entry or remove it")
		}
		items = list
	}
	var refs []configs.Ref
	for _, item := range items {
		if ref, ok := text(item, p); ok {
			refs = append(refs, ref)
		}
	}
	return refs
}

func text(s configs.Section, p *configs.Problems) (ref configs.Ref, ok bool) {
	before := p.Errors()
	s.Decode(&ref, p)
	return ref, p.Errors() == before
}

// suggest is the nearest known name, or all of them.
func suggest(name string, known []string) string {
	if hint := configs.Suggest(name, known); hint != "" {
		return hint
	}
	return "known are " + strings.Join(known, ", ")
}
