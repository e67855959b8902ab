package email

import (
	"errors"
	"net/mail"
	"regexp"
	"slices"
	"strings"

	"frontdesk/gateway"
)

// maxAddresses of one field are kept; long lists say nothing more about a mail.
const maxAddresses = 100

var (
	angled  = regexp.MustCompile(`<\s*([^\s<>@,;:"]+)\s*@\s*([^\s<>@,;:"]+)\s*>`)
	addrRun = regexp.MustCompile(`[^\s<>@,;:"'()\[\]]+@[^\s<>@,;:"'()\[\]]+`)

	errNoAddress = errors.New("no address found")
	errAmbiguous = errors.New("several addresses, and not a list of them")
)

// parseAddresses reads an address list (RFC 5322 section 3.4), and what is written instead of one: an unquoted comma
// in a name, raw bytes, a name without quotes. An error means that nobody can say who is meant.
func parseAddresses(value, charset string) ([]gateway.Address, error) {
	s := decodeRaw(value, charset)
	if a, ok := plainAddress(s); ok {
		return []gateway.Address{a}, nil
	}
	if whole, ok := onlyWords(s); ok && strings.IndexByte(whole, '@') > 0 {
		s = whole
	}
	s = strings.ReplaceAll(s, "=?", maskedWord)
	if list, ok := strictAddresses(s); ok {
		return list, nil
	}
	if list, ok := strictAddresses(withoutComments(s)); ok {
		return list, nil
	}
	return looseAddresses(s)
}

// strictAddresses reads what is an address list.
func strictAddresses(s string) ([]gateway.Address, bool) {
	list, err := mail.ParseAddressList(s)
	if err != nil || slices.ContainsFunc(list, isHalfAWord) {
		return nil, false
	}
	return plainAddresses(list), true
}

// isHalfAWord says whether an address is of an encoded word that has a comma or an @ in it.
func isHalfAWord(a *mail.Address) bool {
	return strings.Contains(a.Address, maskedWord) || !strings.Contains(a.Name, maskedWord) && (strings.Contains(a.Name, "?=") || strings.Contains(a.Address, "?="))
}

// plainAddress reads what most mail has, one address with or without a name in letters, which net/mail takes many pieces
// of memory for.
func plainAddress(s string) (a gateway.Address, ok bool) {
	s = strings.TrimSpace(s)
	name, addr, bracketed := strings.Cut(s, "<")
	if !bracketed {
		addr, name, _ = strings.Cut(s, " (") // as a comment, which is how Sendmail writes it
		name, closed := strings.CutSuffix(name, ")")
		return gateway.Address{Name: name, Addr: addr}, isPlainAddr(addr) && isPlainName(name) && closed == (name != "")
	}
	name = strings.TrimSuffix(name, " ")
	if n := len(name); n > 2 && name[0] == '"' && name[n-1] == '"' {
		name = name[1 : n-1]
	}
	addr, rest, _ := strings.Cut(addr, ">")
	if rest != "" || !isPlainAddr(addr) || !isPlainName(name) {
		return gateway.Address{}, false
	}
	return gateway.Address{Name: name, Addr: addr}, strings.HasSuffix(s, ">")
}

// isPlainName says whether a name is of letters and figures, with single blanks between.
func isPlainName(s string) bool {
	blank := true // a blank may not stand at its ends
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_':
			blank = false
		case c == ' ' && !blank:
			blank = true
		default:
			return false
		}
	}
	return s == "" || !blank
}

// isPlainAddr says whether an address is of letters, figures and single dots.
func isPlainAddr(s string) bool {
	ats, edge := 0, true // edge: neither a dot nor the end may follow
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c == '+' && ats == 0:
			edge = false
		case c == '.' && !edge:
			edge = true
		case c == '@' && !edge && ats == 0:
			ats, edge = 1, true
		default:
			return false
		}
	}
	return ats == 1 && !edge
}

func plainAddresses(list []*mail.Address) []gateway.Address {
	out := make([]gateway.Address, 0, min(len(list), maxAddresses))
	for _, a := range list[:min(len(list), maxAddresses)] {
		out = append(out, gateway.Address{Name: decodeName(a.Name), Addr: tidyAddr(a.Address)})
	}
	return out
}

// tidyAddr is an address without what some programs write around it: quotes, and the dot behind a whole domain. Words of RFC
// 2047 may not stand in it (section 5) and stay as they are.
func tidyAddr(addr string) string {
	addr = cleanLine(strings.ReplaceAll(addr, maskedWord, "=?"))
	if n := len(addr); n > 2 && addr[0] == '\'' && addr[n-1] == '\'' {
		addr = addr[1 : n-1]
	}
	return strings.TrimSuffix(addr, ".")
}

// maskedWord hides the start of an encoded word from net/mail, which decodes words one by one, while senders cut
// characters in two, and not inside quotes, where RFC 2047 forbids words and senders write them.
const maskedWord = "\ue000"

// decodeName decodes a name that was masked.
func decodeName(name string) string {
	return strings.Trim(decodeWords(strings.ReplaceAll(name, maskedWord, "=?"), ""), `"' `)
}

// nameAlone is a field that names nobody as it stands, but for quotation marks around the whole and empty brackets behind.
func nameAlone(s string) string {
	if name, ok := strings.CutSuffix(s, "<>"); ok && name != "" {
		s = strings.TrimSpace(name)
	}
	if n := len(s); n >= 2 && s[0] == '"' && strings.IndexByte(s[1:], '"') == n-2 {
		s = strings.TrimSpace(s[1 : n-1])
	}
	return s
}

// looseAddresses reads what is no address list. With an error the addresses are good for no more than to say who is named.
func looseAddresses(s string) ([]gateway.Address, error) {
	all, sure := scanAddresses(s), plainlyNamed(s)
	if len(sure) == 0 {
		return all, errNoAddress
	}
	for _, a := range slices.Concat(sure, all) {
		if !strings.EqualFold(a.Addr, sure[0].Addr) {
			return all, errAmbiguous
		}
	}
	return all, nil
}

// plainlyNamed are the addresses that stand in angle brackets, else those that stand there at all, two of them at most.
func plainlyNamed(s string) (out []gateway.Address) {
	start := 0
	for _, m := range angled.FindAllStringSubmatchIndex(s, maxAddresses) {
		name := strings.TrimLeft(s[start:m[0]], ",; ")
		out = append(out, gateway.Address{Name: decodeName(name), Addr: tidyAddr(s[m[2]:m[3]] + "@" + s[m[4]:m[5]])})
		start = m[1]
	}
	if len(out) == 0 {
		for _, addr := range addrRun.FindAllString(s, 2) {
			out = append(out, gateway.Address{Addr: tidyAddr(addr)})
		}
	}
	return out
}

// addresses are all of the fields of a name; what cannot be read is left out.
func (h header) addresses(name, charset string) []gateway.Address {
	var out []gateway.Address
	for _, f := range h {
		if f.is(name) && len(out) < maxAddresses {
			list, _ := parseAddresses(f.value, charset)
			out = append(out, list...)
		}
	}
	return out
}

// author is the first usable address of the From fields; without one only the name that the first of them gives.
func (h header) author(charset string) gateway.Address {
	first := gateway.Address{}
	seen := false
	for _, f := range h {
		if !f.is("From") {
			continue
		}
		author := authorOf(f.value, charset)
		if author.Addr != "" {
			return author
		}
		if !seen {
			first, seen = author, true
		}
	}
	return first
}

func authorOf(value, charset string) gateway.Address {
	list, err := parseAddresses(value, charset)
	if err != nil || len(list) == 0 {
		return gateway.Address{Name: nameAlone(decodeWords(value, charset))}
	}
	if _, domain, ok := strings.Cut(list[0].Addr, "@"); !ok || domain == "" {
		return gateway.Address{Name: list[0].Name}
	}
	return list[0]
}
