package pipeline

import (
	"net/mail"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/gateway/hours"
)

// teamSettings is the shape of one entry of teams: in teams.yaml.
type teamSettings struct {
	Hours      configs.Ref      `yaml:"hours" default:"always" help:"The calendar by which its promises are counted"`
	Promise    promiseSettings  `yaml:"promise" help:"In what time customers hear from a person"`
	Contact    string           `yaml:"contact" otherwise:"customers are told none" help:"Told to customers in urgent cases: a telephone number"`
	Agents     []configs.Ref    `yaml:"agents" otherwise:"answers to forwards reach no customer" help:"Addresses of the people whose answers to a forward go to the customer"`
	AgentsAuth configs.Ref      `yaml:"agents_auth" default:"authenticated" words:"authenticated,token" help:"What an agent's answer needs beside the forward's token: an authenticated sender, or nothing"`
	Forward    []forwardSetting `yaml:"forward" otherwise:"tickets are in the queue only" help:"Where tickets are sent, each to all: a mail address, or a room of a chat"`
}

// TeamShape is that of a team in teams.yaml.
func TeamShape() configs.Shape { return configs.ShapeOf(teamSettings{}) }

type promiseSettings struct {
	Normal commitmentSettings `yaml:"normal" otherwise:"nothing is promised" help:"Business time on the team's hours"`
	Urgent commitmentSettings `yaml:"urgent" otherwise:"as normal" help:"For matchers that are urgent"`
}

// commitmentSettings is "8h", or {within: 1h, hours: always}.
type commitmentSettings struct {
	set    bool
	Within time.Duration
	Hours  configs.Ref
}

// longCommitment is a commitment on a calendar of its own.
type longCommitment struct {
	Within time.Duration `yaml:"within" required:"yes" help:"The time, such as 8h or 90m"`
	Hours  configs.Ref   `yaml:"hours" otherwise:"the team's" help:"The calendar that it is counted on"`
}

// ConfigShape implements [configs.Shaped].
func (c *commitmentSettings) ConfigShape() configs.Shape {
	return configs.Either(configs.Shape{Form: configs.FormDuration}, configs.ShapeOf(longCommitment{}))
}

// DecodeConfig reads both forms.
func (c *commitmentSettings) DecodeConfig(s configs.Section, p *configs.Problems) {
	c.set = true
	before := p.Errors()
	if _, scalar := s.Scalar(); scalar {
		s.Decode(&c.Within, p)
	} else {
		var long longCommitment
		s.Decode(&long, p)
		c.Within, c.Hours = long.Within, long.Hours
	}
	if p.Errors() > before {
		return
	}
	if c.Within <= 0 {
		p.Add(s.At, "a promise needs a time above zero", `write it as "8h", "90m" or {within: 1h, hours: always}`)
	}
}

type forwardSetting struct {
	Email   configs.Ref `yaml:"email" help:"A mail address"`
	From    configs.Ref `yaml:"from" otherwise:"the ticket's own, else the first that sends mail" help:"The email channel that sends it"`
	Channel configs.Ref `yaml:"channel" help:"A channel that is a chat"`
	Room    configs.Ref `yaml:"room" help:"Name or id of its room"`
}

// loadTeams reads the teams: section; every reference is checked at its line.
func loadTeams(sections []configs.Section, calendars map[string]*hours.Calendar, channels map[string]gateway.Channel, p *configs.Problems) map[string]*Team {
	teams := make(map[string]*Team, len(sections))
	for _, s := range sections {
		var set teamSettings
		s.Decode(&set, p)
		teams[s.Name] = newTeam(s, set, calendars, channels, p)
	}
	return teams
}

func newTeam(s configs.Section, set teamSettings, calendars map[string]*hours.Calendar, channels map[string]gateway.Channel, p *configs.Problems) *Team {
	t := &Team{Name: s.Name, Contact: set.Contact, AgentsAuth: set.AgentsAuth.Name}
	own := calendar(set.Hours, calendars, p)
	if !own.IsAlways() {
		t.Zone = own.Zone().String()
	}
	t.Normal = newCommitment(set.Promise.Normal, own, calendars, p)
	t.Urgent = newCommitment(set.Promise.Urgent, own, calendars, p)
	for _, a := range set.Agents {
		t.Agents = append(t.Agents, checkedAddress(a, p))
	}
	switch t.AgentsAuth {
	case "":
		t.AgentsAuth = agentsAuthenticated
	case agentsAuthenticated, agentsByToken:
	default:
		p.Add(set.AgentsAuth.At, "unknown value "+quote(t.AgentsAuth), configs.Suggest(t.AgentsAuth, []string{agentsAuthenticated, agentsByToken}))
	}
	if len(set.Forward) > 0 && len(t.Agents) == 0 {
		p.Warn(s.At, "team "+quote(s.Name)+" has no agents: answers to its forwards are noted and reach no customer", "add agents: [anna@example.com]")
	}
	for _, f := range set.Forward {
		t.Ways = append(t.Ways, newWay(s, f, channels, p))
	}
	return t
}

func newWay(s configs.Section, f forwardSetting, channels map[string]gateway.Channel, p *configs.Problems) Way {
	switch {
	case f.Channel.Name != "" || f.Room.Name != "":
		return newRoomWay(s, f, channels, p)
	case f.Email.Name == "":
		p.Add(s.Where("forward"), "a forward without a place", "write {email: team@example.com} or {channel: community, room: staff}")
	}
	if f.From.Name != "" {
		c, known := channels[f.From.Name]
		switch {
		case !known:
			p.Add(f.From.At, "unknown channel "+quote(f.From.Name), configs.Suggest(f.From.Name, keys(channels)))
		case len(c.Addresses) == 0:
			p.Add(f.From.At, "channel "+quote(f.From.Name)+" cannot send mail", "name an email channel")
		}
	} else if f.Email.Name != "" && len(channels) > 0 && !sendsMail(channels) {
		p.Add(f.Email.At, "no channel can send mail to "+quote(f.Email.Name), "add a channel of kind email, or forward to a room: {channel: "+keys(channels)[0]+", room: staff}")
	}
	return Way{Email: checkedAddress(f.Email, p), From: f.From.Name}
}

func sendsMail(channels map[string]gateway.Channel) bool {
	for _, c := range channels {
		if len(c.Addresses) > 0 {
			return true
		}
	}
	return false
}

// newRoomWay is a way to a room of a chat, where the team can work its tickets.
func newRoomWay(s configs.Section, f forwardSetting, channels map[string]gateway.Channel, p *configs.Problems) Way {
	c, known := channels[f.Channel.Name]
	switch {
	case f.Channel.Name == "":
		p.Add(f.Room.At, "a room without its channel", "write {channel: community, room: staff}")
	case f.Room.Name == "":
		p.Add(f.Channel.At, "a forward to a chat names no room", "write {channel: "+f.Channel.Name+", room: staff}")
	case !known:
		p.Add(f.Channel.At, "unknown channel "+quote(f.Channel.Name), configs.Suggest(f.Channel.Name, keys(channels)))
	case c.Manners == nil:
		p.Add(f.Channel.At, "channel "+quote(f.Channel.Name)+" is no chat", "a mailbox is written {email: team@example.com, from: "+f.Channel.Name+"}")
	}
	if f.Email.Name != "" || f.From.Name != "" {
		p.Add(s.Where("forward"), "a forward goes to a mail address or to a room", "write two entries")
	}
	return Way{Channel: f.Channel.Name, Room: f.Room.Name}
}

func newCommitment(set commitmentSettings, own *hours.Calendar, calendars map[string]*hours.Calendar, p *configs.Problems) *Commitment {
	if !set.set || set.Within <= 0 {
		return nil
	}
	c := &Commitment{Within: set.Within, Calendar: own}
	if set.Hours.Name != "" {
		c.Calendar = calendar(set.Hours, calendars, p)
	}
	c.Always = c.Calendar.IsAlways()
	return c
}

// calendar resolves a name of hours:; "always" and none at all are the clock that never stops.
func calendar(ref configs.Ref, calendars map[string]*hours.Calendar, p *configs.Problems) *hours.Calendar {
	if ref.Name == "" || ref.Name == "always" {
		return hours.Always()
	}
	c, known := calendars[ref.Name]
	if !known {
		p.Add(ref.At, "unknown hours "+quote(ref.Name), configs.Suggest(ref.Name, append(keys(calendars), "always")))
		return hours.Always()
	}
	return c
}

func checkedAddress(r configs.Ref, p *configs.Problems) string {
	if r.Name == "" {
		return ""
	}
	a, err := mail.ParseAddress(r.Name)
	if err != nil {
		p.Add(r.At, quote(r.Name)+" is not a mail address", "")
		return ""
	}
	return a.Address
}
