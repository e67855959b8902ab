package gateway

// EventKind says what happened at the remote.
type EventKind string

// Kinds of events.
const (
	EventMessage  EventKind = "message"
	EventEdit     EventKind = "edit"
	EventDeletion EventKind = "deletion"
	EventFeedback EventKind = "feedback" // a button or a reaction
	EventCommand  EventKind = "command"
)

// Event is what a connector hands in.
type Event struct {
	Kind    EventKind
	Message Message // ID and Accepted are set by the store
	// Guard is the second unique key beside (channel, SourceID): a hash over Message-ID, sender and body together, or
	// over the raw mail where it has no Message-ID. A known guard in the same channel is the same message.
	Guard string
	// Raw is the message as received; set only where it must be kept: it is quarantined or its sender is unusable.
	Raw []byte
	// Quarantine says why the message could not be read. It gets a ticket with Raw and no reply.
	Quarantine string
	// NoReply, where set, is the reason why nothing of this pass may be answered: "the mailbox was rebuilt".
	NoReply string
}

// Cursor is how far one source of a channel has been read.
type Cursor struct {
	Source string // mailbox folder, room or thread
	Value  string // opaque to all but the connector; for IMAP "uidvalidity:uid"
}

// Ref names one received message at the remote, for a [Marker].
type Ref struct {
	MessageID string // ours
	SourceID  string
	Outcome   Outcome
}
