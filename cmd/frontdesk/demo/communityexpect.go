package demo

import (
	"fmt"
	"strings"

	"frontdesk/connectors/discord/discordtest"
	"frontdesk/gateway"
)

// differs says in words where the outcome is not what the act expects; empty where all of it is.
func (a act) differs(o outcome) string {
	if a.Outcome == "" || a.Unread {
		return ""
	}
	d := o.Settled.Decision
	var wrong []string
	check := func(what, got, want string) {
		if got != want {
			wrong = append(wrong, fmt.Sprintf("%s %s instead of %s", what, orNone(got), orNone(want)))
		}
	}
	check("outcome", string(d.Outcome), string(a.Outcome))
	check("article", o.article(), a.Article)
	check("said", string(o.shown()), string(a.Shown))
	check("note", string(o.note()), string(a.Note))
	check("team", yesOrNo(o.forwarded()), yesOrNo(a.Team))
	if a.Article != "" && !o.showsLink() {
		wrong = append(wrong, "an answer without the article's link")
	}
	return strings.Join(wrong, ", ")
}

// article is the first one that was shown.
func (o outcome) article() string {
	if reply := o.Settled.Decision.Reply; reply != nil && len(reply.Articles) > 0 && reply.Kind == gateway.KindAnswer {
		return reply.Articles[0].ID
	}
	return ""
}

// showsLink: the answer has the address of its first article.
func (o outcome) showsLink() bool {
	m, err := o.answer()
	return err == nil && strings.Contains(m.Content, o.Settled.Decision.Reply.Articles[0].URL)
}

// shown is where the bot spoke to the person, notes apart.
func (o outcome) shown() spot {
	for _, s := range o.Said {
		if s.Delivery.Kind == gateway.KindForward || s.Delivery.Kind == gateway.KindNote {
			continue
		}
		return o.placeOf(s.Message)
	}
	return ""
}

func (o outcome) placeOf(m discordtest.Message) spot {
	switch {
	case m.Ephemeral():
		return alone
	case m.Room.Kind == discordtest.PrivateThread:
		return inPrivate
	case m.Room.Kind.IsThread() && m.Room.Parent.Kind == discordtest.Forum:
		return inPost
	case m.Room.Kind.IsThread():
		return inThread
	case m.ReplyTo != "" && m.ReplyTo == o.deed.Message.ID:
		return asReply
	}
	return toAll
}

// note is the word that only the person saw.
func (o outcome) note() gateway.NoteName {
	for _, s := range o.Said {
		if s.Delivery.Kind == gateway.KindNote && s.Message.Ephemeral() && o.Settled.Decision.Effects != nil {
			return o.Settled.Decision.Effects.Note
		}
	}
	return ""
}

func (o outcome) forwarded() bool {
	_, err := o.first(gateway.KindForward)
	return err == nil
}

func yesOrNo(b bool) string {
	if b {
		return "told"
	}
	return ""
}
