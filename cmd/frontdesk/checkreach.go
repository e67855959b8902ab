package main

import (
	"fmt"
	"os"
	"strings"

	"frontdesk/configs"
	"frontdesk/replies/kb"
)

// checkReach warns of what a config holds and nothing leads to, and of languages that are missing.
func (l loaded) checkReach(p *configs.Problems) {
	if p.Errors() > 0 {
		return
	}
	l.policy.Matchers.CheckReach(p)
	l.warnUnusedTeams(p)
	l.warnUnusedHours(p)
	l.warnUnlinkedArticles(p)
	l.warnMissingLanguages(p)
	l.checkTestMails(p)
}

// warnUnusedTeams tells of teams that no channel, room or matcher names: they get no ticket.
func (l loaded) warnUnusedTeams(p *configs.Problems) {
	used := map[string]bool{}
	for _, c := range l.policy.Channels {
		used[c.Team] = true
		if c.Manners == nil {
			continue
		}
		for _, room := range c.Manners.Rooms {
			used[room.Team] = true
		}
	}
	for _, m := range l.policy.Matchers.All() {
		used[m.Team.Name] = true
	}
	for _, s := range l.folder.Teams {
		if !used[s.Name] {
			p.Warn(s.At, fmt.Sprintf("no channel and no matcher names team %q: it gets no ticket", s.Name), "write team: "+s.Name+" where it is meant, or remove it")
		}
	}
}

// warnUnusedHours tells of calendars that no team counts by.
func (l loaded) warnUnusedHours(p *configs.Problems) {
	used := map[string]bool{}
	for _, s := range l.folder.Teams {
		promise := s.Get("promise")
		for _, place := range []configs.Section{s, promise.Get("normal"), promise.Get("urgent")} {
			if name, ok := place.Get("hours").Scalar(); ok {
				used[name] = true
			}
		}
	}
	for _, s := range l.folder.Hours {
		if !used[s.Name] {
			p.Warn(s.At, fmt.Sprintf("no team has the hours %q", s.Name), "write hours: "+s.Name+" for a team, or remove them")
		}
	}
}

// maxUnlinked is how many articles are named that no matcher names; of a large knowledge base that is only searched they
// are counted.
const maxUnlinked = 5

// warnUnlinkedArticles tells of articles that no matcher names, in any language: search alone finds them.
func (l loaded) warnUnlinkedArticles(p *configs.Problems) {
	unlinked := l.unlinkedArticles()
	if len(unlinked) > maxUnlinked {
		p.Warn(unlinked[0].At, fmt.Sprintf("no matcher names article %q, nor %d others: search alone finds them", unlinked[0].ID, len(unlinked)-1),
			"write answer: [ID] in the matchers that they answer")
		return
	}
	for _, a := range unlinked {
		p.Warn(a.At, fmt.Sprintf("no matcher names article %q: search alone finds it", a.ID), "write answer: ["+a.ID+"] in the matcher that it answers")
	}
}

// unlinkedArticles are one of each group of translations.
func (l loaded) unlinkedArticles() []kb.Article {
	linked := map[string]bool{}
	for _, m := range l.policy.Matchers.All() {
		for _, ref := range m.Answer {
			for _, id := range l.policy.Articles.Group(ref.Name) {
				linked[id] = true
			}
		}
	}
	var out []kb.Article
	for _, id := range l.policy.Articles.IDs() {
		if a, ok := l.policy.Articles.Full(id); ok && !linked[id] && l.policy.Articles.Group(id)[0] == id {
			out = append(out, a)
		}
	}
	return out
}

// warnMissingLanguages tells of languages that customers of a channel write and in which no article of a matcher is there.
func (l loaded) warnMissingLanguages(p *configs.Problems) {
	for _, s := range l.folder.Channels {
		var missing []string
		for _, code := range l.policy.Channels[s.Name].Languages {
			if l.answered() && !l.answersIn(code) {
				missing = append(missing, code)
			}
		}
		if len(missing) > 0 {
			p.Warn(s.Where("languages"), fmt.Sprintf("no article that a matcher names is there in %s", strings.Join(missing, ", ")),
				"customers who write so get articles in another language; translate some, or take the language out")
		}
	}
}

func (l loaded) answered() bool { return l.answersIn("") }

// answersIn says whether a matcher names an article that is there in a language; empty: in any.
func (l loaded) answersIn(code string) bool {
	for _, m := range l.policy.Matchers.All() {
		for _, ref := range m.Answer {
			if code == "" || l.policy.Articles.Translation(ref.Name, code) != "" {
				return true
			}
		}
	}
	return false
}

// checkTestMails notes mails of tests that are not there.
func (l loaded) checkTestMails(p *configs.Problems) {
	for _, m := range l.policy.Matchers.All() {
		for _, t := range m.Tests {
			if t.Mail == "" {
				continue
			}
			if info, err := os.Stat(string(t.Mail)); err != nil || !info.Mode().IsRegular() {
				p.Warn(t.At, fmt.Sprintf("the mail %s of this test is not there", relative(string(t.Mail))), "write its path from the config folder")
			}
		}
	}
}
