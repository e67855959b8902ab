package manners

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxText is how many bytes of a message are looked at: nobody begins to ask after that.
const maxText = 2 << 10

// clause is what stands between two full stops or commas, as folded words.
type clause struct {
	words []string
	asks  bool // it ends in a question mark, or begins with one
}

// reading is a text as the detector sees it: without code, quotes, links, mentions, emoji and lines of logs.
type reading struct {
	clauses []clause
	letters int    // see Letters
	joined  string // folded text of scripts that put no spaces between words; empty where there are none
	laughs  bool
	command bool // it is a command to another bot
}

// Letters counts the letters and digits of a text as its author's own words: code, quotes, links, mentions, emoji and lines
// of logs do not count. A letter of a script that writes a word with one or two counts threefold, of a syllabary twofold.
func Letters(text string) int { return read(text).letters }

func read(text string) reading {
	text = clip(text)
	r := reading{command: isCommand(text)}
	if r.command {
		return r
	}
	s := scanner{out: &r}
	for _, line := range strings.Split(withoutCode(text), "\n") {
		if isQuote(line) || isLog(line) {
			continue
		}
		for _, word := range strings.Fields(line) {
			s.word(word)
		}
		s.stop(false)
	}
	r.joined = s.joined.String()
	return r
}

func clip(text string) string {
	if len(text) <= maxText {
		return text
	}
	text = text[:maxText]
	for text != "" && !utf8.RuneStart(text[len(text)-1]) {
		text = text[:len(text)-1]
	}
	return text[:max(0, len(text)-1)]
}

// scanner makes clauses of words.
type scanner struct {
	out    *reading
	now    clause
	opened bool // by ¿
	joined strings.Builder
	buf    []byte
}

// word reads what stands between two spaces: one or more words with their marks.
func (s *scanner) word(w string) {
	if isLink(w) || isMention(w) || isEmoticon(w) {
		return
	}
	if isLaugh(w) {
		s.out.laughs = true
		return
	}
	for i, r := range w {
		if (r == '.' || r == ':') && i+1 < len(w) { // v2.1, example.com
			s.end()
			continue
		}
		s.rune(r)
	}
	s.end()
}

// rune adds a letter to the word, or ends word or clause.
func (s *scanner) rune(r rune) {
	r = narrow(r)
	switch {
	case r == '\'' || r == '’' || r == '‘' || r == '´' || r == '`': // can't is cant
	case r == '?' || r == '؟' || r == ';' && len(s.buf) > 0 && s.buf[len(s.buf)-1] > utf8.RuneSelf: // Greek asks with ;
		s.stop(true)
	case r == '¿':
		s.stop(false)
		s.opened = true
	case strings.ContainsRune(".!,:;。、…，", r):
		s.stop(false)
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) && r > 0x36F:
		s.out.letters += weightOf(r)
		s.letter(r)
	default:
		s.end()
	}
}

func (s *scanner) letter(r rune) {
	if isJoined(r) || s.joined.Len() > 0 {
		s.joined.WriteRune(unicode.ToLower(r))
	}
	if r < rune(len(folding)) {
		s.buf = append(s.buf, folding[r]...)
		return
	}
	s.buf = utf8.AppendRune(s.buf, unicode.ToLower(r))
}

func (s *scanner) end() {
	if len(s.buf) > 0 {
		s.now.words = append(s.now.words, shorten(s.buf))
		s.buf = s.buf[:0]
	}
}

// stop ends the clause.
func (s *scanner) stop(asks bool) {
	s.end()
	if s.joined.Len() > 0 {
		if asks {
			s.joined.WriteByte('?')
		}
		s.joined.WriteByte(' ')
	}
	switch n := len(s.out.clauses); {
	case len(s.now.words) > 0:
		s.now.asks = asks || s.opened
		s.out.clauses = append(s.out.clauses, s.now)
	case asks && n > 0: // "right??", "why ?!?"
		s.out.clauses[n-1].asks = true
	}
	s.now, s.opened = clause{}, false
}

// shorten writes a drawn out letter once: heeelp, sooo.
func shorten(word []byte) string {
	out := word[:0]
	for i := 0; i < len(word); {
		n := 1
		for i+n < len(word) && word[i+n] == word[i] && word[i] >= 'a' && word[i] <= 'z' {
			n++
		}
		if n >= 3 {
			out = append(out, word[i])
		} else {
			out = append(out, word[i:i+n]...)
		}
		i += n
	}
	return string(out)
}

// folding is how the letters below U+0250 are compared: small and without accents.
var folding = foldTable()

func foldTable() (t [0x250]string) {
	own := map[rune]string{'ß': "ss", 'ø': "o", 'ł': "l", 'đ': "d", 'æ': "ae", 'œ': "oe", 'ı': "i"}
	for i := range t {
		r := unicode.ToLower(rune(i))
		if s, ok := own[r]; ok {
			t[i] = s
			continue
		}
		base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
		t[i] = string(unicode.ToLower(base))
	}
	return t
}

// narrow is a full-width form as its plain one.
func narrow(r rune) rune {
	if r >= 0xFF01 && r <= 0xFF5E {
		return r - 0xFEE0
	}
	return r
}

func isJoined(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai)
}

func weightOf(r rune) int {
	switch {
	case r < 0x2E80:
		return 1
	case unicode.Is(unicode.Han, r):
		return 3
	case unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
		return 2
	}
	return 1
}
