package pipeline

import (
	"fmt"
	"slices"

	"golang.org/x/text/language"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/gateway/screen"
	"frontdesk/matchers"
)

// checkChannels looks after what channels refer to.
func (pol *Policy) checkChannels(sections []configs.Section, p *configs.Problems) {
	for _, s := range sections {
		if c, ok := pol.Channels[s.Name]; ok {
			pol.checkChannel(c, s, p)
		}
	}
}

func (pol *Policy) checkChannel(c gateway.Channel, s configs.Section, p *configs.Problems) {
	for class, treatment := range c.Treatments {
		if !screen.MayTreat(class, treatment) {
			p.Add(s.Where("treat", string(class)), "class "+quote(string(class))+" cannot be treated as "+quote(string(treatment)), "docs/screening.md says which class may be treated how")
		}
	}
	for _, code := range c.Languages {
		if _, err := language.Parse(code); err != nil {
			p.Add(s.Where("languages"), quote(code)+" is not a language", "write codes such as en, de or pt-BR")
		}
	}
	if c.Manners != nil {
		pol.checkRooms(c.Manners.Rooms, s, p)
	}
	switch {
	case c.Team == "" && len(pol.Teams) > 0:
		p.Warn(s.At, "channel "+quote(s.Name)+" names no team for what no matcher routes", "add team: NAME; such tickets are in the queue and not forwarded")
	case c.Team != "" && pol.unknownTeam(c.Team):
		p.Add(s.Where("team"), "unknown team "+quote(c.Team), configs.Hint(c.Team, keys(pol.Teams)...))
	}
}

func (pol *Policy) checkRooms(rooms map[string]gateway.RoomManners, s configs.Section, p *configs.Problems) {
	for _, name := range keys(rooms) {
		if team := rooms[name].Team; team != "" && pol.unknownTeam(team) {
			p.Add(s.Where("watch"), "room "+quote(name)+" has the unknown team "+quote(team), configs.Suggest(team, keys(pol.Teams)))
		}
	}
}

// checkMatchers looks after what a matcher refers to.
func (pol *Policy) checkMatchers(p *configs.Problems) {
	for _, m := range pol.Matchers.All() {
		if m.Team.Name != "" && pol.unknownTeam(m.Team.Name) {
			p.Add(m.Team.At, "unknown team "+quote(m.Team.Name), configs.Hint(m.Team.Name, keys(pol.Teams)...))
		}
		for _, ref := range m.Answer {
			if _, ok := pol.Articles.Article(ref.Name); !ok {
				p.Add(ref.At, "unknown article "+quote(ref.Name), pol.Articles.Missing(ref.Name))
			}
		}
		for _, c := range slices.Concat(m.Any, m.All, m.Not) {
			pol.checkCondition(c, p)
		}
		for _, t := range m.Tests {
			pol.checkTest(t, p)
		}
		if want := m.Target(pol.Aim); m.Promote != nil && m.Promote.Precision < want {
			p.Warn(m.At, fmt.Sprintf("matcher %q is promoted at %v and demoted below %v", m.Name, m.Promote.Precision, want), "write the same or more below promote_when, or less as demote_below")
		}
	}
}

// checkTest looks after what a test refers to besides matchers.
func (pol *Policy) checkTest(t matchers.Test, p *configs.Problems) {
	if name := t.Channel.Name; name != "" {
		if _, ok := pol.Channels[name]; !ok {
			p.Add(t.Channel.At, "unknown channel "+quote(name), configs.Suggest(name, keys(pol.Channels)))
		}
	}
	if name := t.Team.Name; name != "" && name != matchers.Nobody && pol.unknownTeam(name) {
		p.Add(t.Team.At, "unknown team "+quote(name), configs.Hint(name, append(keys(pol.Teams), matchers.Nobody)...))
	}
	if code := t.Lang.Name; code != "" {
		if _, err := language.Parse(code); err != nil {
			p.Add(t.Lang.At, quote(code)+" is not a language", "write a code such as en, de or pt-BR")
		}
	}
}

func (pol *Policy) unknownTeam(name string) bool { return pol.Teams[name] == nil && !pol.teamsUnread }

// checkCondition looks after the channels that a condition names.
func (pol *Policy) checkCondition(c matchers.Condition, p *configs.Problems) {
	if c.Kind != matchers.KindChannel {
		return
	}
	for _, r := range c.Rules {
		if _, ok := pol.Channels[r.Text]; !ok {
			p.Add(r.At, "unknown channel "+quote(r.Text), configs.Suggest(r.Text, keys(pol.Channels)))
		}
	}
}
