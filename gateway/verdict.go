package gateway

// Class is what screening takes a message for; docs/screening.md has the table.
type Class string

// Classes, in the order in which they are judged: the first that fits is the message's class.
const (
	ClassOurBounce         Class = "bounce"            // of one of our deliveries
	ClassReport            Class = "report"            // other DSN, null Return-Path, MDN, ARF, DMARC or TLS report, calendar reply
	ClassLoop              Class = "loop"              // carries our signed origin
	ClassAutomaticInThread Class = "automatic-reply"   // automatic, inside our conversation
	ClassAutomatic         Class = "automatic"         // other automatic reply or generated mail
	ClassBulk              Class = "list-or-bulk"      //
	ClassUnreadable        Class = "unreadable"        // quarantined, or a header that decides cannot be parsed
	ClassNoSender          Class = "no-sender"         // no usable sender
	ClassOwnAddress        Class = "own-address"       // one of our addresses as sender, without our signed origin
	ClassSuspicious        Class = "suspicious"        // own spam filter's verdict, trusted dmarc=fail
	ClassWeakSign          Class = "weak-sign"         // a weak sign of a machine only
	ClassRole              Class = "role-address"      // postmaster@ and the like
	ClassAsksNone          Class = "asks-no-reply"     // X-Auto-Response-Suppress
	ClassPerhapsLoop       Class = "perhaps-a-loop"    // many of our automatic replies in References
	ClassNotAddressed      Class = "not-addressed"     // none of our addresses among the recipients
	ClassNotAuthenticated  Class = "not-authenticated" //
	ClassOld               Class = "too-old"           // older than max_reply_age, or NoReply was set for the pass
	ClassPerson            Class = "person"            // none of the above: a machine may answer
)

// Treatment is what is done with a class of messages.
type Treatment string

// Treatments.
const (
	TreatIgnore Treatment = "ignore" // neither reply nor ticket
	TreatAttach Treatment = "attach" // to its conversation; without one: ignore
	TreatLow    Treatment = "low"    // a ticket of low urgency, no reply
	TreatTicket Treatment = "ticket" // a ticket, no reply
	TreatAnswer Treatment = "answer" // as mail of a person
)

// Authentication says what is known of the sender.
type Authentication string

// Values of Authentication.
const (
	AuthUnknown Authentication = "unknown"
	AuthPass    Authentication = "pass"
	AuthFail    Authentication = "fail"
)

// Verdict is the result of screening. The four facts are kept apart: being a machine, asking for no automatic reply,
// being authenticated, being meant for us.
type Verdict struct {
	Class         Class          `json:"class"`
	Treatment     Treatment      `json:"treatment"` // of the class, by the channel's config
	Machine       bool           `json:"machine"`
	AsksNoReply   bool           `json:"asks_no_reply"`
	Authenticated Authentication `json:"authenticated"`
	ForUs         bool           `json:"for_us"`
	Bounce        bool           `json:"bounce"`
	// FormAllowsReply is the judgement by the message's own headers and form alone: without authentication, being
	// addressed to us, and age.
	FormAllowsReply bool     `json:"form_allows_reply"`
	FormReason      Reason   `json:"form_reason"`     // the first reason against it, zero where it is allowed
	Reasons         []Reason `json:"reasons"`         // all, in the order of judging
	AnswerTo        Address  `json:"answer_to"`       // the one address that a reply would go to; empty: none
	Mark            string   `json:"mark,omitempty"`  // to show on the ticket: "suspicious: dmarc=fail"
	Sender          Address  `json:"sender"`          // who is judged: From, or the Reply-To of a form sender
	About           string   `json:"about,omitempty"` // for a bounce: the id of our delivery that it names
}

// MayReply says whether a machine may answer.
func (v Verdict) MayReply() bool { return v.Treatment == TreatAnswer && v.AnswerTo.Addr != "" }

// Reason is one finding of screening, with where it was found.
type Reason struct {
	Class    Class  `json:"class"`
	Rule     string `json:"rule"`               // short stable name: auto-submitted, list-id, null-return-path
	Evidence string `json:"evidence,omitempty"` // the header and value: "Auto-Submitted: auto-replied"
	Source   string `json:"source,omitempty"`   // RFC and section
}

// String is "rule (evidence)".
func (r Reason) String() string {
	if r.Evidence == "" {
		return r.Rule
	}
	return r.Rule + " (" + r.Evidence + ")"
}
