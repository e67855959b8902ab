package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sort"
	"strconv"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/gateway/hours"
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
