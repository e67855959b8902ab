package gateway

import (
	"strings"
	"time"
)

// Address is one mail address or chat account.
type Address struct {
	Name string `json:"name,omitempty"` // display name, decoded; never to be trusted
	Addr string `json:"addr"`           // addr-spec ("local@domain") or the chat's account id
}

// Canonical is the address as a key for counting and comparing: case folded, a +tag in the local part removed.
func (a Address) Canonical() string {
	addr := strings.ToLower(strings.TrimSpace(a.Addr))
	local, domain, ok := cutAddress(addr)
	if !ok {
		return addr
	}
	if i := strings.IndexByte(local, '+'); i > 0 {
		local = local[:i]
	}
	return local + "@" + domain
}

// Domain is the part after the last @, case folded; empty where there is none.
func (a Address) Domain() string {
	_, domain, _ := cutAddress(strings.ToLower(strings.TrimSpace(a.Addr)))
	return domain
}

// Local is the part before the last @, case folded; the whole where there is none.
func (a Address) Local() string {
	local, _, _ := cutAddress(strings.ToLower(strings.TrimSpace(a.Addr)))
	return local
}

// cutAddress cuts at the last @: a quoted local part may hold others.
func cutAddress(s string) (local, domain string, ok bool) {
	i := strings.LastIndexByte(s, '@')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// Message is what one sender wrote once in one channel.
type Message struct {
	ID       string `json:"id"`        // ours, given by the store when it is accepted; sorts by time of acceptance
	Channel  string `json:"channel"`   // name of the channel in the config
	SourceID string `json:"source_id"` // unique within the channel; for mail "folder/uidvalidity/uid"
	Room     string `json:"room"`      // mailbox folder, chat channel or thread

	Author  Address   `json:"author"`             // From; Addr is empty where no usable address was found
	ReplyTo []Address `json:"reply_to,omitempty"` // where the author wants answers
	To      []Address `json:"to,omitempty"`
	Cc      []Address `json:"cc,omitempty"`

	Subject     string       `json:"subject"`
	Text        string       `json:"text"`     // the whole readable text, UTF-8, LF line ends
	NewText     string       `json:"new_text"` // Text without quotes, signature and disclaimer; what the matchers see
	Cuts        []Cut        `json:"cuts,omitempty"`
	Language    string       `json:"language,omitempty"` // BCP 47, of NewText; empty: not known
	Attachments []Attachment `json:"attachments,omitempty"`

	Thread   Thread    `json:"thread"`
	Sent     time.Time `json:"sent"`     // as the sender says (Date); zero where missing or broken
	Received time.Time `json:"received"` // topmost Received, else Sent, else the time of reading; UTC
	Accepted time.Time `json:"accepted"` // when the store took it; UTC

	Facts Facts `json:"facts"`
	// FromUs: a person of ours wrote it outside the gateway, in a mail program; it was found where the account keeps what it
	// sent. It is never answered and never a ticket.
	FromUs bool `json:"from_us,omitempty"`

	// Chat is set for what comes from a chat, nil for mail.
	Chat *Chat `json:"chat,omitempty"`
}

// Thread holds the protocol's own keys of a conversation. Message-IDs are without angle brackets.
type Thread struct {
	ID         string   `json:"id,omitempty"`          // this message's Message-ID (or the chat's message id)
	InReplyTo  []string `json:"in_reply_to,omitempty"` // usually one
	References []string `json:"references,omitempty"`  // oldest first
}

// Keys are all ids that this message says it follows, the nearest first, each once.
func (t Thread) Keys() []string {
	keys := make([]string, 0, len(t.InReplyTo)+len(t.References))
	seen := map[string]bool{"": true}
	add := func(id string) {
		if !seen[id] {
			seen[id] = true
			keys = append(keys, id)
		}
	}
	for _, id := range t.InReplyTo {
		add(id)
	}
	for i := len(t.References) - 1; i >= 0; i-- {
		add(t.References[i])
	}
	return keys
}

// Cut is a stretch of Message.Text that is not new, and the rule that found it. Offsets are bytes of Text.
type Cut struct {
	Rule  string `json:"rule"` // quote, signature, disclaimer, forwarded, file, closed
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// CutClosed is the rule of what stands in a text for an encrypted part.
const CutClosed = "closed"

// Attachment is a file that came with a message or leaves with a delivery.
type Attachment struct {
	ID      string `json:"id,omitempty"` // of the stored bytes; empty: only name, type and size are known
	Name    string `json:"name"`
	Type    string `json:"type"` // media type, lower case
	Size    int64  `json:"size"` // bytes, decoded
	Content []byte `json:"-"`    // nil where too large to keep, or not loaded
}

// Facts is what the protocol says about a message besides its text. Screening reads it.
type Facts struct {
	Header []HeaderField `json:"header,omitempty"` // all header lines as received, topmost first
	Parts  []Part        `json:"parts,omitempty"`  // of a mail, in reading order
	Report *Report       `json:"report,omitempty"` // set for a bounce that could be read
	Broken []string      `json:"broken,omitempty"` // what could not be parsed: "From: missing angle bracket"
	// Signatures of the author's side (DKIM), as they were checked when the mail was fetched.
	Signatures []Signature `json:"signatures,omitempty"`
	Size       int64       `json:"size,omitempty"` // bytes on the wire
	// Truncated: only the headers and the first part of the body were fetched, since the mail is over the size limit.
	Truncated bool `json:"truncated,omitempty"`
}

// Signature is what one DKIM signature of a mail proved (RFC 6376).
type Signature struct {
	Domain  string         `json:"domain"` // that signed
	Result  Authentication `json:"result"`
	Aligned bool           `json:"aligned,omitempty"` // Domain speaks for the author's domain (RFC 9989)
	Cause   string         `json:"cause,omitempty"`   // why it did not pass
}

// HeaderField is one header line, unfolded and RFC 2047 decoded.
type HeaderField struct {
	Name  string `json:"name"` // as written
	Value string `json:"value"`
}

// Values returns the values of all fields of this name, topmost first. Names compare without case.
func (f Facts) Values(name string) []string {
	var vs []string
	for _, h := range f.Header {
		if strings.EqualFold(h.Name, name) {
			vs = append(vs, h.Value)
		}
	}
	return vs
}

// Value returns the topmost field of this name, and whether there is one.
func (f Facts) Value(name string) (string, bool) {
	for _, h := range f.Header {
		if strings.EqualFold(h.Name, name) {
			return h.Value, true
		}
	}
	return "", false
}

// Part is one MIME entity of a mail.
type Part struct {
	Depth  int               `json:"depth"` // 0: the mail itself, 1: its top-level parts
	Type   string            `json:"type"`  // media type, lower case
	Params map[string]string `json:"params,omitempty"`
}

// Report is what a bounce says (RFC 3464, or a server's own form).
type Report struct {
	Recipient string   `json:"recipient,omitempty"` // Final-Recipient, else Original-Recipient
	Action    string   `json:"action,omitempty"`    // failed, delayed, delivered, relayed, expanded; lower case
	Status    string   `json:"status,omitempty"`    // enhanced code, "5.1.1"
	About     []string `json:"about,omitempty"`     // Message-IDs that the report names; ours may be among them
}
