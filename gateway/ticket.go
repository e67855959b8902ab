package gateway

import "time"

// TicketState is where a ticket stands.
type TicketState string

// States of a ticket: open → taken → answered → closed; a person's new message reopens it.
const (
	TicketOpen     TicketState = "open"
	TicketTaken    TicketState = "taken"
	TicketAnswered TicketState = "answered"
	TicketClosed   TicketState = "closed"
)

// Urgency orders the queue.
type Urgency string

// Urgencies.
const (
	UrgencyLow    Urgency = "low"
	UrgencyNormal Urgency = "normal"
	UrgencyUrgent Urgency = "urgent"
)

// Ticket is one entry of the human queue.
type Ticket struct {
	ID           string      `json:"id"`
	State        TicketState `json:"state"`
	Urgency      Urgency     `json:"urgency"`
	Team         string      `json:"team,omitempty"`
	Channel      string      `json:"channel"`
	Conversation string      `json:"conversation"`
	Message      string      `json:"message"`  // id of the message that opened it
	Customer     Address     `json:"customer"` // as written by the customer
	Subject      string      `json:"subject"`
	Reason       string      `json:"reason"`
	Mark         string      `json:"mark,omitempty"`
	Notes        []string    `json:"notes,omitempty"` // what happened since: "the reply may not have arrived"
	Created      time.Time   `json:"created"`
	Due          time.Time   `json:"due"`               // zero: no promise
	Promised     time.Time   `json:"promised,omitzero"` // the time told first; Due may be another since
	Opened       Urgency     `json:"opened,omitempty"`  // urgency that it was opened with
	Closed       time.Time   `json:"closed,omitzero"`
	TakenBy      string      `json:"taken_by,omitempty"` // address of the agent
	Answered     time.Time   `json:"answered,omitzero"`  // when a person of ours first answered
	LastAnswer   time.Time   `json:"last_answer,omitzero"`
	Reminded     bool        `json:"reminded,omitempty"` // the team was told that the promise is about to be missed
	Missed       bool        `json:"missed,omitempty"`   // the promise was missed
	// ByHand: a person answered in a mail program, straight from the mailbox. The machine is silent from then on.
	ByHand bool `json:"by_hand,omitempty"`
	// Backlog: its mail was too old for a reply when it was read; the team hears of it in a digest.
	Backlog bool `json:"backlog,omitempty"`
}

// Forward ties a ticket to what was sent to its team, so that an agent's answer finds its customer.
type Forward struct {
	Ticket   string `json:"ticket"`
	Delivery string `json:"delivery"`
	Team     string `json:"team"`
}
