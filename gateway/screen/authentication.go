package screen

import (
	"regexp"
	"strings"

	"frontdesk/gateway"

	"github.com/emersion/go-msgauth/authres"
)

// dmarcResult is one dmarc= of a trusted Authentication-Results field.
type dmarcResult struct {
	value  authres.ResultValue
	domain string // header.from, empty where the server did not write it
	top    bool   // of the topmost trusted field, which begins with the server's name
}

// trustedResults reads the Authentication-Results of our own servers (RFC 8601 section 5). A server must remove the
// fields that forge its name, but not all do, so only the topmost field can prove something: a forged one stands below
// it. A failure is believed of those directly beneath it too, up to the next Received, since nobody forges that.
func (l *letter) trustedResults() []dmarcResult {
	if len(l.in.Channel.Authserv) == 0 {
		return nil
	}
	var found []dmarcResult
	seen := false
	for i, name := range l.header.names {
		if seen && name == "received" {
			break
		}
		if name != "authentication-results" {
			continue
		}
		value := firstBytes(l.msg.Facts.Header[i].Value, maxValue)
		id, results, err := authres.Parse(plainResults(value))
		if (err != nil && id == "") || !l.trusts(id) {
			continue
		}
		proves := !seen && startsWith(strings.TrimSpace(value), id) // in quotes or behind a comment a server may overlook its name
		for _, r := range results {
			if d, ok := r.(*authres.DMARCResult); ok {
				found = append(found, dmarcResult{value: d.Value, domain: domainOf(d.From), top: proves})
			}
		}
		seen = true
	}
	return found
}

func (l *letter) trusts(id string) bool {
	for _, a := range l.in.Channel.Authserv {
		if id != "" && strings.EqualFold(strings.TrimSuffix(id, "."), strings.TrimSuffix(a, ".")) {
			return true
		}
	}
	return false
}

// domainOf takes header.from as a domain or, as some servers write it, an address.
func domainOf(from string) string {
	return asciiDomain(from[strings.LastIndexByte(from, '@')+1:])
}

var (
	aroundEquals  = regexp.MustCompile(`\s*=\s*`)
	methodVersion = regexp.MustCompile(`\s*/\s*1\s*=`)
)

// plainResults brings a field into the plain form that authres reads: without comments, what is quoted made
// harmless, since it may repeat what the sender wrote, method version 1 left out and no space around "=".
func plainResults(value string) string {
	value = methodVersion.ReplaceAllString(bare(value), "=")
	return aroundEquals.ReplaceAllString(value, "=")
}

// authentication says what is known of the sender; for a form sender of the form, whose word we take for the customer.
func (l *letter) authentication() gateway.Authentication {
	if _, failed := l.dmarcFail(); failed {
		return gateway.AuthFail
	}
	if l.dmarcPass() || l.envelopeAligned() || l.authorSigned() {
		return gateway.AuthPass
	}
	return gateway.AuthUnknown
}

// authorSigned: a DKIM signature of the author's domain verified when the mail was fetched, which is what DMARC asks of
// DKIM (RFC 9989 section 4.4.1). One that did not verify proves nothing: servers change mail when they store it.
func (l *letter) authorSigned() bool {
	for _, s := range l.signatures() {
		if s.Result == gateway.AuthPass && s.Aligned && l.msg.Author.Domain() != "" {
			return true
		}
	}
	return false
}

func (l *letter) signatures() []gateway.Signature {
	list := l.msg.Facts.Signatures
	return list[:min(len(list), maxFields)]
}

// unsigned says what the signatures lack, for the reason why nobody is proved.
func (l *letter) unsigned() string {
	var said []string
	for _, s := range l.signatures() {
		switch {
		case s.Result == gateway.AuthPass:
			said = append(said, "the DKIM signature of "+s.Domain+" is not the author's")
		case s.Cause != "":
			said = append(said, "the DKIM signature of "+s.Domain+": "+s.Cause)
		}
	}
	return strings.Join(append([]string{""}, said...), "; ")
}

func (l *letter) dmarcPass() bool {
	from := asciiDomain(l.msg.Author.Domain())
	passed := false
	for _, r := range l.results {
		if !r.top {
			continue
		}
		if r.value != authres.ResultPass || (r.domain != "" && r.domain != from) {
			return false
		}
		passed = true
	}
	return passed && from != ""
}

func (l *letter) dmarcFail() (string, bool) {
	for _, r := range l.results {
		if r.value == authres.ResultFail {
			return "dmarc=fail", true
		}
	}
	return "", false
}

// Proven says whether the domain of From is proven: a server that the channel trusts says dmarc=pass, or a DKIM signature of
// the author's domain verified. The Return-Path proves nothing here, since whoever forges From forges that too.
func Proven(m *gateway.Message, c gateway.Channel) bool {
	l := open(Input{Message: m, Channel: c})
	_, failed := l.dmarcFail()
	return !failed && (l.dmarcPass() || l.authorSigned())
}

// envelopeAligned: the Return-Path is the address that would be answered, or of its organisational domain.
func (l *letter) envelopeAligned() bool {
	if l.envelope.addr.Addr == "" {
		return false
	}
	answered := l.answerTo
	if l.form || answered.Addr == "" {
		answered = l.msg.Author
	}
	return sameOrg(l.envelope.addr, answered)
}

// notAuthenticated is the gate of answer_to: authenticated, which is the default.
func (l *letter) notAuthenticated() (string, bool) {
	switch l.in.Channel.AnswerTo {
	case gateway.AnswerFrom:
		return "", false
	case gateway.AnswerReturnPath:
		if !l.form {
			return "", false
		}
	}
	if l.authenticated == gateway.AuthPass {
		return "", false
	}
	if !l.envelope.present {
		return "no Return-Path" + l.unsigned(), true
	}
	return "Return-Path: " + l.envelope.raw + l.unsigned(), true
}

// noReturnPath: with answer_to: return-path there must be one that can be answered.
func (l *letter) noReturnPath() (string, bool) {
	if l.in.Channel.AnswerTo != gateway.AnswerReturnPath || l.form || l.answerTo.Addr != "" {
		return "", false
	}
	return "Return-Path: " + l.envelope.raw, true
}
