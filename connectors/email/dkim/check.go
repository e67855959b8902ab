package dkim

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/emersion/go-msgauth/dkim"

	"frontdesk/gateway"
)

// maxSignatures of the author's side are checked of one mail; each costs a hash over all of it.
const maxSignatures = 3

// Checker checks mail. It is safe for concurrent use and remembers what the DNS said.
type Checker struct{ dns *memory }

// New returns a checker that asks lookup, which is *net.Resolver.LookupTXT or behaves like it.
func New(lookup LookupTXT, now func() time.Time) *Checker {
	return &Checker{dns: newMemory(lookup, now)}
}

// Check returns what the signatures say that may speak for the domain of the author: those of the same domain, of one
// above or below it, and of the same organisation. Others prove nothing about the author and are not looked up. Where
// ctx ends first, the rest is unknown.
func (c *Checker) Check(ctx context.Context, raw []byte, author string) []gateway.Signature {
	author = asciiDomain(author)
	if author == "" {
		return nil
	}
	fields := signatureFields(raw)
	var out []gateway.Signature
	for i, f := range fields {
		if len(out) == maxSignatures {
			break
		}
		if !related(f.domain, author) {
			continue
		}
		s := c.verify(ctx, onlyField(raw, fields, i), f.domain)
		if s.Result == gateway.AuthPass {
			s.Aligned = c.speaksFor(ctx, s.Domain, author)
		}
		out = append(out, s)
	}
	return out
}

// verify checks the one signature that a mail has. Whatever does not verify is unknown rather than failed: servers
// change mail when they store it, so that neither a wrong hash nor a wrong signature proves a forgery. Failed is what
// could never have verified: no key, a revoked one, a broken signature.
func (c *Checker) verify(ctx context.Context, mail io.Reader, domain string) (s gateway.Signature) {
	s = gateway.Signature{Domain: domain, Result: gateway.AuthUnknown}
	defer func() {
		if v := recover(); v != nil { // the library, over a mail that a stranger wrote
			s.Result, s.Cause = gateway.AuthUnknown, fmt.Sprintf("it could not be checked: %v", v)
		}
	}()
	found, err := dkim.VerifyWithOptions(mail, &dkim.VerifyOptions{
		LookupTXT:        func(name string) ([]string, error) { return c.dns.txt(ctx, name) },
		MaxVerifications: 1,
	})
	switch {
	case err != nil:
		s.Cause = cause(err)
	case len(found) != 1 || !strings.EqualFold(found[0].Domain, domain):
		s.Cause = "the signature is not readable"
	case found[0].Err == nil:
		s.Result = gateway.AuthPass
	case dkim.IsPermFail(found[0].Err):
		s.Result, s.Cause = gateway.AuthFail, cause(found[0].Err)
	default:
		s.Cause = cause(found[0].Err)
	}
	return s
}

func cause(err error) string { return strings.TrimPrefix(err.Error(), "dkim: ") }
