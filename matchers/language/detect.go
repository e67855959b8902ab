package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a vote must reach, in words and typical letters.
const (
	maxBytes  = 4 << 10
	minScript = 0.6  // of all letters are of one script
	minLetter = 2    // letters of a script of one language
	minVotes  = 1.25 // of the winner: a common word that is its own, and a little more
	minShare  = 0.08 // votes a word of the text
	minLead   = 1.25 // of the winner over the next

	letterVote     = 0.5 // of a typical letter
	maxLetterVotes = 2
	gramVote       = 0.25 // of a typical part of a word
	maxGram        = 8    // bytes
)

// Detect returns the BCP 47 code of the language that most of a text is in: "en", "de", "zh". It is empty where that is
// not certain, as for a single name, a number, a mixed text. Only the first 4 KB are looked at.
func Detect(text string) string {
	text = head(text)
	counts := scripts(text)
	script, share := counts.main()
	if share < minScript {
		return ""
	}
	switch script {
	case han:
		return counts.eastAsian()
	case latin, cyrillic, arabic:
		return vote(text, script)
	default:
		if counts[script] < minLetter {
			return ""
		}
		return languageOf[script]
	}
}

func head(text string) string {
	if len(text) <= maxBytes {
		return text
	}
	text = text[:maxBytes]
	for len(text) > 0 && !utf8.RuneStart(text[len(text)-1]) {
		text = text[:len(text)-1]
	}
	return text[:max(0, len(text)-1)]
}

type script int

const (
	none script = iota
	latin
	cyrillic
	arabic
	han // and kana: the scripts of Chinese and Japanese
	hangul
	greek
	hebrew
	thai
	devanagari
	bengali
	tamil
	georgian
	armenian
	khmer
	lao
	kana   // counted within han too
	length // number of scripts
)

// languageOf is the language of scripts that, in mails to a shop, stand for one.
var languageOf = map[script]string{
	hangul: "ko", greek: "el", hebrew: "he", thai: "th", devanagari: "hi", bengali: "bn", tamil: "ta",
	georgian: "ka", armenian: "hy", khmer: "km", lao: "lo",
}

var tables = []struct {
	script script
	table  *unicode.RangeTable
}{
	{latin, unicode.Latin},
	{han, unicode.Han},
	{kana, unicode.Hiragana},
	{kana, unicode.Katakana},
	{hangul, unicode.Hangul},
	{cyrillic, unicode.Cyrillic},
	{arabic, unicode.Arabic},
	{greek, unicode.Greek},
	{hebrew, unicode.Hebrew},
	{thai, unicode.Thai},
	{devanagari, unicode.Devanagari},
	{bengali, unicode.Bengali},
	{tamil, unicode.Tamil},
	{georgian, unicode.Georgian},
	{armenian, unicode.Armenian},
	{khmer, unicode.Khmer},
	{lao, unicode.Lao},
}

func scriptOf(r rune) script {
	if r < utf8.RuneSelf {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return latin
		}
		return none
	}
	for _, t := range tables {
		if unicode.Is(t.table, r) {
			return t.script
		}
	}
	return none
}

// counted is the number of letters of each script. An ideograph counts as three letters: it says about as much.
type counted [length]int

func scripts(text string) counted {
	var c counted
	for _, word := range strings.Fields(text) {
		if foreign(word) {
			continue
		}
		for _, r := range word {
			switch s := scriptOf(r); s {
			case none:
			case kana:
				c[kana]++
				c[han] += 3
			case han, hangul:
				c[s] += 3
			default:
				c[s]++
			}
		}
	}
	return c
}

// foreign are words of no language: addresses, links, numbers of orders.
func foreign(word string) bool {
	return strings.Contains(word, "://") || strings.HasPrefix(word, "www.") || strings.Contains(word, "@")
}

// main is the commonest script and its share of all letters.
func (c counted) main() (best script, share float64) {
	sum := 0
	for s, n := range c[:kana] {
		sum += n
		if n > c[best] {
			best = script(s)
		}
	}
	return best, float64(c[best]) / float64(max(sum, 1))
}

// eastAsian tells Japanese, which is never written without kana for long, from Chinese, which may quote some.
func (c counted) eastAsian() string {
	characters := c[han] / 3
	switch {
	case characters < minLetter:
		return ""
	case c[kana]*10 >= characters*2:
		return "ja"
	case c[kana]*20 >= characters:
		return ""
	default:
		return "zh"
	}
}

// vote picks the language whose common words and typical letters the text has.
func vote(text string, s script) string {
	votes, words := tally(text, s)
	return winner(votes, s, words)
}

// tally is the votes for each language of a script, and the number of words.
func tally(text string, s script) (votes map[string]float64, words int) {
	votes = map[string]float64{}
	for _, word := range strings.Fields(strings.ToLower(text)) {
		if foreign(word) {
			continue
		}
		for _, part := range strings.FieldsFunc(strings.ReplaceAll(word, "’", "'"), notInWord) {
			words++
			count(votes, part)
		}
	}
	for _, l := range languages {
		if l.script == s {
			votes[l.code] += min(maxLetterVotes, letterVote*float64(countAny(text, l.letters)))
		}
	}
	return votes, words
}

// count adds the votes of one word: of the word itself where it is a common one, else of its parts.
func count(votes map[string]float64, word string) {
	if codes := wordsOf[word]; len(codes) > 0 {
		for _, code := range codes {
			votes[code] += 1 / float64(len(codes))
		}
		return
	}
	word = "_" + word + "_"
	for i := range word {
		for size := 2; size <= maxGram && i+size <= len(word); size++ {
			codes := gramsOf[word[i:i+size]]
			for _, code := range codes {
				votes[code] += gramVote / float64(len(codes))
			}
		}
	}
}

func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' }

func countAny(text, letters string) int {
	n := 0
	for _, r := range text {
		if r >= utf8.RuneSelf && strings.ContainsRune(letters, unicode.ToLower(r)) {
			n++
		}
	}
	return n
}

// winner is the language with the most votes, if they are enough and clearly more than those of the next.
func winner(votes map[string]float64, s script, words int) string {
	best, next := "", 0.0
	for _, l := range languages {
		switch v := votes[l.code]; {
		case l.script != s:
		case v > votes[best]:
			best, next = l.code, votes[best]
		default:
			next = max(next, v)
		}
	}
	if v := votes[best]; v < minVotes || v < minShare*float64(words) || v < next*minLead {
		return ""
	}
	return best
}
