package email

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/emersion/go-message"

	"frontdesk/gateway"
)

// Limits of what we write.
const (
	maxSubject    = 250 // code points
	maxFromName   = 100 // code points
	maxReferences = 21  // ids: the first and the newest (RFC 5322 section 3.6.4 lets us drop from the middle)
	maxID         = 900 // octets of one Message-ID; longer ones would not fit into a line
)

// Compose writes the mail of a delivery with its envelope. It is pure: the same delivery at the same time gives the
// same bytes. envelopeFrom is empty for the null sender.
//
// The form follows from the kind: automatic replies carry every mark by which another machine knows not to answer
// (RFC 3834 section 3, RFC 5230 section 5), forwards say that they were generated, an agent's answer is a person's
// mail. Our signed origin is in all of them.
func Compose(d gateway.Delivery, s *Settings, keys *gateway.Keyring, now time.Time) (envelopeFrom, to string, raw []byte, err error) {
	if d.Kind == gateway.KindEdit || d.Kind == gateway.KindRetraction {
		return "", "", nil, fmt.Errorf("compose %s %s: a mail that was sent cannot be changed", d.Kind, d.ID)
	}
	recipient, err := parseAddrSpec(d.To.Addr)
	if err != nil {
		return "", "", nil, fmt.Errorf("compose %s %s: recipient: %w", d.Kind, d.ID, err)
	}
	sender, err := parseAddrSpec(s.Address)
	if err != nil {
		return "", "", nil, fmt.Errorf("compose %s %s: our own address: %w", d.Kind, d.ID, err)
	}
	envelopeFrom, err = returnPath(d.Kind, s)
	if err != nil {
		return "", "", nil, fmt.Errorf("compose %s %s: bounce address: %w", d.Kind, d.ID, err)
	}
	id := messageID(d, s, keys)
	c := composer{d: d, id: id, boundary: boundary(keys, id)}
	c.header = topFields(d, sender, recipient, id, now)
	c.markFields(keys)
	raw, err = c.write()
	if err != nil {
		return "", "", nil, fmt.Errorf("compose %s %s: %w", d.Kind, d.ID, err)
	}
	return envelopeFrom, recipient.String(), raw, nil
}

// messageID is the delivery's Message-ID; Find looks for the same.
func messageID(d gateway.Delivery, s *Settings, keys *gateway.Keyring) string {
	return keys.MessageID(d, gateway.Address{Addr: asciiAddr(s.Address)}.Domain())
}

// returnPath is where bounces go: nowhere for automatic replies, so that no loop can start of them (RFC 3834
// section 3.3), unless the provider refuses the null sender and the settings say so.
func returnPath(kind gateway.DeliveryKind, s *Settings) (string, error) {
	if kind.Automatic() && s.UsesNullSender() {
		return "", nil
	}
	a, err := parseAddrSpec(cmp.Or(s.Bounce, s.Address))
	return a.String(), err
}

// composer writes one mail.
type composer struct {
	d        gateway.Delivery
	id       string
	boundary string
	header   fields
}

// fields are header fields in the order in which they are written, each complete with its CRLF.
type fields []string

func (f *fields) add(name string, tokens ...string) { *f = append(*f, fold(name, tokens)) }

func topFields(d gateway.Delivery, from, to addrSpec, id string, now time.Time) fields {
	var f fields
	f.add("Date", now.UTC().Format(time.RFC1123Z))
	f.add("From", append(displayName(d.FromName), "<"+from.String()+">")...)
	f.add("To", "<"+to.String()+">")
	f.add("Subject", subject(d.Subject)...)
	f.add("Message-ID", "<"+id+">")
	parents := validIDs(d.Thread.InReplyTo)
	if len(parents) > 0 {
		f.add("In-Reply-To", inBrackets(parents)...)
	}
	if refs := references(d.Thread.References, parents); len(refs) > 0 {
		f.add("References", inBrackets(refs)...)
	}
	return f
}

// markFields tell other machines what this mail is. Precedence is left out: it is not standard, and some filters rank
// mail by it.
func (c *composer) markFields(keys *gateway.Keyring) {
	switch {
	case c.d.Kind == gateway.KindNotice: // it answers no single mail
		c.header.add("Auto-Submitted", "auto-generated")
		c.header.add("X-Auto-Response-Suppress", "All")
	case c.d.Kind.Automatic():
		c.header.add("Auto-Submitted", "auto-replied")
		c.header.add("X-Auto-Response-Suppress", "All")
	case c.d.Kind != gateway.KindAgentAnswer:
		c.header.add("Auto-Submitted", "auto-generated")
		if c.d.Urgent {
			c.header.add("Importance", "high")
		}
	}
	c.header.add(gateway.OriginHeader, keys.Origin(c.id))
}

// subject is the delivery's subject as encoded words, never empty.
func subject(s string) []string {
	s = oneLine(s, maxSubject)
	if s == "" {
		s = "(no subject)"
	}
	return encodedWords(s)
}

// validIDs keeps the ids that can be written without harm, each once.
func validIDs(ids []string) []string {
	var valid []string
	seen := make(map[string]bool)
	for _, id := range ids {
		id = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(id), "<"), ">")
		if isID(id) && !seen[id] {
			seen[id] = true
			valid = append(valid, id)
		}
	}
	return valid
}

// isID takes more than RFC 5322 section 3.6.4 allows, since clients compare ids letter by letter and many are odd; only
// what would break the line or end the brackets is refused.
func isID(id string) bool {
	if id == "" || len(id) > maxID || !strings.Contains(id, "@") {
		return false
	}
	for i := range len(id) {
		if c := id[i]; c <= ' ' || c > '~' || c == '<' || c == '>' {
			return false
		}
	}
	return true
}

// references are the thread's ids, the mail that is answered last.
func references(refs, parents []string) []string {
	ids := validIDs(refs)
	if len(parents) > 0 {
		ids = append(without(ids, parents[0]), parents[0])
	}
	if len(ids) > maxReferences {
		ids = append(ids[:1:1], ids[len(ids)-maxReferences+1:]...)
	}
	return ids
}

func without(ids []string, id string) []string {
	var rest []string
	for _, other := range ids {
		if other != id {
			rest = append(rest, other)
		}
	}
	return rest
}

func inBrackets(ids []string) []string {
	tokens := make([]string, len(ids))
	for i, id := range ids {
		tokens[i] = "<" + id + ">"
	}
	return tokens
}

// write puts header and parts together.
func (c *composer) write() ([]byte, error) {
	var b bytes.Buffer
	for _, f := range c.header {
		b.WriteString(f)
	}
	body := c.body()
	w, err := message.CreateWriter(&b, body.header)
	if err != nil {
		return nil, err
	}
	if err := body.writeTo(w); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
