package gateway

import "time"

// ConversationState says where a conversation stands.
type ConversationState string

// States of a conversation.
const (
	ConversationOpen     ConversationState = "open"
	ConversationResolved ConversationState = "resolved"
)

// Conversation is the messages about one matter between one customer and us.
type Conversation struct {
	ID      string            `json:"id"`
	Channel string            `json:"channel"`
	State   ConversationState `json:"state"`
	// Version grows with every change; a decision made on an older one is refused and made again.
	Version  int64  `json:"version"`
	Customer string `json:"customer"`          // canonical address
	Matcher  string `json:"matcher,omitempty"` // what it is about, where a matcher said so
	Subject  string `json:"subject,omitempty"`
}

// History is what happened before the message that is being decided. It is a value read at one moment.
type History struct {
	// Conversation is the one that the message continues; ID is empty for a message that starts its own.
	Conversation Conversation `json:"conversation"`
	Replies      []PastReply  `json:"replies,omitempty"`  // automatic replies of the conversation, oldest first
	Articles     []string     `json:"articles,omitempty"` // ids sent in the conversation, ever
	PersonWrote  time.Time    `json:"person_wrote"`       // when a person of ours last wrote in it; zero: never
	Ticket       *Ticket      `json:"ticket,omitempty"`   // the conversation's ticket that is not closed, or nil
	Used         CapsUsed     `json:"used"`
	Mailbox      MailboxUse   `json:"mailbox"`
	// Earlier are the subjects and new texts of what the customer wrote in the conversation before, the newest first, a few.
	Earlier []string `json:"-"`
	// EarlierIDs are the messages that Earlier is of, in its order.
	EarlierIDs []string `json:"earlier_ids,omitempty"`
	// Language is the one of the customer's last mail in which it was recognised; empty: not known.
	Language string `json:"language,omitempty"`
	// Forward is set where the message answers a forward of ours: it comes from the team, not from the customer.
	Forward *Forward `json:"forward,omitempty"`
	// Relayed is when answers of the same agent in the conversation were passed on, within the last day.
	Relayed []time.Time `json:"relayed,omitempty"`
	// Duplicate is the id of an earlier message with the same guard in another channel, and the team of that channel.
	Duplicate     string `json:"duplicate,omitempty"`
	DuplicateTeam string `json:"duplicate_team,omitempty"`
	// SuppressedUntil: mail to this sender bounced for good; nothing automatic goes there before. Zero: not suppressed.
	SuppressedUntil time.Time `json:"suppressed_until"`
	SuppressedWhy   string    `json:"suppressed_why,omitempty"`
	// Paused stops the channel's automatic replies; nil: nothing does.
	Paused *Pause `json:"paused,omitempty"`
	// AnsweredByHand: a mail that a person of ours wrote to the sender in a mail program answers this very message.
	AnsweredByHand bool `json:"answered_by_hand,omitempty"`
	// WroteSince is of a message that is FromUs: the customer wrote again after it was sent, what it does not answer.
	WroteSince bool `json:"wrote_since,omitempty"`
	// Repeats is a mail of the last days in which the sender said the same, and RepeatsAt when that was accepted.
	Repeats   string    `json:"repeats,omitempty"`
	RepeatsAt time.Time `json:"repeats_at,omitzero"`
	// Beside is set where the message continues no conversation of its sender and points at one of somebody else.
	Beside *Beside `json:"beside,omitempty"`
	// Room is what the chat room did around the message; nil for mail.
	Room *RoomPast `json:"room,omitempty"`
}

// Beside is a conversation that a mail follows or whose ticket it names, although its sender takes no part in it: a colleague
// answers, or the customer from another address. Anybody can quote ids, so that it is told to people and lets nobody in.
type Beside struct {
	Conversation string      `json:"conversation"`
	Customer     string      `json:"customer"` // canonical address
	Ticket       string      `json:"ticket,omitempty"`
	Team         string      `json:"team,omitempty"`
	State        TicketState `json:"state,omitempty"`
}

// PastReply is one automatic reply that was sent or is about to be.
type PastReply struct {
	Kind DeliveryKind `json:"kind"`
	At   time.Time    `json:"at"`
}

// SincePerson returns the replies sent after a person of ours last wrote: all, where none did.
func (h History) SincePerson() []PastReply {
	var out []PastReply
	for _, r := range h.Replies {
		if r.At.After(h.PersonWrote) {
			out = append(out, r)
		}
	}
	return out
}

// CapsUsed counts automatic replies already made; the limits are in docs/screening.md.
type CapsUsed struct {
	SenderHour int `json:"sender_hour"` // to this sender within the last hour
	SenderDay  int `json:"sender_day"`
	ShapeHour  int `json:"shape_hour"` // to this sender's domain and this shape of subject within the last hour
}
