package replies

import (
	"fmt"
	"slices"
	"strings"

	"frontdesk/gateway"
	"frontdesk/replies/kb"
	"frontdesk/replies/markdown"
)

// chatPrefix begins the names of the templates for chats: "chat-answer".
const chatPrefix = "chat-"

// kindChatForward is the forward of a ticket for a team's chat room.
const kindChatForward = chatPrefix + gateway.KindForward

// chatKinds are what a customer reads in a chat.
var chatKinds = []gateway.DeliveryKind{
	chatPrefix + gateway.KindAnswer, chatPrefix + gateway.KindAcknowledgement, chatPrefix + gateway.KindQuestion,
	chatPrefix + gateway.KindConfirmation, chatPrefix + gateway.KindNotice,
}

// chatMost is the length of a message that every chat takes.
const chatMost = 2000

// RenderChat writes an automatic reply for a chat, in its languages: Markdown of at most limit characters as
// [markdown.ChatLength] counts them; 0: any number. What is too long loses its last links, then sentences of the passage; no
// link is cut.
func (b *Book) RenderChat(in Input, limit int) (string, error) {
	if !in.Reply.Kind.Automatic() {
		return "", fmt.Errorf("render %q: not an automatic reply", in.Reply.Kind)
	}
	in.Reply.Kind = chatPrefix + in.Reply.Kind
	layouts, err := b.written(in.Reply)
	if err != nil {
		return "", err
	}
	for {
		text, whole, err := b.message(limit, b.letters(in, layouts)...)
		if err != nil {
			return "", fmt.Errorf("render %s: %w", in.Reply.Kind, err)
		}
		shorter, can := in.shorter()
		if whole || !can {
			return text, nil
		}
		in = shorter
	}
}

// message renders parts as one message of a chat.
func (b *Book) message(limit int, parts ...part) (text string, whole bool, err error) {
	var docs []*markdown.Document
	for _, part := range parts {
		source, err := part.layout.execute(part.fields)
		if err != nil {
			return "", false, err
		}
		docs = append(docs, b.dialect.Parse([]byte(source)))
	}
	text, whole = markdown.Chat(limit, docs...)
	return text, whole, nil
}

// shorter is a reply that says a little less, and whether there was anything to leave out.
func (in Input) shorter() (Input, bool) {
	articles := slices.Clone(in.Reply.Articles[:min(len(in.Reply.Articles), maxArticles)])
	switch {
	case len(articles) > in.answers(), len(articles) > 0 && in.Reply.Kind != chatKinds[0] && !in.partly():
		articles = articles[:len(articles)-1]
	case len(articles) > 0 && longest(articles).Passage != "":
		one := longest(articles)
		sentences := kb.Sentences(one.Passage)
		one.Passage = strings.TrimSpace(strings.Join(sentences[:len(sentences)-1], ""))
	default:
		return in, false
	}
	in.Reply.Articles = articles
	return in, true
}

// longest is the article with the longest passage, the last of equal ones.
func longest(articles []gateway.Article) *gateway.Article {
	best := &articles[0]
	for i := range articles {
		if len(articles[i].Passage) >= len(best.Passage) {
			best = &articles[i]
		}
	}
	return best
}
