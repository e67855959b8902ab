package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sort"
	"strconv"

	"golang.org/x/text/language"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/gateway/hours"
	"frontdesk/gateway/screen"
	"frontdesk/gateway/store"
	"frontdesk/matchers"
	"frontdesk/replies"
	"frontdesk/replies/kb"
)

// Policy is what a config folder says, ready to decide by. It never changes: a reload builds a new one and swaps it.
// Every command that judges messages builds the same Policy from the same folder.
type Policy struct {
	Channels map[string]gateway.Channel
	Teams    map[string]*Team
	Matchers *matchers.Set
	Articles *kb.Index
	Book     *replies.Book
	Aim      matchers.Aim // of decisions by examples
	Keep     store.Keep   // for how long what is settled is kept
	Hash     string       // of all files, calendars among them; stored in every trace

	own           []string // addresses of all channels
	calendarFiles []string
	told          []gateway.Told // promises of a decision that is made again
	queue         queue          // what the teams' queues really do; nil: not known
	teamsUnread   bool           // the file has an error, which every reference to a team would repeat
}

// NewPolicy builds the policy of a folder. Problems are collected in p; with errors in p the policy must not be used.
func NewPolicy(folder *configs.Folder, channels []gateway.Channel, p *configs.Problems) *Policy {
	pol := &Policy{Channels: make(map[string]gateway.Channel, len(channels)), Hash: folder.Hash}
	for _, c := range channels {
		pol.Channels[c.Name] = c
		pol.own = append(pol.own, c.Addresses...)
	}
	calendars := hours.Load(folder.Hours, p)
	pol.Hash, pol.calendarFiles = withCalendars(pol.Hash, calendars), calendarPaths(calendars)
	pol.Teams = loadTeams(folder.Teams, calendars, pol.Channels, p)
	pol.teamsUnread = len(pol.Teams) == 0 && p.Errors() > 0
	pol.Matchers, pol.Aim = matchers.Load(folder.Matchers, p), matchers.LoadAim(folder.Matching, p)
	pol.Keep = loadKeep(folder.Keep, p)
	pol.Articles = kb.Load(folder.Articles, p)
	pol.Book = replies.Load(folder.Templates, matcherNames(pol.Matchers), p)
	pol.checkChannels(folder.Channels, p)
	pol.checkMatchers(p)
	return pol
}

// withCalendars is the hash with the iCalendar files that the hours name: they are read beside the folder's own files.
func withCalendars(hash string, calendars map[string]*hours.Calendar) string {
	h := sha256.New()
	h.Write([]byte(hash))
	read := false
	for _, name := range keys(calendars) {
		for _, digest := range calendars[name].Files() {
			read = true
			fmt.Fprintf(h, "\x00%s\x00%x", name, digest)
		}
	}
	if !read {
		return hash
	}
	return hex.EncodeToString(h.Sum(nil)[:len(hash)/2])
}

// CalendarFiles are the iCalendar files that the hours name, wherever they are, sorted.
func (pol *Policy) CalendarFiles() []string { return slices.Clone(pol.calendarFiles) }

func calendarPaths(calendars map[string]*hours.Calendar) []string {
	var paths []string
	for _, c := range calendars {
		paths = append(paths, c.Paths()...)
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// KeepChannels returns p with the channels of old: what frontdesk.yaml says of channels needs a restart.
func (pol *Policy) KeepChannels(old *Policy) *Policy {
	kept := *pol
	kept.Channels, kept.own = old.Channels, old.own
	return &kept
}

func matcherNames(s *matchers.Set) []string {
	names := make([]string, 0, len(s.All()))
	for _, m := range s.All() {
		names = append(names, m.Name)
	}
	return names
}

// checkChannels looks after what a channel refers to.
func (pol *Policy) checkChannels(sections []configs.Section, p *configs.Problems) {
	for _, s := range sections {
		c, ok := pol.Channels[s.Name]
		if !ok {
			continue
		}
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
			for _, name := range keys(c.Manners.Rooms) {
				if team := c.Manners.Rooms[name].Team; team != "" && pol.unknownTeam(team) {
					p.Add(s.Where("watch"), "room "+quote(name)+" has the unknown team "+quote(team), configs.Suggest(team, keys(pol.Teams)))
				}
			}
		}
		switch {
		case c.Team == "" && len(pol.Teams) > 0:
			p.Warn(s.At, "channel "+quote(s.Name)+" names no team for what no matcher routes", "add team: NAME; such tickets are in the queue and not forwarded")
		case c.Team != "" && pol.unknownTeam(c.Team):
			p.Add(s.Where("team"), "unknown team "+quote(c.Team), configs.Hint(c.Team, keys(pol.Teams)...))
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

// team is the team that a message goes to: the matcher's, else the channel's; nil where neither names one.
func (pol *Policy) team(m *matchers.Matcher, channel gateway.Channel) *Team {
	if m != nil && m.Team.Name != "" {
		return pol.Teams[m.Team.Name]
	}
	return pol.Teams[channel.Team]
}

// People are the addresses of the channels and of the teams: who writes from them is no customer.
func (pol *Policy) People() []string {
	all := slices.Clone(pol.own)
	for _, name := range keys(pol.Teams) {
		all = append(all, pol.Teams[name].addresses()...)
	}
	return all
}

func keys[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for k := range m {
		names = append(names, k)
	}
	sort.Strings(names)
	return names
}

func quote(s string) string { return strconv.Quote(s) }
