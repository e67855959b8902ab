package language

import "strings"

// What a vote must reach where the languages are few and known.
const (
	fewVotes = 0.5
	fewShare = 0.03 // votes a word of the text
	fewLead  = 1.3  // of the winner over the next of them; over others it needs none
	minPart  = 0.4  // of all letters are Chinese or Japanese: names of products are often Latin there
)

// DetectAmong returns which of some languages a text is in, one of them as given; empty where that is not certain, and
// where it is certain that it is in another one. To know the languages makes short texts certain: it is less likely to
// say nothing than [Detect]. Without languages it is Detect.
func DetectAmong(text string, among []string) string {
	if len(among) == 0 {
		return Detect(text)
	}
	known := map[string]string{}
	for _, code := range among {
		base, _, _ := strings.Cut(strings.ToLower(code), "-")
		if _, ok := known[base]; !ok {
			known[base] = code
		}
	}
	if code := Detect(text); code != "" {
		return known[code]
	}
	text = head(text)
	counts := scripts(text)
	switch script, share := counts.main(); {
	case counts.part(han) >= minPart:
		return known[counts.eastAsian()]
	case share < minScript:
		return ""
	case script == latin || script == cyrillic || script == arabic:
		return known[pick(text, script, known)]
	}
	return ""
}

// part is the share of a script of all letters.
func (c counted) part(s script) float64 {
	sum := 0
	for _, n := range c[:kana] {
		sum += n
	}
	return float64(c[s]) / float64(max(sum, 1))
}

// pick is the known language with the most votes, if it is ahead of the next of them and not behind any other.
func pick(text string, s script, known map[string]string) string {
	votes, words := tally(text, s)
	best, next, other := "", 0.0, 0.0
	for _, l := range languages {
		v := votes[l.code]
		_, ok := known[l.code]
		switch {
		case l.script != s:
		case !ok:
			other = max(other, v)
		case v > votes[best]:
			best, next = l.code, votes[best]
		default:
			next = max(next, v)
		}
	}
	if v := votes[best]; v < fewVotes || v < fewShare*float64(words) || v < next*fewLead || v < other {
		return ""
	}
	return best
}
