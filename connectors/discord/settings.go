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
	Kind      string         `yaml:"kind" required:"yes" words:"discord" help:"A community on Discord, or on a compatible server"`
	Token     configs.Secret `yaml:"token,required" help:"Where the bot's token from the developer portal is found: env:NAME, file:PATH or cmd:COMMAND"`
	API       string         `yaml:"api" default:"https://discord.com/api" help:"Base URL of the server"`
	Team      configs.Ref    `yaml:"team" otherwise:"such tickets are in the queue and not forwarded" help:"For what no matcher routes"`
	Languages []string       `yaml:"languages" otherwise:"any" help:"In which people write, the channel's own first: en, de, pt-BR"`
	Watch     []Watch        `yaml:"watch" otherwise:"none: answered is only who mentions or commands the bot" help:"The rooms that are read, by name or id; or a mapping with what a room has of its own"`

	MessageContent *bool         `yaml:"message_content" default:"true" help:"Asks for the privileged intent; false: only what is said to the bot is read"`
	Start          string        `yaml:"start" default:"now" words:"now,all" help:"What was said before the first start: now does not read it, all reads a day of it"`
	MaxReplyAge    time.Duration `yaml:"max_reply_age" default:"1h" help:"Older messages get a ticket and no reply"`
	Shards         Shards        `yaml:"shards" default:"1" help:"How many sessions share the work: a number, or auto"`
	Commands       Commands      `yaml:"commands" help:"Which commands are offered"`

	Answer     string         `yaml:"answer" default:"reply" words:"reply,thread" help:"Where an answer stands; in forum posts always in the post"`
	Tickets    string         `yaml:"tickets" default:"thread" words:"thread,dm" help:"Where the customer of a ticket hears: a private thread, or a direct message"`
	Grace      *time.Duration `yaml:"grace" default:"60s" help:"People answer first: how long a question waits"`
	Confidence *float64       `yaml:"confidence" default:"0.8" help:"Least score, 0 to 1, of a matcher that may speak unasked"`
	MinLength  *int           `yaml:"min_length" default:"12" help:"Least characters of a question that is answered unasked"`
	Cooldown   Cooldown       `yaml:"cooldown" help:"Least times between two unasked answers in a room; 0s is none"`
	Budget     Budget         `yaml:"budget" help:"What the bot may say unasked in a room within an hour; 0 is no bound"`
	Quiet      []string       `yaml:"quiet" help:"When nothing is said unasked: 22:00-07:00 Europe/Berlin"`
	Talking    *time.Duration `yaml:"talking" default:"5m" help:"People who wrote to each other within this time are left alone"`

	quiet []gateway.QuietHours // Quiet, read
}

// Shards is how many sessions share the work.
type Shards struct {
	Count int
	Auto  bool // as many as the server asks for
}

// ConfigShape implements [configs.Shaped].
func (n *Shards) ConfigShape() configs.Shape {
	return configs.Either(configs.Shape{Form: configs.FormWhole}, configs.Text(shardsAuto))
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
	Room   configs.Ref    `yaml:"room,required" help:"Its name or id"`
	Team   configs.Ref    `yaml:"team" otherwise:"the channel's" help:"For what no matcher routes"`
	Answer string         `yaml:"answer" otherwise:"the channel's" words:"reply,thread" help:"Where an answer stands"`
	Grace  *time.Duration `yaml:"grace" otherwise:"the channel's" help:"How long a question waits for people"`
	Silent bool           `yaml:"silent" default:"false" help:"Answered is only who asks the bot"`
}

// ConfigShape implements [configs.Shaped].
func (w *Watch) ConfigShape() configs.Shape {
	type plain Watch
	return configs.Either(configs.Text(), configs.ShapeOf(plain{}))
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
	Ask      *bool `yaml:"ask" default:"true" help:"/ask"`
	Human    *bool `yaml:"human" default:"true" help:"/human"`
	Off      *bool `yaml:"off" default:"true" help:"/bot-off and /bot-on"`
	Answer   *bool `yaml:"answer" default:"true" help:"Menu of a message: Answer from the knowledge base"`
	HandOver *bool `yaml:"handover" default:"true" help:"Menu of a message: Hand to a person"`
	Wrong    *bool `yaml:"wrong" default:"true" help:"Menu of a message, for moderators: Wrong answer"`
	Mute     *bool `yaml:"mute" default:"true" help:"Menu of a message, for moderators: Mute the bot here"`
}

// Cooldown are the least times between two unasked answers in a room; 0s is none.
type Cooldown struct {
	Person  *time.Duration `yaml:"person" default:"5m" help:"To the same person"`
	Matcher *time.Duration `yaml:"matcher" default:"10m" help:"Of the same matcher"`
	Article *time.Duration `yaml:"article" default:"30m" help:"Showing the same article"`
	Room    *time.Duration `yaml:"room" default:"0s" help:"At all"`
}

// Budget bounds what the bot says unasked in a room within an hour; 0 is no bound.
type Budget struct {
	Hour  *int     `yaml:"hour" default:"20" help:"Messages"`
	Share *float64 `yaml:"share" default:"0.2" help:"Share of all messages, 0 to 1"`
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
