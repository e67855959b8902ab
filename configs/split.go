package configs

import (
	"slices"

	"github.com/goccy/go-yaml/token"
)

// chunk is the tokens of one key at the top of a file and its value, or of a whole file that is no block mapping.
type chunk struct {
	key    *token.Token // nil for a whole file
	tokens token.Tokens
}

// withoutComments drops comments; the parser would too, but between keys they only stand in the way here.
func withoutComments(tokens token.Tokens) token.Tokens {
	return slices.DeleteFunc(tokens, func(t *token.Token) bool { return t.Type == token.CommentType })
}

// firstDocument returns the tokens of a file's document, and notes a second one.
func firstDocument(tokens token.Tokens, src *source, p *Problems) token.Tokens {
	if len(tokens) > 0 && tokens[0].Type == token.DocumentHeaderType {
		tokens = tokens[1:]
	}
	if len(tokens) > 0 && tokens[0].Type == token.DirectiveType {
		return tokens // which will be refused
	}
	isMark := func(t *token.Token) bool {
		return t.Type == token.DocumentHeaderType || t.Type == token.DocumentEndType
	}
	end := slices.IndexFunc(tokens, isMark)
	if end < 0 {
		return tokens
	}
	if rest := tokens[end:]; slices.ContainsFunc(rest, func(t *token.Token) bool { return !isMark(t) }) {
		p.Add(tokenPosition(rest[0], src), "a second document ("+rest[0].Value+") in one file", "write it into a file of its own")
	}
	return tokens[:end]
}

// split cuts a block mapping at its keys. Each is parsed by itself, so that a mistake in one does not hide the others, and
// since the parser takes a time that grows with the square of the keys.
func split(tokens token.Tokens) []chunk {
	if len(tokens) < 2 || tokens[1].Type != token.MappingValueType {
		return []chunk{{tokens: tokens}}
	}
	var chunks []chunk
	start, flow, column := 0, 0, tokens[0].Position.Column
	for i, t := range tokens {
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			flow++
		case token.MappingEndType, token.SequenceEndType:
			flow--
		}
		isKey := flow == 0 && t.Position.Column == column && i+1 < len(tokens) && tokens[i+1].Type == token.MappingValueType
		if isKey && i > 0 {
			chunks = append(chunks, chunk{key: tokens[start], tokens: tokens[start:i]})
			start = i
		}
	}
	return append(chunks, chunk{key: tokens[start], tokens: tokens[start:]})
}
