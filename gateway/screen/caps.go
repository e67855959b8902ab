package screen

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"frontdesk/gateway"
)

// Limits of automatic replies. They never limit tickets; docs/screening.md explains them.
const (
	SenderHour   = 5  // to one sender within an hour
	SenderDay    = 20 // to one sender within a day
	ShapeHour    = 10 // to one sender's domain with one shape of subject within an hour
	RepliesInRow = 3  // in one conversation until a person of ours writes
	OwnIDs       = 5  // ids of our automatic replies in References from which on it may be a loop
)

// Names of the caps as Caps gives them in Reason.Rule.
const (
	CapKind         = "cap-kind"
	CapRepliesInRow = "cap-replies-in-a-row"
	CapSenderHour   = "cap-sender-hour"
	CapSenderDay    = "cap-sender-day"
	CapShapeHour    = "cap-shape-hour"
	CapMailbox      = "cap-mailbox"
)

// Caps says whether one more automatic reply of this kind may be made to sender, and if not, which cap forbids it.
// Kinds that are no automatic replies are never capped. The class of the reason is empty: a cap is no judgement of the
// message.
func Caps(h gateway.History, kind gateway.DeliveryKind, sender gateway.Address, formSender bool) (gateway.Reason, bool) {
	if !kind.Automatic() {
		return gateway.Reason{}, true
	}
	since := h.SincePerson()
	for _, r := range since {
		if r.Kind == kind {
			return capped(CapKind, "one %s was sent since a person of ours wrote", kind), false
		}
	}
	switch {
	case len(since) >= RepliesInRow:
		return capped(CapRepliesInRow, "%d automatic replies since a person of ours wrote", len(since)), false
	case h.Used.SenderHour >= SenderHour:
		return capped(CapSenderHour, "%d automatic replies to the sender within an hour", h.Used.SenderHour), false
	case h.Used.SenderDay >= SenderDay:
		return capped(CapSenderDay, "%d automatic replies to the sender within a day", h.Used.SenderDay), false
	case h.Used.ShapeHour >= ShapeHour && !ShapeExempt(sender, formSender):
		return capped(CapShapeHour, "%d automatic replies to this domain and shape of subject within an hour", h.Used.ShapeHour), false
	}
	return gateway.Reason{}, true
}

func capped(rule, format string, args ...any) gateway.Reason {
	return gateway.Reason{Rule: rule, Evidence: fmt.Sprintf(format, args...), Source: "RFC 3834 section 2"}
}

// ShapeExempt says whether the cap on domain and shape does not hold: the customers of a freemail domain or of a web
// form are strangers to each other, and their subjects are alike.
func ShapeExempt(sender gateway.Address, formSender bool) bool {
	return formSender || Freemail(sender.Domain())
}

// SenderKey is the key under which replies to a sender are counted.
func SenderKey(sender gateway.Address) string { return "sender:" + canonical(sender) }

// ShapeKey is the key under which replies to a sender's organisational domain and a subject's shape are counted. The
// shape is hashed, which bounds the key's length.
func ShapeKey(sender gateway.Address, subject string) string {
	sum := sha256.Sum256([]byte(Shape(subject)))
	return "shape:" + OrgDomain(sender.Domain()) + ":" + hex.EncodeToString(sum[:12])
}
