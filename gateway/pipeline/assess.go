package pipeline

import (
	"slices"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/screen"
	"frontdesk/gateway/store"
	"frontdesk/matchers"
	"frontdesk/matchers/language"
	"frontdesk/replies/kb"
)

// received is a message as it waits for its decision.
type received struct {
	gateway.Message
	Quarantine string
	NoReply    string
}

// assess gathers all that Decide sees. It is pure: look-ups are done before, in history.
func (pol *Policy) assess(r received, c gateway.Channel, h gateway.History, keys *gateway.Keyring, now time.Time) gateway.Assessment {
	if r.Language == "" {
		r.Language = detect(r.NewText, c.Languages)
	}
	a := gateway.Assessment{Message: r.Message, Quarantine: r.Quarantine, Channel: c, History: h, AnswersTeamMail: answersTeamMail(r.Message, keys)}
	if r.Chat != nil {
		a.Verdict = chatVerdict(r, chatSender(r.Message, h))
	} else {
		a.Verdict = screen.Check(screen.Input{
			Message: &r.Message, Quarantine: r.Quarantine, NoReply: r.NoReply, Channel: c, OwnAddresses: pol.own, Keys: keys,
			InConversation:    h.Conversation.ID != "" || h.Forward != nil,
			OwnIDsSincePerson: ownIDs(r.Message, h, keys), Now: now,
		})
	}
	words := newWords(r.Message, h)
	around := pol.around(c, h, now)
	found := pol.Matchers.Read(words, around)
	a.Matches, a.Unsure = pol.withDetails(found.Matches, r.Message, h), found.Unsure
	a.Shadow = pol.withDetails(found.Shadow, r.Message, h)
	a.Requests = found.Requests
	a.AsksElse = lastAsked(h) && pol.Matchers.AsksBeside(words, around, h.Conversation.Matcher)
	a.Heated = heated(r.Message, h)
	a.Articles = pol.articlesOf(a, now)
	if len(a.Matches) == 0 && a.Verdict.MayReply() { // only what no matcher knows is searched for
		a.Found = pol.found(a, now)
	}
	return a
}

// around is what conditions may ask besides the message: the time is that of the hours in which the channel's team has
// promised to answer.
func (pol *Policy) around(c gateway.Channel, h gateway.History, now time.Time) matchers.Around {
	a := matchers.Around{History: h, Now: now.UTC()}
	if team := pol.team(nil, c); team != nil && team.Normal != nil {
		a.Now, a.Open = now.In(team.Normal.Calendar.Zone()), team.Normal.Calendar.Open(now)
	}
	return a
}

// withDetails adds what matchers ask for where the message's subject has it, or an earlier message of the conversation: what
// was said is not asked for. The message itself comes first.
func (pol *Policy) withDetails(matches []gateway.Match, m gateway.Message, h gateway.History) []gateway.Match {
	texts := append([]string{m.NewText, m.Subject}, h.Earlier...)
	for i, match := range matches {
		if matcher, ok := pol.Matchers.Matcher(match.Matcher); ok {
			matches[i].Details = matcher.Details(texts...)
		}
	}
	return matches
}

// newWords is the message as matchers see it: in an answer the subject is that of the conversation and says nothing new.
func newWords(m gateway.Message, h gateway.History) *gateway.Message {
	if h.Conversation.ID != "" && screen.Shape(m.Subject) == screen.Shape(h.Conversation.Subject) {
		m.Subject = ""
	}
	return &m
}

// detect recognises a language, among those of the channel where it names any.
func detect(text string, among []string) string {
	if len(among) == 0 {
		return language.Detect(text)
	}
	return language.DetectAmong(text, among)
}

// found are the articles that fit the message by what they say, and are good enough to be shown unseen.
func (pol *Policy) found(a gateway.Assessment, now time.Time) []gateway.Article {
	var out []gateway.Article
	q := kb.Query{Text: a.Message.Subject + "\n" + a.Message.NewText, Language: a.Message.Language, Limit: maxArticles, Now: now, GoodOnly: true}
	for _, hit := range pol.Articles.Find(q) {
		out = append(out, hit.Article)
	}
	return out
}

// articlesOf looks up the articles that matches name, and those of the conversation's own matcher, whose question the
// message may answer.
func (pol *Policy) articlesOf(a gateway.Assessment, now time.Time) map[string]gateway.Article {
	out := make(map[string]gateway.Article)
	names := []string{a.History.Conversation.Matcher}
	for _, match := range slices.Concat(a.Matches, a.Shadow) {
		names = append(names, match.Matcher)
	}
	for _, name := range names {
		m, ok := pol.Matchers.Matcher(name)
		if !ok {
			continue
		}
		for _, ref := range m.Answer {
			if art, ok := pol.shown(ref.Name, a.Message, now); ok {
				out[ref.Name] = art
			}
		}
	}
	return out
}

// shown is an article as this message's answer shows it: in the customer's language where there is a translation, with
// the passage that fits the question; not where it has expired.
func (pol *Policy) shown(id string, m gateway.Message, now time.Time) (gateway.Article, bool) {
	if other := pol.Articles.Translation(id, m.Language); m.Language != "" && other != "" {
		id = other
	}
	art, ok := pol.Articles.Article(id)
	if !ok || pol.Articles.Expired(id, now) {
		return art, false
	}
	if passage := pol.Articles.Passage(id, m.Subject+"\n"+m.NewText); passage != "" {
		art.Passage = passage
	}
	return art, true
}

// ownIDs counts the automatic replies of ours that the message refers to, since a person of ours wrote.
func ownIDs(m gateway.Message, h gateway.History, keys *gateway.Keyring) int {
	n := 0
	for _, id := range m.Thread.Keys() {
		if own, ok := keys.ParseMessageID(id); ok && own.Automatic {
			n++
		}
	}
	if !h.PersonWrote.IsZero() {
		n = min(n, len(h.SincePerson()))
	}
	return n
}

// historyQuery says what the store must know to find the conversation of a message.
func historyQuery(m gateway.Message, guard string, c gateway.Channel, keys *gateway.Keyring, now time.Time) store.HistoryQuery {
	sender := screen.Sender(&m, c)
	if m.Chat != nil {
		sender = m.Author
	}
	q := store.HistoryQuery{
		Message: m, Guard: guard, Sender: sender.Canonical(), Keys: m.Thread.Keys(),
		ShapeKey: screen.ShapeKey(sender, m.Subject), SenderKey: screen.SenderKey(sender), Now: now,
		MailboxAlarm: screen.MailboxHour, Tickets: ticketsNamed(m), Same: sameAs(m),
	}
	if m.Facts.Report != nil {
		q.Keys = append(q.Keys, m.Facts.Report.About...)
		q.AnySender = true
	}
	for _, id := range q.Keys {
		if own, ok := keys.ParseMessageID(id); ok {
			q.Own = append(q.Own, own)
		}
	}
	return q
}
