package gateway

import "time"

// Outcome is the one thing decided about a message.
type Outcome string

// Outcomes.
const (
	OutcomeAnswer       Outcome = "answer"         // articles to the customer, no ticket
	OutcomeAcknowledge  Outcome = "acknowledge"    // a ticket, and the customer is told
	OutcomeAsk          Outcome = "ask"            // missing details are asked for
	OutcomeTicket       Outcome = "ticket"         // a ticket, silently
	OutcomeRelay        Outcome = "relay"          // an agent's answer goes to the customer
	OutcomeAttach       Outcome = "attach"         // belongs to a conversation, nothing to do
	OutcomeResolve      Outcome = "resolve"        // the customer says that it is solved
	OutcomeIgnore       Outcome = "ignore"         // machine mail
	OutcomeNotForUs     Outcome = "not for us"     // chats only
	OutcomeLeftToPeople Outcome = "left to people" // chats only
)

// Assessment is all that Decide sees.
type Assessment struct {
	Message    Message
	Quarantine string // why the message could not be read; empty for most
	Channel    Channel
	Verdict    Verdict
	Matches    []Match // best first
	Unsure     []Match // candidates that do not count, the most probable first
	// Requests are what the message asks for where it asks for several things; nil where it is one.
	Requests []Request
	// AsksElse: where our last reply was a question for details, the message asks for something that its matter does not cover.
	AsksElse bool
	// Heated is by what the customer sounds angry or desperate; empty: neither.
	Heated   []Evidence
	Shadow   []Match            // of matchers in shadow mode, which decide nothing
	Articles map[string]Article // by the id that a matcher names, as this answer would show them
	Found    []Article          // that fit by what they say and are good enough to be shown, best first
	History  History
	// AnswersTeamMail: it answers a mail of ours to a team.
	AnswersTeamMail bool
}

// Decision is the one outcome for a message, with its reasons. Where Wait is set there is no outcome yet.
type Decision struct {
	Outcome Outcome       `json:"outcome"`
	Reason  string        `json:"reason"`            // one line for a person
	Matcher string        `json:"matcher,omitempty"` // that decided; empty where none did
	Reply   *Reply        `json:"reply,omitempty"`   // what to tell the customer
	Draft   *Reply        `json:"draft,omitempty"`   // what a person may let go to the customer
	Ticket  *TicketDraft  `json:"ticket,omitempty"`  // a ticket to open, or to raise where the conversation has one
	Relay   *Relay        `json:"relay,omitempty"`   // an agent's answer to pass on
	Change  *TicketChange `json:"change,omitempty"`  // what becomes of the conversation's ticket
	// OwnConversation: the message starts a conversation of its own although its thread belongs to another.
	OwnConversation bool  `json:"own_conversation,omitempty"`
	Wait            *Wait `json:"wait,omitempty"`
	// Stray: its writer, one of a team, is told that it reached nobody.
	Stray bool `json:"stray,omitempty"`
	// Effects are of a command in a chat.
	Effects *Effects `json:"effects,omitempty"`
	Trace   Trace    `json:"trace"`
}

// Reply is an automatic reply to be rendered.
type Reply struct {
	Kind     DeliveryKind `json:"kind"` // answer, acknowledgement, question, confirmation, notice
	To       Address      `json:"to"`
	Matcher  string       `json:"matcher,omitempty"`
	Articles []Article    `json:"articles,omitempty"`
	// Answers is how many of the articles, the first ones, answer a request each; the others may help beside. 0 is one; in an
	// acknowledgement it is none, and else a person answers what they do not.
	Answers int      `json:"answers,omitempty"`
	Missing []string `json:"missing,omitempty"` // details to ask for
	Promise *Promise `json:"promise,omitempty"`
	Urgent  bool     `json:"urgent,omitempty"`
	// Languages are those to write in, BCP 47: the customer's; two where it is not known; none is the template's own.
	Languages []string  `json:"languages,omitempty"`
	NotAfter  time.Time `json:"not_after"` // later it is not sent, but decided afresh
}

// Promise is the expected response time told to the customer.
type Promise struct {
	Within time.Duration `json:"within"`           // business time
	Always bool          `json:"always,omitempty"` // the clock never stops: plain hours, not working hours
	Due    time.Time     `json:"due"`              // the moment that is told, UTC
	Zone   string        `json:"zone,omitempty"`   // IANA name of the zone to tell moments in; empty: UTC
	// Measured: Due is what the team's queue really does; else it is what the config promises, said as usual.
	Measured bool `json:"measured,omitempty"`
	// Opens is when the team opens again; zero where it is open now.
	Opens   time.Time `json:"opens,omitzero"`
	Contact string    `json:"contact,omitempty"` // direct contact, told in urgent cases
}

// TicketDraft is a ticket to be opened.
type TicketDraft struct {
	Team    string    `json:"team,omitempty"`
	Urgency Urgency   `json:"urgency"`
	Reason  string    `json:"reason"`         // why a person must look
	Mark    string    `json:"mark,omitempty"` // a warning to the agent: "suspicious: dmarc=fail"
	Due     time.Time `json:"due"`            // zero: no promise was made
	Forward bool      `json:"forward"`        // tell the team; false for what is only listed
}

// Relay is an agent's answer on its way to the customer.
type Relay struct {
	Agent       Address      `json:"agent"`
	Text        string       `json:"text"`
	Attachments []Attachment `json:"attachments,omitempty"`
}

// TicketChange is what a message of a person of ours makes of its ticket.
type TicketChange struct {
	State   TicketState `json:"state,omitempty"`    // empty: as it was
	TakenBy string      `json:"taken_by,omitempty"` // agent; empty: as it was
	Note    string      `json:"note,omitempty"`
	// PersonWrote: a person of ours said something to the customer by other ways than a relay.
	PersonWrote bool `json:"person_wrote,omitempty"`
	ByHand      bool `json:"by_hand,omitempty"` // the message is a person's answer, written in a mail program
	// Ask, where set, is what the agent is told: nothing was passed on, and why.
	Ask     string `json:"ask,omitempty"`
	AskOnce bool   `json:"ask_once,omitempty"` // once an hour is enough
	Spam    bool   `json:"spam,omitempty"`     // nobody has to hear of its sender again
	// Meant is the matcher that the message was about, as an agent says, empty: none; nil: nothing was said of it.
	Meant *string `json:"meant,omitempty"`
}

// Wait puts a message back to sleep in the inbox; it is decided afresh afterwards.
type Wait struct {
	Until  time.Time `json:"until"`
	Reason string    `json:"reason"`
}

// Trace is the stored record of why a decision came about.
type Trace struct {
	At       time.Time `json:"at"`
	Policy   string    `json:"policy"` // hash of the config it was made with
	Verdict  Verdict   `json:"verdict"`
	Language string    `json:"language,omitempty"` // recognised in the message
	Matches  []Match   `json:"matches,omitempty"`  // that count
	Unsure   []Match   `json:"unsure,omitempty"`   // candidates that do not, the most probable first
	Requests []Request `json:"requests,omitempty"` // where it asks for several things
	Articles []string  `json:"articles,omitempty"`
	History  History   `json:"history"`
	Steps    []Step    `json:"steps"` // what was looked at, in order
	Cuts     []Cut     `json:"cuts,omitempty"`
	// Shadow is what matchers in shadow mode that fit would have done, each by itself.
	Shadow []Shadowed `json:"shadow,omitempty"`
	// Told are the promises that were looked up: they hang on what the queues did then, and on calendars of the network.
	Told []Told `json:"told,omitempty"`
	// Unlearnt: what the examples say was not known yet.
	Unlearnt bool `json:"unlearnt,omitempty"`
}

// Told is what a team's promise was at the moment of a decision.
type Told struct {
	Team    string  `json:"team"`
	Urgent  bool    `json:"urgent,omitempty"`
	Promise Promise `json:"promise"`
}

// Shadowed is what would have been decided, had one more matcher been trusted.
type Shadowed struct {
	Match    Match    `json:"match"`
	Decides  bool     `json:"decides"` // it would have been the matcher that counts
	Outcome  Outcome  `json:"outcome"`
	Reason   string   `json:"reason"`
	Team     string   `json:"team,omitempty"` // of the ticket
	Urgency  Urgency  `json:"urgency,omitempty"`
	Articles []string `json:"articles,omitempty"` // that the customer would have been shown
}

// Step is one question that Decide asked and its answer.
type Step struct {
	Rule    string `json:"rule"`
	Finding string `json:"finding"`
}
