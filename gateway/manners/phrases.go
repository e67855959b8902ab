package manners

import (
	"slices"
	"strings"
	"sync"
)

// entry is what people write, and the sign that it is. Phrases are separated by ";" or a new line, the alternatives of a word by "/"; "_" is
// any word. A phrase after ^ begins a clause, greetings and fillers apart; one before $ ends it. Words are folded as texts
// are: without case, accents and apostrophes.
type entry struct {
	sign    sign
	phrases string
}

func (e entry) list() []string {
	var out []string
	for _, text := range strings.FieldsFunc(e.phrases, func(r rune) bool { return r == ';' || r == '\n' }) {
		if text = strings.TrimSpace(text); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// phrase is one of them behind its first word.
type phrase struct {
	sign   sign
	rest   [][]string // of each word its alternatives; nil: any word
	starts bool
	ends   bool
}

// spaced are phrases of scripts with spaces by their first word, the longest first; joined are those of the others. They are
// made when a chat is first looked at.
var (
	spaced = sync.OnceValue(func() map[string][]phrase {
		return index(english, german, dutch, swedish, french, spanish, italian, portuguese, polish, russian, turkish, indonesian)
	})
	joined = sync.OnceValue(func() []piece { return pieces(japanese, chinese, korean, thai) })
)

func index(tables ...[]entry) map[string][]phrase {
	byFirst := map[string][]phrase{}
	for _, e := range slices.Concat(tables...) {
		for _, text := range e.list() {
			first, p, ok := compile(e.sign, text)
			for _, word := range first {
				if ok {
					byFirst[word] = append(byFirst[word], p)
				}
			}
		}
	}
	for _, ps := range byFirst {
		slices.SortStableFunc(ps, func(a, b phrase) int { return b.length() - a.length() })
	}
	return byFirst
}

func compile(s sign, text string) (first []string, p phrase, ok bool) {
	p = phrase{sign: s}
	text, p.starts = strings.CutPrefix(strings.TrimSpace(text), "^")
	text, p.ends = strings.CutSuffix(text, "$")
	words := strings.Fields(text)
	if len(words) == 0 {
		return nil, p, false
	}
	for _, w := range words[1:] {
		p.rest = append(p.rest, alternatives(w))
	}
	return alternatives(words[0]), p, true
}

func alternatives(word string) []string {
	if word == "_" {
		return nil
	}
	var out []string
	for _, w := range strings.Split(word, "/") {
		if w = foldWord(w); w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

func foldWord(w string) string {
	var s scanner
	s.out = &reading{}
	for _, r := range w {
		s.letter(r)
	}
	return shorten(s.buf)
}

// length is how much a phrase says: the longest that fits at a word is the one that was meant.
func (p phrase) length() int {
	n := 2 * (len(p.rest) + 1)
	if p.ends {
		n++
	}
	return n
}

// isWhole: no word within such a phrase says anything by itself: "you" in "do you ship" is no friend.
func (s sign) isWhole() bool {
	return s == asks || s == help || s == everybody || s == requests || s == own
}

func (p phrase) fits(words []string, at int) bool {
	if at+1+len(p.rest) > len(words) || p.ends && at+1+len(p.rest) != len(words) {
		return false
	}
	for i, any := range p.rest {
		if any != nil && !slices.Contains(any, words[at+1+i]) {
			return false
		}
	}
	return true
}

// piece is a phrase of a script without spaces.
type piece struct {
	sign   sign
	text   string
	starts bool
	ends   bool
}

func pieces(tables ...[]entry) []piece {
	var out []piece
	for _, e := range slices.Concat(tables...) {
		for _, text := range e.list() {
			p := piece{sign: e.sign}
			text, p.starts = strings.CutPrefix(text, "^")
			text, p.ends = strings.CutSuffix(text, "$")
			p.text = strings.NewReplacer(" ", "", "？", "?").Replace(text)
			out = append(out, p)
		}
	}
	return out
}

func (p piece) fits(text string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], p.text)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(p.text)
		if (!p.starts || start == 0 || text[start-1] == ' ') && (!p.ends || end == len(text) || text[end] == ' ' || text[end] == '?') {
			return true
		}
		from = end
	}
}

// fillers stand before a question and say nothing: greetings, interjections, who is addressed.
var fillers = words(`hi hey heya hello helo yo ok okay so but and also sorry pls plz please um uh well oh ah guys all everyone folks team again ppl
	hallo moin servus hei na und aber also bitte leute zusammen guten tag morgen abend sorry mal ja
	bonjour bjr salut slt coucou bonsoir svp stp et mais alors du coup a tous tout le monde
	hola buenas buenos dias tardes gente chicos y pero porfa oye
	ciao salve ragazzi e ma allora scusate buongiorno buonasera raga
	oi ola bom dia boa tarde noite pessoal gente galera mas entao
	hoi hallo goedemorgen beste maar en dus jongens
	czesc hej siema witam dzien dobry a ale wiec no
	привет здравствуйте всем а и merhaba selam halo kak min`)

func words(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[foldWord(w)] = true
	}
	return out
}

// found are the signs of a text.
type found [signs]bool

func (r *reading) signs() found {
	f := found{laughs: r.laughs}
	for _, c := range r.clauses {
		here := c.signs()
		here[tag] = here[tag] && c.asks
		here[advice] = here[advice] && !here[asks] && !c.asks // "do you have to …?"
		here[settled] = here[settled] && !c.asks              // "is it fixed?"
		for s := range f {
			f[s] = f[s] || here[s]
		}
	}
	if r.joined != "" {
		for _, p := range joined() {
			f[p.sign] = f[p.sign] || p.fits(r.joined)
		}
	}
	return f
}

func (c clause) signs() (f found) {
	f[questionMark] = c.asks
	phrases, start := spaced(), 0
	for start < len(c.words)-1 && fillers[c.words[start]] {
		start++
	}
	for i := 0; i < len(c.words); {
		longest, whole := 0, 1
		for _, p := range phrases[c.words[i]] {
			if p.length() < longest {
				break
			}
			if (!p.starts || i == start || i == 0) && p.fits(c.words, i) {
				f[p.sign], longest = true, p.length()
				if p.sign.isWhole() {
					whole = max(whole, len(p.rest)+1)
				}
			}
		}
		i += whole
	}
	return f
}
