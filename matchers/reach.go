package matchers

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"

	"frontdesk/configs"
)

// CheckReach warns of matchers that get in one another's way and of rules that reach too far or nowhere, as far as it can
// be told without a message: by what rules say, by the examples, by the texts of tests and by a few everyday sentences.
func (s *Set) CheckReach(p *configs.Problems) {
	s.warnOverlaps(p)
	s.warnUnreachable(p)
	for _, m := range s.list {
		m.warnNever(p)
		m.warnSlow(p)
		m.warnSlashes(p)
	}
	s.warnBroad(p)
}

// sample is a text of the config, and whose it is.
type sample struct {
	text   string
	at     configs.Position
	asked  bool   // a test says what is to become of it
	expect string // matcher; empty: none
}

func (s *Set) samples() []sample {
	var out []sample
	for _, m := range s.live.list {
		for _, e := range m.Examples {
			out = append(out, sample{text: e.Text, at: e.At, expect: m.Name})
		}
		for _, t := range m.Tests {
			if t.Say != "" && t.From.IsZero() && t.Channel.IsZero() {
				out = append(out, sample{text: t.Say, at: t.At, asked: !t.Expect.IsZero(), expect: t.Expect.Name})
			}
		}
	}
	return out
}

// warnOverlaps tells of samples that the conditions of several matchers fit where nothing that somebody wrote says which
// counts: of different files nobody does, of one file the first, perhaps by chance.
func (s *Set) warnOverlaps(p *configs.Problems) {
	told := map[[2]string]bool{}
	for _, one := range s.samples() {
		choice := s.Choose(s.byRules(one.text))
		switch {
		case len(choice.Tie) > 1 && (!one.asked || one.expect != ""):
			pair := [2]string{choice.Tie[0], choice.Tie[1]}
			if !told[pair] {
				told[pair] = true
				p.Warn(one.at, fmt.Sprintf("%q is for %s alike: neither is taken, a person answers", shorten(one.text), quoteAll(choice.Tie)),
					"give one of them priority: 1, or write below not: what it is not for")
			}
		case choice.Best != nil && !one.asked:
			s.warnSilent(one, choice.Best, told, p)
		}
	}
}

// warnSilent tells of an example that two matchers of one file fit, where only their order decides and not for its own.
func (s *Set) warnSilent(one sample, best *Matcher, told map[[2]string]bool, p *configs.Problems) {
	for _, match := range s.byRules(one.text) {
		other := s.named[match.Matcher]
		pair := [2]string{best.Name, other.Name}
		if other == best || compareClaim(best, other) != 0 || best.Name == one.expect || told[pair] {
			continue
		}
		told[pair] = true
		p.Warn(one.at, fmt.Sprintf("%q is for %q and %q: the first counts, since it stands first in %s", shorten(one.text), best.Name, other.Name, best.File),
			"write a test that says which is meant, or give one of them a priority")
	}
}

func quoteAll(names []string) string {
	quoted := make([]string, 0, len(names))
	for _, name := range names {
		quoted = append(quoted, fmt.Sprintf("%q", name))
	}
	return strings.Join(quoted, " and ")
}

// warnUnreachable tells of matchers that never count, since another one that comes first fits whatever they fit.
func (s *Set) warnUnreachable(p *configs.Problems) {
	for _, m := range s.live.list {
		if len(m.Examples) > 0 {
			continue // what they teach is not known here
		}
		for _, other := range s.live.list {
			if other != m && other.comesBefore(m) && other.covers(m) {
				p.Warn(m.At, fmt.Sprintf("matcher %q never counts: %q fits whatever it fits, and comes first", m.Name, other.Name),
					"put it first, give it a priority, or remove it")
				break
			}
		}
	}
}

// comesBefore says whether m counts where both fit.
func (m *Matcher) comesBefore(other *Matcher) bool {
	claim := compareClaim(m, other)
	return claim < 0 || claim == 0 && m.File == other.File && m.Order < other.Order
}

// covers says whether m surely fits all that other fits: one of its own rules stands in all that other asks for.
func (m *Matcher) covers(other *Matcher) bool {
	if len(m.All) > 0 || len(m.Not) > 0 || len(m.Any) == 0 {
		return false
	}
	if len(other.Any) > 0 && !slices.ContainsFunc(other.Any, func(c Condition) bool { return !m.coversCondition(c) }) {
		return true
	}
	return slices.ContainsFunc(other.All, m.coversCondition)
}

// coversCondition says whether each rule of a condition has one of m's rules in it.
func (m *Matcher) coversCondition(c Condition) bool {
	for _, r := range c.Rules {
		if !slices.ContainsFunc(m.Any, func(own Condition) bool { return own.hasWithin(c.Kind, r) }) {
			return false
		}
	}
	return len(c.Rules) > 0
}

// hasWithin says whether one of the condition's rules holds wherever another rule of a kind holds: the same rule, or a
// word whose words stand in it.
func (c Condition) hasWithin(kind string, other Rule) bool {
	return c.Kind == kind && slices.ContainsFunc(c.Rules, func(r Rule) bool {
		isPlain := r.phrase == nil && other.phrase == nil && kind == "words" && r.literal != ""
		return r.Text == other.Text || isPlain && strings.Contains(" "+other.literal+" ", " "+r.literal+" ")
	})
}

// warnNever tells of rules that stand below not: too.
func (m *Matcher) warnNever(p *configs.Problems) {
	for _, c := range slices.Concat(m.Any, m.All) {
		for _, r := range c.Rules {
			same := func(not Condition) bool { return c.Kind != kindExamples && not.hasWithin(c.Kind, r) }
			if slices.ContainsFunc(m.Not, same) {
				p.Warn(r.At, fmt.Sprintf("%q never counts: it stands below not: too", shorten(r.Text)), "keep it in one of the places")
			}
		}
	}
}

// slowProgram is from how many steps on a pattern is told: RE2 may look at each of them for each letter, which was measured
// to take 0.2 to 1.2 seconds for a mail of 20 KB at 2000 to 4000 steps.
const slowProgram = 1000

func (m *Matcher) warnSlow(p *configs.Problems) {
	for _, c := range m.conditions() {
		for _, r := range c.Rules {
			if n := programSize(r); n > slowProgram {
				p.Warn(r.At, fmt.Sprintf("this pattern can take a second of a long mail: it has %d steps, and all may be looked at for each letter", n), "write smaller repeats, such as {0,30}, and none within another")
			}
		}
	}
}

// slashes are how other languages write a pattern.
var slashes = regexp.MustCompile(`^/.*/[a-z]*$`)

func (m *Matcher) warnSlashes(p *configs.Problems) {
	for _, c := range m.conditions() {
		for _, r := range c.Rules {
			if r.pattern != nil && slashes.MatchString(r.Text) {
				p.Warn(r.At, "the slashes are part of this pattern: it fits only text that has them", "leave them out; (?i) at its start fits small and capital letters")
			}
		}
	}
}

func programSize(r Rule) int {
	if r.pattern == nil {
		return 0
	}
	parsed, err := syntax.Parse(r.Text, syntax.Perl)
	if err != nil {
		return 0
	}
	program, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return 0
	}
	return len(program.Inst)
}

// everyday are sentences of mails that ask for nothing of a shop's: what fits most of them fits nearly every mail.
var everyday = []string{
	"Hello,\n\nthank you for the quick answer.\n\nKind regards,\nAnna",
	"Good morning, please find the minutes of our meeting attached.",
	"See you on Tuesday at the office, I will bring the cake.",
	"Guten Tag, anbei die Unterlagen vom letzten Treffen.\n\nMit freundlichen Grüßen\nJonas Weber",
	"Danke für die schnelle Rückmeldung, das hat sehr geholfen.",
	"Bonjour, merci beaucoup pour votre message.\n\nCordialement,\nMarie",
	"Hola, gracias por todo, un saludo.",
	"お世話になっております。資料をお送りします。",
	"您好，谢谢您的回复。",
	"The weather here is lovely this week.",
}

// broadShare is of how many of the everyday sentences a matcher may fit before it is told, as a share of them.
const broadShare = 0.5

// warnBroad tells of matchers that fit mail of any kind. Those that mean a person, or count in some conversations only, do
// not reach these sentences.
func (s *Set) warnBroad(p *configs.Problems) {
	count := map[string]int{}
	caught := map[string]string{}
	for _, text := range everyday {
		for _, match := range s.byRules(text) {
			count[match.Matcher]++
			caught[match.Matcher] = caughtBy(match)
		}
	}
	for _, m := range s.list {
		if n := count[m.Name]; float64(n) > broadShare*float64(len(everyday)) {
			p.Warn(m.At, fmt.Sprintf("matcher %q fits nearly every mail: %d of %d everyday sentences, one by %s", m.Name, n, len(everyday), caught[m.Name]),
				"write what only such a mail says, or several conditions below all:")
		}
	}
}
