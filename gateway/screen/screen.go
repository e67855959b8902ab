package screen

import (
	"time"

	"frontdesk/gateway"
)

// Input is all that screening sees of a message.
type Input struct {
	Message    *gateway.Message
	Quarantine string // why the message could not be read; empty for most
	NoReply    string // why nothing of this pass may be answered; empty for most
	Channel    gateway.Channel
	// OwnAddresses are those of all channels; mail from any of them is our own.
	OwnAddresses []string
	Keys         *gateway.Keyring
	// InConversation: the message continues a conversation of ours, as the store found it. A verified Message-ID of
	// ours among the thread keys says the same and is found here.
	InConversation bool
	// OwnIDsSincePerson is the number of ids of our automatic replies in References since a person of ours wrote;
	// -1: count them here.
	OwnIDsSincePerson int
	Now               time.Time
}

// Check judges a message by every rule. All reasons are collected; the class is that of the first one, in the order of
// the class table, that the channel does not answer all the same.
func Check(in Input) gateway.Verdict {
	l := open(in)
	reasons := judge(l)
	v := gateway.Verdict{
		Machine:       anyOf(reasons, machineClasses),
		AsksNoReply:   l.asksNoReply() != "",
		Authenticated: l.authenticated,
		ForUs:         l.addressedToUs(),
		Bounce:        l.isBounce(),
		Reasons:       reasons,
		AnswerTo:      l.answerTo,
		Mark:          mark(reasons),
		Sender:        l.sender,
	}
	v.Class, v.Treatment = l.classify(reasons)
	v.FormReason, v.FormAllowsReply = l.byForm(reasons)
	if v.Bounce {
		v.About = l.aboutDelivery()
	}
	return v
}

// judge collects the reasons of all rules in the order of judging: by class, within a class as in the table.
func judge(l *letter) []gateway.Reason {
	found := make([]gateway.Reason, 0, 4)
	for _, r := range rules {
		evidence, ok := r.find(l)
		if !ok {
			continue
		}
		found = append(found, gateway.Reason{Class: r.classIn(l), Rule: r.name, Evidence: clip(evidence), Source: r.source})
	}
	return inOrder(found)
}

// classify returns the class of the first reason whose treatment is not to answer, and that treatment.
func (l *letter) classify(reasons []gateway.Reason) (gateway.Class, gateway.Treatment) {
	for _, r := range reasons {
		if t := l.treatment(r.Class); t != gateway.TreatAnswer {
			return r.Class, t
		}
	}
	if len(reasons) > 0 {
		return reasons[0].Class, gateway.TreatAnswer
	}
	return gateway.ClassPerson, gateway.TreatAnswer
}

// byForm judges by the message's own headers and form alone: it leaves out what depends on the mailbox and the hour.
func (l *letter) byForm(reasons []gateway.Reason) (gateway.Reason, bool) {
	for _, r := range reasons {
		switch r.Class {
		case gateway.ClassNotAuthenticated, gateway.ClassNotAddressed, gateway.ClassOld:
			continue
		}
		if l.treatment(r.Class) != gateway.TreatAnswer {
			return r, false
		}
	}
	return gateway.Reason{}, true
}

// mark is the warning for the agent: a ticket of such a mail must not be taken at its word.
func mark(reasons []gateway.Reason) string {
	for _, r := range reasons {
		switch r.Class {
		case gateway.ClassSuspicious:
			return "suspicious: " + r.Evidence
		case gateway.ClassOwnAddress:
			return "our own address as sender: " + r.Evidence
		}
	}
	return ""
}

func anyOf(reasons []gateway.Reason, classes map[gateway.Class]bool) bool {
	for _, r := range reasons {
		if classes[r.Class] {
			return true
		}
	}
	return false
}
