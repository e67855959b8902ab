package discord

import (
	"fmt"
	"strconv"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
)

// Settings are the keys of a channel of kind discord. Check fills the defaults.
type Settings struct {
	Kind      string         `yaml:"kind"`
	Token     configs.Secret `yaml:"token,required"` // of the bot, from the developer portal
	API       string         `yaml:"api"`            // base URL of a compatible server; default Discord's
	Team      configs.Ref    `yaml:"team"`           // for what no matcher routes
	Languages []string       `yaml:"languages"`      // in which people write, the channel's own first; default: any
	Watch     []Watch        `yaml:"watch"`          // rooms that are read

	MessageContent *bool         `yaml:"message_content"` // the privileged intent (default); false: only what is said to the bot
	Start          string        `yaml:"start"`           // what was said before the first start: now (not read) or all (a day of it)
	MaxReplyAge    time.Duration `yaml:"max_reply_age"`   // older messages get a ticket and no reply; default 1h
	Shards         Shards        `yaml:"shards"`          // a number, or auto; default 1
	Commands       Commands      `yaml:"commands"`        // offered to members; default: all

	Answer     string         `yaml:"answer"`     // reply (default) or thread; in forum posts always in the post
	Tickets    string         `yaml:"tickets"`    // where the customer of a ticket hears: thread (default, private) or dm
	Grace      *time.Duration `yaml:"grace"`      // people answer first: how long a question waits; default 60s
	Confidence *float64       `yaml:"confidence"` // least score of a matcher that may speak unasked; default 0.8
	MinLength  *int           `yaml:"min_length"` // characters of a question; default 12
	Cooldown   Cooldown       `yaml:"cooldown"`   // between unasked answers
	Budget     Budget         `yaml:"budget"`     // of bot messages in a room
	Quiet      []string       `yaml:"quiet"`      // "22:00-07:00 Europe/Berlin": nothing is said unasked
	Talking    *time.Duration `yaml:"talking"`    // people who wrote to each other within this time are left alone; default 5m

	quiet []gateway.QuietHours // Quiet, read
}

// Shards is how many sessions share the work.
type Shards struct {
	Count int
	Auto  bool // as many as the server asks for
}

// DecodeConfig implements [configs.Decoder].
func (n *Shards) DecodeConfig(s configs.Section, p *configs.Problems) {
	word, _ := s.Scalar()
	count, err := strconv.Atoi(word)
	if word != shardsAuto && (err != nil || count < 1 || count > maxShards) {
		p.Add(s.At, fmt.Sprintf("%q is no number of shards", word), "write a number from 1, or auto")
		return
	}
	*n = Shards{Count: count, Auto: word == shardsAuto}
}

// Watch is one room that is read: its name or id, or a mapping with what it has of its own.
type Watch struct {
	Room   configs.Ref    `yaml:"room,required"`
	Team   configs.Ref    `yaml:"team"`
	Answer string         `yaml:"answer"`
	Grace  *time.Duration `yaml:"grace"`
	Silent bool           `yaml:"silent"` // answered only when asked
}

// DecodeConfig implements [configs.Decoder].
func (w *Watch) DecodeConfig(s configs.Section, p *configs.Problems) {
	if !s.IsMapping() {
		w.Room.DecodeConfig(s, p)
		return
	}
	type plain Watch
	s.Decode((*plain)(w), p)
}

// Commands says which commands are offered; those left out are.
type Commands struct {
	Ask      *bool `yaml:"ask"`      // /ask
	Human    *bool `yaml:"human"`    // /human
	Off      *bool `yaml:"off"`      // /bot-off and /bot-on
	Answer   *bool `yaml:"answer"`   // menu of a message: Answer from the knowledge base
	HandOver *bool `yaml:"handover"` // menu of a message: Hand to a person
	Wrong    *bool `yaml:"wrong"`    // menu of a message, for moderators: Wrong answer
	Mute     *bool `yaml:"mute"`     // menu of a message, for moderators: Mute the bot here
}

// Cooldown are the least times between two unasked answers in a room; 0s is none.
type Cooldown struct {
	Person  *time.Duration `yaml:"person"`  // to the same person; default 5m
	Matcher *time.Duration `yaml:"matcher"` // of the same matcher; default 10m
	Article *time.Duration `yaml:"article"` // showing the same article; default 30m
	Room    *time.Duration `yaml:"room"`    // at all; default 0s
}

// Budget bounds what the bot says unasked in a room within an hour; 0 is no bound.
type Budget struct {
	Hour  *int     `yaml:"hour"`  // messages; default 20
	Share *float64 `yaml:"share"` // of all messages, 0 to 1; default 0.2
}

// Words of Settings.Start, Settings.Tickets and Settings.Shards, and the most shards.
const (
	startNow     = "now"
	startAll     = "all"
	ticketThread = "thread"
	ticketDirect = "dm"
	shardsAuto   = "auto"
	maxShards    = 1000
)

// textLimit is how many characters one message may have.
const textLimit = 2000

// ReadsContent says whether the privileged intent for the text of messages is asked for.
func (s *Settings) ReadsContent() bool { return s.MessageContent == nil || *s.MessageContent }

// Account names the token's source, so that two channels on one account are found; empty where nothing can be said.
func (s *Settings) Account() (string, configs.Position) {
	name := s.Token.String()
	if name == "" || name == "***" || name == "cmd:***" {
		return "", s.Token.At()
	}
	return name + " at " + s.API, s.Token.At()
}

// Channel is what the gateway knows of the community.
func (s *Settings) Channel(name string) gateway.Channel {
	return gateway.Channel{
		Name: name, Kind: "discord", Team: s.Team.Name,
		MaxReplyAge: s.MaxReplyAge,
		Unaddressed: gateway.TreatAnswer,
		AnswerTo:    gateway.AnswerFrom,
		Languages:   s.Languages,
		Manners:     s.manners(),
	}
}

func (s *Settings) manners() *gateway.Manners {
	m := &gateway.Manners{
		Grace: valueOr(s.Grace, 60*time.Second), Confidence: valueOr(s.Confidence, 0.8), MinLength: valueOr(s.MinLength, 12),
		Cooldown: gateway.Cooldowns{
			Person: valueOr(s.Cooldown.Person, 5*time.Minute), Matcher: valueOr(s.Cooldown.Matcher, 10*time.Minute),
			Article: valueOr(s.Cooldown.Article, 30*time.Minute), Room: valueOr(s.Cooldown.Room, 0),
		},
		HourMost: valueOr(s.Budget.Hour, 20), ShareMost: valueOr(s.Budget.Share, 0.2),
		Quiet: s.quiet, Talking: valueOr(s.Talking, 5*time.Minute),
		Answer: gateway.Place(s.Answer), Ticket: gateway.PlacePrivate, TextLimit: textLimit,
	}
	if s.Tickets == ticketDirect {
		m.Ticket = gateway.PlaceDirect
	}
	for _, w := range s.Watch {
		own := gateway.RoomManners{Team: w.Team.Name, Answer: gateway.Place(w.Answer), Grace: w.Grace, Silent: w.Silent}
		if own == (gateway.RoomManners{}) {
			continue
		}
		if m.Rooms == nil {
			m.Rooms = map[string]gateway.RoomManners{}
		}
		m.Rooms[roomName(w.Room.Name)] = own
	}
	return m
}

func valueOr[T any](v *T, otherwise T) T {
	if v == nil {
		return otherwise
	}
	return *v
}
