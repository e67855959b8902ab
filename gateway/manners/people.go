package manners

import (
	"slices"
	"time"

	"frontdesk/gateway"
)

// What tells an exchange between people from a room in which many talk.
const (
	exchange  = 6                // of the last messages are looked at
	turns     = 2                // changes of speaker between two people make them talk with each other
	mostTurns = 0.66             // of what was said is theirs: they are talking
	someTurns = 0.5              // they perhaps are
	recent    = 10 * time.Minute // before a message: who wrote then was already there
	fewSaid   = 2                // messages of other people within recent, at most: a quiet room
	someSaid  = 20               // at most: who comes and writes right after a question may answer it
	inParts   = 2 * time.Minute  // what an author wrote so short before a question belongs to it
	soon      = 5 * time.Minute  // after a question somebody who writes in a quiet room answers it
	fewPeople = 2                // a thread with at most so many others is a conversation among them
)

// answersPerson: it is said to somebody.
func answersPerson(v *view) (Say, string, bool) {
	switch {
	case v.repliesToPerson():
		return LeaveToPeople, "it answers a person", true
	case v.mentionsPerson():
		return LeaveToPeople, "it is addressed to somebody", true
	case !v.Message.Chat.Opens && v.amongFew(v.Past.Before):
		return LeaveToPeople, "people are talking in its thread", true
	}
	return "", "", false
}

// repliesToPerson: people also reply to their own question, to bump it, and to what a bot announces.
func (v *view) repliesToPerson() bool {
	c := v.Message.Chat
	if c.ReplyTo == "" || c.ReplyToAuthor == v.Message.Author.Addr {
		return false
	}
	to, known := v.said(c.ReplyTo)
	return !known || !to.Automatic && !to.Ours && to.Author != v.author
}

func (v *view) mentionsPerson() bool {
	return slices.ContainsFunc(v.Message.Chat.Mentions, func(id string) bool {
		answersBot := v.Message.Chat.ReplyTo != "" && !v.repliesToPerson() && id == v.Message.Chat.ReplyToAuthor
		return id != v.Message.Author.Addr && !answersBot
	})
}

// said finds a message of the room by its id.
func (v *view) said(id string) (gateway.Said, bool) {
	for _, list := range [][]gateway.Said{v.Past.Before, v.Past.Since} {
		for _, s := range list {
			if s.ID == id {
				return s, true
			}
		}
	}
	return gateway.Said{}, false
}

// isPersons says whether somebody else than the author wrote it.
func (v *view) isPersons(s gateway.Said) bool { return !s.Automatic && !s.Ours && s.Author != v.author }

// amongFew says whether other people wrote in the message's thread, and so few that it is a conversation among them. A post
// always is one.
func (v *view) amongFew(list []gateway.Said) bool {
	form := v.Message.Chat.Form
	if form != gateway.FormThread && form != gateway.FormPost || !slices.ContainsFunc(list, v.isPersons) {
		return false
	}
	others := map[string]bool{}
	for _, s := range slices.Concat(v.Past.Before, v.Past.Since) {
		if v.isPersons(s) {
			others[s.Author] = true
		}
	}
	return form == gateway.FormPost || len(others) <= fewPeople
}

// somebodyAnswered: a person wrote to the author since, or the author says that it is settled or has turned to a person.
func somebodyAnswered(v *view) (Say, string, bool) {
	if v.amongFew(v.Past.Since) {
		return LeaveToPeople, "somebody wrote in its thread", true
	}
	mine, others, quiet := v.justWrote(), map[string]bool{}, v.saidLately() <= fewSaid
	for _, s := range v.Past.Since {
		switch {
		case s.Automatic || s.Ours:
		case s.Author == v.author && s.ToUs:
			return "", "", false // the author asks us
		case s.Author == v.author && s.Settles:
			return LeaveToPeople, "its author says that it is settled", true
		case s.Author == v.author && (others[s.ReplyTo] || slices.ContainsFunc(s.Mentions, func(id string) bool { return others[id] })):
			return LeaveToPeople, "its author speaks with somebody who wrote since", true
		case s.Author == v.author:
			mine[s.ID] = true
		case mine[s.ReplyTo] || slices.Contains(s.Mentions, v.Message.Author.Addr):
			return LeaveToPeople, "somebody answered it", true
		case quiet && !s.Asks && s.ReplyTo == "" && len(s.Mentions) == 0 && s.At.Sub(v.Message.Received) < soon:
			return LeaveToPeople, "somebody wrote next in a quiet room", true
		default:
			others[s.ID], others[s.Author] = true, true // ids of messages and accounts do not meet
		}
	}
	return "", "", false
}

// justWrote are the message and what its author wrote right before it: people ask in several messages.
func (v *view) justWrote() map[string]bool {
	mine := map[string]bool{v.Message.SourceID: true}
	for _, s := range v.Past.Before {
		if s.Author == v.author && s.At.After(v.Message.Received.Add(-inParts)) {
			mine[s.ID] = true
		}
	}
	return mine
}

// names says whether the author mentions somebody else in it.
func (v *view) names(s gateway.Said) bool {
	return slices.ContainsFunc(s.Mentions, func(id string) bool { return id != v.Message.Author.Addr })
}

// saidLately is how much other people wrote shortly before.
func (v *view) saidLately() int {
	n := 0
	for _, s := range v.Past.Before {
		if v.isPersons(s) && s.At.After(v.Message.Received.Add(-recent)) {
			n++
		}
	}
	return n
}

// peopleTalk: shortly before, the author and somebody else wrote to each other. A question to all in between goes to the team.
func peopleTalk(v *view) (Say, string, bool) {
	since := v.Message.Received.Add(-v.Manners.Talking)
	var last []gateway.Said
	for _, s := range v.Past.Before {
		if s.At.After(since) && !s.Automatic && !s.Ours {
			last = append(last, s)
		}
	}
	const reason = "its author is talking with somebody"
	lately := slices.Concat(last[max(0, len(last)-exchange+1):], []gateway.Said{{ID: v.Message.SourceID, Author: v.author}})
	switch {
	case v.toldEachOther(last) || v.turnShare(lately) >= mostTurns:
		if v.Urgent || v.question().All {
			return Queue, reason + ", but the team must see it", true
		}
		return LeaveToPeople, reason, true
	case v.turnShare(lately) >= someTurns && v.isPersons(lately[len(lately)-2]):
		return Queue, "its author perhaps is talking with somebody", true
	}
	return "", "", false
}

// toldEachOther: one replied to the other, or mentioned them.
func (v *view) toldEachOther(list []gateway.Said) bool {
	by := map[string]string{}
	for _, s := range list {
		by[s.ID] = s.Author
		to, known := by[s.ReplyTo]
		switch {
		case s.Author == v.author && (known && to != v.author || v.names(s)):
			return true
		case s.Author != v.author && (known && to == v.author || slices.Contains(s.Mentions, v.Message.Author.Addr)):
			return true
		}
	}
	return false
}

// turnShare is how much of what was said is of the author and one other who took turns; of the one with the most.
func (v *view) turnShare(list []gateway.Said) float64 {
	most := 0
	for _, other := range list {
		if other.Author == v.author {
			continue
		}
		changes, both, before := 0, 0, ""
		for _, s := range list {
			if s.Author != v.author && s.Author != other.Author {
				continue
			}
			if both++; before != "" && before != s.Author {
				changes++
			}
			before = s.Author
		}
		if changes >= turns {
			most = max(most, both)
		}
	}
	return float64(most) / float64(max(1, len(list)))
}

// perhapsAnswered: in a room that is not quiet, somebody who was not there before wrote right after the question, or the author
// and somebody take turns since, or another bot replied. The room is left alone, and the team gets the question.
func perhapsAnswered(v *view) (Say, string, bool) {
	since := []gateway.Said{{ID: v.Message.SourceID, Author: v.author}}
	for _, s := range v.Past.Since {
		switch {
		case s.Automatic && s.ReplyTo == v.Message.SourceID:
			return Queue, "another bot replied to it", true
		case !s.Automatic && !s.Ours:
			since = append(since, s)
		}
	}
	if len(since) > 1 && v.saidLately() <= someSaid && v.isPersons(since[1]) && !since[1].Asks && since[1].ReplyTo == "" && len(since[1].Mentions) == 0 && !v.wasThere(since[1].Author) {
		return Queue, "somebody came and wrote right after it", true
	}
	return Queue, "its author and somebody take turns since", v.turnShare(since[:min(len(since), exchange)]) >= someTurns
}

// wasThere says whether somebody wrote shortly before the message.
func (v *view) wasThere(author string) bool {
	return slices.ContainsFunc(v.Past.Before, func(s gateway.Said) bool {
		return s.Author == author && s.At.After(v.Message.Received.Add(-recent))
	})
}
