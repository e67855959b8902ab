package screen

import (
	"net/netip"
	"strings"

	"frontdesk/gateway"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// maxDomain is the longest domain name of RFC 1035 section 2.3.4, in its text form.
const maxDomain = 253

// OrgDomain returns the organisational domain in lower-case A-labels: the registered name below a public suffix
// (RFC 9989 finds it by a tree walk in the DNS; offline the public suffix list stands for it). A domain that has none,
// as an address literal or a public suffix itself, is its own.
func OrgDomain(domain string) string {
	domain = asciiDomain(domain)
	if _, err := netip.ParseAddr(strings.Trim(domain, "[]")); err == nil {
		return domain
	}
	org, err := publicsuffix.EffectiveTLDPlusOne(domain)
	if err != nil {
		return domain
	}
	return org
}

// asciiDomain folds case and writes an internationalised name in A-labels (RFC 5891); what is no valid name stays as it
// is, so that it equals nothing but itself.
func asciiDomain(domain string) string {
	domain = strings.TrimSuffix(strings.ToLower(strings.TrimSpace(domain)), ".")
	if len(domain) > maxDomain || isASCII(domain) {
		return domain
	}
	ascii, err := idna.Lookup.ToASCII(domain)
	if err != nil {
		return domain
	}
	return ascii
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// canonical is the address as a key for comparing: Address.Canonical with the domain in A-labels.
func canonical(a gateway.Address) string {
	addr := a.Canonical()
	i := strings.LastIndexByte(addr, '@')
	if i < 0 {
		return addr
	}
	if domain := asciiDomain(addr[i+1:]); domain != addr[i+1:] {
		return addr[:i+1] + domain
	}
	return addr
}

// sameOrg says whether two addresses are equal or of one organisational domain.
func sameOrg(a, b gateway.Address) bool {
	ours, theirs := a.Domain(), b.Domain()
	if ours == "" || theirs == "" {
		return false
	}
	return ours == theirs || canonical(a) == canonical(b) || OrgDomain(ours) == OrgDomain(theirs)
}
