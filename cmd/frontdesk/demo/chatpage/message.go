package chatpage

import (
	"slices"
	"strconv"
	"time"

	"frontdesk/connectors/discord/discordtest"
)

// message is one message as a person sees it.
type message struct {
	ID        string     `json:"id"`
	Author    namedUser  `json:"author"` // Part: bot, other bot, or empty
	At        time.Time  `json:"at"`
	Text      string     `json:"text"`
	Mine      bool       `json:"mine"`
	MayErase  bool       `json:"mayErase"`
	Edited    bool       `json:"edited"`
	ReplyTo   *quoted    `json:"replyTo,omitempty"`
	Buttons   []button   `json:"buttons,omitempty"`
	Reactions []reaction `json:"reactions,omitempty"`
	Thread    string     `json:"thread,omitempty"` // id of the one that hangs on it, where the person sees it
	Alone     bool       `json:"alone,omitempty"`  // only this person sees it
	Used      string     `json:"used,omitempty"`   // the command that it answers
	Thinking  bool       `json:"thinking,omitempty"`
	System    bool       `json:"system,omitempty"` // the chat's own words
	Decided   *Decision  `json:"decided,omitempty"`
	Undecided string     `json:"undecided,omitempty"` // why there is no decision
}

type quoted struct {
	Author string `json:"author"`
	Text   string `json:"text"`
}

type button struct {
	ID       string `json:"id"`
	Label    string `json:"label"`
	Style    int    `json:"style"`
	Disabled bool   `json:"disabled"`
}

type reaction struct {
	Emoji string `json:"emoji"`
	Count int    `json:"count"`
	Mine  bool   `json:"mine"`
}

// Words for messages without a decision.
const (
	notDecidedYet = "not decided yet: people answer first"
	notRead       = "not read: the room is not watched"
	anotherBots   = "traffic only: another bot wrote it"
)

// messages are those of a room and what only u sees there, oldest first.
func (p *Page) messages(u *discordtest.User, room *discordtest.Room, watched bool) []message {
	all := room.Messages()
	byID := make(map[string]discordtest.Message, len(all))
	out := []message{}
	for _, m := range all {
		byID[m.ID] = m
		out = append(out, p.message(u, m, byID, watched))
	}
	out = append(out, p.alone(u, room)...)
	slices.SortStableFunc(out, func(a, b message) int { return compareIDs(a.ID, b.ID) })
	return out
}

// message is m as u sees it; earlier are those of its room before it.
func (p *Page) message(u *discordtest.User, m discordtest.Message, earlier map[string]discordtest.Message, watched bool) message {
	v := message{
		ID: m.ID, Author: p.author(m), At: m.Sent, Text: m.Content, Mine: m.Author.ID == u.ID, Edited: !m.Edited.IsZero(),
		MayErase: m.Author.ID == u.ID || m.Room.Allows(u, discordtest.ManageMessages),
		System:   m.Type != discordtest.TypeDefault && m.Type != discordtest.TypeReply && m.Type != discordtest.TypeSlash && m.Type != discordtest.TypeContextMenu,
	}
	if on, ok := earlier[m.ReplyTo]; ok {
		v.ReplyTo = &quoted{Author: on.Author.Name, Text: on.Content}
	}
	for _, b := range m.Buttons() {
		v.Buttons = append(v.Buttons, button{ID: b.CustomID, Label: b.Label, Style: b.Style, Disabled: b.Disabled})
	}
	for emoji, who := range m.Reactions {
		v.Reactions = append(v.Reactions, reaction{Emoji: emoji, Count: len(who), Mine: slices.Contains(who, u.ID)})
	}
	slices.SortFunc(v.Reactions, func(a, b reaction) int { return compareIDs(a.Emoji, b.Emoji) })
	if t := p.o.Server.Room(m.Thread); t != nil && !t.Deleted() && t.Allows(u, discordtest.ViewChannel) {
		v.Thread = t.ID
	}
	p.judge(&v, m, watched)
	return v
}

// judge adds what was decided about a message of a person's.
func (p *Page) judge(v *message, m discordtest.Message, watched bool) {
	d, ok := p.o.Decided(m.Room.ID + "/" + m.ID)
	switch {
	case v.System || v.Author.Part == partBot:
	case ok:
		v.Decided = &d
	case v.Author.Part == partOther:
		v.Undecided = anotherBots
	case !watched && !slices.Contains(m.Mentions, p.o.Bot.User.ID):
		v.Undecided = notRead
	default:
		v.Undecided = notDecidedYet
	}
}

// Parts of authors that are no people.
const (
	partBot   = "bot"
	partOther = "other bot"
)

func (p *Page) author(m discordtest.Message) namedUser {
	a := namedUser{ID: m.Author.ID, Name: m.Author.Name}
	switch {
	case m.Author.ID == p.o.Bot.User.ID:
		a.Part = partBot
	case m.Author.Bot || m.Webhook != "":
		a.Part = partOther
	}
	return a
}

// alone are the answers to commands and buttons in a room that only u sees, each as it is now.
func (p *Page) alone(u *discordtest.User, room *discordtest.Room) []message {
	p.mu.Lock()
	all := slices.Clone(p.interactions)
	p.mu.Unlock()
	var out []message
	seen := map[string]bool{}
	for _, one := range all {
		if one.by != u.ID || one.with.Room != room {
			continue
		}
		o := one.with.Outcome()
		if o.Acknowledged && o.Deferred && !o.Updated && o.Original == nil && o.Ephemeral && len(o.FollowUps) == 0 {
			out = append(out, message{ID: one.with.ID, Author: p.bot(), Alone: true, Thinking: true, Used: one.name})
		}
		if o.Original != nil {
			o.FollowUps = append([]discordtest.Message{*o.Original}, o.FollowUps...)
		}
		for _, m := range o.FollowUps {
			if !m.Ephemeral() || seen[m.ID] {
				continue
			}
			seen[m.ID] = true
			v := p.message(u, m, nil, true)
			v.Alone, v.Used, v.MayErase = true, one.name, false
			if d, ok := p.o.Decided("interaction/" + one.with.ID); ok {
				v.Decided = &d
			}
			out = append(out, v)
		}
	}
	return out
}

func (p *Page) bot() namedUser {
	return namedUser{ID: p.o.Bot.User.ID, Name: p.o.Bot.User.Name, Part: partBot}
}

// compareIDs compares snowflakes as numbers.
func compareIDs(a, b string) int {
	m, _ := strconv.ParseUint(a, 10, 64)
	n, _ := strconv.ParseUint(b, 10, 64)
	switch {
	case m < n:
		return -1
	case m > n:
		return 1
	}
	return 0
}
