package htmltext

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// scanner cuts a page into texts and tags, as the HTML standard does (section 13.2.5). What is not written as it should
// be is not for it: failed is set then, and it stands still.
type scanner struct {
	page   string
	at     int
	failed bool
	typed  bool             // the page says which kind of document it is
	attrs  []html.Attribute // of all tags, one behind the other
}

// tag is a start or an end tag.
type tag struct {
	kind   atom.Atom // 0 where HTML has no such element
	name   string    // lower case
	end    bool
	source string           // as written
	attrs  []html.Attribute // those that are ever asked for, names in lower case
}

// text is the text up to the next tag; empty where one follows at once.
func (s *scanner) text() (text string) {
	start := s.at
	for {
		i := strings.IndexByte(s.page[s.at:], '<')
		if i < 0 {
			s.at = len(s.page)
			break
		}
		if s.at += i; s.at+1 < len(s.page) && (isLetter(s.page[s.at+1]) || strings.IndexByte("/!?", s.page[s.at+1]) >= 0) {
			break
		}
		s.at++
	}
	if text = s.page[start:s.at]; strings.IndexByte(text, '&') >= 0 {
		text = html.UnescapeString(text)
	}
	return text
}

// tag reads the tag that begins here; found is false for a comment.
func (s *scanner) tag() (t tag, found bool) {
	rest := s.page[s.at:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		s.comment(rest[len("<!--"):])
		return t, false
	case rest[1] == '!', rest[1] == '?':
		s.skipBehind(">")
		s.typed = s.typed || len(rest) > len("<!doctype") && strings.EqualFold(rest[:len("<!doctype")], "<!doctype")
		return t, false
	case rest[1] == '/':
		if len(rest) > len("</") && !isLetter(rest[len("</")]) {
			s.skipBehind(">")
			return t, false
		}
		t.end = true
		s.at++
	}
	if t.name = lower(s.tagName()); t.name == "" {
		s.failed = true
		return t, false
	}
	t.kind = atomOf(t.name)
	first := len(s.attrs)
	for s.blanks(); !s.failed && s.page[s.at] != '>'; s.blanks() {
		s.attribute(t.kind, first)
	}
	if s.at++; s.failed {
		return t, false
	}
	t.source = rest[:len(rest)-len(s.page)+s.at]
	if !t.end {
		t.attrs = s.attrs[first:len(s.attrs):len(s.attrs)]
	}
	return t, true
}

// tagName is the name behind the character that stands before it; empty where there is none.
func (s *scanner) tagName() string {
	s.at++
	if s.at == len(s.page) || !isLetter(s.page[s.at]) {
		return ""
	}
	return s.until(" \n\t\f/>")
}

func (s *scanner) comment(rest string) {
	end := strings.Index(rest, "-->")
	if end < 0 || strings.HasPrefix(rest, ">") || strings.HasPrefix(rest, "->") || strings.Contains(rest[:end], "--!>") {
		s.failed = true
		return
	}
	s.at += len("<!--") + end + len("-->")
}

func (s *scanner) skipBehind(mark string) {
	i := strings.Index(s.page[s.at:], mark)
	if i < 0 {
		s.failed = true
		return
	}
	s.at += i + len(mark)
}

// until goes to the next of some characters.
func (s *scanner) until(marks string) string {
	start := s.at
	for ; s.at < len(s.page); s.at++ {
		if strings.IndexByte(marks, s.page[s.at]) >= 0 {
			return s.page[start:s.at]
		}
	}
	s.failed = true
	return ""
}

// blanks goes over white space, to a character that must follow.
func (s *scanner) blanks() {
	for s.at < len(s.page) && isSpace(rune(s.page[s.at])) {
		s.at++
	}
	if s.at == len(s.page) {
		s.failed = true
	}
}

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

// rawEnd goes behind an element whose content is no HTML, up to and with its end tag.
func (s *scanner) rawEnd(name string) {
	start := s.at
	for {
		if s.skipBehind("</"); s.failed {
			return
		}
		rest := s.page[s.at:]
		if len(rest) > len(name) && strings.EqualFold(rest[:len(name)], name) && strings.IndexByte(" \n\t\f/>", rest[len(name)]) >= 0 {
			break
		}
	}
	if content := s.page[start:s.at]; name == "script" && strings.Contains(content, "<!--") && strings.Contains(strings.ToLower(content), "<script") {
		s.failed = true // which hides the end tag
		return
	}
	s.at -= len("</")
	s.tag()
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// lower is a name with its ASCII letters in lower case.
func lower(name string) string {
	for i := range len(name) {
		if c := name[i]; c >= 'A' && c <= 'Z' {
			b := []byte(name)
			for ; i < len(b); i++ {
				if b[i] >= 'A' && b[i] <= 'Z' {
					b[i] |= 0x20
				}
			}
			return string(b)
		}
	}
	return name
}

// atomOf is the atom of a name in lower case, 0 where it has none.
func atomOf(name string) atom.Atom {
	var buffer [16]byte
	return atom.Lookup(append(buffer[:0], name...))
}
