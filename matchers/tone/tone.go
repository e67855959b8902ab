package tone

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"frontdesk/gateway/phrasebook"
)

// Heated is the weight from which on a person should answer.
const Heated = 1.0

// Weights of signs. Of those besides phrases none reaches Heated, nor do punctuation and capitals together.
const (
	weightEnough   = 1.0
	weightPartly   = 0.6
	weightMarks    = 0.4 // "!!!", "?!?"
	weightCapitals = 0.4
	weightRepeated = 0.4
)

// Bounds of what is heard.
const (
	maxText    = 8 << 10 // bytes
	capitals   = 4       // words in capitals, of three letters and more, that sound like shouting
	repeatedly = 2       // earlier messages of the customer in the conversation
)

// Reason is one sign.
type Reason struct {
	Sign   string // phrase, marks, capitals, repeated
	Found  string
	Weight float64
}

// Tone is how a message sounds.
type Tone struct {
	Weight  float64 // sum of the reasons'
	Reasons []Reason
}

// Heated says whether the customer is angry or desperate.
func (t Tone) Heated() bool { return t.Weight >= Heated }

func (t *Tone) add(sign, found string, weight float64) {
	t.Weight += weight
	t.Reasons = append(t.Reasons, Reason{sign, found, weight})
}

func (t *Tone) hear(folded, code string, phrases []string, weight float64) {
	for _, p := range phrases {
		if said(folded, p, code) && !t.has(p) {
			t.add("phrase", p, weight)
		}
	}
}

// Of hears a text in a language, BCP 47; where that is empty or has no phrases, those of all languages are looked for.
// Earlier is how many messages the customer wrote in the conversation before.
func Of(text, language string, earlier int) Tone {
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "")
	}
	var t Tone
	folded := fold(text)
	spoken := spokenIn.In(folded)
	for _, code := range codes(language) {
		if spoken&(1<<slices.Index(languages, code)) == 0 {
			continue
		}
		t.hear(folded, code, phrases[code].enough, weightEnough)
		t.hear(folded, code, phrases[code].partly, weightPartly)
	}
	if strings.ContainsAny(text, "!！") {
		if found := marks.FindString(text); found != "" {
			t.add("marks", found, weightMarks)
		}
	}
	if shouted := shouted(text); len(shouted) >= capitals {
		t.add("capitals", strings.Join(shouted[:capitals], " "), weightCapitals)
	}
	if earlier >= repeatedly {
		t.add("repeated", fmt.Sprintf("%d messages before", earlier), weightRepeated)
	}
	return t
}

// has says whether a phrase, or a longer one that contains it, was found.
func (t Tone) has(phrase string) bool {
	for _, r := range t.Reasons {
		if strings.Contains(r.Found, phrase) {
			return true
		}
	}
	return false
}

// spokenIn tells in one look of which languages a phrase is in a text; in most texts none is.
var spokenIn = phrasebook.MustNew(phrasesByLanguage()...)

func phrasesByLanguage() [][]string {
	var out [][]string
	for _, code := range languages {
		out = append(out, slices.Concat(phrases[code].enough, phrases[code].partly))
	}
	return out
}

func codes(language string) []string {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	if _, known := phrases[base]; known {
		return []string{base}
	}
	return languages
}

// marks are several exclamation or question marks, of the former at least one.
var marks = regexp.MustCompile(`[!！]{3,}|[?？]+[!！]+[?？!！]*|[!！]+[?？]+[?？!！]*`)

// shouted are the words in capitals, none where most of a text's words are not: names of products are no shouting.
func shouted(text string) []string {
	var loud []string
	quiet := 0
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		switch {
		case utf8.RuneCountInString(w) < 3:
		case inCapitals(w):
			loud = append(loud, w)
		default:
			quiet++
		}
	}
	if len(loud) < quiet/3 {
		return nil
	}
	return loud
}

// inCapitals says whether a word has capitals and no small letters.
func inCapitals(word string) bool {
	capital := false
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
		capital = capital || unicode.IsUpper(r)
	}
	return capital
}

func fold(text string) string {
	text = strings.ToLower(norm.NFKC.String(text))
	return strings.Join(strings.Fields(apostrophes.Replace(text)), " ")
}

var apostrophes = strings.NewReplacer("’", "'", "‘", "'", "`", "'", "´", "'")

// said says whether a phrase is in a folded text as words of its own, somewhere where it is not denied.
func said(text, phrase, code string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], phrase)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(phrase)
		if edge(text, start) && edge(text, end) && !denied(text[:start], code) {
			return true
		}
		from = end
	}
}

// edge says whether a word may begin or end there.
func edge(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return !unicode.IsLetter(before) || !unicode.IsLetter(after) || unspaced(before) || unspaced(after)
}

func unspaced(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }

// denialReach is how many words before a phrase may deny it.
const denialReach = 3

// denied says whether what stands right before a phrase takes it back: "not at all disappointed".
func denied(before, code string) bool {
	if i := strings.LastIndexAny(before, ".!?;,:"); i >= 0 {
		before = before[i+1:]
	}
	words := strings.Fields(before)
	for _, w := range words[max(0, len(words)-denialReach):] {
		for _, no := range denials[code] {
			if w == no || strings.HasSuffix(w, no) && (strings.HasPrefix(no, "n'") || unspaced([]rune(no)[0])) {
				return true
			}
		}
	}
	return false
}
