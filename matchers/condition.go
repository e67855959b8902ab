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

	literal string                // of a word: what is searched for; of others: the text in the form that is compared
	phrase  *phrase               // of a word with marks; nil: it has none
	pattern func() *regexp.Regexp // of a pattern: compiled when it is first asked; most never are
	needs   []string              // of a pattern, see required
	formula *formula              // of a condition that is computed
	source  configs.Section
	id      int // of a word or pattern, in the index
}

// ConfigShape implements [configs.Shaped].
func (c *Condition) ConfigShape() configs.Shape {
	s := configs.Shape{Form: configs.FormKeys, Single: true}
	for _, k := range kinds {
		s.Keys = append(s.Keys, configs.Key{Name: k.name, Help: k.help, Shape: configs.TextOrTexts(configs.Text())})
	}
	return s
}

// DecodeConfig implements [configs.Decoder]: a condition is a mapping of its one kind to a rule or a list of rules.
func (c *Condition) DecodeConfig(s configs.Section, p *configs.Problems) {
	c.At = s.At
	if text, ok := s.Scalar(); ok {
		p.Add(s.At, "a condition without its kind", fmt.Sprintf("write words: %s, or another kind: %s", shorten(text), strings.Join(kindNames(), ", ")))
		return
	}
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
	c.add(k, one, p)
}

// add takes in the rules that are written in a section: a text, or a list of texts.
func (c *Condition) add(k kind, s configs.Section, p *configs.Problems) {
	for _, item := range textsBelow(s, p) {
		text, _ := item.Scalar()
		r := Rule{Text: text, At: item.Within(-1), source: item}
		if what, hint := k.load(&r); what != "" {
			p.Add(r.At, what, hint)
			continue
		}
		c.Rules = append(c.Rules, r)
	}
}

// texts decodes a text, or a list of texts; what is neither is noted and left out.
func texts(s configs.Section, p *configs.Problems) []configs.Ref {
	var refs []configs.Ref
	for _, item := range textsBelow(s, p) {
		ref, _ := text(item, p)
		refs = append(refs, ref)
	}
	return refs
}

func textsBelow(s configs.Section, p *configs.Problems) []configs.Section {
	items := []configs.Section{s}
	if _, ok := s.Scalar(); !ok {
		var list []configs.Section
		s.Decode(&list, p)
		if len(list) == 0 && !s.IsMapping() {
			p.Add(s.At, fmt.Sprintf("%q is an empty list", s.Name), "write at least one entry or remove it")
		}
		items = list
	}
	var out []configs.Section
	for _, item := range items {
		if _, ok := text(item, p); ok {
			out = append(out, item)
		}
	}
	return out
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
