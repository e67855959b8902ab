package matchers

import (
	"fmt"
	"strings"

	"frontdesk/configs"
	"frontdesk/gateway"
)

// Nobody is written in a test where no matcher, or no team, is expected; an empty text says the same.
const Nobody = "none"

// Test is a message and what is expected to become of it. An expectation whose Ref is zero is none; one with a place and
// without a name expects that there is nothing.
type Test struct {
	At configs.Position

	// The message: a text, or a file with a mail in it.
	Say     string
	Mail    configs.Path
	Subject string        // of a text
	From    configs.Ref   // address, or account of a chat, that a text comes from; zero: some customer's
	Channel configs.Ref   // zero: the first of the config
	Expect  configs.Ref   // matcher that decides
	Outcome configs.Ref   // a gateway.Outcome
	Team    configs.Ref   // of the ticket
	Lang    configs.Ref   // recognised in the message, BCP 47
	Texts   []configs.Ref // each is in what the customer is told
}

// String is what names a test to a person: the beginning of its text, or its file as written.
func (t Test) String() string {
	if t.Say == "" {
		return string(t.Mail)
	}
	line, _, more := strings.Cut(strings.TrimSpace(t.Say), "\n")
	if runes := []rune(line); len(runes) > maxTestName {
		line, more = string(runes[:maxTestName]), true
	}
	if more {
		line += "…"
	}
	return line
}

// maxTestName is how many characters of a text name its test.
const maxTestName = 70

// outcomes are those that a test may expect.
var outcomes = []string{
	string(gateway.OutcomeAnswer), string(gateway.OutcomeAcknowledge), string(gateway.OutcomeAsk), string(gateway.OutcomeTicket),
	string(gateway.OutcomeAttach), string(gateway.OutcomeIgnore), string(gateway.OutcomeNotForUs), string(gateway.OutcomeLeftToPeople),
}

// testSection is a test as it is written.
type testSection struct {
	Say      string          `yaml:"say" help:"What a customer writes"`
	Mail     configs.Path    `yaml:"eml" help:"Instead: a file of this folder with a mail in it"`
	Subject  string          `yaml:"subject" help:"Subject of the text"`
	From     configs.Ref     `yaml:"from" otherwise:"some customer" help:"Address or account that the text comes from"`
	Channel  configs.Ref     `yaml:"channel" otherwise:"the first" help:"Where it arrives"`
	Expect   configs.Ref     `yaml:"expect" help:"Matcher that decides; none: no matcher"`
	Outcome  configs.Ref     `yaml:"outcome" help:"What becomes of it: answer, acknowledge, ask, ticket and so on"`
	Team     configs.Ref     `yaml:"team" help:"Team of its ticket; none: no team"`
	Language configs.Ref     `yaml:"language" help:"The language recognised in it"`
	Contains configs.Section `yaml:"contains" shape:"texts" help:"Texts that stand in what the customer is told"`
}

func loadTests(sections []configs.Section, p *configs.Problems) []Test {
	var out []Test
	for _, s := range sections {
		before := p.Errors()
		var raw testSection
		s.Decode(&raw, p)
		t := Test{
			At: s.At, Say: raw.Say, Mail: raw.Mail, Subject: raw.Subject, From: raw.From, Channel: raw.Channel,
			Expect: raw.Expect, Outcome: raw.Outcome, Team: raw.Team, Lang: raw.Language,
		}
		if !raw.Contains.IsZero() {
			t.Texts = texts(raw.Contains, p)
		}
		oneOf(t.Outcome, "outcome", p, outcomes...)
		if p.Errors() == before {
			t.check(p)
		}
		out = append(out, t)
	}
	return out
}

// check looks for tests that cannot be run, or cannot fail.
func (t Test) check(p *configs.Problems) {
	say := strings.TrimSpace(t.Say) != ""
	switch {
	case !say && t.Mail == "":
		p.Add(t.At, "a test without a message", "write what a customer would: say: …, or name a mail: eml: FILE")
	case say && t.Mail != "":
		p.Add(t.At, "a test with two messages", "keep either say or eml")
	case t.Mail != "" && (t.Subject != "" || !t.From.IsZero()):
		p.Add(t.At, "a mail has its own subject and sender", "remove subject and from, or write the text with say")
	case t.Expect.IsZero() && t.Outcome.IsZero() && t.Team.IsZero() && t.Lang.IsZero() && len(t.Texts) == 0:
		p.Add(t.At, "a test that expects nothing", "add expect: MATCHER, or outcome, team, language or contains")
	}
}

// checkTests looks after the matchers that tests name.
func (s *Set) checkTests(p *configs.Problems) {
	names := make([]string, 0, len(s.list)+1)
	for _, m := range s.list {
		names = append(names, m.Name)
	}
	for _, m := range s.list {
		for i := range m.Tests {
			expect := &m.Tests[i].Expect
			if _, known := s.named[expect.Name]; known || expect.Name == "" {
				continue
			}
			if expect.Name == Nobody {
				expect.Name = ""
				continue
			}
			p.Add(expect.At, fmt.Sprintf("unknown matcher %q", expect.Name), configs.Suggest(expect.Name, append(names, Nobody)))
		}
	}
}

// Untested are the matchers that no test anywhere expects, and those beside which no test expects another matcher or none.
func (s *Set) Untested() (withoutYes, withoutNo []*Matcher) {
	yes, no := map[string]bool{}, map[string]bool{}
	for _, m := range s.list {
		for _, t := range m.Tests {
			if t.Expect.IsZero() {
				continue
			}
			yes[t.Expect.Name] = true
			no[m.Name] = no[m.Name] || t.Expect.Name != m.Name
		}
	}
	for _, m := range s.list {
		if !yes[m.Name] {
			withoutYes = append(withoutYes, m)
		}
		if !no[m.Name] {
			withoutNo = append(withoutNo, m)
		}
	}
	return withoutYes, withoutNo
}
