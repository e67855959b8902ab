package configs

import (
	"fmt"

	"github.com/goccy/go-yaml/token"
)

const (
	maxNesting  = 50
	maxKey      = 256       // bytes
	maxKeys     = 2000      // of one mapping below the top
	maxEmpty    = 1000      // values left out
	maxPathCost = 256 << 20 // bytes
)

// level is a block mapping or list that is open.
type level struct{ column, keys int }

// checkLimits bounds what the parser recurses on or is slow with: the depth, the keys of one mapping below the top (it joins
// lists of them over and over), values left out (each moves all tokens behind it), and the path of keys that it notes with
// every value.
func checkLimits(tokens token.Tokens, src *source, p *Problems) {
	l := limits{longest: 1}
	for i := range tokens {
		at := l.read(tokens, i)
		if what, hint := l.exceeded(); what != "" {
			p.Add(tokenPosition(at, src), what, hint)
			return
		}
	}
	if l.deepest*l.longest*len(tokens) > maxPathCost {
		p.Add(src.at(1, 1), "the file holds too much, nested too deep", "split it into several files")
	}
}

// limits is what was seen of a file's tokens so far.
type limits struct {
	block   []level
	flow    []token.Type // of the brackets that are open
	deepest int
	longest int // bytes of a key
	empty   int // values left out
}

// read takes in a token and returns the one that a person would look at.
func (l *limits) read(tokens token.Tokens, i int) *token.Token {
	t, before := tokens[i], tokens[max(0, i-1)]
	at := t
	switch t.Type {
	case token.MappingStartType, token.SequenceStartType:
		l.flow = append(l.flow, t.Type)
	case token.MappingEndType, token.SequenceEndType:
		l.endOfEntry(before)
		l.flow = l.flow[:max(0, len(l.flow)-1)]
	case token.CollectEntryType:
		l.endOfEntry(before)
	case token.SequenceEntryType:
		l.open(t)
	case token.MappingValueType:
		at = before
		l.open(before)
		l.longest = max(l.longest, len(before.Value))
		l.value(tokens, i, before)
	}
	l.deepest = max(l.deepest, len(l.flow)+len(l.block))
	return at
}

// endOfEntry counts {a, b}: a value is left out at each comma and at the end. What has a colon is taken off again by value.
func (l *limits) endOfEntry(before *token.Token) {
	isOpen := before.Type == token.MappingStartType || before.Type == token.CollectEntryType
	if n := len(l.flow); n > 0 && l.flow[n-1] == token.MappingStartType && !isOpen {
		l.empty++
	}
}

// value counts a key with nothing behind it.
func (l *limits) value(tokens token.Tokens, i int, key *token.Token) {
	var next *token.Token
	if i+1 < len(tokens) {
		next = tokens[i+1]
	}
	switch {
	case next == nil:
		l.empty++
	case len(l.flow) > 0:
		isEnd := next.Type == token.CollectEntryType || next.Type == token.MappingEndType || next.Type == token.SequenceEndType
		if l.flow[len(l.flow)-1] == token.MappingStartType && !isEnd {
			l.empty-- // which endOfEntry will count
		}
	case next.Type == token.SequenceEntryType && next.Position.Column == key.Position.Column:
		// a list that is not indented below its key
	case next.Position.Line > tokens[i].Position.Line && next.Position.Column <= key.Position.Column:
		l.empty++
	}
}

// open keeps the block levels that are open, and counts a key or item of the one at this column.
func (l *limits) open(t *token.Token) {
	if len(l.flow) > 0 {
		return
	}
	column := t.Position.Column
	for len(l.block) > 0 && l.block[len(l.block)-1].column > column {
		l.block = l.block[:len(l.block)-1]
	}
	n := len(l.block)
	if n == 0 || l.block[n-1].column < column {
		l.block = append(l.block, level{column: column})
		n++
	}
	if t.Type != token.SequenceEntryType {
		l.block[n-1].keys++
	}
}

func (l *limits) exceeded() (what, hint string) {
	n := len(l.block)
	switch {
	case l.longest > maxKey:
		return fmt.Sprintf("a key of more than %d bytes", maxKey), "put a text with a colon in it in quotes"
	case l.deepest > maxNesting:
		return fmt.Sprintf("nested more than %d levels deep", maxNesting), "check the brackets and the indentation"
	case n > 1 && l.block[n-1].keys > maxKeys:
		return fmt.Sprintf("more than %d keys in one mapping", maxKeys), "check the indentation"
	case l.empty > maxEmpty:
		return fmt.Sprintf("more than %d keys without a value", maxEmpty), "give them values or remove them"
	default:
		return "", ""
	}
}
