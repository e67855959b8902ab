package replies

import "frontdesk/replies/markdown"

// value is text of others. Wherever a template shows it, it is escaped: it can be no markup, no link and no new line.
type value string

// String is what a template shows.
func (v value) String() string { return markdown.Escape(string(v)) }

// block is a mail of others, shown line by line as it is.
type block string

// String is what a template shows.
func (b block) String() string { return markdown.Fence(string(b), markdown.InfoMail) }

// letter holds the fields of the templates of automatic replies.
type letter struct {
	Name      value // the customer's display name; empty where it does not look like a name
	Channel   value // the channel's name in the config
	Address   value // the channel's address
	Reference value // the ticket's id; empty where there is none
	Expected  value // when an answer comes: "usually by Monday 10:30 CET"; empty where nothing is promised
	Measured  bool  // that is what the team really does; else "usually" is said with it
	Due       value // the moment alone: "Monday 10:30 CET"
	Promise   value // the team's promise: "8 working hours"
	Within    value // the same with its preposition: "within 8 working hours"
	Opens     value // when the team opens again: "on Monday at 9:00 CET"; empty while it is open
	Contact   value // direct contact of the team, in urgent cases
	Urgent    bool
	Checked   bool    // a person reads it and lets it go: a draft
	Second    bool    // this is the reply's second language: greeting, articles, contact and signature stand above
	Articles  []page  // to show, the best first
	Answers   int     // how many of them, the first ones, answer a request each; the others may help beside
	Partly    bool    // of an acknowledgement: Articles answer a part of what was asked, a person answers the rest
	Missing   []value // details to ask for
}

// page is an article as a template shows it.
type page struct {
	Title    value
	URL      value
	Passage  value // quoted from the article; may be empty
	Language value // "in German", where it is another than the reply's
}

// pack holds the fields of the template of a forward: all that a person needs to answer.
type pack struct {
	Ticket      value // its id
	Urgent      bool
	Again       bool  // a later message of a ticket that the team knows
	Reason      value // why a person must look
	Mark        value // a warning: "suspicious: dmarc=fail"
	Customer    value // "Jane Doe <jane@example.com>"
	Copied      value // to whom else the customer wrote: "Bo <bo@example.com>, al@example.com"; empty: to nobody
	Contact     value // the customer's address
	Channel     value
	Room        value // of a chat: "#help"; empty for mail
	Team        value
	Subject     value
	Received    value
	Promise     value // what the customer was told; empty where nothing was
	Due         value
	Message     block // the customer's text, whole
	Attachments []file
	Draft       block   // what waits for a person to let it go to the customer; empty where nothing does
	Note        value   // about the raw mail, where it could not be read
	Notes       []value // what happened to the ticket since
	Said        block   // what the machine told the customer
	Articles    []page  // that the customer was shown
	Earlier     []entry // the conversation before, oldest first
	Why         []value // how the decision came about, in order
}

// file is an attachment as a template shows it.
type file struct {
	Name, Type, Size value
}

// entry is something said earlier in the conversation.
type entry struct {
	Who, At value
	Text    block
}

// teamLetter holds the fields of the templates of mails to a team about one ticket.
type teamLetter struct {
	Ticket   value // its id
	Customer value // "Jane Doe <jane@example.com>"
	Subject  value
	Team     value
	Reason   value // why a person must look
	Due      value
	TakenBy  value // address of the agent; empty where nobody has taken it
	From     value // address of the agent who had it before
	Why      value // what the server said of a bounce, or why an agent's mail was not passed on
}

// digest holds the fields of the template of a digest.
type digest struct {
	Channel value
	Count   int
	Tickets []listedTicket // the first of them
	More    int            // how many are not listed
}

type listedTicket struct {
	Ticket, Customer, Subject value
}

// review holds the fields of the template of the mail to an article's owner.
type review struct {
	Articles []dueArticle
}

type dueArticle struct {
	Article, Since value
}
