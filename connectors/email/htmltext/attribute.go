package htmltext

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attribute reads a name, and a value where there is one. Of the same name, the first counts.
func (s *scanner) attribute(kind atom.Atom, first int) {
	start := s.at
	if s.page[s.at] == '=' {
		s.at++ // it may begin a name
	}
	s.until("= \n\t\f/>")
	name := s.page[start:s.at]
	if s.blanks(); s.failed {
		return
	}
	value := ""
	switch s.page[s.at] {
	case '/':
		s.at++
	case '=':
		s.at++
		value = s.value()
	}
	key, asked := askedFor(kind, name)
	if s.failed || !asked {
		return
	}
	for _, have := range s.attrs[first:] {
		if have.Key == key {
			return
		}
	}
	s.attrs = append(s.attrs, html.Attribute{Key: key, Val: unescapedValue(value)})
}

func (s *scanner) value() string {
	s.blanks()
	if s.failed {
		return ""
	}
	switch quote := s.page[s.at]; quote {
	case '>':
		return ""
	case '"', '\'':
		s.at++
		start := s.at
		s.skipBehind(string(quote))
		return s.page[start:max(start, s.at-1)]
	}
	return s.until(" \n\t\f>")
}

// askedFor says whether an attribute is ever looked at, and its name in lower case.
func askedFor(kind atom.Atom, name string) (key string, asked bool) {
	if roleOf(kind) == formatting {
		return lower(name), name != "" // all of it says whether two are alike
	}
	if len(name) < len("id") || len(name) > len("data-marker") {
		return "", false
	}
	switch key = lower(name); key {
	case "style", "class", "id", "name", "hidden", "data-marker":
		return key, true
	case "href":
		return key, kind == atom.A
	case "media":
		return key, kind == atom.Style
	case "type", "cite":
		return key, kind == atom.Blockquote
	}
	return "", false
}

// unescapedValue is a value without character references. Other than in texts, those that lack their semicolon count only
// where nothing that could belong to a name follows, so that addresses keep their parameters.
func unescapedValue(value string) string {
	if strings.IndexByte(value, '&') < 0 {
		return value
	}
	pieces := strings.Split(value, "&")
	for i, piece := range pieces[1:] {
		pieces[i+1] = unescapedPiece("&" + piece)
	}
	return strings.Join(pieces, "")
}

// unescapedPiece is what begins with the mark of a reference, which may be none.
func unescapedPiece(piece string) string {
	end := 1
	for end < len(piece) && (isLetter(piece[end]) || piece[end] >= '0' && piece[end] <= '9') {
		end++
	}
	switch {
	case strings.HasPrefix(piece, "&#"):
		return html.UnescapeString(piece)
	case strings.HasPrefix(piece[end:], ";"):
		end++
		if s := html.UnescapeString(piece[:end]); !strings.HasSuffix(s, ";") || s == ";" {
			return s + piece[end:]
		}
	case !strings.HasPrefix(piece[end:], "="):
		if s := html.UnescapeString(piece[:end]); utf8.RuneCountInString(s) == 1 {
			return s + piece[end:]
		}
	}
	return piece
}
