package gateway

import "time"

// DeliveryKind says what a delivery is; its form on the wire follows from it.
type DeliveryKind string

// Kinds of deliveries.
const (
	KindAnswer          DeliveryKind = "answer"
	KindAcknowledgement DeliveryKind = "acknowledgement"
	KindQuestion        DeliveryKind = "question"
	KindConfirmation    DeliveryKind = "confirmation"
	KindNotice          DeliveryKind = "notice"         // of a new time
	KindAgentAnswer     DeliveryKind = "agent's answer" //
	KindForward         DeliveryKind = "forward"        // of a ticket, to its team
	KindTip             DeliveryKind = "tip"
	KindEdit            DeliveryKind = "edit"
	KindRetraction      DeliveryKind = "retraction"
	KindNote            DeliveryKind = "note" // a short word to who gave a command
)

// Automatic says whether the customer is told something by a machine: such a delivery leaves at most once.
func (k DeliveryKind) Automatic() bool {
	switch k {
	case KindAnswer, KindAcknowledgement, KindQuestion, KindConfirmation, KindNotice:
		return true
	default:
		return false
	}
}

// Guarantee says how often a delivery may leave.
type Guarantee string

// Guarantees.
const (
	AtMostOnce  Guarantee = "at most once"
	AtLeastOnce Guarantee = "at least once"
)

// Guarantee of a kind: automatic replies at most once, all else at least once.
func (k DeliveryKind) Guarantee() Guarantee {
	if k.Automatic() {
		return AtMostOnce
	}
	return AtLeastOnce
}

// DeliveryState is where a delivery stands.
type DeliveryState string

// States of a delivery: draft → queued → sending → sent | unknown | dead | cancelled; a definite failure that may pass
// goes back to queued.
const (
	DeliveryDraft     DeliveryState = "draft"
	DeliveryQueued    DeliveryState = "queued"
	DeliverySending   DeliveryState = "sending" // committed before the remote hears of it
	DeliverySent      DeliveryState = "sent"
	DeliveryUnknown   DeliveryState = "unknown" // interrupted: nobody knows whether it arrived
	DeliveryDead      DeliveryState = "dead"    // refused for good
	DeliveryCancelled DeliveryState = "cancelled"
)

// Hold is a condition, checked in the transaction that sets sending, under which a delivery is cancelled.
type Hold string

// Conditions of Hold.
const (
	HoldIfPersonAnswered  Hold = "a person answered"
	HoldIfTakenOver       Hold = "taken over"
	HoldIfQuestionDeleted Hold = "question deleted"
)

// Delivery is one thing that leaves.
type Delivery struct {
	ID           string       `json:"id"`
	Kind         DeliveryKind `json:"kind"`
	Channel      string       `json:"channel"`      // by which it leaves
	Conversation string       `json:"conversation"` // id
	Message      string       `json:"message"`      // id of the message that it answers or hands over; may be empty
	Ticket       string       `json:"ticket,omitempty"`

	To          Address      `json:"to"`
	FromName    string       `json:"from_name,omitempty"` // display name of the sender
	Subject     string       `json:"subject"`             // complete, with its prefix
	Text        string       `json:"text"`                // text/plain, LF line ends
	HTML        string       `json:"html,omitempty"`      // the same text
	Thread      Thread       `json:"thread"`              // InReplyTo and References; ID is our own Message-ID
	Attachments []Attachment `json:"attachments,omitempty"`
	Urgent      bool         `json:"urgent,omitempty"`
	Articles    []string     `json:"articles,omitempty"` // ids shown
	Matcher     string       `json:"matcher,omitempty"`

	Post *Post `json:"post,omitempty"` // where it goes to a chat; nil for mail

	NotAfter time.Time `json:"not_after"` // zero: no limit
	HoldIf   []Hold    `json:"hold_if,omitempty"`
}
