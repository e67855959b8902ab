package demo

import "frontdesk/gateway"

// scene is one customer's mail and what should become of it.
type scene struct {
	File    string // in mails/, without .eml
	What    string // what kind of mail it is, for the reader
	Sender  string // envelope sender; empty: the From address
	Null    bool   // the envelope sender is the null one, as a bounce's is
	Answers string // File of the scene whose reply it answers; it is sent once that reply has arrived

	Outcome gateway.Outcome
	Matcher string               // that decides; empty where none does
	Class   gateway.Class        // of screening; empty: a person
	Reply   gateway.DeliveryKind // that the customer gets; empty: none
	Team    string               // that gets a ticket; empty: none
}

// scenes are the customers of the demo, in the order in which they write.
var scenes = []scene{
	{
		File: "01-question", What: "a plain question",
		Outcome: gateway.OutcomeAnswer, Matcher: "refund-timing", Reply: gateway.KindAnswer,
	},
	{
		File: "02-html-quote", What: "HTML, with a long quote that is not the question",
		Outcome: gateway.OutcomeAnswer, Matcher: "password-reset", Reply: gateway.KindAnswer,
	},
	{
		File: "03-paid-but-failed", What: "urgent: paid, but the order failed",
		Outcome: gateway.OutcomeAcknowledge, Matcher: "paid-but-failed", Reply: gateway.KindConfirmation, Team: "billing",
	},
	{
		File: "04-german", What: "in German",
		Outcome: gateway.OutcomeAnswer, Matcher: "shipping-abroad", Reply: gateway.KindAnswer,
	},
	{
		File: "05-chinese", What: "in Chinese",
		Outcome: gateway.OutcomeAnswer, Matcher: "refund-timing", Reply: gateway.KindAnswer,
	},
	{
		File: "06-out-of-office", What: "an out-of-office that answers our reply", Answers: "04-german",
		Outcome: gateway.OutcomeAttach, Class: gateway.ClassAutomaticInThread,
	},
	{
		File: "07-newsletter", What: "a newsletter", Sender: "bounces+8812@news.lightweek.example",
		Outcome: gateway.OutcomeIgnore, Class: gateway.ClassBulk,
	},
	{
		File: "08-bounce", What: "a bounce of a mail that was never ours", Null: true,
		Outcome: gateway.OutcomeIgnore, Class: gateway.ClassReport,
	},
	{
		File: "09-person", What: "asks for a person",
		Outcome: gateway.OutcomeAcknowledge, Matcher: "talk-to-a-person", Reply: gateway.KindAcknowledgement, Team: "first-line",
	},
	{
		File: "10-nothing-fits", What: "something that no matcher knows",
		Outcome: gateway.OutcomeAcknowledge, Reply: gateway.KindAcknowledgement, Team: "first-line",
	},
	{
		File: "11-attachment", What: "a complaint with a photo",
		Outcome: gateway.OutcomeAcknowledge, Matcher: "complaint", Reply: gateway.KindAcknowledgement, Team: "first-line",
	},
	{
		File: "12-forged", What: "a sender who may be forged", Sender: "x91@bulk.elsewhere.example",
		Outcome: gateway.OutcomeTicket, Matcher: "change-address", Class: gateway.ClassNotAuthenticated, Team: "first-line",
	},
	{
		File: "13-did-not-help", What: `a follow-up: "that did not help"`, Answers: "01-question",
		Outcome: gateway.OutcomeAcknowledge, Matcher: "not-helped", Reply: gateway.KindConfirmation, Team: "billing",
	},
	{
		File: "14-thanks", What: `a follow-up: "thanks, that worked"`, Answers: "02-html-quote",
		Outcome: gateway.OutcomeResolve, Matcher: "thanks",
	},
	{
		File: "15-detail-missing", What: "the order number is missing",
		Outcome: gateway.OutcomeAsk, Matcher: "change-address", Reply: gateway.KindQuestion,
	},
	{
		File: "16-detail-comes", What: "the order number comes", Answers: "15-detail-missing",
		Outcome: gateway.OutcomeAnswer, Matcher: "change-address", Reply: gateway.KindAnswer,
	},
}
