package email

import (
	"cmp"
	"regexp"
	"strings"

	"frontdesk/gateway"
)

// addressList reads what is nearly an address list: semicolons between the addresses, groups without an end (RFC 5322 section
// 3.4), routes (section 4.4), brackets that are not closed, names with anything in them. It is good for no more than to say
// who is named.
type addressList struct {
	rest  string
	found []gateway.Address
	name  strings.Builder // since the last address or separator
	done  bool            // the address of this name was found

	hasGroups          bool
	noQuote, noComment bool // no more of them ends
}

// addrLiteral is an address at a number (RFC 5322 section 3.4.1).
var addrLiteral = regexp.MustCompile(`[^\s<>@,;:"'()\[\]]+@\[[^\s\[\]]*\]`)

// spacedMark is white space within an address (RFC 5322 section 4.4).
var spacedMark = regexp.MustCompile(`\s*([@.])\s*`)

// maxScanned is about how long a name or an encoded word may be.
const maxScanned = 1000

func scanAddresses(masked string) []gateway.Address {
	l := &addressList{rest: masked, hasGroups: strings.IndexByte(masked, ';') >= 0}
	for l.rest != "" && len(l.found) < maxAddresses {
		l.step()
	}
	l.end(';')
	return l.found
}

// step takes the next character, or what begins with it.
func (l *addressList) step() {
	c := l.rest[0]
	switch {
	case strings.HasPrefix(l.rest, maskedWord):
		l.word()
		return
	case c == '"' && l.quoted(), c == '(' && l.comment(), c == '<' && l.bracketed():
		return
	case c == ',', c == ';':
		l.end(c)
	case c == '\\' && len(l.rest) > 1:
		l.take(2)
		return
	case c == ':' && l.hasGroups && !strings.Contains(l.name.String(), "@"):
		l.name.Reset() // of a group
	case c != '"' && c != '<' && c != '>':
		l.take(1)
		return
	}
	l.rest = l.rest[1:]
}

// word takes an encoded word, whatever stands in it.
func (l *addressList) word() {
	end := len(maskedWord)
	if i := strings.IndexAny(l.rest, "? \t"); i > 0 && l.rest[i] == '?' {
		if word, _, ok := strings.Cut(l.rest[i+1:min(len(l.rest), i+maxScanned)], "?="); ok && !strings.ContainsAny(word, " \t") {
			end = i + 1 + len(word) + len("?=")
		}
	}
	l.take(end)
}

// take takes bytes for the name.
func (l *addressList) take(n int) {
	l.write(l.rest[:n])
	l.rest = l.rest[n:]
}

func (l *addressList) write(s string) {
	if l.name.Len() < maxScanned {
		l.name.WriteString(s)
	}
}

// quoted takes a quoted string without its quotes.
func (l *addressList) quoted() bool {
	for i := 1; i < len(l.rest) && !l.noQuote; i++ {
		switch l.rest[i] {
		case '\\':
			i++
		case '"':
			l.write(unquote(l.rest[1:i]))
			l.rest = l.rest[i+1:]
			return true
		}
	}
	l.noQuote = true
	return false
}

// comment leaves one out; they may be nested.
func (l *addressList) comment() bool {
	depth := 0
	for i := 0; i < len(l.rest) && !l.noComment; i++ {
		switch l.rest[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.rest = l.rest[i+1:]
				return true
			}
		}
	}
	l.noComment = true
	return false
}

// bracketed takes the address that stands in brackets; one that is not closed ends with the field or where the next
// begins.
func (l *addressList) bracketed() bool {
	inside, rest := l.rest[1:], ""
	switch i := strings.IndexAny(inside, "<>"); {
	case i < 0:
	case inside[i] == '<':
		return false
	default:
		inside, rest = inside[:i], inside[i+1:]
	}
	if i := strings.LastIndexByte(inside, ':'); i >= 0 && strings.HasPrefix(inside, "@") {
		inside = inside[i+1:]
	}
	addr := addrIn(inside)
	if addr == "" {
		return false
	}
	l.add(strings.TrimSpace(l.name.String()), addr)
	l.rest, l.done = rest, true
	return true
}

// end ends an address. What stands before a comma and names nobody belongs to the name behind it: "Berg, Anna".
func (l *addressList) end(separator byte) {
	name := strings.TrimSpace(l.name.String())
	addr := addrIn(name)
	switch {
	case l.done:
	case addr != "":
		l.add("", addr)
	case separator == ',' && name != "" && len(name) < maxScanned/10:
		l.name.WriteByte(',')
		return
	}
	l.name.Reset()
	l.done = false
}

// addrIn is the first address in a text, which may have a number in the place of its domain.
func addrIn(s string) string {
	s = strings.ReplaceAll(s, `"`, "")
	if addr := addrRun.FindString(s); addr != "" {
		return addr
	}
	s = spacedMark.ReplaceAllString(s, "$1")
	return cmp.Or(addrRun.FindString(s), addrLiteral.FindString(s))
}

func (l *addressList) add(name, addr string) {
	defer l.name.Reset()
	addr = tidyAddr(addr)
	if n := len(l.found); n > 0 && strings.EqualFold(l.found[n-1].Addr, addr) {
		return
	}
	l.found = append(l.found, gateway.Address{Name: decodeName(name), Addr: addr})
}
