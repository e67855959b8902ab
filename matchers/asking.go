package matchers

import (
	"slices"
	"strings"

	"frontdesk/gateway/phrasebook"
)

// clause is a sentence or a part of one, as it is asked what it is for.
type clause struct {
	text     string
	whole    bool // it is a whole sentence
	question bool // the sentence has a question mark
}

// clausesOf are the parts of a sentence that may ask for different things, and the sentence.
func clausesOf(sentence, language string) (parts []clause, whole clause) {
	question := isQuestion(sentence)
	for _, text := range clauses(sentence, language) {
		parts = append(parts, clause{text, false, question})
	}
	return parts, clause{sentence, true, question}
}

func isQuestion(sentence string) bool { return strings.ContainsAny(sentence, "?？") }

// wishes are what people write who want something without a question mark, folded; a blank is the end of a word.
var wishes = phrasebook.MustNew([]string{
	" please ", " could you ", " can you ", " i would like ", " i would also like ", " i d like ", " i d also like ", " i want ", " i also want ",
	" i just want ", " i need ", " i also need ", " tell me ", " i was wondering ", " any chance ", " any idea ",
	" bitte ", " konnen sie ", " konnten sie ", " ich mochte ", " ich hatte gern ",
	" pouvez vous ", " pourriez vous ", " je voudrais ", " je souhaite ",
	" por favor ", " puede ", " pueden ", " podria ", " podrian ", " quisiera ", " quiero ", " per favore ", " potete ", " vorrei ",
	" poderia ", " poderiam ", " gostaria ", " quero ", " kunt u ", " ik wil ", " graag ", " prosze ", " chcialbym ", " chcialabym ",
})

// The same of scripts without spaces, and what makes a question of a sentence there, as written.
var (
	wishSigns     = phrasebook.MustNew([]string{"ください", "お願い", "请", "想要", "我想"})
	questionSigns = phrasebook.MustNew([]string{"ですか", "ますか", "せんか", "でしょうか", "能不能", "吗", "怎么", "什么", "哪", "多少", "几"})
)

// wishes says whether the words of a clause wish for something.
func (c clause) wishes(words []string) bool {
	return wishes.In(" "+strings.Join(words, " ")+" .") != 0 || wishSigns.In(c.text) != 0
}

// asks says whether the words of a clause ask. A question mark counts for the whole sentence alone: of "It is late, and can I
// still return it?" only a part asks.
func (c clause) asks(words []string) bool {
	for len(words) > 0 && slices.Contains(greetings, words[0]) {
		words = words[1:]
	}
	return c.question && c.whole || c.opens(words) || questionSigns.In(c.text) != 0
}

// How questions begin that have no question mark, folded. What people begin other clauses with too counts where the sentence
// has one.
var (
	greetings = []string{"and", "also", "but", "so", "or", "then", "hi", "hello", "hey"}
	pronouns  = strings.Fields("what who whose where why how when which wo wann wie wer wem wen welche welcher welches wieso warum woher wohin womit" +
		" comment combien pourquoi quel quelle quels quelles donde cuando como cuanto cual que quando quanto waar hoe wanneer gdzie kiedy ile")
	doubtful  = strings.Fields("when which wie wo que como quando cuando donde") // pronouns that join clauses as often
	verbs     = strings.Fields("do does did can could will would should may shall is are was were am has have haben hat kann konnen darf durfen gibt puis avez peut")
	startings = strings.Fields("is are was were does did can could would should") // no sentence that states something begins with them
	subjects  = strings.Fields("i you we they it there the my your our this that these those someone somebody anyone anybody one he she sie ich man es wir je vous on")
)

// opens says whether a clause begins as a question does.
func (c clause) opens(words []string) bool {
	if len(words) < 2 {
		return false
	}
	first, second := words[0], words[1]
	if slices.Contains(pronouns, first) {
		return c.question || !slices.Contains(doubtful, first) && (c.whole || containsVerb(words[1:])) ||
			first == "when" && slices.Contains(verbs, second)
	}
	return slices.Contains(verbs, first) && slices.Contains(subjects, second) || c.whole && slices.Contains(startings, first)
}

// verbReach is how far from its pronoun the verb of a question is, in words.
const verbReach = 4

func containsVerb(words []string) bool {
	for _, w := range words[:min(len(words), verbReach)] {
		if slices.Contains(verbs, w) || w == "to" || w == "s" {
			return true
		}
	}
	return false
}

// behind are words that speak of what was said before, folded.
var behind = strings.Fields("it its this that these those them they one ones dies diese dieser dieses damit dazu davon ca cela ceci " +
	"esto eso ello cio questo dit dat deze isso isto")

// pointsBack says whether a clause speaks of what was said before, as "how does it work" does.
func pointsBack(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(behind, w) })
}
