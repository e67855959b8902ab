package email

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"frontdesk/gateway"
)

// lookupTime is for one name.
const lookupTime = 3 * time.Second

// domain looks at what the DNS says of the domain that we write from: without it, answers end among spam.
func (x *examination) domain(ctx context.Context) {
	domain := (gateway.Address{Addr: asciiAddr(x.c.settings.Address)}).Domain()
	x.place = "domain " + domain
	if !x.spf(ctx, domain) {
		return
	}
	x.dkim(ctx, domain)
	x.dmarc(ctx, domain)
}

// txt asks for the TXT records of a name, and waits a little only.
func (x *examination) txt(ctx context.Context, name string) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, lookupTime)
	defer cancel()
	return x.c.env.LookupTXT(ctx, name+".") // absolute: no search list
}

// spf is false where the DNS does not answer.
func (x *examination) spf(ctx context.Context, domain string) bool {
	w := &spfWalk{lookup: x.txt}
	err := w.follow(ctx, domain)
	wrong := (*spfError)(nil)
	switch {
	case errors.Is(err, errNoSPF) && len(w.domains) == 0:
		x.warn(domain+" has no SPF record: receivers cannot tell who may send for it", "ask your mail provider for the record to publish, such as v=spf1 include:… -all")
	case errors.As(err, &wrong):
		x.problem("SPF: "+wrong.Error(), "correct the TXT record of "+domain+"; receivers take a wrong one for none")
	case err != nil:
		x.warn(fmt.Sprintf("the DNS does not answer for %s: %v", domain, err), "check this machine's DNS; SPF, DKIM and DMARC were not looked at")
		return false
	default:
		x.whoMaySend(w)
	}
	return true
}

// whoMaySend judges an SPF record that can be followed.
func (x *examination) whoMaySend(w *spfWalk) {
	if missing := x.missingInclude(w); missing != "" {
		x.problem("SPF does not allow the provider that sends: it does not include "+missing, "add include:"+missing+" to the TXT record of "+w.domains[0])
		return
	}
	switch w.all {
	case "+":
		x.warn("SPF lets anybody send for "+w.domains[0]+" (+all)", "write -all or ~all instead")
	case "", "?":
		x.note("SPF says nothing of senders that it does not name", "end the record with ~all or -all")
	default:
		x.ok("SPF names who may send, with %d of %d questions (%sall)", w.lookups, maxSPFLookups, w.all)
	}
}

// missingInclude is what the SPF record must include where the provider is known, and does not.
func (x *examination) missingInclude(w *spfWalk) string {
	host := strings.ToLower(x.c.settings.SMTP.Host())
	for suffix, include := range map[string]string{
		"gmail.com": "_spf.google.com", "office365.com": "spf.protection.outlook.com", "outlook.com": "spf.protection.outlook.com",
	} {
		if (host == suffix || strings.HasSuffix(host, "."+suffix)) && w.domains[0] != suffix && !slices.Contains(w.domains, include) {
			return include
		}
	}
	return ""
}

// selectors are names under which large providers and common software publish their keys.
var selectors = []string{
	"google", "selector1", "selector2", "default", "dkim", "mail", "s1", "s2", "k1", "k2", "k3", "fm1", "protonmail", "zoho", "pm", "smtp", "mx",
}

// dkim looks for keys. Under which name ours stands is not published: only a mail tells.
func (x *examination) dkim(ctx context.Context, domain string) {
	var found []string
	for _, s := range selectors {
		records, err := x.txt(ctx, s+"._domainkey."+domain)
		if err == nil && slices.ContainsFunc(records, isKey) {
			found = append(found, s)
		}
	}
	if len(found) == 0 {
		x.note("no DKIM key stands under the usual names", "switch signing on at your mail provider; --send shows whether a mail is signed")
		return
	}
	x.ok("DKIM keys stand under %s", strings.Join(found, ", "))
}

// isKey says whether a record is a key that was not taken back (RFC 6376 section 3.6.1).
func isKey(record string) bool {
	for tag := range strings.SplitSeq(record, ";") {
		if key, ok := strings.CutPrefix(strings.TrimSpace(tag), "p="); ok {
			return strings.TrimSpace(key) != ""
		}
	}
	return false
}

// dmarc looks at what the domain asks receivers to do with mail that is not its own.
func (x *examination) dmarc(ctx context.Context, domain string) {
	at, tags, err := x.c.dkim.Policy(ctx, domain)
	switch p := tags["p"]; {
	case err != nil:
		x.warn(fmt.Sprintf("the DNS does not answer for DMARC: %v", err), "check this machine's DNS")
	case tags == nil:
		x.warn("there is no DMARC record: large receivers want one", "publish a TXT record at _dmarc."+domain+", to begin with v=DMARC1; p=none")
	case !slices.Contains([]string{"none", "quarantine", "reject"}, p):
		x.warn(fmt.Sprintf("the DMARC record at _dmarc.%s asks for nothing that receivers know (p=%s)", at, p), "write p=none, p=quarantine or p=reject")
	case p == "none":
		x.note("DMARC at _dmarc."+at+" asks receivers for nothing (p=none)", "p=quarantine or p=reject, once its reports show that all of your mail passes")
	default:
		x.ok("DMARC at _dmarc.%s asks for %s", at, p)
	}
}
