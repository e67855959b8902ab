package gateway

import "time"

// RoomForm says what kind of room a message stands in.
type RoomForm string

// Forms of rooms.
const (
	FormRoom   RoomForm = "room"   // a chat channel
	FormThread RoomForm = "thread" // below a room
	FormPost   RoomForm = "post"   // a forum's post: a thread that somebody opened to ask
	FormDirect RoomForm = "direct" // between one person and us
)

// Chat is what a chat says about a message besides its text; mail has none. Ids are the remote's own.
type Chat struct {
	Community     string   `json:"community,omitempty"` // empty in a direct conversation
	Form          RoomForm `json:"form"`
	Parent        string   `json:"parent,omitempty"` // the room that the thread or post in Message.Room is below
	RoomName      string   `json:"room_name,omitempty"`
	Opens         bool     `json:"opens,omitempty"` // the first message of a thread or post
	ReplyTo       string   `json:"reply_to,omitempty"`
	ReplyToAuthor string   `json:"reply_to_author,omitempty"` // account; empty: not known
	Mentions      []string `json:"mentions,omitempty"`        // accounts of people, ours not among them
	// ToUs: it mentions us, answers a message of ours, is direct, or a command.
	ToUs bool `json:"to_us,omitempty"`
	// Watched: the config lists this room, or the room that it is below. A message elsewhere is there only since it is ToUs,
	// or stands in a room that we opened for a ticket.
	Watched   bool `json:"watched,omitempty"`
	Moderator bool `json:"moderator,omitempty"` // the author may moderate here
	// Automatic: a bot, a webhook or the system wrote it: it counts as traffic of the room and is never answered.
	Automatic bool     `json:"automatic,omitempty"`
	Ours      bool     `json:"ours,omitempty"` // we wrote it: it counts as ours
	Command   *Command `json:"command,omitempty"`
}

// CommandName is what a person asks of us by a command, a button or a reaction instead of by words.
type CommandName string

// Commands. Those of moderators and of a team's room are refused to all others.
const (
	CommandAsk      CommandName = "ask"      // Message.NewText is the question; the answer is shown to the author alone
	CommandShare    CommandName = "share"    // show everybody the answer of Delivery
	CommandAnswer   CommandName = "answer"   // answer the message About from the knowledge base; NewText is its text
	CommandHuman    CommandName = "human"    // NewText is the matter, may be empty
	CommandHandOver CommandName = "handover" // give the message About to a person; NewText is its text
	CommandSolved   CommandName = "solved"   // of Delivery
	CommandUnsolved CommandName = "unsolved" // of Delivery
	CommandPerson   CommandName = "person"   // of Delivery: the customer asks for a person
	CommandOff      CommandName = "bot-off"  // the author wants no unasked answers; Argument "here": the room, by a moderator
	CommandOn       CommandName = "bot-on"
	CommandMute     CommandName = "mute"  // the room, by a moderator
	CommandWrong    CommandName = "wrong" // by a moderator: Delivery is taken back; Argument is the matcher it was about, or empty
	CommandTake     CommandName = "take"  // of Ticket, in a team's room
	CommandReply    CommandName = "reply" // of Ticket: NewText is the agent's answer
	CommandClose    CommandName = "close" // of Ticket
)

// Command is one such wish. Message.Author is who has it.
type Command struct {
	Name     CommandName `json:"name"`
	Delivery string      `json:"delivery,omitempty"` // ours, that the button or reaction belongs to
	Ticket   string      `json:"ticket,omitempty"`
	About    string      `json:"about,omitempty"` // id of the chat message that it is about
	// AboutAuthor wrote that message.
	AboutAuthor Address  `json:"about_author,omitzero"`
	Argument    string   `json:"argument,omitempty"`
	Respond     *Respond `json:"respond,omitempty"` // nil for a reaction: nobody waits for a word
}

// Respond is how a command is answered at the remote: what stands there now is edited.
type Respond struct {
	Token   string    `json:"token"` // opaque to all but the connector
	Until   time.Time `json:"until"` // later the remote does not take it
	Private bool      `json:"private,omitempty"`
}

// Place is where in a chat a delivery goes.
type Place string

// Places.
const (
	PlaceReply   Place = "reply"   // in Post.Room, as a reply to Post.ReplyTo
	PlaceThread  Place = "thread"  // in a thread below Post.ReplyTo, opened where there is none
	PlaceRoom    Place = "room"    // in Post.Room, by itself
	PlacePrivate Place = "private" // in a private thread below Post.Room with Delivery.To, opened for it
	PlaceDirect  Place = "direct"  // to Delivery.To alone
	PlaceRespond Place = "respond" // in place of Post.Respond
)

// Post is the form of a delivery that goes to a chat. Delivery.Text is Markdown within the channel's limit of characters,
// and holds no mention that would ring.
type Post struct {
	Place   Place    `json:"place"`
	Room    string   `json:"room,omitempty"`
	ReplyTo string   `json:"reply_to,omitempty"`
	Title   string   `json:"title,omitempty"` // of a thread to be opened
	Buttons []Button `json:"buttons,omitempty"`
	Respond *Respond `json:"respond,omitempty"`
	// Target is the remote id of the earlier delivery that an edit or a retraction is of.
	Target string `json:"target,omitempty"`
	// Tried are the places at which the same was refused before.
	Tried []Place `json:"tried,omitempty"`
}

// Button asks for a command.
type Button struct {
	Label    string      `json:"label"`
	Command  CommandName `json:"command"`
	Delivery string      `json:"delivery,omitempty"`
	Ticket   string      `json:"ticket,omitempty"`
}

// Said is one message of a room as manners see it: without its text.
type Said struct {
	ID        string    `json:"id"` // the remote's
	Author    string    `json:"author"`
	At        time.Time `json:"at"`
	ReplyTo   string    `json:"reply_to,omitempty"`
	Automatic bool      `json:"automatic,omitempty"` // by a bot, a webhook or the system
	Ours      bool      `json:"ours,omitempty"`
	ToUs      bool      `json:"to_us,omitempty"`
	Asks      bool      `json:"asks,omitempty"`     // it is a question of its own
	Settles   bool      `json:"settles,omitempty"`  // its author needs no answer any more
	Mentions  []string  `json:"mentions,omitempty"` // accounts of people, ours not among them
}

// RoomPast is what a chat room did around a message, read at one moment.
type RoomPast struct {
	Before []Said `json:"before,omitempty"` // the last ones before the message, oldest first, within the last hour
	Since  []Said `json:"since,omitempty"`  // after the message, oldest first
	// HourAll and HourOurs count what the room wrote within the last hour, and how much of it is ours, with what is
	// queued to leave.
	HourAll  int       `json:"hour_all,omitempty"`
	HourOurs int       `json:"hour_ours,omitempty"`
	Muted    bool      `json:"muted,omitempty"`     // by a moderator
	OptedOut bool      `json:"opted_out,omitempty"` // the author wants no unasked answers
	Deleted  bool      `json:"deleted,omitempty"`   // the message was deleted since
	Home     string    `json:"home,omitempty"`      // the room that was opened for the conversation, if any
	Answers  []Answers `json:"answers,omitempty"`   // ours in this room, or to this author, within the last day, newest first
	// UnderWay: something of ours is being said in the room or to the sender, and it is not known yet what it is there. What
	// the message answers, or whom a button belongs to, can be told when it is.
	UnderWay bool `json:"under_way,omitempty"`
}

// Answers is one answer of ours.
type Answers struct {
	At       time.Time `json:"at"`
	Room     string    `json:"room,omitempty"`
	To       string    `json:"to"` // account
	Matcher  string    `json:"matcher,omitempty"`
	Articles []string  `json:"articles,omitempty"`
}

// Manners is how a chat channel wants its bot to behave. Zero limits mean none.
type Manners struct {
	Grace      time.Duration // people answer first: how long a question waits
	Confidence float64       // least score of a matcher that may speak unasked, 0 to 1
	MinLength  int           // characters of a question
	Cooldown   Cooldowns
	HourMost   int           // bot messages in a room within an hour
	ShareMost  float64       // of a room's messages within an hour, 0 to 1
	Quiet      []QuietHours  // nothing is said unasked; questions are queued
	Talking    time.Duration // people who wrote to each other within this time are not interrupted
	Answer     Place         // of an answer: reply or thread
	Ticket     Place         // where the customer of a ticket hears: private or direct
	TextLimit  int           // characters of one message
	Rooms      map[string]RoomManners
}

// Cooldowns are the least times between two unasked answers in a room.
type Cooldowns struct {
	Person  time.Duration // to the same person
	Matcher time.Duration // of the same matcher
	Article time.Duration // showing the same article
	Room    time.Duration // at all
}

// RoomManners is what a room has of its own; zero values are the channel's.
type RoomManners struct {
	Team   string
	Answer Place
	Grace  *time.Duration
	Silent bool // answered only when asked
}

// RoomsOf are what the config says of the room of a chat message, and of the one that it is below, the nearest first.
func (mn *Manners) RoomsOf(m Message) []RoomManners {
	if mn == nil || m.Chat == nil {
		return nil
	}
	var own []RoomManners
	for _, id := range []string{m.Room, m.Chat.Parent, m.Chat.RoomName} {
		if r, ok := mn.Rooms[id]; ok && id != "" {
			own = append(own, r)
		}
	}
	return own
}

// QuietHours is one stretch of the day in its zone; it may pass midnight.
type QuietHours struct {
	From, To time.Duration // since midnight
	Zone     *time.Location
}

// NoteName names a short word to who gave a command; replies has its text.
type NoteName string

// Notes.
const (
	NoteOff         NoteName = "off"       // no unasked answers for this person any more
	NoteOn          NoteName = "on"        //
	NoteMuted       NoteName = "muted"     // the room
	NoteUnmuted     NoteName = "unmuted"   //
	NoteThanks      NoteName = "thanks"    // for saying that it was solved
	NoteHanded      NoteName = "handed"    // a person has it, and where that person answers
	NoteAnswered    NoteName = "answered"  // the message that was pointed at has its answer
	NoteNothing     NoteName = "nothing"   // the knowledge base has nothing on it
	NoteRetracted   NoteName = "retracted" // the answer was taken back
	NoteNotYours    NoteName = "not yours" // only the one who asked, or a moderator, may do that
	NoteModerators  NoteName = "moderators only"
	NoteGone        NoteName = "gone" // what it is about is not known any more
	NoteTaken       NoteName = "taken"
	NoteTakenOver   NoteName = "taken over"   // taken, and who had it
	NoteOther       NoteName = "with another" // agent
	NoteClosed      NoteName = "closed"
	NoteSent        NoteName = "sent"           // the agent's answer is on its way
	NoteNotTheTeams NoteName = "not the team's" // the command belongs into the room of the ticket's team
	NoteShared      NoteName = "shared"
	NoteDetails     NoteName = "details"      // they are asked for elsewhere, before there can be an answer
	NoteTooMany     NoteName = "too many"     // questions in a short time
	NoteHasIt       NoteName = "has it"       // above a ticket in its team's room: the agent took it
	NoteHasAnswered NoteName = "has answered" // the same: the agent answered
	NoteHasClosed   NoteName = "has closed"   // the same: the agent closed it
	NoteUnsent      NoteName = "unsent"       // what was said in a team's room below a ticket reaches no customer
)

// Effects are what a command changes beside reply, ticket and relay. Deliveries are named by their ids.
type Effects struct {
	Note    NoteName `json:"note,omitempty"`
	Other   string   `json:"other,omitempty"`   // who has the ticket, for NoteOther; who had it, for NoteTakenOver
	Retract string   `json:"retract,omitempty"` // to be taken back at the remote
	Share   string   `json:"share,omitempty"`   // to be shown to everybody
	Done    string   `json:"done,omitempty"`    // whose buttons have served
	// Quiet: nothing unasked any more for the person or the room named; Off ends that.
	QuietPerson string `json:"quiet_person,omitempty"`
	QuietRoom   string `json:"quiet_room,omitempty"`
	QuietOff    bool   `json:"quiet_off,omitempty"`
	// Wrong: a moderator says that Matcher was not what the message was about; Right is, where they said so.
	Wrong string `json:"wrong,omitempty"`
	Right string `json:"right,omitempty"`
}
