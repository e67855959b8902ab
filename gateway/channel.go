package gateway

import "time"

// Channel is what the gateway knows of one configured mailbox or community, whatever its kind.
type Channel struct {
	Name string
	Kind string // name of the connector: email, discord
	Team string // for what no matcher routes; may be empty
	// Addresses are the channel's own, the first is the one it writes from; all are screened as our own senders.
	Addresses   []string
	MaxReplyAge time.Duration // what is older when it is read gets a ticket and no reply
	FormSenders []string      // From of web forms whose Reply-To is the customer
	Unaddressed Treatment     // of mail that names none of Addresses: TreatTicket or TreatAnswer
	Authserv    []string      // whose Authentication-Results are trusted
	Languages   []string      // in which customers write, BCP 47, the first is the channel's own; none: any, and English
	AnswerTo    AnswerTo
	Treatments  map[Class]Treatment // overrides of the class table

	Manners *Manners // of a chat; nil for mail
}

// AnswerTo is the rule that picks the address of a reply (docs/screening.md).
type AnswerTo string

// Values of AnswerTo.
const (
	AnswerAuthenticated AnswerTo = "authenticated" // Reply-To or From, only if the sender is authenticated
	AnswerReturnPath    AnswerTo = "return-path"   // only the envelope's sender, as RFC 3834 section 4 asks
	AnswerFrom          AnswerTo = "from"          // Reply-To or From, without the gate
)
