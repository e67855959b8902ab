package screen

import (
	"slices"

	"frontdesk/gateway"
)

// classRow is one line of the class table of docs/screening.md.
type classRow struct {
	class     gateway.Class
	treatment gateway.Treatment // where the channel says nothing else
	liftable  bool              // the channel may set it to answer
}

// classTable is in the order of judging.
var classTable = []classRow{
	{gateway.ClassOurBounce, gateway.TreatAttach, false},
	{gateway.ClassReport, gateway.TreatIgnore, false},
	{gateway.ClassLoop, gateway.TreatIgnore, false},
	{gateway.ClassAutomaticInThread, gateway.TreatAttach, false},
	{gateway.ClassAutomatic, gateway.TreatIgnore, false},
	{gateway.ClassBulk, gateway.TreatIgnore, false},
	{gateway.ClassUnreadable, gateway.TreatTicket, false},
	{gateway.ClassNoSender, gateway.TreatTicket, false},
	{gateway.ClassOwnAddress, gateway.TreatLow, false},
	{gateway.ClassSuspicious, gateway.TreatLow, true},
	{gateway.ClassWeakSign, gateway.TreatLow, true},
	{gateway.ClassRole, gateway.TreatTicket, true},
	{gateway.ClassAsksNone, gateway.TreatTicket, true},
	{gateway.ClassPerhapsLoop, gateway.TreatTicket, false},
	{gateway.ClassNotAddressed, gateway.TreatTicket, true},
	{gateway.ClassNotAuthenticated, gateway.TreatTicket, true},
	{gateway.ClassOld, gateway.TreatTicket, true},
	{gateway.ClassPerson, gateway.TreatAnswer, true},
}

// machineClasses are those that prove a machine; a weak sign does not.
var machineClasses = map[gateway.Class]bool{
	gateway.ClassOurBounce: true, gateway.ClassReport: true, gateway.ClassLoop: true,
	gateway.ClassAutomaticInThread: true, gateway.ClassAutomatic: true, gateway.ClassBulk: true,
}

// Classes returns all classes in the order of judging.
func Classes() []gateway.Class {
	names := make([]gateway.Class, len(classTable))
	for i, row := range classTable {
		names[i] = row.class
	}
	return names
}

// MayTreat says whether a channel's config may set this treatment for the class. A class that proves a machine, or
// that leaves nobody to answer, is never answered: RFC 3834 section 2 leaves no choice there.
func MayTreat(class gateway.Class, t gateway.Treatment) bool {
	i := order(class)
	if i == len(classTable) {
		return false
	}
	switch t {
	case gateway.TreatAnswer:
		return classTable[i].liftable
	case gateway.TreatIgnore, gateway.TreatAttach, gateway.TreatLow, gateway.TreatTicket:
		return class != gateway.ClassPerson
	default:
		return false
	}
}

// treatment is that of the class in this channel.
func (l *letter) treatment(class gateway.Class) gateway.Treatment {
	if t, ok := l.in.Channel.Treatments[class]; ok && MayTreat(class, t) {
		return t
	}
	switch {
	case class == gateway.ClassNotAddressed && l.in.Channel.Unaddressed == gateway.TreatAnswer:
		return gateway.TreatAnswer
	case class == gateway.ClassPerhapsLoop && l.inConversation:
		return gateway.TreatAttach
	}
	if i := order(class); i < len(classTable) {
		return classTable[i].treatment
	}
	return gateway.TreatTicket
}

func order(class gateway.Class) int {
	for i, row := range classTable {
		if row.class == class {
			return i
		}
	}
	return len(classTable)
}

func inOrder(reasons []gateway.Reason) []gateway.Reason {
	slices.SortStableFunc(reasons, func(a, b gateway.Reason) int { return order(a.Class) - order(b.Class) })
	return reasons
}
