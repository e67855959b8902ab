package configs

import "fmt"

// source is the file that a node comes from.
type source struct {
	name string // as shown in positions
	dir  string // the config folder, for paths written in the file
}

func (s *source) at(line, column int) Position {
	return Position{File: s.name, Line: line, Column: column}
}

type kind int

const (
	kindNothing kind = iota
	kindBroken       // could not be read, and told so: nothing below is reported on top
	kindText
	kindNumber
	kindBool
	kindList
	kindMapping
)

// node is a value of a YAML file: the plain part of YAML, without anchors, aliases, tags and merge keys.
type node struct {
	kind    kind
	text    string // of a scalar, as written without quotes
	lead    int    // characters in the file before the first of text; -1: text is not in the file letter by letter
	at      Position
	items   []*node
	entries []entry // of a mapping, in the order of the file, each key once
}

type entry struct {
	key   string
	at    Position
	value *node
}

// broken stands for what could not be read.
func broken(at Position) *node {
	return &node{kind: kindBroken, at: at}
}

func (n *node) entry(key string) (entry, bool) {
	for _, e := range n.entries {
		if e.key == key {
			return e, true
		}
	}
	return entry{}, false
}

// found says for a person what the node is.
func (n *node) found() string {
	switch n.kind {
	case kindText:
		return "a text"
	case kindNumber:
		return "a number"
	case kindBool:
		return fmt.Sprintf("%q", n.text)
	case kindList:
		return "a list"
	case kindMapping:
		return "a mapping"
	default:
		return "nothing"
	}
}
