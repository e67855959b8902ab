package htmltext

import (
	"strings"

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

// rawEnd goes behind an element whose content is no HTML, up to and with its end tag.
func (s *scanner) rawEnd(name string) (content string) {
	start := s.at
	for {
		if s.skipBehind("</"); s.failed {
			return ""
		}
		rest := s.page[s.at:]
		if len(rest) > len(name) && strings.EqualFold(rest[:len(name)], name) && strings.IndexByte(" \n\t\f/>", rest[len(name)]) >= 0 {
			break
		}
	}
	s.at -= len("</")
	content = s.page[start:s.at]
	if name == "script" && strings.Contains(content, "<!--") && strings.Contains(strings.ToLower(content), "<script") {
		s.failed = true // which hides the end tag
		return ""
	}
	s.tag()
	return content
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
