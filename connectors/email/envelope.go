package email

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// addrSpec is an address that may stand between the brackets of a header or of an SMTP command.
type addrSpec struct {
	local  string // quoted where it must be
	domain string // A-labels
}

var (
	errNotAddrSpec = errors.New("it is not name@domain")
	errLocalPart   = errors.New("the part before the @ cannot be written")
	errDomain      = errors.New("the domain cannot be written")
)

func (a addrSpec) String() string { return a.local + "@" + a.domain }

// parseAddrSpec checks one bare address. Nothing gets through that could end a line or an argument.
func parseAddrSpec(addr string) (addrSpec, error) {
	at := strings.LastIndexByte(addr, '@')
	if at < 1 || at == len(addr)-1 {
		return addrSpec{}, errNotAddrSpec
	}
	local, err := localPart(addr[:at])
	if err != nil {
		return addrSpec{}, err
	}
	domain, err := asciiDomain(addr[at+1:])
	if err != nil {
		return addrSpec{}, err
	}
	return addrSpec{local, domain}, nil
}

// localPart quotes what is not a dot-atom (RFC 5321 section 4.1.2).
func localPart(s string) (string, error) {
	if len(s) > 64 || !utf8.ValidString(s) {
		return "", errLocalPart
	}
	if strings.ContainsFunc(s, unicode.IsControl) || strings.ContainsRune(s, '\u2028') || strings.ContainsRune(s, '\u2029') {
		return "", errLocalPart
	}
	if isDotAtom(s) {
		return s, nil
	}
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		s = unquote(s[1 : len(s)-1])
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`, nil
}

func unquote(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func isDotAtom(s string) bool {
	for _, atom := range strings.Split(s, ".") {
		if atom == "" || strings.ContainsFunc(atom, isNoAtext) {
			return false
		}
	}
	return true
}

func isNoAtext(r rune) bool {
	return r <= ' ' || r == 0x7f || strings.ContainsRune(`()<>[]:;@\,"`, r) || r >= utf8.RuneSelf && !unicode.IsPrint(r)
}

// asciiDomain is the domain in lower case A-labels. Underscores are let through: such names exist in the wild.
func asciiDomain(s string) (string, error) {
	s = strings.ToLower(s)
	if !isPlainASCII(s) {
		var err error
		if s, err = idna.Lookup.ToASCII(s); err != nil {
			return "", fmt.Errorf("%w: %w", errDomain, err)
		}
	}
	if len(s) > 253 {
		return "", errDomain
	}
	for _, label := range strings.Split(s, ".") {
		if label == "" || strings.ContainsFunc(label, isNoLabel) {
			return "", errDomain
		}
	}
	return s, nil
}

func isNoLabel(r rune) bool {
	return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '_'
}

// asciiAddr is addr with its domain in A-labels, or addr itself where it is no address.
func asciiAddr(addr string) string {
	a, err := parseAddrSpec(addr)
	if err != nil {
		return addr
	}
	return a.String()
}
