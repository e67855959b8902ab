package configs

import (
	"fmt"
	"strings"
)

// Section is a named value of a file, usually a mapping: a channel, a team, a matcher. The zero value is an empty one.
type Section struct {
	Name string
	At   Position // of the name; of the value where it has no name of its own
	node *node
	src  *source
}

// Ref is a reference to something that is named elsewhere, or a name, with its place. It decodes from a text.
type Ref struct {
	Name string
	At   Position
}

// String is the name.
func (r Ref) String() string { return r.Name }

// IsZero says whether nothing was written.
func (r Ref) IsZero() bool { return r == Ref{} }

// DecodeConfig implements [Decoder]. What is no text leaves a zero Ref and a problem.
func (r *Ref) DecodeConfig(s Section, p *Problems) {
	var name string
	s.Decode(&name, p)
	*r = Ref{}
	if n := s.value(); n.kind == kindText {
		*r = Ref{Name: name, At: n.at}
	}
}

func (s Section) value() *node {
	if s.node == nil {
		return &node{at: s.At}
	}
	return s.node
}

func (s Section) below(name string, at Position, n *node) Section {
	return Section{Name: name, At: at, node: n, src: s.src}
}

// Dir is the config folder; relative paths written in the file are relative to it. Empty where it is not on disk.
func (s Section) Dir() string {
	if s.src == nil {
		return ""
	}
	return s.src.dir
}

// IsZero says whether there is nothing: no such key, or a key without a value.
func (s Section) IsZero() bool { return s.node == nil || s.node.kind == kindNothing }

// IsBroken says whether the value could not be read, which has been told: what it lacks is not known.
func (s Section) IsBroken() bool { return s.value().kind == kindBroken }

// IsMapping says whether the value is a mapping.
func (s Section) IsMapping() bool { return s.value().kind == kindMapping }

// Scalar returns the value as plain text, if it is a text, a number, true or false.
func (s Section) Scalar() (string, bool) {
	n := s.value()
	switch n.kind {
	case kindText, kindNumber, kindBool:
		return n.text, true
	default:
		return "", false
	}
}

// Within is the place of a character of a text, counted from 0; the text's own where it is not written in one piece.
func (s Section) Within(character int) Position {
	n := s.value()
	if n.kind != kindText || n.lead < 0 || character < 0 || strings.Contains(n.text, "\n") {
		return n.at
	}
	at := n.at
	at.Column += n.lead + character
	return at
}

// Items are the items, if the value is a list; they carry the list's name.
func (s Section) Items() []Section {
	var out []Section
	for _, item := range s.value().items {
		out = append(out, s.below(s.Name, item.at, item))
	}
	return out
}

// Keys are the keys, if the value is a mapping.
func (s Section) Keys() []Ref {
	var out []Ref
	for _, e := range s.value().entries {
		out = append(out, Ref{Name: e.key, At: e.at})
	}
	return out
}

// Children are the entries of a mapping in the order of the file; anything else but nothing is noted as a problem.
func (s Section) Children(p *Problems) []Section {
	n := s.value()
	if n.kind != kindMapping && n.kind != kindNothing && n.kind != kindBroken {
		p.Add(n.at, fmt.Sprintf("expected a mapping, found %s", n.found()), childrenHint(n))
		return nil
	}
	var out []Section
	for _, e := range n.entries {
		out = append(out, s.below(e.key, e.at, e.value))
	}
	return out
}

func childrenHint(n *node) string {
	if n.kind == kindList {
		return "write each below a name of its own, without a dash: NAME: …"
	}
	return ""
}

// Get returns the entry of a key, or an empty section at this one's place.
func (s Section) Get(key string) Section {
	e, ok := s.value().entry(key)
	if !ok {
		return s.below(key, s.At, nil)
	}
	return s.below(e.key, e.at, e.value)
}

// Where is the position of a key below, or of its nearest ancestor that exists.
func (s Section) Where(path ...string) Position {
	for _, key := range path {
		if _, ok := s.value().entry(key); !ok {
			break
		}
		s = s.Get(key)
	}
	return s.At
}
