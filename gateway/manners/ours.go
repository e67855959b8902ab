package manners

import (
	"slices"

	"frontdesk/gateway"
)

// openedRoom: a room that was opened for a conversation belongs to it.
func openedRoom(v *view) (Say, string, bool) {
	return Speak, "it stands in the room of its conversation", v.Past.Home != "" && v.Past.Home == v.Message.Room
}

// answeredTogether: people ask in several messages, and in several rooms at once. What they wrote before they saw our answer is
// answered by it, unless it is another matter.
func answeredTogether(v *view) (Say, string, bool) {
	const reason = "it was written before its author got our answer to the same"
	m := v.Message
	if slices.ContainsFunc(v.Past.Since, func(s gateway.Said) bool { return s.Ours && s.ReplyTo == m.SourceID }) && !m.Chat.ToUs {
		return NotForUs, "it was answered by us since", true
	}
	if v.Ticket || v.Feedback {
		return "", "", false
	}
	for _, a := range v.Past.Answers {
		switch {
		case a.To != v.author || !a.At.After(m.Received):
		case v.Best != nil && v.Best.Matcher == a.Matcher:
			return NotForUs, reason, true
		case v.Best == nil && !m.Chat.ToUs && a.Room == m.Room && !v.question().Asks:
			return NotForUs, reason, true
		}
	}
	return "", "", false
}

func turnedToUs(v *view) (Say, string, bool) {
	c := v.Message.Chat
	if !c.ToUs {
		return "", "", false
	}
	if c.Form == gateway.FormDirect || !v.Past.Muted {
		return Speak, "the author turned to us", true
	}
	return Queue, "the author turned to us where a moderator muted us", true
}

// aboutOurAnswer: "that did not help", said as the next word after our answer, is said to us.
func aboutOurAnswer(v *view) (Say, string, bool) {
	return Speak, "its author speaks about our answer", v.Feedback && v.Continues && !v.Past.Muted && v.goesOn()
}

// itsTicket: what the author adds to a question that the team has. Nothing is said about it.
func itsTicket(v *view) (Say, string, bool) {
	adds := v.Ticket && v.Past.Home == "" && v.goesOn() &&
		(v.Best != nil || Letters(v.Message.NewText) >= v.Manners.MinLength)
	return Speak, "its author adds to a question that the team has", adds
}

// goesOn: the last word of the room before the message is the author's own or ours, and it is said to nobody else.
func (v *view) goesOn() bool {
	if v.repliesToPerson() || v.mentionsPerson() {
		return false
	}
	for i := len(v.Past.Before) - 1; i >= 0; i-- {
		s := v.Past.Before[i]
		if s.Automatic {
			continue
		}
		return s.Ours || s.Author == v.author
	}
	return true
}

// turnedSince: whoever asks us afterwards waits for nobody else.
func turnedSince(v *view) (Say, string, bool) {
	return Speak, "its author turned to us", slices.ContainsFunc(v.Past.Since, func(s gateway.Said) bool { return s.Author == v.author && s.ToUs })
}
