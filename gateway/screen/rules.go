package screen

import "frontdesk/gateway"

// rule is one question that screening asks of every message.
type rule struct {
	name   string
	class  gateway.Class
	inside gateway.Class // its class inside a conversation of ours; empty: the same
	source string
	find   func(l *letter) (evidence string, found bool)
}

func (r rule) classIn(l *letter) gateway.Class {
	if r.inside != "" && l.inConversation {
		return r.inside
	}
	return r.class
}

// rules is the whole of screening, in the order of the class table.
//
// A machine's mail inside our conversation is attached to it, whatever gave the machine away: most out-of-office
// replies carry a null return path or "Precedence: bulk" beside Auto-Submitted, or instead of it.
var rules = []rule{
	{"bounce-of-ours", gateway.ClassOurBounce, "", "RFC 3464 section 2.3; RFC 5322 section 3.6.4", (*letter).bounceOfOurs},

	{"null-return-path", gateway.ClassReport, gateway.ClassAutomaticInThread, "RFC 3834 section 2; RFC 5321 section 4.5.5", (*letter).nullReturnPath},
	{"daemon-return-path", gateway.ClassReport, gateway.ClassAutomaticInThread, "RFC 3834 section 2", (*letter).daemonReturnPath},
	{"delivery-report", gateway.ClassReport, "", "RFC 3464 section 2; RFC 6522", (*letter).deliveryReport},
	{"failed-recipients", gateway.ClassReport, "", "Exim: X-Failed-Recipients", (*letter).failedRecipients},
	{"bounce-form", gateway.ClassReport, "", "RFC 5230 section 4.6; RFC 5321 section 6.1", (*letter).bounceForm},
	{"read-receipt", gateway.ClassReport, gateway.ClassAutomaticInThread, "RFC 8098 section 3", (*letter).readReceipt},
	{"feedback-report", gateway.ClassReport, "", "RFC 5965 section 2", (*letter).feedbackReport},
	{"dmarc-report", gateway.ClassReport, "", "RFC 7489 section 7.2.1.1; RFC 9990", (*letter).dmarcReport},
	{"tls-report", gateway.ClassReport, "", "RFC 8460 section 5.3", (*letter).tlsReport},
	{"other-report", gateway.ClassReport, gateway.ClassAutomaticInThread, "RFC 6522 section 3", (*letter).otherReport},
	{"calendar-reply", gateway.ClassReport, gateway.ClassAutomaticInThread, "RFC 5546 section 3.2.3; RFC 6047 section 2.4", (*letter).calendarReply},

	{"own-origin", gateway.ClassLoop, "", "RFC 3834 section 2", (*letter).ownOrigin},

	{"auto-submitted", gateway.ClassAutomatic, gateway.ClassAutomaticInThread, "RFC 3834 section 5; RFC 5436 section 2.7.1", (*letter).autoSubmitted},
	{"autoresponder-header", gateway.ClassAutomatic, gateway.ClassAutomaticInThread, "RFC 3834 section 2", (*letter).autoresponderHeader},
	{"autoresponder-address", gateway.ClassAutomatic, gateway.ClassAutomaticInThread, "RFC 3834 section 2", (*letter).autoresponderAddress},
	{"inbox-rule", gateway.ClassAutomatic, gateway.ClassAutomaticInThread, "MS-OXCMAIL 2.1.3.2.20", (*letter).inboxRule},
	{"automatic-subject-in-conversation", gateway.ClassAutomaticInThread, "", "RFC 3834 section 3.1.5", (*letter).automaticSubjectInside},

	{"list-header", gateway.ClassBulk, gateway.ClassAutomaticInThread, "RFC 2369; RFC 2919; RFC 5230 section 4.6", (*letter).listHeader},
	{"older-list-header", gateway.ClassBulk, gateway.ClassAutomaticInThread, "RFC 3834 section 2", (*letter).olderListHeader},
	{"list-envelope", gateway.ClassBulk, gateway.ClassAutomaticInThread, "RFC 3834 section 2; RFC 5230 section 4.6", (*letter).listEnvelope},
	{"precedence", gateway.ClassBulk, gateway.ClassAutomaticInThread, "RFC 2076 section 3.9; RFC 3834 section 2", (*letter).precedence},

	{"quarantined", gateway.ClassUnreadable, "", "RFC 3834 section 2", (*letter).quarantined},
	{"auto-submitted-unclear", gateway.ClassUnreadable, "", "RFC 3834 section 5", (*letter).autoSubmittedUnclear},
	{"broken-header", gateway.ClassUnreadable, "", "RFC 3834 section 2", (*letter).brokenHeader},
	{"two-senders", gateway.ClassUnreadable, "", "RFC 5322 section 3.6", (*letter).twoFromFields},

	{"no-sender", gateway.ClassNoSender, "", "RFC 3834 section 4", (*letter).noSender},
	{"many-authors", gateway.ClassNoSender, "", "RFC 5322 section 3.6.2", (*letter).manyAuthors},

	{"own-address", gateway.ClassOwnAddress, "", "RFC 3834 section 2", (*letter).ownAddress},

	{"spam-filter", gateway.ClassSuspicious, "", "RFC 3834 section 2", (*letter).spamFilter},
	{"dmarc-fail", gateway.ClassSuspicious, "", "RFC 8601 section 2.7; RFC 9989", (*letter).dmarcFail},

	{"list-unsubscribe-alone", gateway.ClassWeakSign, "", "RFC 2369 section 3.2", (*letter).listUnsubscribeAlone},
	{"noreply-sender", gateway.ClassWeakSign, "", "RFC 5230 section 4.6", (*letter).noreplySender},
	{"daemon-sender", gateway.ClassWeakSign, "", "RFC 5230 section 4.6", (*letter).daemonSender},
	{"automatic-subject", gateway.ClassWeakSign, "", "RFC 3834 section 3.1.5", (*letter).automaticSubject},
	{"looks-automatic", gateway.ClassWeakSign, "", "RFC 3834 section 2", (*letter).looksAutomatic},
	{"loop-header", gateway.ClassWeakSign, "", "RFC 3834 section 2", (*letter).loopHeader},

	{"role-address", gateway.ClassRole, "", "RFC 2142 sections 2 to 5; RFC 5230 section 4.6", (*letter).roleAddress},

	{"auto-response-suppress", gateway.ClassAsksNone, "", "MS-OXCMAIL 2.1.3.2.20", (*letter).autoResponseSuppress},

	{"own-ids", gateway.ClassPerhapsLoop, "", "RFC 3834 section 2", (*letter).manyOwnIDs},

	{"not-addressed", gateway.ClassNotAddressed, "", "RFC 3834 section 2; RFC 5230 section 4.5", (*letter).notAddressed},

	{"not-authenticated", gateway.ClassNotAuthenticated, "", "RFC 3834 section 4; RFC 9989", (*letter).notAuthenticated},
	{"no-return-path", gateway.ClassNotAuthenticated, "", "RFC 3834 section 4", (*letter).noReturnPath},

	{"too-old", gateway.ClassOld, "", "RFC 3834 section 2", (*letter).tooOld},
	{"no-reply-pass", gateway.ClassOld, "", "RFC 3834 section 2", (*letter).noReplyPass},
}
