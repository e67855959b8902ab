package email

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
)

// maxSPFLookups is how many questions to the DNS a receiver asks for one SPF record (RFC 7208 section 4.6.4).
const maxSPFLookups = 10

// spfWalk follows an SPF record through what it includes, and counts. Addresses are not compared: from which one the provider
// sends is not known here.
type spfWalk struct {
	lookup  func(ctx context.Context, name string) ([]string, error)
	lookups int
	domains []string // all that were followed, the first one's own first
	all     string   // what happens to mail from elsewhere: +, -, ~, ? or empty
}

var (
	errNoSPF   = errors.New("has no SPF record")
	errManySPF = errors.New("has more than one SPF record, which counts as none")
)

// spfError is what makes receivers ignore the record.
type spfError struct {
	domain string
	err    error
}

func (e *spfError) Error() string { return e.domain + " " + e.err.Error() }
func (e *spfError) Unwrap() error { return e.err }

// follow reads the record of a domain and what it includes.
func (w *spfWalk) follow(ctx context.Context, domain string) error {
	record, err := w.record(ctx, domain)
	if err != nil {
		return err
	}
	first := len(w.domains) == 0
	w.domains = append(w.domains, domain)
	redirect := ""
	for _, term := range strings.Fields(record)[1:] {
		term = strings.ToLower(term)
		if to, ok := strings.CutPrefix(term, "redirect="); ok {
			redirect = to
			continue
		}
		qualifier, mechanism := "+", term
		if strings.ContainsRune("+-~?", rune(term[0])) {
			qualifier, mechanism = term[:1], term[1:]
		}
		if mechanism == "all" {
			if first {
				w.all = qualifier
			}
			return nil // what follows is not looked at (section 5.1)
		}
		if err := w.mechanism(ctx, mechanism); err != nil {
			return err
		}
	}
	return w.redirect(ctx, redirect, first)
}

// mechanism counts the question that a mechanism costs, and follows an include.
func (w *spfWalk) mechanism(ctx context.Context, mechanism string) error {
	name, value, _ := strings.Cut(mechanism, ":")
	name, _, _ = strings.Cut(name, "/")
	switch name {
	case "include", "a", "mx", "ptr", "exists":
		if w.lookups++; w.lookups > maxSPFLookups {
			return &spfError{w.domains[0], fmt.Errorf("needs more than %d questions to the DNS, where receivers stop", maxSPFLookups)}
		}
	}
	if name != "include" || strings.Contains(value, "%") { // a macro depends on the mail
		return nil
	}
	return w.follow(ctx, value)
}

// redirect goes on at another domain, whose "all" counts.
func (w *spfWalk) redirect(ctx context.Context, domain string, first bool) error {
	if domain == "" || strings.Contains(domain, "%") {
		return nil
	}
	if w.lookups++; w.lookups > maxSPFLookups {
		return w.mechanism(ctx, "include:"+domain)
	}
	own := &spfWalk{lookup: w.lookup, lookups: w.lookups}
	err := own.follow(ctx, domain)
	w.lookups, w.domains = own.lookups, append(w.domains, own.domains...)
	if first {
		w.all = own.all
	}
	return err
}

// record is the one SPF record of a domain (sections 3.2, 4.5).
func (w *spfWalk) record(ctx context.Context, domain string) (string, error) {
	records, err := w.lookup(ctx, domain)
	if unknown := (*net.DNSError)(nil); err != nil && (!errors.As(err, &unknown) || !unknown.IsNotFound) {
		return "", err
	}
	found := ""
	for _, r := range records {
		if version, _, _ := strings.Cut(r, " "); !strings.EqualFold(version, "v=spf1") {
			continue
		}
		if found != "" {
			return "", &spfError{domain, errManySPF}
		}
		found = r
	}
	if found == "" {
		return "", &spfError{domain, errNoSPF}
	}
	return found, nil
}
