package trim

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// namesSender says whether an announcement with an address names its sender and no more. Programs write a name between the
// moment and the address; people write "somebody using the address" there, and logs what befell it.
func namesSender(s string, verb bool) bool {
	at := strings.IndexByte(s, '@')
	name := behindFigures(s[:strings.LastIndexAny(s[:at], "<([ ")+1])
	if verb {
		return lowerWords(name) <= 2 && !isTold(name) // two are of a team or a shop
	}
	_, rest, _ := strings.Cut(s[at:], " ")
	return lowerWords(name) == 0 && lowerWords(beforeFigures(rest)) <= 1
}

// namesWriter says whether an announcement without an address has nothing but a moment, a name and a verb: "the driver"
// and "in the chat" are a person's words. A script without cases does not tell them from a name. Programs write the moment
// first, or the name and the verb: "DHL (2 Nov 2026, 09:40) wrote:" is a person's, and so is "said".
func namesWriter(s string) bool {
	if strings.HasSuffix(s, " said") {
		return false
	}
	named, more := false, false
	before, behind := beforeFigures(s), behindFigures(s)
	for word := range strings.FieldsSeq(behind) {
		word = strings.Trim(word, wordEnds)
		r, _ := utf8.DecodeRuneInString(word)
		named = named || unicode.IsUpper(r) && !lookUp(formal, word) // "Uhr" and "PM" are none
		more = more || unicode.IsLetter(r) && !formal[word] && !slices.Contains(endVerbs, word)
	}
	if named || more {
		return named && lowerWords(behind) == 0 && (len(strings.Fields(before)) <= 1 || startsLikeAttribution(s))
	}
	return lowerWords(before) <= 1 && (verbs.In(strings.ToLower(before)) != 0 || leadsToMoment(before)) // the name itself
}

// leadsToMoment says whether a text ends with the Chinese word that stands between a name and a moment.
func leadsToMoment(s string) bool {
	s = trimSpace(s)
	return strings.HasSuffix(s, "於") || strings.HasSuffix(s, "于")
}

// wordEnds may stand around a word.
const wordEnds = ",.:;*_()[]<>\"'«»"

const figures = "0123456789"

// behindFigures is what stands behind the last figure.
func behindFigures(s string) string { return s[strings.LastIndexAny(s, figures)+1:] }

// beforeFigures is what stands before the first figure.
func beforeFigures(s string) string {
	if i := strings.IndexAny(s, figures); i >= 0 {
		return s[:i]
	}
	return s
}

// lowerWords counts the words that begin in lower case, as no name does, but for verbs and the words that programs write.
func lowerWords(s string) int {
	n := 0
	for word := range strings.FieldsSeq(s) {
		word = strings.Trim(word, wordEnds)
		if r, size := utf8.DecodeRuneInString(word); !unicode.IsLower(r) || size == len(word) || formal[word] || verbs.In(word) != 0 {
			continue
		}
		n++
	}
	return n
}

// formal are words in lower case of names and of the announcements of programs.
var formal = exactSet(`von|van|del|della|dos|bin|ibn|ter|ten|zu|af|av|and|und|et|via|da|de|di|la|le|el|al|dia|las|les|
	uhr|am|pm|a.m|p.m|π.μ|μ.μ|klo|kello|kl|kell|kt|plkst|godz|ore|pukul|gmt|utc|est|pst|cet|cest|om|um|ob|dniu|kuupäeval|tanggal|tarihinde|keltezéssel|
	időpont|időpontban|dátummal|ezt|következőt|hat|ha|heeft|het|volgende|je|scritto|scris|écrit|escrit|viết|lúc|vào|đã|şunu|şunları|przez|odesílatel|użytkownik|napisana|lietotājs|oseba|
	χρήστης|на|від|от|je|је|på|vegne`)

// isTold says whether a person tells who wrote: programs name the writer, they never say "you", "me" or "Mr Stone".
func isTold(s string) bool {
	for word := range strings.FieldsSeq(s) {
		if personal[strings.Trim(word, ",.:;*_")] {
			return true
		}
	}
	return false
}

// personal are words of people about themselves, their readers and others, in the case in which they stand in a sentence.
// Those that some language has for a day, a verb or within names ("mon", "je", "du", "su") are left out.
var personal = exactSet(`I|you|he|she|they|we|your|my|our|his|her|me|us|ich|mir|uns|wir|Sie|sie|Ihr|Ihre|Ihnen|euer|eure|mein|meine|unser|unsere|
	j'ai|m'a|m'avez|nous|vous|votre|vos|yo|nos|usted|ustedes|vuestro|vuestra|io|vostro|vostra|eu|você|vocês|meu|minha|vosso|vossa|
	ik|mij|wij|jullie|uw|mijn|onze|jag|mig|er|era|mina|jeg|Deres|я|мне|мы|нам|вы|Вы|ваш|ваша|Ваш|Ваша|мені|ви|Ви|mnie|państwa|Państwa|
	The|This|That|Der|Die|Das|Ein|Eine|Herr|Frau|Mr|Mrs|Ms|Mister|Madame|Monsieur|Mme|señor|señora|Señor|Señora|signor|signora|Signor|Signora|Dona|Senhor|Senhora|mevrouw|Mevrouw|meneer|Meneer|
	pan|pani|Pan|Pani|pán|paní|Pán|Paní|господин|госпожа|Господин|Госпожа|Hanım|Bey`)
