package demo

import "frontdesk/gateway"

// verb is what somebody does in an act.
type verb string

// Verbs of acts.
const (
	says     verb = "says"
	replies  verb = "replies to" // the message of On
	posts    verb = "posts"      // in a forum; With is the title
	edits    verb = "edits"      // the message of On
	erases   verb = "deletes"    // the message of On
	reacts   verb = "reacts"     // With an emoji to the bot's answer to On
	commands verb = "commands"   // With is the name of the slash command
	presses  verb = "presses"    // the button of the command With below the bot's answer to On, or its forward in the staff room
	chooses  verb = "chooses"    // With from the menu of the bot's answer to On
	points   verb = "points"     // With from the menu of the message of On
	goesOn   verb = "goes on"    // in the private thread of On's ticket
)

// spot is where the bot's words to a person stand.
type spot string

// Places.
const (
	asReply   spot = "as a reply"
	inThread  spot = "in a thread below it"
	inPost    spot = "in the post"
	alone     spot = "to its author alone"
	toAll     spot = "to everybody"
	inPrivate spot = "in a private thread"
)

// act is what one person does, and what should become of it. An act begins once those named in On and After are done, and what
// is said in a room once the message before it there is decided; other rooms go on meanwhile.
type act struct {
	Name  string
	Who   string
	Does  verb
	Room  string
	Text  string // said, asked, or put into the form that comes up; @bot mentions the bot
	With  string
	On    string   // Name of the act that it is about
	After []string // Names of further acts that must be done before

	Outcome gateway.Outcome // empty: nothing is to be decided
	Unread  bool            // the outcome is no decision of the gateway's: it does not read the message
	Article string          // id of the article that is shown; empty: none
	Shown   spot            // where the bot speaks to the person; empty: it does not
	Team    bool            // the staff room hears of it
	Note    gateway.NoteName
	Gone    bool // the bot's answer to On is taken back
}

// about names the acts that must be done before this one begins.
func (a act) about() []string {
	if a.On == "" {
		return a.After
	}
	return append([]string{a.On}, a.After...)
}

// acts are the scene: questions and chatter at the same time, then what people do with the answers, then moderators.
var acts = []act{
	{
		Name: "greeting", Who: "Sam", Does: says, Room: roomHelp, Text: "good morning everyone ☕",
		Outcome: gateway.OutcomeNotForUs,
	},
	{
		Name: "refund", Who: "Lena", Does: says, Room: roomHelp, Text: "Hi! I sent a lamp back two weeks ago. When will I get my refund?",
		Outcome: gateway.OutcomeAnswer, Article: "refund-timing", Shown: asReply,
	},
	{
		Name: "answered-by-people", Who: "Noah", Does: says, Room: roomHelp, Text: "Are you open on Saturday?",
		Outcome: gateway.OutcomeLeftToPeople,
	},
	{
		Name: "person-answers", Who: "Ben", Does: replies, On: "answered-by-people", Text: "from 10 to 14, I was there last week",
		Outcome: gateway.OutcomeNotForUs,
	},
	{
		Name: "german", Who: "Jonas", Does: says, Room: roomHelp, Text: "Liefern Sie auch in die Schweiz? Und was kostet das?",
		Outcome: gateway.OutcomeAnswer, Article: "shipping-abroad-de", Shown: asReply,
	},
	{
		Name: "joke", Who: "Ravi", Does: says, Room: roomHelp, Text: "my cat thinks the Luna lamp is the actual moon 😹",
		Outcome: gateway.OutcomeNotForUs,
	},
	{
		Name: "between-people", Who: "Sam", Does: replies, On: "joke", Text: "where did you order that one, and how long did it take?",
		Outcome: gateway.OutcomeNotForUs,
	},
	{
		Name: "chinese", Who: "小雨", Does: says, Room: roomChinese, Text: "我忘记密码了，登录不了，怎么办？",
		Outcome: gateway.OutcomeAnswer, Article: "password-reset-zh", Shown: asReply,
	},
	{
		Name: "spanish", Who: "Lucía", Does: says, Room: roomHelp, Text: "¿Dónde está mi pedido? Lo hice la semana pasada.",
		Outcome: gateway.OutcomeAnswer, Article: "order-status-es", Shown: asReply,
	},
	{
		Name: "code", Who: "Kofi", Does: says, Room: roomHelp, Text: "```js\nif (lamp?.on) { where = order ?? refund }\n```",
		Outcome: gateway.OutcomeNotForUs,
	},
	{
		Name: "other-bot", Who: otherBot, Does: says, Room: roomHelp, Text: "Deploy done. Where is my order page? https://lumen.example/orders",
		Outcome: gateway.OutcomeNotForUs, Unread: true,
	},
	{
		Name: "not-watched", Who: "Noah", Does: says, Room: roomGeneral, Text: "Where is my order LL-204518?",
		Outcome: gateway.OutcomeNotForUs, Unread: true,
	},
	{
		Name: "mention", Who: "Theo", Does: says, Room: roomGeneral, Text: "@bot when are you open on Saturday?",
		Outcome: gateway.OutcomeAnswer, Article: "opening-hours", Shown: asReply,
	},
	{
		Name: "thread", Who: "Priya", Does: says, Room: roomOrders, Text: "Can I still change the delivery address of LL-204518?",
		Outcome: gateway.OutcomeAnswer, Article: "change-address", Shown: inThread,
	},
	{
		Name: "forum", Who: "Oskar", Does: posts, Room: roomQuestions, With: "Flickering", Text: "My desk lamp has been flickering since yesterday. Is that covered?",
		Outcome: gateway.OutcomeAnswer, Article: "warranty", Shown: inPost,
	},
	{
		Name: "forum-french", Who: "Camille", Does: posts, Room: roomQuestions, With: "Connexion", Text: "J’ai oublié mon mot de passe.",
		Outcome: gateway.OutcomeAnswer, Article: "password-reset-fr", Shown: inPost,
	},
	{
		Name: "urgent", Who: "Nadia", Does: says, Room: roomOrders, Text: "I paid 89 euros by card but the order failed with an error page!",
		Outcome: gateway.OutcomeAcknowledge, Shown: inPrivate, Team: true,
	},
	{
		Name: "unknown", Who: "Gil", Does: says, Room: roomHelp, Text: "Which of your lamps would suit a terrarium with two geckos?",
		Outcome: gateway.OutcomeTicket, Team: true,
	},
	{
		Name: "typo", Who: "Rosa", Does: says, Room: roomOrders, Text: "does anybody know where?!",
		Outcome: gateway.OutcomeAnswer, Article: "invoice", Shown: inThread,
	},
	{
		Name: "edited", Who: "Rosa", Does: edits, On: "typo", Text: "does anybody know where I find the invoice for my order?",
	},
	{
		Name: "ask", Who: "Maya", Does: commands, Room: roomHelp, With: "ask", Text: "can I get a copy of the receipt for my order?",
		Outcome: gateway.OutcomeAnswer, Article: "invoice", Shown: alone,
	},
	{
		Name: "share", Who: "Maya", Does: presses, On: "ask", With: string(gateway.CommandShare),
		Outcome: gateway.OutcomeAttach, Shown: toAll, Note: gateway.NoteShared,
	},
	{
		Name: "bot-off", Who: "Ida", Does: commands, Room: roomHelp, With: "bot-off",
		Outcome: gateway.OutcomeAttach, Note: gateway.NoteOff,
	},
	{
		Name: "opted-out", Who: "Ida", Does: says, Room: roomOrders, Text: "How do I reset my password?", After: []string{"bot-off"},
		Outcome: gateway.OutcomeLeftToPeople,
	},
	{
		Name: "stranger", Who: "Ben", Does: presses, On: "refund", With: string(gateway.CommandUnsolved),
		Outcome: gateway.OutcomeAttach, Note: gateway.NoteNotYours,
	},
	{
		Name: "did-not-help", Who: "Lena", Does: presses, On: "refund", With: string(gateway.CommandUnsolved), After: []string{"stranger"},
		Outcome: gateway.OutcomeAcknowledge, Shown: inPrivate, Team: true, Note: gateway.NoteHanded,
	},
	{
		Name: "take", Who: agent, Does: presses, On: "did-not-help", With: string(gateway.CommandTake),
		Outcome: gateway.OutcomeAttach, Note: gateway.NoteTaken,
	},
	{
		Name: "agent-answers", Who: agent, Does: presses, On: "did-not-help", With: string(gateway.CommandReply), After: []string{"take"},
		Text:    "Your return came in on Thursday. The money leaves our bank tomorrow.",
		Outcome: gateway.OutcomeRelay, Shown: inPrivate, Note: gateway.NoteSent,
	},
	{
		Name: "goes-on", Who: "Lena", Does: goesOn, On: "did-not-help", After: []string{"agent-answers"}, Text: "Great, thank you! Which bank will it come from?",
		Outcome: gateway.OutcomeAcknowledge, Shown: inPrivate, Team: true,
	},
	{
		Name: "close", Who: agent, Does: presses, On: "goes-on", With: string(gateway.CommandClose),
		Outcome: gateway.OutcomeAttach, Note: gateway.NoteClosed,
	},
	{
		Name: "person", Who: "Jonas", Does: presses, On: "german", With: string(gateway.CommandPerson),
		Outcome: gateway.OutcomeAcknowledge, Shown: inPrivate, Team: true, Note: gateway.NoteHanded,
	},
	{
		Name: "human", Who: "Sam", Does: commands, Room: roomOrders, With: "human", Text: "my invoice shows the wrong company",
		Outcome: gateway.OutcomeAcknowledge, Shown: inPrivate, Team: true, Note: gateway.NoteHanded,
	},
	{
		Name: "solved", Who: "Lucía", Does: reacts, On: "spanish", With: "✅",
		Outcome: gateway.OutcomeResolve,
	},
	{
		Name: "asked-again", Who: "小雨", Does: says, Room: roomChinese, Text: "还是登录不了，密码忘了怎么办？", After: []string{"chinese"},
		Outcome: gateway.OutcomeTicket, Team: true,
	},
	{
		Name: "deleted", Who: "Camille", Does: erases, On: "forum-french",
		Gone: true,
	},
	{
		Name: "misread", Who: "Otto", Does: says, Room: roomOrders, Text: "Is the showroom poster open for orders?",
		Outcome: gateway.OutcomeAnswer, Article: "opening-hours", Shown: inThread,
	},
	{
		Name: "wrong", Who: moderator, Does: chooses, On: "misread", With: "Wrong answer",
		Outcome: gateway.OutcomeAttach, Note: gateway.NoteRetracted, Gone: true,
	},
	{
		Name: "mute", Who: moderator, Does: points, On: "thread", With: "Mute the bot here", After: []string{"wrong", "opted-out", "typo"},
		Outcome: gateway.OutcomeAttach, Note: gateway.NoteMuted,
	},
	{
		Name: "muted", Who: "Kofi", Does: says, Room: roomOrders, Text: "Where is my order LL-300112?", After: []string{"mute"},
		Outcome: gateway.OutcomeNotForUs,
	},
}
