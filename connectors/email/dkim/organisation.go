package dkim

import (
	"context"
	"errors"
	"net"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// maxLabels is the number of labels from which the tree walk takes a short cut (RFC 9989 section 4.10).
const maxLabels = 8

// related says whether a signature of one domain may speak for another at all: the same, above or below it, or of one
// registered name.
func related(domain, author string) bool {
	return domain != "" && (domain == author || below(domain, author) || below(author, domain) || registered(domain) == registered(author))
}

func below(name, above string) bool { return strings.HasSuffix(name, "."+above) }

// registered is the name below a public suffix, as far as the list that is built in knows; else the domain itself.
func registered(domain string) string {
	if org, err := publicsuffix.EffectiveTLDPlusOne(domain); err == nil {
		return org
	}
	return domain
}

// speaksFor says whether the domains are aligned (RFC 9989 section 4.4.1): equal, or of one organisation unless the
// author's policy is strict. Where the DNS does not answer, the public suffix list stands for the tree walk.
func (c *Checker) speaksFor(ctx context.Context, domain, author string) bool {
	if domain == author {
		return true
	}
	ours, err := c.walk(ctx, author)
	if err != nil {
		return registered(domain) == registered(author)
	}
	if ours.strict(author) {
		return false
	}
	theirs, err := c.walk(ctx, domain)
	if err != nil {
		return registered(domain) == registered(author)
	}
	return ours.organisation(author) == theirs.organisation(domain)
}

// policy is a DMARC record that a tree walk met, and where.
type policy struct {
	domain string
	tags   map[string]string
}

// walked are the records of a tree walk, from the domain itself upwards.
type walked []policy

// walk asks for the DMARC records of a domain and those above it, eight questions at most (RFC 9989 section 4.10).
func (c *Checker) walk(ctx context.Context, domain string) (walked, error) {
	var found walked
	labels := strings.Split(domain, ".")
	for len(labels) > 0 {
		name := strings.Join(labels, ".")
		records, err := c.dns.txt(ctx, "_dmarc."+name)
		if missing := (*net.DNSError)(nil); err != nil && (!errors.As(err, &missing) || !missing.IsNotFound) {
			return nil, err
		}
		if tags := onlyRecord(records); tags != nil {
			found = append(found, policy{name, tags})
			if tags["psd"] == "n" || tags["psd"] == "y" {
				break
			}
		}
		labels = labels[1:]
		if len(labels) >= maxLabels {
			labels = labels[len(labels)-maxLabels+1:]
		}
	}
	return found, nil
}

// organisation is the domain's own (RFC 9989 section 4.10.2).
func (w walked) organisation(domain string) string {
	if len(w) == 0 {
		return domain
	}
	last := w[len(w)-1]
	if last.tags["psd"] != "y" || last.domain == domain {
		return last.domain
	}
	labels := strings.Split(strings.TrimSuffix(domain, "."+last.domain), ".")
	return labels[len(labels)-1] + "." + last.domain
}

// strict says whether the policy of a domain, its own or else its organisation's, asks for equal domains.
func (w walked) strict(domain string) bool {
	return w.counts(domain).tags["adkim"] == "s"
}

// counts is the policy of a domain, its own or else its organisation's; the zero one where there is none.
func (w walked) counts(domain string) policy {
	org := w.organisation(domain)
	for _, p := range w {
		if p.domain == domain || p.domain == org {
			return p
		}
	}
	return policy{}
}

// onlyRecord is the one DMARC record among TXT records, as its tags; nil where there is none or more than one
// (RFC 9989 section 4.7).
func onlyRecord(records []string) map[string]string {
	var found map[string]string
	for _, r := range records {
		first, rest, _ := strings.Cut(r, ";")
		if name, value, _ := strings.Cut(first, "="); strings.TrimSpace(name) != "v" || strings.TrimSpace(value) != "DMARC1" {
			continue
		}
		if found != nil {
			return nil
		}
		found = map[string]string{}
		for _, tag := range strings.Split(rest, ";") {
			name, value, _ := strings.Cut(tag, "=")
			found[strings.ToLower(strings.TrimSpace(name))] = strings.ToLower(strings.TrimSpace(value))
		}
	}
	return found
}

// asciiDomain folds case and writes an internationalised name in A-labels; what is no name is empty.
func asciiDomain(domain string) string {
	ascii, err := idna.Lookup.ToASCII(strings.TrimSuffix(strings.TrimSpace(domain), "."))
	if err != nil || len(ascii) > 253 || !strings.Contains(ascii, ".") {
		return ""
	}
	return strings.ToLower(ascii)
}

// Policy is the DMARC record that counts for a domain, its own or its organisation's, as tags with the domain that it stands
// at; nil tags: there is none.
func (c *Checker) Policy(ctx context.Context, domain string) (at string, tags map[string]string, err error) {
	domain = asciiDomain(domain)
	found, err := c.walk(ctx, domain)
	if err != nil {
		return "", nil, err
	}
	p := found.counts(domain)
	return p.domain, p.tags, nil
}
