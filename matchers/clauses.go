package matchers

import (
	"regexp"
	"strings"
)

// joints are where one sentence may go over from one request to another: commas, colons, and words for "and" and "also" in
// ten languages. Those of one letter are small: "I" is another word.
var joints = regexp.MustCompile(`[,:，：、]|\s(?:(?i:and|also|plus|und|sowie|außerdem|et|en|oraz|ook)|[yei])\s|另外|还有|以及|それと|あと`)

// clauses are the parts of a sentence that may ask for different things; nil where it has one.
func clauses(sentence string) []string {
	pieces := joints.Split(sentence, maxUnits)
	if len(pieces) < 2 {
		return nil
	}
	var out []string
	for _, piece := range pieces {
		if piece = strings.TrimSpace(piece); saysSomething(piece) {
			out = append(out, piece)
		}
	}
	return out
}

// leastLetters is how many a text has at least that asks for something in a script without spaces.
const leastLetters = 4

// saysSomething says whether a text has enough words to ask for something; a lone word may be said of anything.
func saysSomething(text string) bool {
	words, letters := len(strings.Fields(text)), 0
	for _, r := range text {
		if unspaced(r) {
			letters++
		}
	}
	return words > 1 || letters >= leastLetters
}

// wishes are what people write who want something without a question mark.
var wishes = regexp.MustCompile(`(?i)\b(?:please|(?:could|can) you|i would like|i'd like|i want|i need|bitte|können sie|könnten sie|ich möchte|ich hätte gern|` +
	`pouvez-vous|pourriez-vous|je voudrais|je souhaite|por favor|puede|podría|quisiera|quiero|per favore|potete|vorrei|poderia|gostaria|quero|` +
	`kunt u|ik wil|graag|proszę|chciał(?:bym|abym))\b|ください|お願い|请|想要?|能不能|吗`)

// isAsking says whether a sentence asks or wishes for something.
func isAsking(sentence string) bool {
	return strings.HasSuffix(sentence, "?") || strings.HasSuffix(sentence, "？") || wishes.MatchString(sentence)
}
