package replies

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is the longest display name that is repeated, in runes.
const maxName = 40

// displayName returns the name to greet a customer by, or "" where it does not look like a name. It is the one thing of
// the customer's that a reply repeats, and senders can be forged: what could carry a message to a third person is
// dropped whole, never mended.
func displayName(name string) string {
	name = strings.Join(strings.Fields(name), " ")
	name = strings.Trim(name, `"' `)
	if last, first, ok := strings.Cut(name, ", "); ok && !strings.Contains(first, ",") {
		name = first + " " + last // "Doe, Jane", as directories write it
	}
	switch {
	case name == "", utf8.RuneCountInString(name) > maxName:
		return ""
	case strings.ContainsFunc(name, oddInName), dottedWord.MatchString(name), pileOfMarks.MatchString(name):
		return ""
	case !oneScript(name), looksLikeSlogan(name):
		return ""
	}
	return name
}

var (
	dottedWord  = regexp.MustCompile(`\pL\.\pL{2}`) // "example.com"
	pileOfMarks = regexp.MustCompile(`\pM{4}`)
	shouting    = regexp.MustCompile(`^[^\p{Ll}]*$`)
)

// oddInName says whether a rune is in no name: digits, symbols, most punctuation, anything hidden.
func oddInName(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(" .'’-·・", r)
}

// oneScript says whether no letters of Latin, Cyrillic and Greek are mixed, as look-alikes are.
func oneScript(name string) bool {
	scripts := 0
	for _, script := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek} {
		if strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(script, r) }) {
			scripts++
		}
	}
	return scripts <= 1
}

// Words within names that are written small, and words that are of no name.
const (
	particles = " de da do dos das del della di du des la le van von vom zu zur der den ten ter af av bin ibn al el e y i und "
	noNames   = " account admin alert bank billing bitcoin bonus buy casino click company congratulations crypto customer deal " +
		"department free gift gmbh hello help http https inc info invoice limited llc login ltd loan money newsletter now offer " +
		"password payment paypal please prize refund reply sale sales security service shop support team urgent verify viagra " +
		"visit warning winner wire www you your "
)

// looksLikeSlogan says whether the words are no name: too many, of an advertisement or an office, or a sentence.
func looksLikeSlogan(name string) bool {
	words := strings.Fields(name)
	if len(words) > 5 || len(words) > 3 && shouting.MatchString(name) && hasCase(name) {
		return true
	}
	for _, word := range words {
		lower := " " + strings.ToLower(strings.Trim(word, ".")) + " "
		if strings.Contains(noNames, lower) {
			return true
		}
		first, _ := utf8.DecodeRuneInString(word)
		if len(words) > 2 && unicode.IsLower(first) && !strings.Contains(particles, lower) {
			return true
		}
	}
	return false
}

func hasCase(s string) bool { return strings.ContainsFunc(s, unicode.IsUpper) }
