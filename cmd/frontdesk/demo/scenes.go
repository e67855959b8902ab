package demo

import "frontdesk/gateway"

// scene is one mail, of a customer, a machine or an agent, and what should become of it.
type scene struct {
	File    string // in mails/, without .eml
	What    string // what kind of mail it is, for the reader
	Sender  string // envelope sender; empty: the From address
	Null    bool   // the envelope sender is the null one, as a bounce's is
	Answers string // File of the scene whose answer to the customer it answers
	Forward string // File of the scene whose forward it answers, as an agent does
	After   string // File of a scene that comes before it, though it answers another one
	Approve string // agent who lets the draft go that was made of it

	Outcome gateway.Outcome
	Matcher string               // that decides; empty where none does
	Class   gateway.Class        // of screening; empty: a person
	Reply   gateway.DeliveryKind // that the customer gets; empty: none
	Thread  string               // File of the mail that it answers; empty: this one
	Article string               // id of the first article that the customer is shown; empty: none
	Team    string               // that hears of it; empty: none
	Agent   string               // address of the agent who is told that nothing was passed on; empty: none
	State   gateway.TicketState  // of the ticket, where an agent's mail changes it
}

// waitsFor are the scenes that must be done before this one begins.
func (s scene) waitsFor() []string {
	var files []string
	for _, file := range []string{s.Answers, s.Forward, s.After} {
		if file != "" {
			files = append(files, file)
		}
	}
	return files
}

// scenes are all mails of the demo in the order in which they are shown: what the help pages answer, what machines send,
// what goes to people, what customers say next, and how the team answers.
var scenes = []scene{
	{
		File: "01-question", What: "a plain question",
		Outcome: gateway.OutcomeAnswer, Matcher: "refund-timing", Reply: gateway.KindAnswer, Article: "refund-timing",
	},
	{
		File: "02-html-quote", What: "HTML, with a long quote that is not the question",
		Outcome: gateway.OutcomeAnswer, Matcher: "password-reset", Reply: gateway.KindAnswer, Article: "password-reset",
	},
	{
		File: "03-german", What: "in German",
		Outcome: gateway.OutcomeAnswer, Matcher: "shipping-abroad", Reply: gateway.KindAnswer, Article: "shipping-abroad-de",
	},
	{
		File: "04-chinese", What: "in Chinese",
		Outcome: gateway.OutcomeAnswer, Matcher: "refund-timing", Reply: gateway.KindAnswer, Article: "refund-timing-zh",
	},
	{
		File: "05-french", What: "in French",
		Outcome: gateway.OutcomeAnswer, Matcher: "refund-timing", Reply: gateway.KindAnswer, Article: "refund-timing-fr",
	},
	{
		File: "06-spanish", What: "in Spanish",
		Outcome: gateway.OutcomeAnswer, Matcher: "order-status", Reply: gateway.KindAnswer, Article: "order-status-es",
	},
	{
		File: "07-japanese", What: "in Japanese",
		Outcome: gateway.OutcomeAnswer, Matcher: "password-reset", Reply: gateway.KindAnswer, Article: "password-reset-ja",
	},
	{
		File: "08-detail-missing", What: "the order number is missing",
		Outcome: gateway.OutcomeAsk, Matcher: "change-address", Reply: gateway.KindQuestion,
	},
	{
		File: "09-detail-comes", What: "the order number comes", Answers: "08-detail-missing",
		Outcome: gateway.OutcomeAnswer, Matcher: "change-address", Reply: gateway.KindAnswer, Article: "change-address",
	},
	{
		File: "10-out-of-office", What: "an out-of-office that answers our reply", Answers: "03-german",
		Outcome: gateway.OutcomeAttach, Class: gateway.ClassAutomaticInThread,
	},
	{
		File: "11-newsletter", What: "a newsletter", Sender: "bounces+8812@news.lightweek.example",
		Outcome: gateway.OutcomeIgnore, Class: gateway.ClassBulk,
	},
	{
		File: "12-bounce", What: "a bounce of a mail that was never ours", Null: true,
		Outcome: gateway.OutcomeIgnore, Class: gateway.ClassReport,
	},
	{
		File: "13-paid-but-failed", What: "urgent: paid, but the order failed",
		Outcome: gateway.OutcomeAcknowledge, Matcher: "paid-but-failed", Reply: gateway.KindConfirmation, Team: "billing",
	},
	{
		File: "14-person", What: "asks for a person",
		Outcome: gateway.OutcomeAcknowledge, Matcher: "talk-to-a-person", Reply: gateway.KindAcknowledgement, Team: "first-line",
	},
	{
		File: "15-nothing-fits", What: "no matcher knows it, but an article may help",
		Outcome: gateway.OutcomeAcknowledge, Reply: gateway.KindAcknowledgement, Article: "opening-hours", Team: "first-line",
	},
	{
		File: "16-closed", What: "in Portuguese, for a team that is closed today",
		Outcome: gateway.OutcomeAcknowledge, Matcher: "lighting-advice", Reply: gateway.KindAcknowledgement, Team: "projects",
	},
	{
		File: "17-no-language", What: "in no language: the reply has two",
		Outcome: gateway.OutcomeAcknowledge, Reply: gateway.KindAcknowledgement, Team: "first-line",
	},
	{
		File: "18-attachment", What: "a complaint with a photo",
		Outcome: gateway.OutcomeAcknowledge, Matcher: "complaint", Reply: gateway.KindAcknowledgement, Team: "first-line",
	},
	{
		File: "19-forged", What: "a sender who may be forged", Sender: "x91@bulk.elsewhere.example",
		Outcome: gateway.OutcomeTicket, Matcher: "change-address", Class: gateway.ClassNotAuthenticated, Team: "first-line",
	},
	{
		File: "20-draft", What: "in Italian; a draft that an agent lets go", Approve: "ben@lumen.example",
		Outcome: gateway.OutcomeAcknowledge, Matcher: "business-order", Reply: gateway.KindAcknowledgement, Team: "first-line",
	},
	{
		File: "21-did-not-help", What: `a follow-up: "that did not help"`, Answers: "01-question",
		Outcome: gateway.OutcomeAcknowledge, Matcher: "not-helped", Reply: gateway.KindConfirmation, Team: "billing",
	},
	{
		File: "22-no", What: `a follow-up: "no", in the language of before`, Answers: "06-spanish",
		Outcome: gateway.OutcomeAcknowledge, Matcher: "not-helped", Reply: gateway.KindConfirmation, Team: "first-line",
	},
	{
		File: "23-thanks", What: `a follow-up: "solved, thank you"`, Answers: "02-html-quote",
		Outcome: gateway.OutcomeResolve, Matcher: "thanks",
	},
	{
		File: "24-agent-answers", What: "an agent answers the forward of 14", Forward: "14-person",
		Outcome: gateway.OutcomeRelay, Reply: gateway.KindAgentAnswer, Thread: "14-person", State: gateway.TicketAnswered,
	},
	{
		File: "25-second-agent", What: "a second agent answers it too", Forward: "14-person", After: "24-agent-answers",
		Outcome: gateway.OutcomeAttach, Agent: "ben@lumen.example", State: gateway.TicketAnswered,
	},
	{
		File: "26-stranger", What: "a stranger pretends to be the agent", Forward: "14-person", After: "25-second-agent",
		Outcome: gateway.OutcomeAttach, State: gateway.TicketAnswered,
	},
	{
		File: "27-customer-goes-on", What: "the customer answers the agent", Answers: "24-agent-answers", After: "26-stranger",
		Outcome: gateway.OutcomeAcknowledge, Reply: gateway.KindConfirmation, Team: "first-line", State: gateway.TicketOpen,
	},
	{
		File: "28-agent-closes", What: "the agent closes the ticket", Forward: "27-customer-goes-on",
		Outcome: gateway.OutcomeAttach, State: gateway.TicketClosed,
	},
	{
		File: "29-agent-away", What: "an out-of-office of an agent", Forward: "13-paid-but-failed",
		Outcome: gateway.OutcomeAttach, Class: gateway.ClassAutomaticInThread, State: gateway.TicketOpen,
	},
}
