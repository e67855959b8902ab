package screen

import (
	"strings"
	"unicode/utf8"

	"frontdesk/gateway"
)

// Bounds on what strangers write: beyond them a message is looked at no further.
const (
	maxFields   = 1000    // header fields
	maxValue    = 8192    // bytes of one header value
	maxHeader   = 1 << 19 // bytes of the header
	maxIDs      = 1000    // thread keys
	maxEvidence = 160     // characters of Reason.Evidence
)

// letter is a message laid out for the rules: each header found by its name, the sender and the envelope known.
type letter struct {
	in     Input
	msg    *gateway.Message
	header index           // by lower-case name, trimmed, topmost first
	cut    bool            // the header is larger than what is looked at
	own    map[string]bool // canonical addresses of ours

	form          bool            // From is a form sender: Reply-To is the customer
	sender        gateway.Address // who is judged
	envelope      envelope
	answerTo      gateway.Address
	authenticated gateway.Authentication

	bounced struct { // what bounceForm found
		known    bool
		evidence string
		found    bool
	}

	ownIDs         []gateway.OwnID // verified, of the thread keys, nearest first
	inConversation bool
	results        []dmarcResult // of trusted Authentication-Results
	subject        string        // folded for comparing
	subjectWords   uint64        // the forms of which it has words
	ends           string        // both ends of the text, of which the looks are taken
	words          spoken        // what its phrases give away …
	ownWords       spoken        // … and those of what the sender wrote himself
	unasking       spoken        // … and those of his paragraphs that ask nothing
	asking         *bool         // whether he asks something there; nil: nobody has looked
}

func open(in Input) *letter {
	if in.Message == nil {
		in.Message = &gateway.Message{}
	}
	l := &letter{in: in, msg: in.Message, own: map[string]bool{}}
	l.readHeader()
	for _, list := range [][]string{in.OwnAddresses, in.Channel.Addresses} {
		for _, a := range list {
			l.own[canonical(gateway.Address{Addr: a})] = true
		}
	}
	l.ownIDs = verifiedIDs(in.Keys, threadKeys(in.Message.Thread))
	l.inConversation = in.InConversation || len(l.ownIDs) > 0
	l.envelope = readEnvelope(l.header.all("return-path"))
	l.subject, l.ends = foldSubject(in.Message.Subject), bothEnds(in.Message.Text)
	l.subjectWords = subjectWords.In(l.subject)
	l.form = IsFormSender(in.Message, in.Channel)
	l.sender = Sender(in.Message, in.Channel)
	l.results = l.trustedResults()
	l.answerTo = l.whoIsAnswered()
	l.authenticated = l.authentication()
	return l
}

func (l *letter) readHeader() {
	fields := l.boundedHeader()
	values := make([]string, len(fields))
	for i, f := range fields {
		values[i] = strings.TrimSpace(firstBytes(f.Value, maxValue))
	}
	l.header = newIndex(lowerNames(fields), values)
}

// boundedHeader is what is looked at of the header.
func (l *letter) boundedHeader() []gateway.HeaderField {
	fields := l.msg.Facts.Header
	size := 0
	for i, f := range fields {
		size += len(f.Name) + min(len(f.Value), maxValue)
		if i == maxFields || size > maxHeader {
			l.cut = true
			return fields[:i]
		}
	}
	return fields
}

// top is the topmost value of a field, empty where there is none.
func (l *letter) top(name string) string {
	value, _ := l.header.first(name)
	return value
}

func (l *letter) has(name string) bool {
	_, ok := l.header.first(name)
	return ok
}

// present finds the first of these fields that the message has.
func (l *letter) present(names ...string) (evidence string, found bool) {
	for _, name := range names {
		if value, ok := l.header.first(name); ok {
			return name + ": " + value, true
		}
	}
	return "", false
}

// any finds the first value of a field, whichever instance, that fits.
func (l *letter) any(name string, fits func(value string) bool) (evidence string, found bool) {
	for _, v := range l.header.all(name) {
		if fits(v) {
			return name + ": " + v, true
		}
	}
	return "", false
}

// threadKeys are the ids that a message follows, nearest first, bounded.
func threadKeys(t gateway.Thread) []string {
	if n := len(t.References); n > maxIDs {
		t.References = t.References[n-maxIDs:]
	}
	if len(t.InReplyTo) > maxIDs {
		t.InReplyTo = t.InReplyTo[:maxIDs]
	}
	return t.Keys()
}

func verifiedIDs(keys *gateway.Keyring, ids []string) []gateway.OwnID {
	var own []gateway.OwnID
	for _, id := range ids {
		if o, ok := keys.ParseMessageID(id); ok {
			own = append(own, o)
		}
	}
	return own
}

// ownIDsSincePerson counts our automatic replies in References after the last answer of a person of ours: the ids are
// ours and signed, so nobody can hide a loop by inventing some.
func (l *letter) ownIDsSincePerson() int {
	if l.in.OwnIDsSincePerson >= 0 {
		return l.in.OwnIDsSincePerson
	}
	n := 0
	for _, o := range l.ownIDs { // nearest first: the newest comes first
		if !o.Automatic && !o.Forward {
			break
		}
		if o.Automatic {
			n++
		}
	}
	return n
}

// clip makes evidence one short line of valid UTF-8.
func clip(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == utf8.RuneError {
			return ' '
		}
		return r
	}, s)
	n := 0
	for i := range s {
		if n == maxEvidence {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
